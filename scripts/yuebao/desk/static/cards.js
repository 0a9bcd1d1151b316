// The cards of 核对: one a cause, with what can be done about it; then doubts and the masthead. A card stays the same element as
// long as its cause is there, so that what is being written in it stays, and where the keyboard is.

import { element, say } from "./desk.js";

const list = document.getElementById("cards");
const template = document.getElementById("card-template");
const REVIEWER = "reviewer";

/** Show what is wrong with an issue. `tools`: `go` to a cell, and the `writing` of it. */
export function showCards(state, tools) {
  const cards = state.cards.map((card) => [card.id, () => newCard(tools), (made) => fillCard(made, card, state)]);
  const none = cards.length ? [] : [line("none", "p", state.told)];
  const more = state.more ? [line("more", "p", `另有 ${state.more} 个问题没有列出。`)] : [];
  keep([...none, ...cards, ...more, ...doubts(state, tools), ...masthead(state, tools)]);
}

const line = (key, name, text) => [key, () => element(name), (made) => { made.textContent = text; }];

/** Show elements by their keys, in this order: those that are there already are filled again in their place. The keyboard goes on
 *  where an element went away. */
function keep(wanted) {
  const there = new Map([...list.children].map((each) => [each.dataset.key, each]));
  const held = [...list.children].findIndex((each) => each.contains(document.activeElement));
  const keys = new Set(wanted.map(([key]) => key));
  for (const [key, each] of there) if (!keys.has(key)) each.remove();
  let place = list.firstElementChild;
  for (const [key, make, fill] of wanted) {
    const made = there.get(key) ?? make();
    made.dataset.key = key;
    fill(made);
    // Who is written in is not moved: those before it are.
    while (made.contains(document.activeElement) && place && place !== made) { const next = place.nextElementSibling; list.append(place); place = next; }
    if (made === place) place = place.nextElementSibling;
    else list.insertBefore(made, place);
  }
  const now = document.activeElement;
  if (held >= 0 && (!list.contains(now) || now.closest("[hidden]"))) {
    const next = list.children[Math.min(held, list.children.length - 1)];
    (next?.matches(".card[tabindex]") ? next : document.getElementById("cards-title")).focus();
  }
}

function newCard(tools) {
  const made = template.content.firstElementChild.cloneNode(true);
  made.querySelector(".accept").addEventListener("click", () => take(made.card.changes, tools.writing));
  made.querySelector(".printed").addEventListener("click", () => take(made.card.printed, tools.writing));
  made.querySelector(".retract").addEventListener("click", () => tools.writing.send("retract", () => ({ ids: made.card.stale })));
  made.querySelector(".own").addEventListener("click", () => tools.go(made.card.go));
  errata(made, tools.writing);
  return made;
}

function fillCard(made, card, state) {
  made.card = card;
  made.dataset.id = card.id;
  made.classList.remove("open", "undecided", "stale");
  made.classList.add(card.cells[0]?.kind ?? "open");
  made.querySelector("h3").textContent = card.message;
  made.querySelector(".where").textContent = `${card.place}　${card.label}`;
  made.querySelector(".numbers").textContent = card.numbers;
  made.querySelector(".guess").replaceChildren(...card.guess.map((each) => element("p", {}, each)));
  made.querySelector(".remedy").textContent = card.remedy;
  const others = made.querySelector(".others");
  others.hidden = !card.others.length;
  others.querySelector("summary").textContent = `牵连 ${card.others.length} 项`;
  others.querySelector("ul").replaceChildren(...card.others.map((each) => element("li", {}, each)));
  for (const [name, changes] of [["accept", card.changes], ["printed", card.printed]]) {
    const button = made.querySelector(`.${name}`);
    button.hidden = !changes.length || !state.draft;
    button.title = changes.map((each) => `${each.row_name} ${each.column_name}：${each.old} → ${each.text}`.trim()).join("\n");
  }
  made.querySelector(".retract").hidden = !card.stale.length;
  made.querySelector(".own").hidden = !card.go;
  made.querySelector(".keep").hidden = !card.explainable;
  if (!card.explainable) made.querySelector(".errata").hidden = true;
}

/** 照推测改, 照原件改: cells of the tables, and keys of the masthead. */
function take(changes, writing) {
  const steps = {};
  const cells = changes.filter((each) => each.table);
  for (const each of cells) (steps[each.table] ??= []).push({ do: "set", row: each.row, column: each.column, text: each.text });
  if (cells.length) writing.write(steps);
  const keys = Object.fromEntries(changes.filter((each) => each.key).map((each) => [each.key, each.text]));
  if (Object.keys(keys).length) sendMasthead(writing, () => keys);
}

/** Send the keys of the masthead, of which `keys` gives some anew. */
function sendMasthead(writing, keys) {
  return writing.send("masthead", () => {
    const { tables, masthead, seen } = writing.state;
    const values = Object.fromEntries(masthead.map((each) => [each.key, each.value]));
    return { values: { ...values, ...keys() }, complete: tables.filter((each) => each.complete).map((each) => each.name), seen };
  });
}

/** 原报告如此，写说明: the entry as a form, with what was said of the like before. */
function errata(made, writing) {
  const form = made.querySelector(".errata");
  const button = made.querySelector(".keep");
  button.addEventListener("click", () => {
    const { before } = made.card;
    if (before && !form.reason.value) {
      form.category.value = before.category;
      form.reason.value = before.reason;
    }
    form.reviewer.value ||= before?.reviewer ?? sessionStorage.getItem(REVIEWER) ?? "";
    form.hidden = false;
    form.reason.focus();
  });
  form.querySelector(".cancel").addEventListener("click", () => { form.hidden = true; button.focus(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sessionStorage.setItem(REVIEWER, form.reviewer.value);
    const value = { category: form.category.value, reason: form.reason.value, reviewer: form.reviewer.value };
    writing.send("explain", () => ({ ids: made.card.ids, ...value }));
  });
}

/** 存疑: what the import left to be decided. */
function doubts(state, { writing }) {
  const open = state.doubts.filter((each) => !each.decision);
  if (!open.length) return [];
  return [line("doubts", "h2", `存疑 ${open.length} 处`), ...open.map((doubt) => [`doubt ${doubt.index} ${doubt.told}`, () => newDoubt(doubt, writing), () => {}])];
}

function newDoubt(doubt, writing) {
  const input = element("input", { list: `choices-${doubt.index}`, required: true });
  const choices = element("datalist", { id: `choices-${doubt.index}` }, ...doubt.alternatives.map((each) => element("option", { value: each })));
  const form = element("form", { class: "card doubt", tabindex: -1 }, element("p", {}, doubt.told), element("label", {}, "怎样定的 ", input), choices, element("p", { class: "buttons" }, element("button", {}, "定了")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    writing.send("doubts", { index: doubt.index, told: doubt.told, decision: input.value });
  });
  return form;
}

/** 刊头: the keys of the issue itself. */
function masthead(state, { writing }) {
  return [line("masthead-title", "h2", "刊头"), ["masthead", () => newMasthead(state, writing), (form) => {
    for (const each of state.masthead) {
      const input = form.elements[each.key];
      if (input.value === input.dataset.was) input.value = each.value; // what was typed and not yet taken stays
      input.dataset.was = each.value;
      input.disabled = !state.draft;
    }
  }]];
}

function newMasthead(state, writing) {
  const form = element("form", { class: "card masthead", "aria-label": "刊头" });
  for (const each of state.masthead) {
    const input = element("input", { id: `key-${each.key}`, name: each.key, placeholder: each.hint, value: each.value, "data-was": each.value });
    form.append(element("label", { for: `key-${each.key}` }, each.title), input);
  }
  form.addEventListener("change", () => {
    const typed = () => Object.fromEntries(writing.state.masthead.map((each) => [each.key, form.elements[each.key].value]));
    sendMasthead(writing, typed).then((kept) => { if (kept) say("刊头写好了。"); });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

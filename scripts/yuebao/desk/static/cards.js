// The cards of 核对: one a cause, with what can be done about it; then doubts and the masthead.

import { element, say } from "./desk.js";

const list = document.getElementById("cards");
const template = document.getElementById("card-template");
const REVIEWER = "reviewer";

/** Show what is wrong with an issue. `tools`: `go` to a cell, `write` steps, `ask` the desk. */
export function showCards(state, tools) {
  const cards = state.cards.map((card) => cardOf(card, state, tools));
  const more = state.more ? [element("p", {}, `另有 ${state.more} 个问题没有列出。`)] : [];
  const none = cards.length ? [] : [element("p", {}, state.told)];
  list.replaceChildren(...none, ...cards, ...more, ...doubts(state, tools), ...masthead(state, tools));
}

function cardOf(card, state, tools) {
  const made = template.content.firstElementChild.cloneNode(true);
  made.dataset.id = card.id;
  made.classList.add(card.cells[0]?.kind ?? "open");
  made.querySelector("h3").textContent = card.message;
  made.querySelector(".where").textContent = `${card.place}　${card.label}`;
  made.querySelector(".numbers").textContent = card.numbers;
  made.querySelector(".guess").append(...card.guess.map((line) => element("p", {}, line)));
  made.querySelector(".remedy").textContent = card.remedy;
  const others = made.querySelector(".others");
  if (card.others.length) {
    others.querySelector("summary").textContent = `牵连 ${card.others.length} 项`;
    others.querySelector("ul").append(...card.others.map((line) => element("li", {}, line)));
  } else others.remove();
  accept(made.querySelector(".accept"), card, state, tools);
  const own = made.querySelector(".own");
  if (card.cells.length) own.addEventListener("click", () => tools.go(card.cells[0]));
  else own.remove();
  errata(made, card, state, tools);
  return made;
}

/** 照推测改. */
function accept(button, card, state, tools) {
  if (!card.changes.length || !state.draft) { button.remove(); return; }
  button.title = card.changes.map((each) => `${each.row_name} ${each.column_name}：${each.old} → ${each.text}`).join("\n");
  button.addEventListener("click", () => {
    const steps = {};
    for (const each of card.changes) (steps[each.table] ??= []).push({ do: "set", row: each.row, column: each.column, text: each.text });
    tools.write(steps);
  });
}

/** 原报告如此，写说明: the entry as a form, with what was said of the like before. */
function errata(made, card, state, tools) {
  const form = made.querySelector(".errata");
  const keep = made.querySelector(".keep");
  if (!card.explainable) { form.remove(); keep.remove(); return; }
  const fill = () => {
    if (card.before && !form.reason.value) {
      form.category.value = card.before.category;
      form.reason.value = card.before.reason;
    }
    form.reviewer.value ||= card.before?.reviewer ?? sessionStorage.getItem(REVIEWER) ?? "";
  };
  keep.addEventListener("click", () => { form.hidden = false; fill(); form.reason.focus(); });
  form.querySelector(".cancel").addEventListener("click", () => { form.hidden = true; keep.focus(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sessionStorage.setItem(REVIEWER, form.reviewer.value);
    tools.ask("explain", { ids: card.ids, category: form.category.value, reason: form.reason.value, reviewer: form.reviewer.value });
  });
}

/** 存疑: what the import left to be decided. */
function doubts(state, tools) {
  const open = state.doubts.filter((each) => !each.decision);
  if (!open.length) return [];
  return [element("h2", {}, `存疑 ${open.length} 处`), ...open.map((doubt) => {
    const input = element("input", { list: `choices-${doubt.index}`, required: true });
    const choices = element("datalist", { id: `choices-${doubt.index}` }, ...doubt.alternatives.map((each) => element("option", { value: each })));
    const form = element("form", { class: "card doubt" }, element("p", {}, doubt.told), element("label", {}, "怎样定的 ", input), choices, element("p", { class: "buttons" }, element("button", {}, "定了")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      tools.ask("doubts", { index: doubt.index, told: doubt.told, decision: input.value });
    });
    return form;
  })];
}

/** 刊头: the keys of the issue itself. */
function masthead(state, tools) {
  const form = element("form", { class: "card masthead", "aria-label": "刊头" });
  for (const each of state.masthead) {
    const input = element("input", { id: `key-${each.key}`, name: each.key, placeholder: each.hint, value: each.value, disabled: !state.draft });
    form.append(element("label", { for: `key-${each.key}` }, each.title), input);
  }
  form.addEventListener("change", () => {
    const values = Object.fromEntries(state.masthead.map((each) => [each.key, form.elements[each.key].value]));
    tools.ask("masthead", { values, complete: state.tables.filter((each) => each.complete).map((each) => each.name), seen: state.seen }).then((kept) => { if (kept) say("刊头写好了。"); });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  return [element("h2", {}, "刊头"), form];
}

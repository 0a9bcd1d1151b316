// 核对: the tables as they are typed into, the cards of what is wrong, and the original that follows the cell.

import { showCards } from "./cards.js";
import { blockOf, textOf } from "./clipboard.js";
import { element, say } from "./desk.js";
import { named } from "./steps.js";
import { Writing } from "./writing.js";

const sheet = document.getElementById("sheet");
const tabs = document.getElementById("tabs");
const writing = new Writing(show, showSaved);
let places = {};
let current = null; // the name of the table that is shown
let at = { row: 0, column: 0 };
let from = null; // the other corner of what is chosen
let pointer = []; // where the mouse was seen last: cells that are drawn anew below it are not pointed at
let editor = null; // the cell that is typed into, and how to end it: the sheet is not drawn again under it

const table = () => writing.state.tables.find((each) => each.name === current);
const cellAt = (row, column) => sheet.querySelector(`[data-at="${row},${column}"]`);
const text = (row, column) => table().rows[row]?.[column] ?? "";
const nameOf = (row) => table().key.map((column) => text(row, column)).filter(Boolean).join(" / ");
const changeable = () => writing.state.draft && !table().problem;

/** Show the issue as it is known now. */
function show() {
  const state = writing.state;
  places = state.places ?? places;
  current ??= (state.tables.find((each) => state.cards.some((card) => card.go?.table === each.name)) ?? state.tables[0]).name;
  document.getElementById("told").textContent = state.told;
  showTabs();
  if (!editor) showSheet();
  showCards(state, { go, writing });
}

function showSaved(count, failed) {
  const saved = document.getElementById("saved");
  saved.classList.toggle("failure", failed && !count);
  saved.textContent = count ? "正在写进文件……" : failed ? "有没写进文件的，见最下面" : "都写进文件了";
}

function showTabs() {
  const state = writing.state;
  const focused = tabs.contains(document.activeElement);
  const wrong = (name) => state.cards.filter((card) => card.go?.table === name).length;
  tabs.replaceChildren(...state.tables.map((each) => {
    const marks = [each.count ? `还差 ${each.count}` : "", wrong(each.name) ? `${wrong(each.name)} 处` : ""].filter(Boolean).join("，");
    const chosen = each.name === current;
    const tab = element("button", { type: "button", role: "tab", "aria-selected": String(chosen), "aria-controls": "sheet", tabindex: chosen ? 0 : -1, "data-table": each.name }, marks ? `${each.title}（${marks}）` : each.title);
    tab.addEventListener("click", () => open(each.name));
    return tab;
  }));
  if (focused) tabs.querySelector('[aria-selected="true"]').focus();
}

tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const names = writing.state.tables.map((each) => each.name);
  open(names[(names.indexOf(current) + step + names.length) % names.length]);
});

/** Show another table. */
function open(name) {
  current = name;
  at = { row: 0, column: 0 };
  from = null;
  showTabs();
  showSheet();
}

/** What is said of each cell of the table, by its place. */
function marks() {
  const found = new Map();
  for (const [row, column] of table().left) found.set(`${row},${column}`, { kind: "left", words: "还没填" });
  for (const card of [...writing.state.cards].reverse()) {
    for (const cell of card.cells) {
      if (cell.table !== current) continue;
      const columns = cell.column === null ? table().header.keys() : [cell.column];
      for (const column of columns) found.set(`${cell.row},${column}`, { kind: cell.kind, words: card.message, card: card.id });
    }
  }
  return found;
}

function showSheet() {
  const shown = table();
  const focused = sheet.contains(document.activeElement);
  const scrolled = [sheet.scrollLeft, sheet.scrollTop];
  const said = marks();
  const head = element("tr", {}, element("th", { class: "n", scope: "col" }, "行"), ...shown.header.map((name) => element("th", { scope: "col" }, name)));
  const count = shown.rows.length + (changeable() ? 1 : 0);
  const body = Array.from({ length: count }, (_, row) => element("tr", {}, element("th", { class: "n", scope: "row" }, row < shown.rows.length ? String(row + 2) : "新"), ...shown.header.map((name, column) => gridCell(shown, row, column, said.get(`${row},${column}`)))));
  const grid = element("table", { role: "grid", "aria-label": shown.title, "aria-readonly": String(!changeable()) }, element("thead", {}, head), element("tbody", {}, ...body));
  sheet.replaceChildren(...(shown.problem ? [element("p", { class: "failure" }, shown.problem)] : []), grid);
  document.getElementById("complete").checked = shown.complete;
  document.getElementById("complete").disabled = !writing.state.draft;
  for (const name of ["insert", "remove", "derive"]) document.getElementById(name).disabled = !changeable();
  [sheet.scrollLeft, sheet.scrollTop] = scrolled;
  at = { row: Math.max(0, Math.min(at.row, count - 1)), column: Math.min(at.column, shown.header.length - 1) };
  const cell = cellAt(at.row, at.column);
  if (cell) stand(cell);
  if (focused) cell?.focus({ preventScroll: true });
  showChosen();
  document.getElementById("undo").disabled = !writing.undoable;
  document.getElementById("redo").disabled = !writing.redoable;
}

function gridCell(shown, row, column, mark) {
  const value = shown.rows[row]?.[column] ?? "";
  const classes = [shown.figures.includes(shown.header[column]) ? "figure" : "", mark?.kind ?? ""].filter(Boolean).join(" ");
  const cell = element("td", { role: "gridcell", tabindex: -1, "data-at": `${row},${column}`, class: classes || null }, value);
  if (mark) {
    cell.title = mark.words;
    cell.setAttribute("aria-description", mark.words);
    if (mark.kind === "open") cell.setAttribute("aria-invalid", "true");
    if (mark.card) cell.dataset.card = mark.card;
  }
  return cell;
}

/** The keyboard is, or comes, to this cell. It can be written into for the sake of input methods, which wait nowhere else. */
function stand(cell) {
  cell.tabIndex = 0;
  if (!changeable()) return;
  for (const [key, value] of Object.entries({ contenteditable: "true", inputmode: "none", spellcheck: "false" })) cell.setAttribute(key, value);
}

function leave(cell) {
  cell.tabIndex = -1;
  cell.removeAttribute("contenteditable");
}

/** Go to a cell; `extend` keeps the other corner of what is chosen. */
function move(row, column, { focus = true, extend = false, quiet = false } = {}) {
  editor?.end(true);
  const shown = table();
  const last = shown.rows.length - (changeable() ? 0 : 1);
  const before = cellAt(at.row, at.column);
  if (before) leave(before);
  if (!extend) from = null;
  else from ??= { ...at };
  at = { row: Math.max(0, Math.min(row, last)), column: Math.max(0, Math.min(column, shown.header.length - 1)) };
  const cell = cellAt(at.row, at.column);
  if (!cell) return;
  stand(cell);
  if (focus) cell.focus();
  showChosen();
  if (!quiet) follow(cell);
}

/** The corners of what is chosen. */
function chosen() {
  const other = from ?? at;
  return { top: Math.min(at.row, other.row), bottom: Math.max(at.row, other.row), left: Math.min(at.column, other.column), right: Math.max(at.column, other.column) };
}

function showChosen() {
  const { top, bottom, left, right } = chosen();
  for (const cell of sheet.querySelectorAll(".chosen")) cell.classList.remove("chosen");
  if (top === bottom && left === right) return;
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) cellAt(row, column)?.classList.add("chosen");
}

/** Let the original and the cards follow the cell. */
function follow(cell) {
  const shown = table();
  const place = places[current]?.[nameOf(at.row) || String(at.row + 1)];
  for (const each of document.querySelectorAll(".original .here")) each.classList.remove("here");
  if (place) {
    const found = [...document.querySelectorAll(".original [data-place]")].filter((each) => each.dataset.place === place);
    for (const each of found) each.classList.add("here");
    found[0]?.scrollIntoView({ block: "nearest" });
  }
  for (const each of document.querySelectorAll(".card[data-id]")) each.classList.toggle("chosen", each.dataset.id === cell.dataset.card);
  document.querySelector(".card.chosen")?.scrollIntoView({ block: "nearest" });
}

/** Go to where a finding stands. */
function go(cell) {
  if (cell.table !== current) open(cell.table);
  move(cell.row, cell.column ?? 0);
}

/** Type into the cell: over what stands there, or on from it. */
function type(first) {
  if (!changeable()) { say(writing.state.draft ? table().problem : "公布的数字不在这里改；请用“更正”。"); return; }
  const { row, column } = at;
  const own = { table: current, row: nameOf(row), cell: named(table(), row, column) };
  const input = element("input", { "aria-label": own.cell, autocomplete: "off" });
  input.value = first ?? text(row, column);
  cellAt(row, column).replaceChildren(input);
  editor = { end };
  input.focus();
  function end(keep, next) {
    if (editor?.end !== end) return;
    editor = null;
    const value = input.value.trim();
    if (!keep || value === text(row, column)) showSheet();
    else if (nameOf(row) === own.row) writing.write({ [own.table]: [{ do: "set", row, column, text: value }] });
    else {
      showSheet();
      say(`这张表在别处改过，已经读入现在的样子；没有写的：${own.cell}：${value}`);
      showSaved(0, true);
    }
    if (next) move(...next);
  }
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const next = { Enter: [row + (event.shiftKey ? -1 : 1), column], Tab: [row, column + (event.shiftKey ? -1 : 1)] }[event.key];
    if (next) { event.preventDefault(); end(true, next); }
    if (event.key === "Escape") { event.preventDefault(); end(false, [row, column]); }
  });
  input.addEventListener("blur", (event) => {
    const cell = event.relatedTarget?.closest("#sheet td[data-at]");
    end(true, cell?.dataset.at.split(",").map(Number));
  });
}

/** What an input method writes into the cell where the keyboard is: over what stands there, and on in the field. */
function compose(cell) {
  editor = { end };
  const done = (event) => end(event.data ? undefined : false);
  cell.addEventListener("compositionend", done, { once: true });
  function end(keep) {
    if (editor?.end !== end) return;
    cell.removeEventListener("compositionend", done);
    editor = null;
    if (keep === false) { showSheet(); return; }
    type(cell.textContent);
    if (keep) editor.end(true);
  }
}

sheet.addEventListener("compositionstart", (event) => { if (event.target.matches("td")) compose(event.target); });
sheet.addEventListener("beforeinput", (event) => {
  if (!event.target.matches("td") || event.isComposing || event.inputType === "insertCompositionText") return;
  event.preventDefault();
  if (event.inputType === "insertText" && event.data) type(event.data);
});

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-15, 0], PageDown: [15, 0], Enter: [1, 0] };

sheet.addEventListener("keydown", (event) => {
  if (!event.target.matches("td") || event.isComposing || event.key === "Process") return;
  const command = event.ctrlKey || event.metaKey;
  const step = MOVES[event.key];
  if (step && !command) {
    event.preventDefault();
    move(at.row + step[0], at.column + step[1], { extend: event.shiftKey && event.key !== "Enter" });
  } else if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    const end = event.key === "End";
    const row = command ? (end ? table().rows.length - 1 : 0) : at.row;
    move(row, end ? table().header.length - 1 : 0, { extend: event.shiftKey });
  } else if (event.key === "Tab" && !command) {
    const next = at.column + (event.shiftKey ? -1 : 1);
    if (next >= 0 && next < table().header.length) { event.preventDefault(); move(at.row, next); }
  } else if (event.key === "F2") {
    event.preventDefault();
    type();
  } else if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    clear();
  } else if (command && event.key.toLowerCase() === "z") {
    event.preventDefault();
    if (event.shiftKey) writing.redo();
    else writing.undo();
  } else if (command && event.key.toLowerCase() === "y") {
    event.preventDefault();
    writing.redo();
  } else if (!command && !event.altKey && [...event.key].length === 1) {
    event.preventDefault();
    type(event.key);
  }
});

sheet.addEventListener("focusin", (event) => {
  const cell = event.target.closest("td[data-at]");
  if (cell === event.target) getSelection().selectAllChildren(cell);
  if (!cell || cell.dataset.at === `${at.row},${at.column}`) return;
  move(...cell.dataset.at.split(",").map(Number), { focus: false });
});

sheet.addEventListener("mousedown", (event) => {
  const cell = event.target.closest("td[data-at]");
  if (!cell || event.target.matches("input")) return;
  event.preventDefault();
  pointer = [event.screenX, event.screenY];
  move(...cell.dataset.at.split(",").map(Number), { extend: event.shiftKey });
});
// Only what moves drags: over a sheet drawn anew browsers tell of a mouse that stands still, and of one that moves where it was before.
sheet.addEventListener("mousemove", (event) => {
  const cell = event.target.closest("td[data-at]");
  const still = event.screenX === pointer[0] && event.screenY === pointer[1];
  pointer = [event.screenX, event.screenY];
  if (!cell || event.buttons !== 1 || still || cell.dataset.at === `${at.row},${at.column}`) return;
  move(...cell.dataset.at.split(",").map(Number), { extend: true, quiet: true });
});
sheet.addEventListener("dblclick", (event) => { if (event.target.matches("td")) type(); });

function clear() {
  if (!changeable()) return;
  const { top, bottom, left, right } = chosen();
  const steps = [];
  for (let row = top; row <= Math.min(bottom, table().rows.length - 1); row += 1) {
    for (let column = left; column <= right; column += 1) if (text(row, column)) steps.push({ do: "set", row, column, text: "" });
  }
  if (steps.length) writing.write({ [current]: steps });
}

for (const name of ["copy", "cut"]) document.addEventListener(name, (event) => {
  if (!document.activeElement.matches("#sheet td")) return;
  event.preventDefault();
  const { top, bottom, left, right } = chosen();
  const rows = [];
  for (let row = top; row <= bottom; row += 1) rows.push(Array.from({ length: right - left + 1 }, (_, index) => text(row, left + index)));
  event.clipboardData.setData("text/plain", textOf(rows));
  if (name === "cut") clear();
});

document.addEventListener("paste", (event) => {
  if (!document.activeElement.matches("#sheet td") || !changeable()) return;
  event.preventDefault();
  const block = blockOf(event.clipboardData.getData("text/plain"));
  const width = table().header.length;
  const steps = [];
  block.forEach((cells, down) => cells.forEach((value, right) => {
    if (at.column + right < width) steps.push({ do: "set", row: at.row + down, column: at.column + right, text: value.trim() });
  }));
  const cut = Math.max(...block.map((cells) => cells.length)) + at.column - width;
  writing.write({ [current]: steps }).then((written) => { if (written && cut > 0) say(`粘贴的一块比表宽 ${cut} 列，多出的没有写。`); });
});

document.getElementById("undo").addEventListener("click", () => writing.undo());
document.getElementById("redo").addEventListener("click", () => writing.redo());
const dialog = document.getElementById("new-row");
document.getElementById("insert").addEventListener("click", () => {
  const name = table().header[table().key.find((column) => !table().figures.includes(table().header[column])) ?? 0];
  dialog.querySelector("label span").textContent = name;
  dialog.querySelector("input").value = "";
  dialog.dataset.column = table().header.indexOf(name);
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  const value = dialog.querySelector("input").value.trim();
  if (dialog.returnValue !== "insert" || !value) return;
  const cells = table().header.map((_, column) => (column === Number(dialog.dataset.column) ? value : ""));
  writing.write({ [current]: [{ do: "insert", row: Math.min(at.row, table().rows.length), cells }] });
  move(at.row, 0);
});
document.getElementById("remove").addEventListener("click", () => { if (at.row < table().rows.length) writing.write({ [current]: [{ do: "delete", row: at.row }] }); });
document.getElementById("derive").addEventListener("click", async () => {
  if (!(await writing.send("derive", {}))) return;
  const { filled } = writing.state;
  say(filled.length ? `填了 ${filled.length} 格：\n${filled.slice(0, 8).join("\n")}` : "没有推得出的空格。");
});
document.getElementById("complete").addEventListener("change", (event) => {
  const [own, complete] = [current, event.target.checked];
  writing.send("masthead", () => {
    const { tables, masthead, seen } = writing.state;
    const done = tables.filter((each) => (each.name === own ? complete : each.complete)).map((each) => each.name);
    return { values: Object.fromEntries(masthead.map((each) => [each.key, each.value])), complete: done, seen };
  });
});

// Who goes on before all is written waits for it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.target || !writing.unwritten) return;
  event.preventDefault();
  writing.settled().then((well) => { if (well) location.assign(link.href); });
});
addEventListener("beforeunload", (event) => { if (writing.unwritten) event.preventDefault(); });

await writing.load();
document.documentElement.dataset.ready = "yes";

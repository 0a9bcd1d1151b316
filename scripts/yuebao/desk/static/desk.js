// What every page of the desk needs: asking the desk, saying what came of it, putting it away.

/** Say something to the person, on the screen and to a reader of it. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

/** Ask the desk; its answer, or an Error with its words and its `status`. */
export async function ask(address, value) {
  const options = value === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  };
  let response;
  try {
    response = await fetch(address, { ...options, headers: { ...options.headers, Accept: "application/json" } });
  } catch {
    throw Object.assign(new Error("工作台已经结束，这一次没有写进文件；请重新打开。"), { status: 0 });
  }
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error), { status: response.status });
  return answer;
}

/** An element with its attributes and what it holds. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const quit = document.querySelector("[data-quit]");
quit?.addEventListener("click", async () => {
  await ask(quit.dataset.quit, {}).catch(() => {});
  document.querySelector("main").replaceChildren(element("h1", {}, "工作台已经结束"), element("p", {}, "改过的都在文件里，可以关上这一页。"));
  quit.disabled = true;
});

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
for (const link of document.querySelectorAll("a[target]")) {
  link.addEventListener("click", () => { for (const frame of document.getElementsByName(link.target)) frame.hidden = false; });
}
for (const button of document.querySelectorAll("[data-all]")) {
  button.addEventListener("click", () => {
    for (const each of document.getElementsByName(button.dataset.all)) each.checked = true;
  });
}

const drop = document.querySelector("[data-drop]");
drop?.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
drop?.addEventListener("dragleave", () => drop.classList.remove("over"));
drop?.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files].map((file) => [file, file.name]);
  const form = new FormData(drop);
  form.delete("files");
  for (const [file, name] of found) form.append("files", file, name);
  say(`正在读 ${found.length} 份文件…`);
  const answer = await fetch(drop.action, { method: "POST", body: form });
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("main").replaceWith(document.adoptNode(read.querySelector("main")));
  say("");
});
drop?.addEventListener("submit", () => say("正在读…"));

/** The files of what was dropped, a folder with all that is in it. */
async function filesOf(entry) {
  if (entry.isFile) return [[await new Promise((done, failed) => entry.file(done, failed)), entry.fullPath.slice(1)]];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const more = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!more.length) return (await Promise.all(found.map(filesOf))).flat();
    found.push(...more);
  }
}

for (const button of document.querySelectorAll("[data-cell]")) {
  button.addEventListener("click", () => {
    const fields = [...document.querySelectorAll(".cell-address")];
    const field = fields.find((each) => !each.value || each.value === button.dataset.cell) ?? fields.at(-1);
    if (!field) return;
    field.value = button.dataset.cell;
    field.closest("p").querySelector("[name=text]").focus();
  });
}

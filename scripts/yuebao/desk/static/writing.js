// What is written of an issue, one thing after the other: shown at once, and again as the desk answers. Nothing that is typed
// meanwhile is lost, and what could not be written is said.

import { ask, say } from "./desk.js";
import { after, named, reversed } from "./steps.js";

const MOST = 8; // of what was not written, so many are listed
const ELSEWHERE = "这张表在别处改过，已经读入现在的样子，请再改一次。";

const tables = (state) => Object.fromEntries(state.tables.map((each) => [each.name, each]));

/** What went wrong, with the cells that were typed and not written. */
function told(message, lost) {
  if (!lost.length) return message;
  return `${message}\n没有写的：${lost.slice(0, MOST).join("；")}${lost.length > MOST ? `……共 ${lost.length} 格` : ""}`;
}

/** Writes the changes of an issue. `show` is called whenever it reads otherwise: its `state` is the last answer with what waits.
 *  `tell` is called with how many changes are not written yet, and whether one was refused since all was written. */
export class Writing {
  #show;
  #tell;
  #busy = 0;
  #failed = false; // whether something was refused since all was written
  #answered = null;
  #queue = []; // edits that the desk has not answered yet
  #done = []; // edits that can be undone
  #undone = [];
  #waiting = Promise.resolve();
  state = null;

  constructor(show, tell) {
    this.#show = show;
    this.#tell = tell;
  }

  get undoable() { return this.#done.length > 0; }
  get redoable() { return this.#undone.length > 0; }
  get unwritten() { return this.#busy > 0; }

  /** When all that waits is written; whether nothing was refused. */
  async settled() {
    await this.#waiting;
    return !this.#failed;
  }

  /** Read the issue afresh. */
  async load() {
    this.#take(await ask("state"));
  }

  /** Send something else than cells; `value` may be worked out when its turn comes. Whether it was taken. */
  send(address, value) {
    return this.#next(async () => this.#take(await ask(address, typeof value === "function" ? value() : value)));
  }

  /** Write steps by table. */
  write(steps) {
    this.#undone = [];
    return this.#write(steps, this.#done);
  }

  undo() {
    const last = this.#done.pop();
    return last ? this.#write(last.back, this.#undone, last) : undefined;
  }

  redo() {
    const next = this.#undone.pop();
    return next ? this.#write(next.steps, this.#done) : undefined;
  }

  #write(steps, kept, undone = null) {
    const own = tables(this.state);
    const edit = { steps, back: {}, told: [] };
    for (const [name, list] of Object.entries(steps)) {
      edit.back[name] = reversed(own[name].rows, list, own[name].header.length);
      for (const each of list.filter((step) => step.text)) edit.told.push(`${named(own[name], each.row, each.column)}：${each.text}`);
    }
    kept.push(undone ?? edit);
    this.#queue.push(edit);
    this.#apply(edit);
    this.#show();
    return this.#next(async () => {
      const seen = tables(this.#answered);
      const wanted = Object.fromEntries(Object.entries(steps).map(([name, list]) => [name, { seen: seen[name].seen, steps: list }]));
      const answer = await ask("edit", { tables: wanted });
      this.#queue.shift();
      return this.#take(answer, Object.keys(steps));
    }, edit);
  }

  /** Do something in its turn. What waits behind one that is refused was typed into what is no more: it is refused with it. */
  #next(work, edit = null) {
    this.#count(1);
    this.#waiting = this.#waiting.then(async () => {
      try {
        if (edit && !this.#queue.includes(edit)) return false;
        const lost = await work();
        if (lost.length) this.#failed = true;
        if (lost.length) say(told(ELSEWHERE, lost));
        else if (!this.#failed) say("");
        return true;
      } catch (error) {
        await this.#refused(error, edit);
        return false;
      } finally {
        this.#count(-1);
      }
    });
    return this.#waiting;
  }

  #count(more) {
    if (!this.#busy) this.#failed = false;
    this.#busy += more;
    this.#tell(this.#busy, this.#failed);
  }

  async #refused(error, edit) {
    this.#failed = true;
    const lost = edit ? this.#drop() : [];
    if (edit || error.status === 409) {
      try { lost.push(...this.#take(await ask("state"))); } catch { this.#take(this.#answered); }
    }
    say(told(error.message, lost));
  }

  /** Show an answer with what still waits. A table that is not as it was answered before, other than by what was `written`
   *  here, was changed elsewhere: what waits for it was typed into other rows. It is given up, and returned in words. */
  #take(answer, written = []) {
    const before = this.#answered ? tables(this.#answered) : {};
    const foreign = new Set(answer.tables.filter((each) => each.seen !== before[each.name]?.seen && !written.includes(each.name)).map((each) => each.name));
    const touched = (edit) => Object.keys(edit.steps).some((name) => foreign.has(name));
    const lost = this.#queue.some(touched) ? this.#drop() : [];
    if ([...this.#done, ...this.#undone].some(touched)) { this.#done = []; this.#undone = []; }
    this.#answered = answer;
    this.state = { ...answer, tables: answer.tables.map((each) => ({ ...each })) };
    for (const each of this.#queue) this.#apply(each);
    this.#show();
    return lost;
  }

  /** Give up what waits, and what could be undone with it; the cells in words. */
  #drop() {
    const lost = this.#queue.flatMap((each) => each.told);
    this.#queue = [];
    this.#done = [];
    this.#undone = [];
    return lost;
  }

  #apply(edit) {
    const own = tables(this.state);
    for (const [name, list] of Object.entries(edit.steps)) own[name].rows = after(own[name].rows, list, own[name].header.length);
  }
}

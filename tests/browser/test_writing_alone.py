"""What the desk writes of an issue, one thing after the other, by itself: the desk answers as the test has it.

`writing_alone.txt` has what is done, each after `> `, and all that comes of it: what is asked of the desk, what is shown (the
rows of each table; `u`, `r` and `w` where something can be undone, redone, is not written yet), how many changes wait
(`failed`: one was refused since all was written), what is said, and what who asked is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.desk_page import desk_page
from tests.support.transcripts import commands_of, transcripts

pytestmark = pytest.mark.browser

WRITTEN: Final = Path(__file__).with_name("writing_alone.txt")
ANSWERED: Final = r"""
window.waiting = [];
window.lines = [];
window.fetch = (address, options) => new Promise((done, failed) => {
  lines.push(`ask ${address}${options.body ? ' ' + options.body : ''}`);
  waiting.push({done, failed});
});
const HEADERS = {t: ['名', '数', '比'], s: ['类', '名', '数']}, KEYS = {t: [0], s: [0, 1]};
// "t1 甲 1 2/乙 3 4 | s1 子 甲 5": the tables, each with what it was seen as.
window.stateOf = text => ({tables: text.split(' | ').map(each => {
  const [seen, ...cells] = each.split(' '), name = seen[0], rows = cells.join(' ');
  return {name, seen, header: HEADERS[name], key: KEYS[name], rows: rows ? rows.split('/').map(row => row.split(' ').map(cell => cell === '_' ? '' : cell)) : []};
})});
window.textOfState = state => state.tables.map(each => `${each.seen} ${each.rows.map(row => row.map(cell => cell || '_').join(' ')).join('/')}`).join(' | ');
const settle = () => new Promise(done => setTimeout(done));
const given = (status, value) => waiting.shift().done({ok: status < 400, status, json: async () => value});
window.play = async commands => {
  const {Writing} = await import('./static/writing.js');
  const said = document.getElementById('said');
  waiting.length = lines.length = 0;
  said.textContent = '';
  const writing = new Writing(
    () => lines.push(`show ${textOfState(writing.state)}${['undoable', 'redoable', 'unwritten'].map(key => writing[key] ? ' ' + key[key === 'unwritten' ? 2 : 0] : '').join('')}`),
    (count, failed) => lines.push(`tell ${count}${failed ? ' failed' : ''}`));
  const DO = {
    answer: text => given(200, stateOf(text)),
    refuse: text => given(+text.slice(0, 3), {error: text.slice(4)}),
    gone: () => waiting.shift().failed(new TypeError('gone')),
    send: text => { const [, address, value, later] = text.match(/(\S+) (\S+)( later)?/); return writing.send(address, later ? () => JSON.parse(value) : JSON.parse(value)); },
    write: text => writing.write(JSON.parse(text)),
    load: () => writing.load(), undo: () => writing.undo(), redo: () => writing.redo(), settled: () => writing.settled(),
  };
  for (const command of commands) {
    const before = said.textContent, [, name, rest] = command.match(/(\w+) ?(.*)/);
    lines.push('> ' + command);
    const gives = DO[name](rest);
    if (['answer', 'refuse', 'gone', 'load'].includes(name)) gives?.catch?.(error => lines.push(`failed ${error.message}`));
    else if (gives?.then) gives.then(value => lines.push(`${name} gave ${value}`));
    else lines.push(`${name} gave ${gives}`);
    await settle();
    if (said.textContent !== before) lines.push(`said ${said.textContent.replaceAll('\n', '⏎')}`);
  }
  return [...lines, `left ${waiting.length}`];
};
"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with desk_page(chromium, '<p id="said"></p>', ANSWERED) as page:
        yield page


def test_all_that_comes_of_what_is_typed(page: Page) -> None:
    for title, lines in transcripts(WRITTEN).items():
        assert page.evaluate("commands => play(commands)", commands_of(lines)) == lines, title

"""The page of the desk where an issue is checked, with its scripts and no desk behind it: an issue in the page's memory
answers, and every key and click is told with what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.support.desk_page import desk_page
from tests.support.transcripts import commands_of
from yuebao.desk.pages import environment

PLACES: Final = {"t": {"甲": "第 1 行", "3": "第 3 行"}, "s": {"子 / 甲": "第 1 行"}}
ORIGINAL: Final = {
    "name": "示例.docx",
    "unread": "",
    "blocks": [
        {"place": "第 1 行", "text": "甲 1 2"},
        {"rows": [{"place": "第 1 行", "cells": ["甲"]}, {"place": "第 3 行", "cells": ["丙"]}]},
    ],
}
_ANSWERS: Final = r"""
window.heard = [];
window.waiting = [];
window.held = false;
const steps = list => rows => {
  rows = rows.map(row => [...row]);
  for (const step of list) {
    if (step.do === 'delete') rows.splice(step.row, 1);
    else if (step.do === 'insert') rows.splice(step.row, 0, step.cells);
    else (rows[step.row] ??= Array(3).fill(''))[step.column] = step.text;
  }
  return rows;
};
const DO = {
  state: () => {},
  edit: ({tables}) => { for (const each of issue.tables) if (tables[each.name]) { each.rows = steps(tables[each.name].steps)(each.rows); each.seen += '+'; } },
  derive: () => { issue.filled = window.filled ?? []; },
  masthead: ({values, complete}) => {
    for (const each of issue.masthead) each.value = values[each.key];
    for (const each of issue.tables) each.complete = complete.includes(each.name);
  },
  doubts: ({index, decision}) => { issue.doubts.find(each => each.index === index).decision = decision; },
  retract: ({ids}) => { issue.cards = issue.cards.filter(each => !ids.includes(each.id)); },
  explain: ({ids}) => { issue.cards = issue.cards.filter(each => !ids.includes(each.ids[0])); },
};
window.fetch = async (address, {body}) => {
  heard.push(`ask ${address}${body ? ' ' + body : ''}`);
  if (held) await new Promise(done => waiting.push(done));
  if (window.refused) return {ok: false, status: 400, json: async () => ({error: refused})};
  DO[address](body && JSON.parse(body));
  return {ok: true, status: 200, json: async () => JSON.parse(JSON.stringify(issue))};
};
addEventListener('keydown', event => heard.push(`${event.key} ${event.defaultPrevented ? 'taken' : 'left'}`));
addEventListener('mousedown', event => heard.push(`mouse ${event.defaultPrevented ? 'taken' : 'left'}`));
window.all = selector => [...document.querySelectorAll(selector)];
const id = name => document.getElementById(name);
const here = () => {
  const own = document.activeElement;
  return own.dataset.at ?? (own.matches('input, textarea, select') ? `${own.getAttribute('aria-label') ?? own.name ?? own.id}=${own.value}` : own.dataset.table ?? own.dataset.key ?? (own.id || `${own.localName} ${own.children.length ? '' : own.textContent}`.trim()));
};
window.seen = () => ({
  here: here(),
  tabs: all('#tabs button').map(each => each.textContent + (each.ariaSelected === 'true' ? '*' : '') + (each.tabIndex === 0 ? '.' : '')).join(' '),
  rows: all('#sheet tbody tr').map(row => [...row.cells].map(cell => cell.querySelector('input') ? '[]' : cell.textContent || '_').join(' ')).join('/'),
  marks: all('#sheet td').filter(each => each.title || each.ariaInvalid || each.ariaDescription || each.dataset.card).map(each => [each.dataset.at, each.className.replace(' chosen', ''), each.title, each.ariaDescription, each.ariaInvalid, each.dataset.card].join(' ')).join('/'),
  tab: all('#sheet [tabindex="0"]').map(each => each.dataset.at).join(' '),
  chosen: all('#sheet .chosen').map(each => each.dataset.at).join(' '),
  original: all('.original .here').map(each => each.textContent.trim()).join('/'),
  cards: all('#cards .card.chosen[data-id]').map(each => each.dataset.id).join(' '),
  off: all(':disabled').map(each => each.id || each.name).join(' '),
  complete: String(id('complete').checked),
  told: id('told').textContent,
  saved: id('saved').textContent,
  said: id('said').textContent.replaceAll('\n', '⏎'),
  dialog: id('new-row').open ? `${id('new-row').querySelector('label span').textContent}=${id('new-row').querySelector('input').value}` : '',
});
window.tree = selector => {
  const lines = [];
  const walk = (element, depth) => {
    const told = [...element.attributes].map(each => ` ${each.name}=${each.value.replaceAll('\n', '⏎')}`).join('');
    const own = [...element.childNodes].map(each => each.nodeType === 3 ? each.data.trim() : '').join('');
    lines.push(' '.repeat(depth) + element.localName + told + (own ? ' “' + own + '”' : '') + ('value' in element && element.value ? ' =' + element.value : ''));
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(document.querySelector(selector), 0);
  return lines;
};
window.settled = () => new Promise(done => setTimeout(done));
"""


def issue(only: str = "abc", **other: Any) -> dict[str, Any]:
    """What the desk answers of an issue: two tables, three cards, two doubts, two keys of the
    masthead. ``only`` these of the cards."""

    def table(
        name: str, title: str, header: str, figures: str, key: list[int], rows: str, **more: Any
    ) -> dict[str, Any]:
        names = header.split()
        cells = [["" if cell == "_" else cell for cell in row.split()] for row in rows.split("/") if row]
        own = {
            "name": name,
            "title": title,
            "header": names,
            "figures": figures.split(),
            "key": key,
            "rows": cells,
        }
        return {**own, "seen": name, "problem": "", "complete": False, "left": [], "count": 0, **more}

    def card(name: str, **more: Any) -> dict[str, Any]:
        usual: dict[str, Any] = {
            "label": "合计", "place": f"{name}处", "message": f"{name}不符", "numbers": "1 ≠ 2", "remedy": "请核对",
            "guess": [], "changes": [], "printed": [], "stale": [], "cells": [], "go": None, "others": [], "explainable": False, "before": None,
        }  # fmt: skip
        return {"id": name, "ids": [name], **usual, **more}

    def cell(table: str, row: int, column: int | None, kind: str) -> dict[str, Any]:
        return {"table": table, "row": row, "column": column, "kind": kind}

    change = {
        "table": "t",
        "row": 0,
        "column": 1,
        "text": "2",
        "old": "1",
        "row_name": "甲",
        "column_name": "数",
    }
    cards = [
        card(
            "a",
            cells=[cell("t", 0, 1, "open"), cell("s", 0, 2, "undecided")],
            go={"table": "t", "row": 0, "column": 1},
            changes=[change, {**change, "table": "s", "column": 2, "column_name": "量", "old": "5", "text": "7"}],
            guess=["像是少印", "或者多印"],
            others=["乙不符", "丙不符"],
            explainable=True,
            before={"category": "原报告如此", "reason": "上月也这样", "reviewer": "示例局"},
        ),
        card("b", cells=[cell("s", 1, None, "undecided")], go={"table": "s", "row": 1, "column": None}, explainable=True,
             printed=[{**change, "text": "9"}, {"key": "issue_no", "row_name": "", "column_name": "期号", "old": "7", "text": "8"}]),
        card("c", stale=["c"], cells=[cell("t", 0, 1, "stale"), cell("t", 0, 2, "stale")]),
    ]  # fmt: skip
    doubts = [
        {"index": index, "told": f"第 {index} 段", "alternatives": ["11", "17"], "decision": decision}
        for index, decision in ((0, ""), (1, "照原件"), (2, ""))
    ]
    masthead = [
        {"key": key, "title": title, "hint": f"如 {value}", "type": "text", "value": value}
        for key, title, value in (("issue_no", "期号", "7"), ("editor", "编辑", "王"))
    ]
    tables = [
        table("t", "甲表", "名 数 比", "数 比", [0], "甲 1 2/乙 3 _/_ 5 6", left=[[1, 2]], count=1),
        table("s", "乙表", "类 名 量", "量", [0, 1], "子 甲 5/_ 乙 6", complete=True),
        table("p", "丙表", "名 数 比", "数 比", [0], "甲 1 2", problem="丙表读不懂：少一列"),
    ]
    base = {"month": "2004-01", "draft": True, "told": "还差 1 格", "more": 0, "seen": "i", "places": PLACES}
    return {
        **base,
        "tables": tables,
        "cards": [each for each in cards if each["id"] in only],
        "doubts": doubts,
        "masthead": masthead,
        **other,
    }


@contextmanager
def bench_page(chromium: Browser, state: dict[str, Any]) -> Iterator[Page]:
    """The page with the issue, shown and ready."""
    html = environment().get_template("check.j2").render(
        base="", month="2004-01", title="2004年1月", originals=[ORIGINAL], draft=True, categories=["原报告如此", "其他"]
    )  # fmt: skip
    html = html.replace(
        "</head>", "<style>#sheet { height: 70px; width: 150px; overflow: auto }</style></head>"
    )
    with desk_page(chromium, html, f"window.issue = {json.dumps(state)};{_ANSWERS}") as page:
        page.wait_for_selector("html[data-ready=yes]", state="attached")
        yield page


def do(page: Page, command: str) -> list[str]:
    """Do what a line says; what it prints by itself."""
    name, _, rest = command.partition(" ")
    modifiers: Any = ["Shift"] if name.startswith("shift") else []
    if name == "key":
        for key in rest.split():
            page.keyboard.press(key)
    elif name == "text":
        page.keyboard.insert_text(rest)
    elif name in ("cell", "shiftcell", "dblcell"):
        page.locator(f'[data-at="{rest}"]').click(
            modifiers=modifiers, click_count=2 if name == "dblcell" else 1
        )
    elif name == "drag":
        first, last = rest.split()
        page.locator(f'[data-at="{first}"]').hover()
        page.mouse.down()
        page.locator(f'[data-at="{last}"]').hover()
        page.mouse.up()
    elif name == "hover":
        page.locator(f'[data-at="{rest}"]').hover()
    elif name == "click":
        page.locator(rest).first.click()
    elif name == "focus":
        page.locator(rest).first.focus()
    elif name == "fill":
        selector, _, text = rest.rpartition(" ")
        page.locator(selector).first.fill(text)
    elif name == "close":  # the dialog, by this button
        page.evaluate(
            """() => { window.shut = new Promise(done => {
              const dialog = document.getElementById('new-row');
              dialog.addEventListener('close', () => setTimeout(done), {once: true});
            }); }"""
        )
        if rest:
            page.locator("#new-row button", has_text=rest).click()
        else:
            page.keyboard.press("Escape")
        page.evaluate("shut")
    elif name == "tree":
        return list(page.evaluate("selector => tree(selector)", rest))
    elif name == "list":
        return list(page.evaluate("all('#cards > *').map(each => `${each.dataset.key}: ${each.className}`)"))
    elif name == "judge":  # something is answered while the keyboard stays where it is
        page.evaluate("change => { (0, eval)(change); document.getElementById('derive').click(); }", rest)
    elif name == "js":
        given = page.evaluate(rest)
        return [] if given is None else [str(given).replace("\n", "⏎").replace("\t", "⇥")]
    else:
        raise AssertionError(command)
    return []


def played(page: Page, commands: list[str]) -> list[str]:
    """The commands, each with what came of it: what was asked, and what is seen otherwise than before."""
    lines, before = [], {key: "" for key in page.evaluate("seen()")}
    for command in ["js undefined", *commands]:
        printed = do(page, command)
        page.evaluate("settled()")
        now = page.evaluate("seen()")
        heard = page.evaluate("heard.splice(0)")
        lines += [f"> {command}", *printed, *heard]
        lines += [f"{key} {value}" for key, value in now.items() if value != before[key]]
        before = now
    return lines[1:]


def played_anew(chromium: Browser, title: str, lines: Sequence[str]) -> list[str]:
    """What comes now of the commands of a transcript; its title may end with changes of the issue, as JSON behind `: `."""
    with bench_page(chromium, issue(**json.loads(title.partition(": ")[2] or "{}"))) as page:
        return played(page, commands_of(lines))

"""The script that compares by itself, on data by hand: the whole page that an address makes, and what each choice does.

`compare_alone.txt` has the addresses, each after `? `, with the address that the page then has, and every element that it
made: a tag with its attributes and its own text, indented. Of the form there is what is chosen, and all of it once.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.compare_data import write_data
from tests.support.script_page import shown

pytestmark = pytest.mark.browser

BODY: Final = '<div id="yb-compare"><p>正在取数据……</p></div>'
BESIDE: Final = """window.copied = []; window.live = [];
  window.yuebaoCopy = text => { copied.push(text); return window.refused ? Promise.reject() : Promise.resolve(); };
  window.yuebaoChart = chart => live.push(chart.isConnected && chart.className);"""
"""What other scripts of the site do for this one."""
TREE: Final = r"""whole => {
  const form = document.querySelector('form'), lines = [decodeURIComponent(location.hash)];
  const walk = (element, depth) => {
    const told = Array.from(element.attributes, each => ` ${each.name}=${each.value.replace(/\d+\.\d+/g, part => +(+part).toFixed(2))}`).join('');
    const own = Array.from(element.childNodes, each => each.nodeType === 3 ? each.data : '').join('');
    const mark = element.checked || element.selected ? ' *' : '';
    lines.push(' '.repeat(depth) + element.localName + told + (own ? ' “' + own + '”' : '') + mark);
    if (!whole && element === form) return lines.push(' ' + chosen());
    for (const child of element.children) walk(child, depth + 1);
  };
  const chosen = () => Array.from(form.querySelectorAll('select, :checked[value], [disabled], [hidden]'), each =>
    each.matches('select') ? each.value : each.matches('option') ? '' : each.value || each.className).filter(Boolean).join(' ');
  walk(document.getElementById('yb-compare'), 0);
  return lines;
}"""
READY: Final = """() => {
  const said = document.querySelector('#yb-compare [role=status]');
  return said ? said.textContent : !document.querySelector('#yb-compare p').textContent.startsWith('正在');
}"""


@pytest.fixture(scope="module")
def data(folder: Path) -> Path:
    write_data(folder)
    return folder


@pytest.fixture
def page(chromium: Browser, data: Path) -> Iterator[Page]:
    with shown(chromium, data, "periods.js compare.js", BODY, init=BESIDE) as page:
        yield page


def opened(page: Page, place: str) -> list[str]:
    """All that an address makes; of the one that says nothing, the form as well."""
    url = page.url.partition("#")[0].partition("?")[0]
    page.goto("about:blank")
    page.goto(url + place)
    page.wait_for_function(READY)
    lines: list[str] = page.evaluate(TREE, place == "#")
    return lines


def expected() -> list[list[str]]:
    text = Path(__file__).with_name("compare_alone.txt").read_text(encoding="utf-8")
    return [part.splitlines() for part in re.split(r"\n(?=\? )", text.rstrip("\n"))]


def test_the_whole_page_of_every_address(page: Page) -> None:
    wanted = expected()
    assert [[lines[0], *opened(page, lines[0].removeprefix("? "))] for lines in wanted] == wanted


STATE: Final = r"""() => [
  decodeURIComponent(location.hash),
  document.querySelector('[role=status]').textContent,
  document.querySelector('#yb-compare summary').textContent,
  Array.from(document.querySelectorAll('.yb-choices label'), each => each.textContent.replace(/示例|局.*/g, '')
    + (each.firstChild.checked ? '*' : each.firstChild.disabled ? '-' : '')).join(' '),
]"""
"""The address, what is said, and the organizations: `*` chosen, `-` not to be chosen now."""
FEW: Final = "#m=volume.accepted&u={}&f=2019-11&t=2019-12"
ALL: Final = "甲{} 乙{} 丙{} 4 5 6 7 8 9 10 11 12 13 14 15"
STEPS: Final[list[tuple[str, list[str]]]] = [
    ("check 乙", [FEW.format("甲,乙"), "2 个单位，2 期。", "单位（已选 2 个，最多 6 个）", ALL.format("*", "*", "")]),
    ("check 甲", [FEW.format("乙"), "1 个单位，2 期。", "单位（已选 1 个，最多 6 个）", ALL.format("", "*", "")]),
    ("check 乙", [FEW.format("甲,乙"), "2 个单位，2 期。", "单位（已选 2 个，最多 6 个）", ALL.format("*", "*", "")]),
    ("filter 示例1", [FEW.format("甲,乙"), "2 个单位，2 期。", "单位（已选 2 个，最多 6 个）", "甲* 乙* 10 11 12 13 14 15"]),
    ("check o10", [FEW.format("甲,乙,o10"), "3 个单位，2 期。", "单位（已选 3 个，最多 6 个）", "甲* 乙* 10* 11 12 13 14 15"]),
    ("check o11", [FEW.format("甲,乙,o10,o11"), "4 个单位，2 期。", "单位（已选 4 个，最多 6 个）", "甲* 乙* 10* 11* 12 13 14 15"]),
    ("check o12", [FEW.format("甲,乙,o10,o11,o12"), "5 个单位，2 期。", "单位（已选 5 个，最多 6 个）", "甲* 乙* 10* 11* 12* 13 14 15"]),
    ("check o15", [FEW.format("甲,乙,o10,o11,o12,o15"), "6 个单位，2 期。", "单位（已选 6 个，最多 6 个）", "甲* 乙* 10* 11* 12* 13- 14- 15*"]),
    ("filter ", [FEW.format("甲,乙,o10,o11,o12,o15"), "6 个单位，2 期。", "单位（已选 6 个，最多 6 个）", "甲* 乙* 丙- 4- 5- 6- 7- 8- 9- 10* 11* 12* 13- 14- 15*"]),
    ("measure 2", ["#m=scores.rank&u=甲,乙&f=2019-11&t=2019-12", "所选的单位里有 4 个没有这一项，没有列出。2 个单位，2 期。", "单位（已选 2 个，最多 6 个）", "甲* 乙* 丙"]),
    ("from 2020-Q2", ["#m=scores.rank&u=甲,乙&f=2019-12&t=2020-Q2", "2 个单位，3 期。", "单位（已选 2 个，最多 6 个）", "甲* 乙* 丙"]),
    ("to 2020-Q2", ["#m=scores.rank&u=甲,乙&f=2019-12&t=2020-Q2", "2 个单位，3 期。", "单位（已选 2 个，最多 6 个）", "甲* 乙* 丙"]),
    ("mode pair", ["#m=scores.rank&a=2021&b=2022-01_02", "没有取到数据（compare/in-2021.js），请稍后再试。", "单位（已选 2 个，最多 6 个）", "甲* 乙* 丙"]),
    ("earlier 2019-11", ["#m=scores.rank&a=2019-11&b=2022-01_02", "3 个单位，2019年11月与2022年1—2月。两期长短不同，不算增减。", "单位（已选 2 个，最多 6 个）", "甲* 乙* 丙"]),
    ("later 2019-12", ["#m=scores.rank&a=2019-11&b=2019-12", "3 个单位，2019年11月与2019年12月。存疑的数字不算增减。", "单位（已选 2 个，最多 6 个）", "甲* 乙* 丙"]),
    ("measure 1", ["#m=volume.rate&a=2019-11&b=2019-12", "2 个单位，2019年11月与2019年12月。存疑的数字不算增减。", "单位（已选 2 个，最多 6 个）", "甲* 乙*"]),
    ("mode series", ["#m=volume.rate&u=甲,乙&f=2019-12&t=2020-Q2", "2 个单位，3 期。", "单位（已选 2 个，最多 6 个）", "甲* 乙*"]),
    ("mode pair", ["#m=volume.rate&a=2019-11&b=2019-12", "2 个单位，2019年11月与2019年12月。存疑的数字不算增减。", "单位（已选 2 个，最多 6 个）", "甲* 乙*"]),
    ("hash #m=cross.total&f=2021&t=2021", ["#m=cross.total&u=甲&f=2021&t=2021", "1 个单位，1 期。少于两期，没有走势图。", "单位（已选 1 个，最多 6 个）", "甲*"]),
    ("copy", ["#m=cross.total&u=甲&f=2021&t=2021", "网址已复制。", "单位（已选 1 个，最多 6 个）", "甲*"]),
    ("refuse", ["#m=cross.total&u=甲&f=2021&t=2021", "没有复制成；网址在地址栏里。", "单位（已选 1 个，最多 6 个）", "甲*"]),
]  # fmt: skip


def do(page: Page, step: str) -> None:
    """One thing that a reader does, and what the page is then left with."""
    verb, _, what = step.partition(" ")
    places = {"measure": 0, "from": 1, "to": 2, "earlier": 3, "later": 4}
    if verb in places:
        page.locator("select").nth(places[verb]).select_option(what)
    elif verb == "check":
        page.locator("details").evaluate("each => { each.open = true; }")
        page.locator(f".yb-choices input[value={what}]").click()
        assert page.evaluate("document.activeElement.value") == what
    elif verb == "filter":
        page.locator("input[type=search]").fill(what)
        page.locator("input[type=search]").press("Enter")
    elif verb == "mode":
        page.locator(f"input[value={what}]").check()
    elif verb == "hash":
        page.evaluate("place => { location.hash = place; }", what)
    else:
        page.evaluate("refused => { window.refused = refused; }", verb == "refuse")
        page.get_by_role("button", name="复制网址").click()


def test_what_each_choice_does(page: Page) -> None:
    opened(page, FEW.format("甲"))
    for step, state in STEPS:
        do(page, step)
        page.wait_for_function(f"state => JSON.stringify(({STATE})()) === JSON.stringify(state)", arg=state)
    assert (
        page.evaluate("copied.map(decodeURIComponent)")
        == [page.evaluate("decodeURIComponent(location.href)")] * 2
    )
    assert page.evaluate("live") == ["yb-chart"] * page.evaluate("live.length") != []


NONE: Final = [[[], 7]]


@pytest.mark.parametrize(
    ("begin", "place"),
    [
        ([[[[0], 7]], [[[1], 7]], NONE, NONE], "#m=volume.rate&u=乙"),
        ([[[[0], 7]], [[[1], 6], [[], 1]], NONE, [[[0], 7]]], "#m=volume.accepted&u=甲"),
        ([[[[0], 6], [[], 1]], NONE, [[[2, 0], 1], [[1], 6]], [[[0], 7]]], "#m=scores.rank&u=丙,甲"),
        ([NONE, NONE, NONE, [[[], 2], [[0], 1], [[], 4]]], "#m=cross.total&u=甲"),
        ([NONE, NONE, NONE, NONE], "#m=volume.accepted&u=甲,乙"),
    ],
    ids=["the second", "the first", "the third", "none of late", "none"],
)
def test_what_is_shown_first(
    begin: list[object], place: str, chromium: Browser, folder: Path, tmp_path: Path
) -> None:
    """A measure with figures in the newest period, the second before the first; those that have them most, the newer first."""
    shutil.copytree(folder / "assets", tmp_path / "assets")
    write_data(tmp_path, begin=begin)
    with shown(chromium, tmp_path, "periods.js compare.js", BODY) as page:
        assert opened(page, "")[0] == f"{place}&f=2019-11&t=2022-01_02"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "没有取到数据（compare/index.js），请稍后再试。"),
        ("window.yuebaoCompare = {measures: [], periods: ['2020-01']}; document.querySelector('p').textContent = '读到';", "读到"),
        ("window.yuebaoCompare = {measures: [[]], periods: []}; document.querySelector('p').textContent = '读到';", "读到"),
    ],
    ids=["missing", "no measure", "no period"],
)  # fmt: skip
def test_nothing_to_compare(
    script: str | None, said: str, chromium: Browser, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder / "assets", tmp_path / "assets")
    if script is not None:
        (tmp_path / "compare").mkdir()
        (tmp_path / "compare/index.js").write_text(script, encoding="utf-8")
    with shown(chromium, tmp_path, "periods.js compare.js", BODY) as page:
        page.wait_for_function("!document.querySelector('p').textContent.startsWith('正在')")
        assert page.locator("#yb-compare").inner_text() == said


def test_a_page_that_compares_nothing(chromium: Browser, data: Path) -> None:
    with shown(chromium, data, "periods.js compare.js", "<p>没有</p>") as page:
        assert page.evaluate("[typeof yuebaoHistory, document.head.querySelectorAll('script').length]") == [
            "undefined",
            0,
        ]

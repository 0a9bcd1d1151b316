"""The script of the cells of tables by itself: what is said of a chosen cell and offered for it, and where keys lead when some
rows and columns are hidden. How cells are cited is in `test_tables_alone.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.script_page import shown
from tests.support.small_tables import GRID, PLAIN, SCRIPT, TWO, choose, chosen, table

pytestmark = pytest.mark.browser

LINKED: Final = table(
    TWO,
    '<tr><td id="a1">甲<a href="a.html">一处</a><a class="mark" href="#x" title="存疑1：按规则应为 3">疑1</a></td>'
    '<td id="a2"> 2 <abbr class="mark" title="无规则可核">未核</abbr><a>没有地址</a></td></tr>'
    '<tr><td id="b1"><a href="b.html?1#2">乙</a></td><td id="b2"></td></tr>',
    foot='<tfoot><tr><td id="c1"><a href="c.html">合计</a></td><td id="c2">2</td></tr></tfoot>',
)
GROUPED: Final = (
    '<div class="yb-table" role="group" aria-label="组"><table class="grouped" id="t.组"><caption>分组表</caption>'
    f"<thead><tr>{TWO}</tr></thead>"
    '<tbody><tr class="group"><th scope="rowgroup" colspan="2"> 第一组 </th></tr><tr><td id="g1">子</td><td id="g2">1</td></tr></tbody>'
    '<tbody><tr class="group"><th scope="rowgroup" colspan="2">第二组</th></tr>'
    '<tr><th scope="row" id="h1">丑</th><th scope="row" id="h2">寅</th></tr><tr><td id="i1"></td><td id="i2">3</td></tr></tbody>'
    "</table></div>"
)
SPOKEN: Final = {
    (LINKED, "a1"): "甲一处，名，甲一处，存疑1：按规则应为 3",
    (LINKED, "a2"): "甲一处，数，2 没有地址，无规则可核",
    (LINKED, "b2"): "乙，数，空白",
    (LINKED, "c2"): "合计，数，2",
    (GROUPED, "g2"): "第一组 子，数，1",
    (GROUPED, "h2"): "第二组 丑 寅，数，寅",
    (GROUPED, "i2"): "第二组，数，3",
}


def said(page: Page) -> str:
    return str(page.locator("[aria-live=polite]").evaluate("place => place.textContent"))


@pytest.mark.parametrize(("body", "cell"), SPOKEN)
def test_a_chosen_cell_is_said(body: str, cell: str, folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, body) as page:
        assert said(page) == ""
        choose(page, cell)
        assert said(page) == SPOKEN[body, cell]
        page.keyboard.press("Escape")
        assert said(page) == ""


def test_the_bar_and_the_voice_stand_at_the_end(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, LINKED) as page:
        end = page.evaluate("Array.from(document.body.children).slice(-2).map(each => each.outerHTML)")
        assert end == [
            '<div class="yb-cite" role="group" aria-label="选中的一格" hidden="">'
            '<button type="button" data-copy="citation">复制引文</button>'
            '<button type="button" data-copy="address">复制地址</button>'
            '<span class="yb-cite-links"></span><span role="status"></span></div>',
            '<p class="yb-hidden" aria-live="polite"></p>',
        ]


OFFERED: Final = {
    "a1": [["打开“一处”", "a.html"], ["看疑1", "page.html#x"]],
    "a2": [],
    "b1": [["打开“乙”", "b.html?1#2"]],
    "b2": [],
    "c1": [["打开“合计”", "c.html"]],
}


def test_the_links_of_a_cell_are_offered(folder: Path, chromium: Browser) -> None:
    """Those of one cell at a time; one that is followed lets go of the cell."""
    with shown(chromium, folder, SCRIPT, LINKED) as page:
        found = {}
        for cell in OFFERED:
            page.locator(f"#{cell}").evaluate("cell => cell.click()")
            found[cell] = page.locator(".yb-cite a").evaluate_all(
                "all => all.map(each => [each.textContent, each.href.split('/').pop()])"
            )
        assert found == OFFERED
        page.evaluate("document.addEventListener('click', event => event.preventDefault())")
        page.locator(".yb-cite a").click()
        assert (chosen(page), page.locator(".yb-cite").is_hidden()) == ([], True)


def test_a_table_with_cells_is_one_stop(folder: Path, chromium: Browser) -> None:
    with shown(
        chromium, folder, SCRIPT, LINKED + table(TWO, "<tr><td><a href='x'>子</a></td></tr>", name="乙")
    ) as page:
        told = page.locator(".yb-table").evaluate_all(
            "all => all.map(each => [each.getAttribute('aria-label'), each.dataset.cells || '', "
            "Array.from(each.querySelectorAll('tbody a, tfoot a')).map(link => link.tabIndex)])"
        )
        assert told == [["甲。方向键选一格，回车打开、复制", "1", [-1] * 5], ["乙", "", [0]]]


HIDDEN: Final = {
    "ArrowDown ArrowDown": "c1",
    "ArrowDown ArrowRight ArrowRight": "a3",
    "ArrowDown ArrowRight ArrowDown": "c3",
    "ArrowDown End ArrowLeft": "a1",
    "ArrowDown ArrowDown ArrowDown ArrowDown": "d1",
    "ArrowDown ArrowDown ArrowDown End": "d3",
}


@pytest.mark.parametrize("keys", HIDDEN)
def test_keys_pass_over_what_is_hidden(keys: str, folder: Path, chromium: Browser) -> None:
    rows = "".join(
        f"<tr{' hidden' * (row == 'b')}>"
        + "".join(f'<td id="{row}{place}"{" hidden" * (place == 2)}>{place}</td>' for place in (1, 2, 3))
        + "</tr>"
        for row in "abc"
    )
    foot = '<tfoot><tr><td id="d1">1</td><td id="d2" hidden>2</td><td id="d3">3</td></tr></tfoot>'
    body = table(TWO + '<th scope="col">它</th>', rows, foot=foot)
    with shown(chromium, folder, SCRIPT, body) as page:
        page.locator(".yb-table").focus()
        for key in keys.split():
            page.keyboard.press(key)
        assert chosen(page) == [HIDDEN[keys]]
        page.locator(f"#{chosen(page)[0]}").evaluate("cell => { cell.hidden = true }")
        page.keyboard.press("ArrowRight")  # it is no longer there
        assert chosen(page) != [HIDDEN[keys]]


def test_other_keys_are_left_alone(folder: Path, chromium: Browser) -> None:
    press = """(place, key) => {
      const event = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true});
      place.dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    keys = ("Home", "End", "ArrowUp", "BrowserHome", "EndCall", "HomeX", "Enter", "Tab", " ", "Escape")
    with shown(chromium, folder, SCRIPT, GRID) as page:
        found = [page.locator(".yb-table").evaluate(press, key) for key in keys]
        assert found == [key in keys[:3] for key in keys]


def test_enter_leads_to_the_bar_and_escape_back(folder: Path, chromium: Browser) -> None:
    """Back without a jump; where somebody was elsewhere meanwhile, they stay there."""
    where = "[document.activeElement.classList[0] || document.activeElement.id, scrollY > 0]"
    body = GRID + PLAIN + '<button id="other">别处</button><div style="height:3000px"></div>'
    with shown(chromium, folder, SCRIPT, body, viewport={"width": 400, "height": 300}) as page:
        page.locator(".yb-table").first.focus()
        for key in ("ArrowDown", "Enter"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == "复制引文"
        page.evaluate("scrollTo(0, 2000)")
        page.keyboard.press("Escape")
        assert (page.evaluate(where), chosen(page)) == (["yb-table", True], [])
        choose(page, "a1")
        page.locator("#other").focus()
        page.keyboard.press("x")
        assert chosen(page) == ["a1"]
        page.keyboard.press("Escape")
        assert (page.evaluate(where)[0], chosen(page)) == ("other", [])


def test_a_chosen_cell_is_seen_and_no_more_moves(folder: Path, chromium: Browser) -> None:
    space, size = '<div style="height:100px"></div>', {"width": 400, "height": 300}
    rows = "".join(f'<tr style="height:40px"><td id="r{row}">{row}</td><td>1</td></tr>' for row in range(30))
    with shown(
        chromium, folder, SCRIPT, f"<style>body{{margin:0}}</style>{space}{table(TWO, rows)}", viewport=size
    ) as page:
        page.locator(".yb-table").evaluate("table => table.focus({preventScroll: true})")
        tops = []
        for _ in range(8):
            page.keyboard.press("ArrowDown")
            tops.append(page.evaluate("scrollY"))
        assert tops[:2] == [0, 0]
        assert tops[-1] > tops[-2] > 0
        assert page.locator("#r7").evaluate("cell => Math.round(cell.getBoundingClientRect().bottom)") == 300


def test_a_copy_that_fails_without_a_clipboard(folder: Path, chromium: Browser) -> None:
    init = """
    Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined});
    Document.prototype.execCommand = name => name !== 'copy';
    """
    with shown(chromium, folder, SCRIPT, GRID, init=init) as page:
        choose(page, "b1")
        page.get_by_role("button", name="复制地址").click()
        page.get_by_text(f"这个浏览器不让复制，请自己选取：{page.url}#b1").wait_for()
        assert page.locator("textarea").count() == 0

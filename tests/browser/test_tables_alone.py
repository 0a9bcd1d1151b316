"""The scripts of the tables by themselves, on small tables that hold what sorting, citing and moving must tell apart."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.script_page import shown
from tests.support.small_tables import GRID, PLAIN, SCRIPT, TWO, choose, chosen, table

pytestmark = pytest.mark.browser

ADDRESS: Final = "page.html"


def column(texts: list[str], heading: str = '<th scope="col" class="n">数</th>', scope: str = "") -> str:
    """A table of one column."""
    tag = f'th scope="{scope}"' if scope else "td"
    cells = "".join(f"<tr><{tag}>{text}</{tag[:2]}></tr>" for text in texts)
    foot = "<tfoot><tr><td>合计</td></tr></tfoot>"
    return table(heading, cells, foot=foot)


def order(page: Page, name: str = "甲") -> list[str]:
    return page.locator(f"[id='t.{name}'] tbody tr > :first-child").all_inner_texts()


FIGURES: Final = ["7", "", "1,234", "-", "12%", "-3", "99", "0", "12", "1,000,000"]
FALLING: Final = ["1,000,000", "1,234", "99", "12%", "12", "7", "0", "-3"]
TIMES: Final = [
    *("2021年10月", "2021年第四季度", "2021年", "2020年12月", "2021年下半年", "2021年第二季度", "2022年"),
    *("2021年3—4月", "2021年2月", "2021年7月"),
]
EARLIEST: Final = [
    *("2020年12月", "2021年", "2021年2月", "2021年3—4月", "2021年第二季度", "2021年下半年"),
    *("2021年7月", "2021年10月", "2021年第四季度", "2022年"),
]
TEXT: Final = '<th scope="col">名</th>'
SORTED: Final = {
    "figures: the greatest first, those alike as published, blanks and dashes last": (
        column(FIGURES),
        [*FALLING, "", "-"],
        ["-3", "0", "7", "12%", "12", "99", "1,234", "1,000,000", "", "-"],
    ),
    "what is no figure follows the figures": (
        column(["乙", "5", "甲", "", "6"]),
        ["乙", "甲", "6", "5", ""],
        ["5", "6", "甲", "乙", ""],
    ),
    "names: as they are spoken, numbers in them by their size": (
        column(["示例10", "张", "", "李", "示例9", "阿"], TEXT),
        ["阿", "李", "示例9", "示例10", "张", ""],
        ["张", "示例10", "示例9", "李", "阿", ""],
    ),
    "periods by time": (column(TIMES, TEXT, "row"), EARLIEST, None),
    "what looks like a year in a cell is a figure": (
        column(["2021", "30", "2022"]),
        ["2022", "2021", "30"],
        None,
    ),
    "a percent sign and commas belong to a figure at its end alone": (
        column(["5%", "1,5", "%6", "3"]),
        ["%6", "1,5", "5%", "3"],
        None,
    ),
}


@pytest.mark.parametrize("case", SORTED)
def test_a_column_is_sorted(case: str, folder: Path, chromium: Browser) -> None:
    body, first, second = SORTED[case]
    with shown(chromium, folder, SCRIPT, body) as page:
        published = order(page)
        heading, button = page.locator("thead th"), page.locator("thead button")
        directions = ["descending", "ascending"] if 'class="n"' in body else ["ascending", "descending"]
        for direction, wanted in zip(directions, (first, second), strict=True):
            button.click()
            assert heading.get_attribute("aria-sort") == direction
            if wanted is not None:
                assert order(page) == wanted
        button.click()
        assert heading.get_attribute("aria-sort") is None
        assert order(page) == published
        button.click()
        assert (order(page), heading.get_attribute("aria-sort")) == (first, directions[0])
        assert page.locator("tfoot").inner_text() == "合计"


def test_one_column_at_a_time_and_no_other_table(folder: Path, chromium: Browser) -> None:
    """What a cell is sorted by may stand beside it; the marks of notes are no part of a figure."""
    rows = (
        '<tr><td>甲</td><td>2<a class="mark">勘9</a></td></tr><tr><td>丙</td><td>10</td></tr>'
        '<tr><td data-sort="张">乙</td><td data-sort="5">约五</td></tr>'
    )
    other = table(TWO, "<tr><td>子</td><td>1</td></tr><tr><td>丑</td><td>2</td></tr>", name="乙")
    with shown(chromium, folder, SCRIPT, table(TWO, rows) + other) as page:
        own = page.locator("[id='t.甲'] thead button")
        assert own.evaluate_all(
            "all => all.map(each => [each.type, each.title, each.getAttribute('aria-label')])"
        ) == [["button", f"按“{name}”排序", f"按“{name}”排序"] for name in ("名", "数")]
        own.nth(1).click()
        assert order(page) == ["丙", "乙", "甲"]
        own.nth(0).click()
        assert order(page) == ["丙", "甲", "乙"]
        headings = page.locator("th").evaluate_all("all => all.map(each => each.getAttribute('aria-sort'))")
        assert headings == ["ascending", None, None, None]
        assert order(page, "乙") == ["子", "丑"]


def test_a_grouped_table_is_not_sorted(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, table(TWO, "<tr><td>甲</td></tr>", kind="grouped")) as page:
        assert page.locator("thead button").count() == 0


NAMED: Final = '<h1><span class="yb-name"> 刊物 </span><span class="yb-number"> 第5期 </span></h1>'
OUTSIDE: Final = '<p id="outside">别处</p>'


def copied(page: Page, name: str) -> str:
    """What a press of the button leaves for the next paste."""
    page.get_by_role("button", name=name).click()
    page.get_by_text("已复制").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


CITED: Final = {
    (NAMED, "a3"): "《档案·刊物》，第5期，表：甲表，行：某处，列：件数，值：12，",
    (NAMED, "b3"): "《档案·刊物》，第5期，表：甲表，行：别处，列：件数，值：空白，",
    (NAMED, "d3"): "《档案·刊物》，第5期，表：甲表，行：合计，列：件数，值：12，",
    ("", "a2"): "页 - 副题 - 档案，表：甲表，行：某处，列：名称，值：某处，",
    ("", "a1"): "页 - 副题 - 档案，表：甲表，行：某处，列：序号，值：1，",
    ("", "p2"): "页 - 副题 - 档案，表：乙表，行：子，列：数，值：0，",
}


@pytest.mark.parametrize(("head", "cell"), CITED)
def test_a_cell_is_cited(head: str, cell: str, folder: Path, chromium: Browser) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with shown(chromium, folder, SCRIPT, head + GRID + PLAIN, "#before", permissions=rights) as page:
        choose(page, cell)
        address = f"{(folder / ADDRESS).as_uri()}#{cell}"
        assert copied(page, "复制引文") == CITED[head, cell] + address
        assert copied(page, "复制地址") == address


ENTRIES: Final = (
    '<ol class="yb-errata"><li id="erratum-1" value="1"><p class="yb-place">合计</p><p class="yb-values">公布 12</p>'
    '<p> 少计 <b>一件</b>，见附注。 </p><p class="yb-signed">审核处</p></li>'
    '<li id="erratum-2" value="2"><p class="yb-values">公布 12</p><p>次序有误</p></li>'
    '<li id="correction-1" value="1"><p class="yb-place">更正</p><p class="yb-values">原来 11，改为 12</p></li></ol>'
    '<p id="elsewhere"><p>与此无关</p>'
)
FIRST: Final = '<a class="mark" href="#erratum-1" title="存疑1：按规则应为 13">疑1</a>'
MARKED: Final = {
    "an erratum": (FIRST, "（存疑1：按规则应为 13。少计 一件，见附注）"),
    "two errata and a correction": (
        FIRST
        + '<a class="mark" href="#erratum-2" title="存疑2：按规则应为第2">疑2</a>'
        + '<a class="mark" href="#correction-1" title="出刊的单位更正1：原来 11，改为 12">更1</a>',
        "（存疑1：按规则应为 13。少计 一件，见附注；存疑2：按规则应为第2。次序有误；出刊的单位更正1：原来 11，改为 12）",
    ),
    "one that another page explains": (
        '<a class="mark" href="other.html#erratum-1" title="存疑1：按规则应为 20">疑1</a>',
        "（存疑1：按规则应为 20）",
    ),
    "one that leads nowhere": (
        '<a class="mark" href="#erratum-9" title="存疑9：按规则应为 9">疑9</a>',
        "（存疑9：按规则应为 9）",
    ),
    "one that leads to what is no entry": (
        '<a class="mark" href="#elsewhere" title="存疑9：按规则应为 9">疑9</a>',
        "（存疑9：按规则应为 9）",
    ),
    "what no rule checks": ('<abbr class="mark" title="无规则可核">未核</abbr>', ""),
}


@pytest.mark.parametrize("case", MARKED)
def test_a_doubtful_cell_is_cited_with_its_explanation(case: str, folder: Path, chromium: Browser) -> None:
    marks, told = MARKED[case]
    body = table(TWO, f'<tr><th scope="row">某处</th><td id="x">12{marks}</td></tr>') + ENTRIES
    with shown(chromium, folder, SCRIPT, body, permissions=["clipboard-read", "clipboard-write"]) as page:
        choose(page, "x")
        address = f"{(folder / ADDRESS).as_uri()}#x"
        assert copied(page, "复制引文") == (
            f"页 - 副题 - 档案，表：甲表，行：某处，列：数，值：12{told}，{address}"
        )


WITHOUT_CLIPBOARD: Final = """
Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined});
window.went = [];
document.addEventListener('copy', () => window.went.push(document.activeElement.value));
"""


def test_copying_where_the_browser_has_no_clipboard(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, GRID, init=WITHOUT_CLIPBOARD) as page:
        choose(page, "b1")
        page.get_by_role("button", name="复制地址").click()
        page.get_by_text("已复制").wait_for()
        assert page.evaluate("went") == [f"{(folder / ADDRESS).as_uri()}#b1"]
        assert page.locator("textarea").count() == 0


def test_copying_that_the_browser_refuses(folder: Path, chromium: Browser) -> None:
    """To grant nothing is to refuse all."""
    with shown(chromium, folder, SCRIPT, GRID, permissions=[]) as page:
        page.context.grant_permissions([])
        choose(page, "b1")
        page.get_by_role("button", name="复制地址").click()
        page.get_by_text(f"这个浏览器不让复制，请自己选取：{page.url.split('#')[0]}#b1").wait_for()
        choose(page, "b2")
        assert page.locator(".yb-cite [role=status]").inner_text() == ""


def test_what_chooses_a_cell_and_what_lets_go(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, GRID + PLAIN + OUTSIDE) as page:
        bar = page.locator(".yb-cite")
        assert bar.evaluate(
            "bar => [bar.hidden, bar.getAttribute('role'), bar.getAttribute('aria-label')]"
        ) == [*(True, "group", "选中的一格")]
        for cell in ("a1", "a2", "p2", "d3"):
            choose(page, cell)
            assert (chosen(page), bar.is_visible()) == ([cell], True)
        page.locator(".none").click()
        assert chosen(page) == ["d3"]  # nothing there to cite
        page.locator("#a3 a").click()
        assert chosen(page) == ["d3"]  # a link leads where it leads
        page.locator("[id='t.甲'] thead button").first.click()
        assert chosen(page) == ["d3"]
        bar.locator("[role=status]").evaluate("status => status.parentElement.click()")
        assert (chosen(page), bar.is_visible()) == (["d3"], True)
        page.locator("#outside").click()
        assert (chosen(page), bar.is_visible()) == ([], False)
        choose(page, "b1")
        page.keyboard.press("Escape")
        assert (chosen(page), bar.is_visible()) == ([], False)
        page.keyboard.press("Escape")
        page.locator("#outside").click()
        assert (chosen(page), bar.is_visible()) == ([], False)


def test_nothing_of_what_is_not_published_is_cited(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, '<p class="yb-draft">草稿</p>' + GRID) as page:
        choose(page, "a1")
        page.locator(".yb-table").focus()
        page.keyboard.press("ArrowDown")
        assert (chosen(page), page.locator(".yb-cite").is_hidden()) == ([], True)
        page.locator("thead button").first.click()
        assert page.locator("th[aria-sort]").count() == 1


KEYS: Final = {
    "ArrowDown": "a1",
    "ArrowDown ArrowDown": "b1",
    "ArrowUp": "a1",
    "ArrowDown ArrowUp": "a1",
    "ArrowDown ArrowLeft": "a1",
    "ArrowRight ArrowRight ArrowRight": "a3",
    "ArrowRight ArrowRight ArrowRight ArrowRight ArrowLeft": "a2",
    "ArrowRight ArrowRight ArrowRight ArrowDown ArrowDown": "c2",  # past the row of no address, into a shorter one
    "ArrowRight ArrowDown ArrowDown ArrowDown ArrowRight ArrowDown": "d3",
    "ArrowRight ArrowDown ArrowDown ArrowDown ArrowUp ArrowUp": "b1",
    "Home": "a1",
    "ArrowRight ArrowDown End": "b3",
    "ArrowRight ArrowDown End Home": "b1",
    "a": "",
}


@pytest.mark.parametrize("keys", KEYS)
def test_keys_lead_from_cell_to_cell(keys: str, folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, GRID + PLAIN) as page:
        page.locator(".yb-table").first.focus()
        page.keyboard.press("Enter")  # nothing is chosen yet
        assert page.evaluate("document.activeElement.classList[0]") == "yb-table"
        for key in keys.split():
            page.keyboard.press(key)
        assert "".join(chosen(page)) == KEYS[keys]


def test_keys_belong_to_the_table_that_has_them(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, GRID + PLAIN + table(TWO, "", name="空")) as page:
        choose(page, "b2")
        page.locator("[id='t.甲'] thead button").first.focus()
        page.keyboard.press("ArrowDown")
        assert chosen(page) == ["b2"]
        page.locator(".yb-table").nth(1).focus()
        page.keyboard.press("ArrowRight")
        assert chosen(page) == ["p1"]
        assert page.locator(".yb-table").nth(2).get_attribute("tabindex") is None  # it has no cell
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.textContent") == "复制引文"


def test_arrows_do_not_scroll_the_page(folder: Path, chromium: Browser) -> None:
    long = '<div style="height:3000px"></div>'
    with shown(chromium, folder, SCRIPT, GRID + long, viewport={"width": 400, "height": 300}) as page:
        page.locator(".yb-table").focus()
        page.evaluate(
            "document.addEventListener('keydown', event => { (window.kept ||= []).push(event.defaultPrevented) })"
        )
        for key in ("ArrowDown", "ArrowLeft", "PageDown", "x"):
            page.keyboard.press(key)
        assert page.evaluate("kept") == [True, True, False, False]


PLACED: Final = """() => {
  const box = document.querySelector('.yb-chosen').getBoundingClientRect();
  const bar = document.querySelector('.yb-cite'), own = bar.getBoundingClientRect();
  return {below: Math.round(own.top - box.bottom), beside: Math.round(own.left - box.left), left: Math.round(own.left),
          right: Math.round(document.documentElement.clientWidth - own.right)};
}"""
STYLE: Final = (
    "<style>body{margin:0}.yb-cite{position:absolute;width:150px;height:20px}.yb-cite[hidden]{display:none}"
    "table{border-spacing:0}td,th{padding:0;height:20px;min-width:60px}</style>"
)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("a1", {"beside": 4, "left": 4}),  # never at the very edge
        ("a2", {"beside": 0}),
        ("a3", {"right": 4}),  # as far to the left as it needs to be seen
    ],
)
def test_the_bar_stands_under_its_cell_within_the_page(
    cell: str, wanted: dict[str, int], folder: Path, chromium: Browser
) -> None:
    space = '<div style="height:500px"></div>'
    size = {"width": 300, "height": 400}
    grid = f'<div style="width:300px">{GRID}</div>'.replace(
        "<table ", '<table style="width:300px;table-layout:fixed" '
    )
    with shown(chromium, folder, SCRIPT, STYLE + space + grid + space, viewport=size) as page:
        choose(page, cell)
        assert page.evaluate("scrollY") > 0
        placed = page.evaluate(PLACED)
        assert placed == placed | wanted | {"below": 4}

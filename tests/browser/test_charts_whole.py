"""All that the script of the charts adds to figures by hand: a line with gaps, places in steps, bars without an axis, one
period alone, two years of months."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.script_page import shown
from yuebao.model.period import period as period_of

pytestmark = pytest.mark.browser

AXES: Final = (
    '<svg viewBox="-10 -5 120 60" style="position:absolute;left:0;top:{top}px;width:120px;height:60px"><g transform="scale(1)">'
    '<g class="axis bottom"><g><line x1="0" x2="0" y2="50"></line></g></g>'
    '<g class="axis left"><g><line x1="-4" x2="100"></line></g></g><path d="M 0 0 L 9 9" fill="none" stroke="red"></path></g></svg>'
)
BARS: Final = '<svg viewBox="0 0 50 20" width="50" height="20"><rect width="5" height="5"></rect></svg>'


def figure(data: dict[str, Any], svg: str, keys: int, top: int = 0) -> str:
    spans = "".join('<span class="yb-key">线</span>' for _ in range(keys))
    told = escape(json.dumps(data, ensure_ascii=False))
    drawn = svg.replace("{top}", str(top))
    return f'<figure class="yb-chart" data-chart="{told}"><figcaption>{spans}</figcaption>{drawn}</figure>'


LINES: Final = {
    "title": 'a/b\\c:d*e?f"g<h>|i  j',
    "unit": "件",
    "periods": "2020-01 2020-02 2020-03 2020-04 2020-05",
    "steps": 6,
    "places": [0, 1, 2, 3, 5],
    "lines": [
        ['甲,"乙"', "12 0   7", [1, 4], {"2": "空白", "3": "未公布"}],
        ["丙", "1 2 3 4 5", []],
    ],
}
PLACES: Final = {
    "title": "名次",
    "unit": "名",
    "periods": "2020-Q1 2020-Q3",
    "steps": 4,
    "places": [0, 2],
    "stepped": True,
    "lines": [["甲", "3 1", [0], {}]],
}
NAMED: Final = {
    "title": "两期",
    "unit": "%",
    "head": "单位",
    "names": ["甲 乡", "乙\n乡"],
    "lines": [["2020-01", "5 6", [], {}], ["2020-02", " 7", [1], {"0": "没有列出"}]],
}
ALONE: Final = {"title": "一期", "unit": "次", "periods": "2020", "steps": 1, "lines": [["甲", "8", [], {}]]}
LONG: Final = {
    "title": "长",
    "unit": "件",
    "periods": " ".join(f"{2000 + number // 12}-{number % 12 + 1:02d}" for number in range(30)),
    "steps": 30,
    "lines": [["甲", " ".join(map(str, range(30))), [], {}]],
}
BODY: Final = (
    figure(LINES, AXES, 1, 100)
    + figure(PLACES, AXES, 1, 200)
    + figure(NAMED, BARS, 2)
    + figure(ALONE, AXES, 0, 300)
    + figure(LONG, AXES, 1, 400)
    + figure(ALONE, "", 0)
    + f'<figure class="yb-chart">{BARS}</figure>'
    + figure(ALONE, BARS, 0).replace("</figure>", '<p class="yb-take">已有</p></figure>')
)
TREE: Final = r"""element => {
  const lines = [];
  const walk = (element, depth) => {
    const told = Array.from(element.attributes, each => ` ${each.name}=${each.value}`).join('');
    const own = Array.from(element.childNodes, each => each.nodeType === 3 ? each.data : '').join('');
    lines.push(' '.repeat(depth) + element.localName + told + (own ? ` “${own}”` : ''));
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(element, 0);
  return lines;
}"""


@pytest.fixture
def page(chromium: Browser, folder: Path) -> Iterator[Page]:
    with shown(chromium, folder, "periods.js charts.js", f'<div style="height:600px">{BODY}</div>') as page:
        yield page


def read_aloud(title: str, last: int, period: str, *words: str) -> list[str]:
    told = [
        *("tabindex=0", "role=slider", f"aria-label={title}，按左右键逐期读数", "aria-valuemin=1"),
        *(f"aria-valuemax={last}", f"aria-valuenow={last}", f"aria-valuetext={period}：{'，'.join(words)}"),
    ]
    return [f"div class=yb-read {' '.join(told)}", f" b “{period}”", *(f" span “{word}”" for word in words)]


def taken(title: str) -> list[str]:
    texts = ("下载数据（CSV）", "下载图（SVG）", "下载图（PNG）")
    return [
        "details class=yb-take",
        f" summary aria-label=数据与下载：{title} “数据与下载”",
        *(f" button type=button aria-label={text}：{title} “{text}”" for text in texts),
    ]


def test_what_is_added_to_each_figure(page: Page) -> None:
    added = "figure => Array.from(figure.querySelectorAll('.yb-read, details'))"
    figures = page.locator("figure").all()
    found = [each.evaluate(f"figure => ({added})(figure).flatMap({TREE})") for each in figures]
    assert found == [
        [
            *read_aloud(LINES["title"], 5, "2020年5月", '甲,"乙" 7件（存疑）', "丙 5件"),  # type: ignore[arg-type]
            *taken(LINES["title"]),  # type: ignore[arg-type]
        ],
        [*read_aloud("名次", 2, "2020年第三季度", "甲 第1名"), *taken("名次")],
        taken("两期"),
        [*read_aloud("一期", 1, "2020年", "甲 8次"), *taken("一期")],
        [*read_aloud("长", 30, "2002年6月", "甲 29件"), *taken("长")],
        [],
        [],
        [],
    ]
    live = [each.evaluate("figure => figure.querySelector('svg')?.getAttribute('class')") for each in figures]
    assert live == ["yb-live", "yb-live", None, "yb-live", "yb-live", None, None, None]
    assert page.evaluate("typeof yuebaoChart") == "function"


KEYS: Final = [
    *[("PageDown", "2001-06"), ("PageDown", "2000-06"), ("PageDown", "2000-01"), ("PageUp", "2001-01")],
    *[("ArrowDown", "2000-12"), ("ArrowLeft", "2000-11"), ("ArrowUp", "2000-12"), ("ArrowRight", "2001-01")],
    *[
        ("a", "2001-01"),
        ("End", "2002-06"),
        ("PageUp", "2002-06"),
        ("Home", "2000-01"),
        ("ArrowLeft", "2000-01"),
    ],
]


def test_every_key(page: Page) -> None:
    reader = page.get_by_role("slider").nth(3)
    page.evaluate(
        "addEventListener('keydown', event => { (window.kept ||= []).push(event.defaultPrevented); })"
    )
    for key, period in KEYS:
        reader.press(key)
        number = (int(period[:4]) - 2000) * 12 + int(period[5:])
        assert reader.get_attribute("aria-valuenow") == str(number)
        said = period_of(period).title
        assert reader.locator("b").inner_text() == said
        assert reader.get_attribute("aria-valuetext") == f"{said}：甲 {number - 1}件"
    assert page.evaluate("kept") == [key != "a" for key, _ in KEYS]


def test_what_is_read_where_no_figure_is(page: Page) -> None:
    reader = page.get_by_role("slider").first
    found = []
    for key in ("Home", *["ArrowRight"] * 3):
        reader.press(key)
        found.append(reader.locator("b, span").all_inner_texts())
    assert found == [
        ["2020年1月", '甲,"乙" 12件', "丙 1件"],
        ["2020年2月", '甲,"乙" 0件（存疑）', "丙 2件"],
        ["2020年3月", '甲,"乙" 空白', "丙 3件"],
        ["2020年4月", '甲,"乙" 未公布', "丙 4件"],
    ]


CURSOR: Final = """number => Array.from(document.querySelectorAll('figure')[number].querySelectorAll('.yb-cursor'), line =>
  [line.parentNode.getAttribute('transform'), ...['x1', 'x2', 'y1', 'y2'].map(name => +line.getAttribute(name))])"""


@pytest.mark.parametrize(
    ("number", "x", "reader", "period", "line"),
    [
        # 图在左上角，一个单位一个像素，原点在 10：零到五步，每步 20；名次每步 25，读在一步的正中
        (0, 10, 0, "2020-01", 0.0), (0, 19, 0, "2020-01", 0.0), (0, 21, 0, "2020-02", 20.0), (0, 88, 0, "2020-04", 60.0),
        (0, 92, 0, "2020-05", 100.0), (0, 119, 0, "2020-05", 100.0), (1, 20, 1, "2020-Q1", 12.5), (1, 46, 1, "2020-Q1", 12.5),
        (1, 49, 1, "2020-Q3", 62.5), (3, 60, 2, "2020", 0.0),
    ],
)  # fmt: skip
def test_where_the_pointer_is(number: int, x: int, reader: int, period: str, line: float, page: Page) -> None:
    assert page.evaluate(CURSOR, number) == []
    box = page.locator("figure").nth(number).locator("svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + x, box["y"] + 30)
    assert page.get_by_role("slider").nth(reader).locator("b").inner_text() == period_of(period).title
    assert page.evaluate(CURSOR, number) == [["scale(1)", line, line, 0, 50]]


def test_the_bar_of_figures_follows_the_pressed_pointer(page: Page) -> None:
    reader = page.get_by_role("slider").first
    events = (
        """(bar, [kind, x, buttons]) => bar.dispatchEvent(new PointerEvent(kind, {clientX: x, buttons}))"""
    )
    for kind, x, buttons, period in (
        ("pointermove", 10, 0, "2020-05"),
        ("pointerdown", 10, 1, "2020-01"),
        ("pointermove", 30, 1, "2020-02"),
        ("pointermove", 50, 0, "2020-02"),
    ):
        reader.evaluate(
            events,
            [kind, x + page.evaluate("document.querySelector('svg').getBoundingClientRect().x"), buttons],
        )
        assert reader.locator("b").inner_text() == period_of(period).title
    assert page.evaluate(CURSOR, 0) == [["scale(1)", 20, 20, 0, 50]]
    page.get_by_role("slider").nth(1).focus()
    assert page.evaluate(CURSOR, 1) == [["scale(1)", 62.5, 62.5, 0, 50]]


CELLS: Final = {
    0: (
        LINES["title"],
        ["统计期", '甲,"乙"（件）', '甲,"乙"：存疑', "丙（件）"],
        [["2020年5月", "7", "是", "5"], ["2020年4月", "未公布", "", "4"], ["2020年3月", "", "", "3"], ["2020年2月", "0", "是", "2"], ["2020年1月", "12", "", "1"]],
    ),
    1: ("名次", ["统计期", "甲（名）", "甲：存疑"], [["2020年第三季度", "1", ""], ["2020年第一季度", "3", "是"]]),
    2: ("两期", ["单位", "2020-01（%）", "2020-02（%）", "2020-02：存疑"], [["乙\n乡", "6", "7", "是"], ["甲 乡", "5", "没有列出", ""]]),
}  # fmt: skip


@pytest.mark.parametrize("number", CELLS)
def test_the_table(number: int, page: Page) -> None:
    title, heads, rows = CELLS[number]
    details = page.locator("figure").nth(number).locator("details")
    assert details.locator("table").count() == 0
    for _ in range(3):
        details.locator("summary").click()
    details.locator("table").wait_for()
    assert details.locator("table").count() == 1
    quoted = [[f"    td class=n “{text}”" if text else "    td class=n" for text in row[1:]] for row in rows]
    assert details.locator(".yb-table").evaluate(TREE) == [
        f"div class=yb-table tabindex=0 role=group aria-label={title}，数据表",
        " table",
        f"  caption “{title}”",
        "  thead",
        "   tr",
        f"    th scope=col “{heads[0]}”",
        *(f"    th class=n scope=col “{head}”" for head in heads[1:]),
        "  tbody",
        *(
            line
            for row, cells in zip(rows, quoted, strict=True)
            for line in ("   tr", f"    th scope=row “{row[0]}”", *cells)
        ),
    ]


FILES: Final = {
    0: (
        "a-b-c-d-e-f-g-h-i-j-2020-01至2020-05",
        '统计期,"甲,""乙""（件）","甲,""乙""：存疑",丙（件）\r\n2020-01,12,,1\r\n2020-02,0,是,2\r\n2020-03,,,3\r\n2020-04,未公布,,4\r\n2020-05,7,是,5\r\n',
        (240, 248),
    ),
    1: ("名次-2020-Q1至2020-Q3", "统计期,甲（名）,甲：存疑\r\n2020-Q1,3,是\r\n2020-Q3,1,\r\n", (240, 208)),
    2: (
        "两期",
        '单位,2020-01（%）,2020-02（%）,2020-02：存疑\r\n甲 乡,5,没有列出,\r\n"乙\n乡",6,7,是\r\n',
        (100, 168),
    ),
}


@pytest.mark.parametrize("number", FILES)
def test_the_files(number: int, page: Page) -> None:
    name, text, size = FILES[number]
    details = page.locator("figure").nth(number).locator("details")
    details.evaluate("details => { details.open = true; }")
    got = {}
    for button in details.locator("button").all():
        with page.expect_download() as waiting:
            button.evaluate("button => button.click()")
        got[waiting.value.suggested_filename] = Path(waiting.value.path()).read_bytes()
    assert list(got) == [f"{name}.csv", f"{name}.svg", f"{name}.png"]
    csv, _, png = got.values()
    assert csv == b"\xef\xbb\xbf" + text.encode()
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == size
    assert page.locator("body > a").count() == 0


def test_the_picture_stands_alone(page: Page) -> None:
    page.add_style_tag(
        content="body{background:rgb(1,2,3)} figure{color:rgb(4,5,6);font-family:serif} .yb-key::before{content:'';border-top:3px solid rgb(7,8,9)} path{opacity:.5}"
    )
    page.locator("svg").first.hover()
    details = page.locator("details").first
    details.evaluate("details => { details.open = true; }")
    with page.expect_download() as waiting:
        details.get_by_role("button", name="SVG").evaluate("button => button.click()")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    tree = page.evaluate(
        f"text => ({TREE})(new DOMParser().parseFromString(text, 'text/xml').documentElement)", text
    )
    font = "font-family=serif font-size=14 fill=rgb(4, 5, 6)"
    look = (
        "style=fill: {}; stroke: {}; stroke-width: 1px; stroke-dasharray: none; opacity: {}; font-family: serif;"
        " font-size: 16px; font-weight: 400; text-anchor: start;"
    )
    plain = look.format("rgb(0, 0, 0)", "none", 1)
    assert tree == [
        "svg xmlns=http://www.w3.org/2000/svg viewBox=-10 -69 120 124"
        " style=position:absolute;left:0;top:100px;width:120px;height:60px class=yb-live width=120 height=124",
        " rect x=-10 y=-69 width=120 height=124 fill=rgb(1, 2, 3)",
        f" text {font} x=-6 y=-51 font-weight=700 “{LINES['title']}（件）　页 - 副题 - 档案”",
        " line x1=-6 x2=24 y1=-36 y2=-36 stroke=rgb(7, 8, 9) stroke-width=3",
        f' text {font} x=30 y=-31 “甲,"乙"”',
        f" text {font} x=-6 y=-11",
        f" g transform=scale(1) {plain}",
        f"  g class=axis bottom {plain}",
        f"   g {plain}",
        f"    line x1=0 x2=0 y2=50 {plain}",
        f"  g class=axis left {plain}",
        f"   g {plain}",
        f"    line x1=-4 x2=100 {plain}",
        f"  path d=M 0 0 L 9 9 fill=none stroke=red {look.format('none', 'rgb(255, 0, 0)', 0.5)}",
    ]

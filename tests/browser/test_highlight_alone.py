"""The script that marks what was searched for, by itself: what is marked on a page for what follows `#q=`."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.support.script_page import shown

pytestmark = pytest.mark.browser

SCRIPT: Final = "highlight.js"
WORDS: Final = (
    '<article><p id="no">窗口 12</p><div class="yb-words" id="words">召开 窗口会议，办件１２件</div>'
    '<ul class="yb-news"><li id="news">ABC 窗口</li></ul><ul class="yb-people"><li id="people">某窗 口</li></ul>'
    '<ul><li id="other">窗口</li></ul>'
    '<table><thead><tr><th id="head">窗口</th></tr></thead><tbody><tr><th id="row">窗口一</th>'
    '<td id="figure">1,234</td><td id="part">12</td><td id="marked">12<a class="mark">勘3</a></td></tr>'
    '<tr><th id="row2">123</th><td id="minus">\u22122.5%</td><td id="plus">+12</td><td id="long">1,234,567</td>'
    '<td id="odd">12,34</td><td id="unit">办12件</td><td id="ended">再第12</td><td id="from">由-2.5%</td><td id="inner"><b>乙</b>丙</td></tr></tbody>'
    '<tfoot><tr><th id="total">窗口合计</th><td id="sum">1234</td></tr></tfoot></table></article>'
)
FOUND: Final = {
    "窗口": ["words", "news", "people", "row", "total"],
    "窗　口": ["words", "news", "people", "row", "total"],
    "abc": ["news"],
    "ａＢＣ": ["news"],
    "12": ["words", "part", "marked"],  # a cell is the figure, or is none; a text may hold it
    "1234": ["figure", "sum"],
    "1,234": ["figure", "sum"],
    "1,234,567": ["long"],
    "1234567": ["long"],
    "12,34": ["odd"],
    "-2.5%": ["minus"],
    "\u22122.5%": ["minus"],
    "+12": ["plus"],
    "勘3": [],
    "乙丙": ["inner"],
    "123": ["row2"],
    "没有": [],
    "12件": ["words", "unit"],
    "第12": ["ended"],
}


def marked(page: Page) -> list[str]:
    return list(page.locator(".yb-found").evaluate_all("all => all.map(each => each.id)"))


def test_what_is_marked_for_each_term(folder: Path, chromium: Browser) -> None:
    """On one page, one term after another: what was marked before is no longer."""
    with shown(chromium, folder, SCRIPT, WORDS) as page:
        assert marked(page) == []
        page.evaluate("window.turns = 0; window.addEventListener('hashchange', () => { window.turns += 1 })")
        found = {}
        for turn, term in enumerate(FOUND, 1):
            page.evaluate("place => { location.hash = place }", f"#q={quote(term)}")
            page.wait_for_function("turn => window.turns === turn", arg=turn)
            found[term] = marked(page)
        assert found == FOUND


@pytest.mark.parametrize(
    ("place", "ids"),
    [
        ("#q=%E7%AA%97%E5%8F%A3%E4%B8%80", ["row"]),  # a page that is opened so
        ("", []),
        ("#q=", []),
        ("#q=%", []),
        ("#q=%ff%fe", []),
        ("#figure", []),
        ("#xq=1234", []),
        ("#x#q=1234", []),
        ("#q=[", []),
    ],
)
def test_what_is_marked_when_a_page_opens(
    place: str, ids: list[str], folder: Path, chromium: Browser
) -> None:
    with shown(chromium, folder, SCRIPT, WORDS, place) as page:
        assert marked(page) == ids


def test_marks_go_when_the_address_says_no_term(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, WORDS, "#q=abc") as page:
        assert marked(page) == ["news"]
        page.evaluate("location.hash = '#figure'")
        page.wait_for_function("!document.querySelector('.yb-found')")


def test_a_page_without_an_article(folder: Path, chromium: Browser) -> None:
    with shown(
        chromium, folder, SCRIPT, "<table><tbody><tr><td>abc</td></tr></tbody></table>", "#q=abc"
    ) as page:
        assert marked(page) == []


def test_the_first_place_comes_to_the_middle(folder: Path, chromium: Browser) -> None:
    space = '<div style="height:3000px"></div>'
    body = f"<article>{space}<p class='yb-words' id='a'>甲</p>{space}<p class='yb-words' id='b'>甲</p>{space}</article>"
    size = {"width": 400, "height": 400}
    with shown(chromium, folder, SCRIPT, body, "#q=%E7%94%B2", viewport=size) as page:
        middle = page.locator("#a").evaluate(
            "each => { const box = each.getBoundingClientRect(); return (box.top + box.bottom) / 2 }"
        )
        assert abs(middle - 200) <= 1
        assert marked(page) == ["a", "b"]

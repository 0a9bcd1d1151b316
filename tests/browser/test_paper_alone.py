"""The script that says on paper where a page is from and when it was printed, by itself: the texts that it hands to the style
sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve
from tests.support.script_page import shown

pytestmark = pytest.mark.browser

CANONICAL: Final = '<link rel="canonical" href="https://example.invalid/gov/a%20b.html">'
OTHER: Final = '<link rel="icon" href="https://example.invalid/icon">'


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    yield from serve(folder)


def on_paper(page: Page) -> list[str]:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    names = ["--yb-address", "--yb-printed"]
    return list(
        page.evaluate(
            "names => names.map(name => document.documentElement.style.getPropertyValue(name))", names
        )
    )


ADDRESSES: Final = {
    # 汉字照写；引号、反斜杠写成编码；看不见的、改变次序的、空格、读不出的，照地址里的写法
    "": "",
    "?q=%E7%94%B2": "?q=甲",
    "?q=%22%5C": "?q=\\22 \\5c ",
    "#%E7%94%B2%E4%B9%99": "#甲乙",
    "?q=%20": "?q=%20",
    "?q=%01": "?q=%01",
    "?q=%7F": "?q=%7F",
    "?q=%C2%A0": "?q=%C2%A0",
    "?q=%C2%A1": "?q=¡",
    "?q=%C2%AD": "?q=%C2%AD",
    "?q=%E2%80%8A": "?q=\u200a",
    "?q=%E2%80%8B": "?q=%E2%80%8B",
    "?q=%E2%80%8F": "?q=%E2%80%8F",
    "?q=%E2%80%90": "?q=‐",
    "?q=%E2%80%A8": "?q=%E2%80%A8",
    "?q=%E2%80%AE": "?q=%E2%80%AE",
    "?q=%E2%81%A0": "?q=%E2%81%A0",
    "?q=%EF%BB%BF": "?q=%EF%BB%BF",
    "?q=%E7%94": "?q=%E7%94",
}


def test_the_address_is_readable_and_harmless(folder: Path, url: str, chromium: Browser) -> None:
    with shown(chromium, folder, "paper.js", CANONICAL) as page:
        start, found = f"{url}/page.html", {}
        page.goto(start)
        for place in ADDRESSES:
            page.evaluate("place => history.replaceState(null, '', 'page.html' + place)", place)
            found[place] = on_paper(page)[0]
        assert found == {place: f'"{start}{wanted}"' for place, wanted in ADDRESSES.items()}


def test_a_long_address_is_cut(folder: Path, url: str, chromium: Browser) -> None:
    with shown(chromium, folder, "paper.js", "") as page:
        start = f"{url}/page.html?q="
        page.goto(start)
        room = 200 - len(start)
        for length, wanted in ((room, "甲" * room), (room + 1, "甲" * room + "…"), (9000, "甲" * room + "…")):
            page.evaluate("value => history.replaceState(null, '', '?q=' + value)", "甲" * length)
            assert on_paper(page)[0] == f'"{start}{wanted}"'


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (OTHER + CANONICAL + '<p data-base="."></p>', "https://example.invalid/gov/a%20b.html"),
        (OTHER + '<p data-base="."></p>', "page.html"),
        (OTHER + '<p data-base=".."></p>', "{folder}/page.html"),
        (OTHER, ""),
    ],
)
def test_from_a_folder(body: str, wanted: str, folder: Path, chromium: Browser) -> None:
    """The address that is set, else the way from the folder of the site on, else none."""
    with shown(chromium, folder, "paper.js", body, "?q=1#2") as page:
        assert on_paper(page)[0] == f'"{wanted.format(folder=folder.name)}"'


DAYS: Final = {
    "2031-01-02T00:00:01": "2031年1月2日打印",
    "2031-12-31T23:59:59": "2031年12月31日打印",
}


@pytest.mark.parametrize("now", DAYS)
def test_the_day(now: str, folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, "paper.js", "") as page:
        page.clock.set_fixed_time(now)
        assert page.evaluate("document.documentElement.style.length") == 0
        assert on_paper(page)[1] == f'"{DAYS[now]}"'

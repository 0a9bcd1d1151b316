"""A period is `2031年5月` to a reader: `2031-05` is a name for files, addresses and commands. Every page, in every state that
makes words: what is seen, and what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

NAME: Final = re.compile(r"(?<![\w./-])[0-9]{4}-(?:[0-9]{2}(?:_[0-9]{2})?|[QH][0-9])(?![\w/]|-[0-9]|\.[a-z])")
"""The name of a period that is no day, no part of a file's name or of an address."""
SAID: Final = (
    "aria-label",
    "aria-description",
    "aria-valuetext",
    "title",
    "alt",
    "placeholder",
    "data-label",
)
CODE: Final = {"code", "pre"}
UNSEEN: Final = ("script", "style", "template")
SITES: Final = ("mixed_site", "hostile_site")


def texts(page: str) -> Iterator[str]:
    """Everything of a page that is seen or said, but what is set as code."""
    root = html.fromstring(page)
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    for element in root.iter(etree.Element):
        if not CODE & {element.tag, *(above.tag for above in element.iterancestors())}:
            yield element.text or ""
        if not CODE & {above.tag for above in element.iterancestors()}:
            yield element.tail or ""
        yield from (element.get(name, "") for name in SAID)
        if element.tag == "meta":
            yield element.get("content", "")


def names_in(page: str) -> list[str]:
    return [text.strip()[:80] for text in texts(page) if NAME.search(text)]


@pytest.mark.parametrize("name", SITES)
def test_no_page_calls_a_period_by_its_name(name: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(name)
    pages = sorted(site.folder.rglob("*.html"))
    found = {
        str(path.relative_to(site.folder)): words
        for path in pages
        if (words := names_in(path.read_text(encoding="utf-8")))
    }
    assert found == {} and len(pages) > 20


def test_a_name_is_found_where_one_stands() -> None:
    """What the search above would find, and what it may leave."""
    page = """<title>2031-05</title><p aria-label="2021-Q4">见 2031-05。<code>2031-05</code>2024-H1</p>
    <p>2031-05-01 files/2031-05.csv v1/2031-05.json tel 0812-8172-2020 2023-01_04</p><script>"2031-05"</script>"""
    assert names_in(page) == [
        "2031-05",
        "见 2031-05。",
        "2021-Q4",
        "2024-H1",
        "2031-05-01 files/2031-05.csv v1/2031-05.json tel 0812-8172-2020 2023-01_04",
    ]


STATES: Final = {
    "a chart read, and its figures": ("organizations/east.html", "chart"),
    "a history, with gaps": ("compare.html#m=town-volume.accepted&u=east", "compare"),
    "two periods": ("compare.html#m=town-volume.accepted&a=2031-Q4&b=2034", "compare"),
    "a search": ("index.html?q=2031年第四季度", "search"),
    "a search for what is not there": ("index.html?q=2025年8月", "search"),
    "a search for a name of a period": ("index.html?q=东镇", "search"),
}


@pytest.mark.parametrize("state", STATES)
def test_nor_does_a_script(state: str, mixed_site: Site, chromium: Browser) -> None:
    address, kind = STATES[state]
    page = chromium.new_page()
    page.goto(f"{mixed_site.url}/{address}")
    _reach(page, kind)
    assert names_in(page.content()) == []
    page.context.close()


def _reach(page: Page, kind: str) -> None:
    """Wait until the script has made its words."""
    if kind == "chart":
        page.locator(".yb-take summary").first.click()
        expect(page.locator(".yb-take table").first).to_be_visible()
        page.get_by_role("slider").first.press("Home")
    elif kind == "compare":
        expect(page.locator("#yb-compare .yb-made")).to_be_visible()
    else:
        expect(page.locator("#yb-results")).to_be_visible()

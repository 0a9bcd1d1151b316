"""The module of the desk that reads and writes copied blocks of cells, by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.repository import PACKAGE

pytestmark = pytest.mark.browser

READ: Final = {
    "": [[""]],
    "甲": [["甲"]],
    "甲\t乙": [["甲", "乙"]],
    "甲\n乙": [["甲"], ["乙"]],
    "甲\r\n乙\r\n": [["甲"], ["乙"]],
    "甲\r乙\r": [["甲"], ["乙"]],
    "甲\n\n": [["甲"], [""]],
    "\t": [["", ""]],
    "\t\n\t": [["", ""], ["", ""]],
    '"甲\t乙"\t丙': [["甲\t乙", "丙"]],
    '"甲\n乙"\n丙': [["甲\n乙"], ["丙"]],
    '"甲\r\n乙"': [["甲\n乙"]],
    '"说""好"""\t乙': [['说"好"', "乙"]],
    '""\t乙': [["", "乙"]],
    '甲"乙"\t丙': [['甲"乙"', "丙"]],
    '"甲"乙\t丙': [["甲乙", "丙"]],
    '甲\t"乙\t': [["甲", "乙\t"]],
    '甲\n"乙"': [["甲"], ["乙"]],
    '"""': [['"']],
    "1\t2\t3\n4\t5": [["1", "2", "3"], ["4", "5"]],
}
WRITTEN: Final = {
    "": [[""]],
    "甲\t乙\n丙\t": [["甲", "乙"], ["丙", ""]],
    '"甲\t乙"\t丙': [["甲\t乙", "丙"]],
    '"甲\n乙"': [["甲\n乙"]],
    '"说""好"""': [['说"好"']],
    "a,b c'd": [["a,b c'd"]],
}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """The module as the page takes it in."""
    page = chromium.new_page()
    script = (PACKAGE / "desk/static/clipboard.js").read_text(encoding="utf-8")
    page.evaluate(
        """async script => {
          const address = URL.createObjectURL(new Blob([script], {type: 'text/javascript'}));
          window.clipboard = await import(address);
        }""",
        script,
    )
    yield page
    page.close()


def test_a_block_is_read(page: Page) -> None:
    found = page.evaluate("texts => texts.map(text => clipboard.blockOf(text))", list(READ))
    assert dict(zip(READ, found, strict=True)) == READ


def test_a_block_is_written_as_it_is_read(page: Page) -> None:
    found = page.evaluate("blocks => blocks.map(block => clipboard.textOf(block))", list(WRITTEN.values()))
    assert found == list(WRITTEN)
    again = page.evaluate("texts => texts.map(text => clipboard.blockOf(text))", list(WRITTEN))
    assert again == list(WRITTEN.values())

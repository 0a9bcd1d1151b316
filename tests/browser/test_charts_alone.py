"""The script of the charts by itself: figures by pointer, tap and key, as a table, and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.script_page import shown
from yuebao.site.charts.line_chart import line_chart
from yuebao.site.charts.model import Axis, Chart, Line

pytestmark = pytest.mark.browser

AXIS: Final = Axis.of([f"2020-{month:02d}" for month in range(1, 6)])
CASES: Final = Chart(
    '受理"<b>',
    "件",
    AXIS,
    (
        Line("=东,区", tuple(map(Decimal, (1, 2, 3, 4, 1234))), doubtful=frozenset({"2020-02"})),
        Line("西区", (Decimal(7), None, None, Decimal(5), Decimal(6))),
    ),
)
PLACES: Final = Chart(
    "名次",
    "名",
    AXIS,
    (Line("名次", (Decimal(1), Decimal(2), None, Decimal(1), Decimal(3))),),
    lowest_best=True,
)


@pytest.fixture(
    params=[{}, {"viewport": {"width": 390, "height": 844}, "has_touch": True}], ids=["wide", "phone"]
)
def page(chromium: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    style = '<link rel="stylesheet" href="assets/charts.css">'
    body = f"{style}{line_chart(CASES, 'a')}{line_chart(PLACES, 'b')}"
    with shown(chromium, folder, "periods.js charts.js", body, **request.param) as page:
        yield page


def told(page: Page, number: int = 0) -> str:
    return page.locator(".yb-read").nth(number).get_attribute("aria-valuetext") or ""


def test_keys_read_one_period_after_the_other(page: Page) -> None:
    reader = page.get_by_role("slider").first
    assert reader.get_attribute("aria-label") == '受理"<b>，按左右键逐期读数'
    assert told(page) == "2020年5月：=东,区 1234件，西区 6件"
    expected = {
        "ArrowLeft": "2020年4月：=东,区 4件，西区 5件",
        "Home": "2020年1月：=东,区 1件，西区 7件",
        "ArrowRight": "2020年2月：=东,区 2件（存疑），西区 没有数字",
        "ArrowUp": "2020年3月：=东,区 3件，西区 没有数字",
        "End": "2020年5月：=东,区 1234件，西区 6件",
    }
    for key, words in expected.items():
        reader.press(key)
        assert told(page) == words
    reader.press("ArrowRight")
    assert told(page) == expected["End"]
    assert reader.inner_text().replace("\n", " ") == "2020年5月=东,区 1234件西区 6件"
    assert page.locator(".yb-cursor").count() == 1


def test_a_pointer_reads_the_nearest_period(page: Page) -> None:
    for number, words in ((0, "2020年1月：=东,区 1件，西区 7件"), (1, "2020年1月：名次 第1名")):
        page.locator("svg").nth(number).scroll_into_view_if_needed()
        box = page.locator("svg").nth(number).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.12, box["y"] + box["height"] / 2)
        assert told(page, number) == words


def test_the_table_says_what_is_drawn(page: Page) -> None:
    page.locator("summary").first.click()
    expect(page.locator("table tr")).to_have_count(6)  # made when it is opened
    rows = [
        row.all_inner_texts() for row in (row.locator("th, td") for row in page.locator("table tr").all())
    ]
    assert rows == [
        ["统计期", "=东,区（件）", "=东,区：存疑", "西区（件）"],
        ["2020年5月", "1234", "", "6"],
        ["2020年4月", "4", "", "5"],
        ["2020年3月", "3", "", ""],
        ["2020年2月", "2", "是", ""],
        ["2020年1月", "1", "", "7"],
    ]


def downloaded(page: Page, words: str) -> tuple[str, bytes]:
    page.locator("details").first.evaluate("details => { details.open = true; }")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=words).first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_data_and_picture_are_files(page: Page) -> None:
    name, content = downloaded(page, "下载数据")
    assert name == "受理-b-2020-01至2020-05.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["统计期", "=东,区（件）", "=东,区：存疑", "西区（件）"],
        ["2020-01", "1", "", "7"],
        ["2020-02", "2", "是", ""],
        ["2020-03", "3", "", ""],
        ["2020-04", "4", "", "5"],
        ["2020-05", "1234", "", "6"],
    ]
    name, content = downloaded(page, "下载图（SVG）")
    assert name.endswith(".svg")
    drawn = ElementTree.fromstring(content)
    texts = ["".join(element.itertext()) for element in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert any(text.startswith('受理"<b>（件）') for text in texts)
    assert {"=东,区", "西区", "1234", "2020年1月"} <= set(texts)
    assert b"stroke: rgb(163, 29, 29)" in content
    name, content = downloaded(page, "下载图（PNG）")
    assert (name[-4:], content[:8]) == (".png", b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(content[16:20], "big")
    assert width == 1200

"""Issues of every length in a real browser: what a search finds, how tables sort, where charts have gaps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.browser.test_search_results import ASK
from tests.support.mixed_periods import PERIODS

pytestmark = pytest.mark.browser

QUERIES: dict[str, list[str]] = {
    "2019年第四季度": ["2019-Q4"],
    "2019年四季度": ["2019-Q4"],
    "2019年4季度": ["2019-Q4"],
    "2019Q4": ["2019-Q4"],
    "2019-q4": ["2019-Q4"],
    "２０１９Ｑ４": ["2019-Q4"],
    "四季度": ["2019-Q4", "2022"],
    "第三季度": ["2022", "2020-07"],
    "一季度": ["2022", "2021-H1", "2020-01_02", "2012-03"],
    "2019年第三季度": [],
    "2019年第五季度": [],
    "2019年11月": ["2019-Q4"],
    "2019-11": ["2019-Q4"],
    "201911": ["2019-Q4"],
    "2019年9月": [],
    "11月": ["2022", "2019-Q4"],
    "2020年1-2月": ["2020-01_02"],
    "2020年1—2月": ["2020-01_02"],
    "2020年1至2月": ["2020-01_02"],
    "2020-01_02": ["2020-01_02"],
    "1-2月": ["2020-01_02", "2022", "2021-H1"],
    "2020年1月": ["2020-01_02"],
    "2020年2-7月": ["2020-07", "2020-01_02"],
    "2020年7-2月": [],
    "2021年上半年": ["2021-H1"],
    "2021H1": ["2021-H1"],
    "2021-H1": ["2021-H1"],
    "上半年": ["2021-H1", "2022", "2020-01_02", "2012-03"],
    "下半年": ["2022", "2020-07", "2019-Q4"],
    "2021年下半年": [],
    "2021年3月": ["2021-H1"],
    "2022": ["year-2022", "2022"],
    "2022年": ["year-2022", "2022"],
    "2020年": ["year-2020", "2020-07", "2020-01_02"],
    "2020年第1期": ["2019-Q4"],
    "2019年第1期": [],
    "2023年1期": ["2022"],
    "总第40期": ["2019-Q4"],
    "示例工作 2021年上半年": ["2021-H1"],
    "上半年 2021": ["2021-H1"],
    "2019-10-08": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def page(chromium: Browser, mixed_site: Site) -> Page:
    opened = chromium.new_page()
    opened.goto(f"{mixed_site.url}/index.html")
    return opened


def test_every_way_of_writing_a_period_finds_its_issue(page: Page) -> None:
    answers = page.evaluate(ASK, list(QUERIES))
    found = {
        query: [re.sub(r"#.*|\.html|\./issues/", "", link[0]) for link in links]
        for query, (_, links) in answers.items()
    }
    assert found == QUERIES


def test_tables_sort_periods_by_their_time(page: Page, mixed_site: Site) -> None:
    page.goto(f"{mixed_site.url}/organizations/east.html")
    heads = page.locator("#t\\.town-volume thead button").first
    names = page.locator("#t\\.town-volume tbody th")
    heads.click()
    assert names.all_inner_texts() == list(PERIODS)
    heads.click()
    assert names.all_inner_texts() == list(PERIODS[::-1])


def test_the_periods_of_a_year_sort_by_their_time(page: Page, mixed_site: Site) -> None:
    page.goto(f"{mixed_site.url}/issues/year-2019.html")
    names = page.locator("table.sortable tbody th")
    expected = ["第一季度", "第二季度", "第三季度", "第四季度"]
    page.locator("table.sortable thead button").first.click()
    assert names.all_inner_texts() == expected
    page.locator("table.sortable thead button").first.click()
    assert names.all_inner_texts() == expected[::-1]


def test_a_gap_is_a_gap_in_the_chart_and_each_period_one_dot(page: Page, mixed_site: Site) -> None:
    page.goto(f"{mixed_site.url}/organizations/east.html")
    chart = page.locator("figure.yb-chart svg").first
    segments = ("2012-03", "2019-Q4 and 2020-01_02", "2020-07", "2021-H1", "2022")
    assert chart.locator("path").count() == 2 * len(segments)

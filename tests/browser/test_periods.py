"""Issues of every length in a real browser: what a search finds, how tables sort, where charts have gaps."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.support.mixed_periods import PERIODS
from tests.support.search_queries import answers
from yuebao.model.period import period, title_of

pytestmark = pytest.mark.browser

LATEST: Final = ("2034", "index", "missing")
"""What a period that the archive lacks is answered with: the newest issue, all of them, and those that are missing."""
SHELVES: Final = ("./organizations/index", "index")
"""What no period is answered with: where to look around."""

QUERIES: dict[str, list[str]] = {
    "2031年第四季度": ["2031-Q4"],
    "2031年四季度": ["2031-Q4"],
    "2031年4季度": ["2031-Q4"],
    "2031Q4": ["2031-Q4"],
    "2031-q4": ["2031-Q4"],
    "２０３１Ｑ４": ["2031-Q4"],
    "四季度": ["2031-Q4", "2034"],
    "第三季度": ["2034", "2032-07"],
    "一季度": ["2034", "2033-H1", "2032-01_02", "2024-03"],
    "2031年第三季度": [*LATEST],
    "2031年第五季度": [*SHELVES],
    "2031年11月": ["2031-Q4"],
    "2031-11": ["2031-Q4"],
    "203111": ["2031-Q4"],
    "2031年9月": [*LATEST],
    "11月": ["2034", "2031-Q4"],
    "2032年1-2月": ["2032-01_02"],
    "2032年1—2月": ["2032-01_02"],
    "2032年1至2月": ["2032-01_02"],
    "2032-01_02": ["2032-01_02"],
    "1-2月": ["2032-01_02", "2034", "2033-H1"],
    "2032年1月": ["2032-01_02"],
    "2032年2-7月": ["2032-07", "2032-01_02"],
    "2032年7-2月": [*SHELVES],
    "2033年上半年": ["2033-H1"],
    "2033H1": ["2033-H1"],
    "2033-H1": ["2033-H1"],
    "上半年": ["2033-H1", "2034", "2032-01_02", "2024-03"],
    "下半年": ["2034", "2032-07", "2031-Q4"],
    "2033年下半年": [*LATEST],
    "2033年3月": ["2033-H1"],
    "2034": ["year-2034", "2034"],
    "2034年": ["year-2034", "2034"],
    "2032年": ["year-2032", "2032-07", "2032-01_02"],
    "2032年第1期": ["2031-Q4"],
    "2031年第1期": [*LATEST],
    "2035年1期": ["2034"],
    "总第40期": ["2031-Q4"],
    "示例工作 2033年上半年": ["2033-H1"],
    "上半年 2033": ["2033-H1"],
    "2031-10-08": ["2031-Q4"],
    "去年": ["year-2033", "2033-H1"],
    "前年7月": ["2032-07"],
    "去年同期": ["2033-H1"],
    "最近三期": ["2034", "2033-H1", "2032-07"],
    "上个月": ["2034"],
    "下一期": [*LATEST],
}  # fmt: skip


NO_TITLES: Final = ("2021", "2021-07", "7月", "第四季度", "2021年（1—7月）", "2021年7月8日", "合计", "")


@pytest.fixture(scope="module")
def page(chromium: Browser, mixed_site: Site) -> Page:
    opened = chromium.new_page()
    opened.goto(f"{mixed_site.url}/index.html")
    return opened


def test_every_way_of_writing_a_period_finds_its_issue(page: Page) -> None:
    found = {
        answer["query"]: [
            re.sub(r"#.*|\.html|\./issues/", "", result["address"]) for result in answer["results"]
        ]
        for answer in answers(page, QUERIES)
    }
    assert found == QUERIES


def test_tables_sort_periods_by_their_time(page: Page, mixed_site: Site) -> None:
    titles = list(map(title_of, PERIODS))
    page.goto(f"{mixed_site.url}/organizations/east.html")
    heads = page.locator("#t\\.town-volume thead button").first
    names = page.locator("#t\\.town-volume tbody th")
    heads.click()
    assert names.all_inner_texts() == titles
    heads.click()
    assert names.all_inner_texts() == titles[::-1]


def test_the_script_calls_periods_as_the_program_does(page: Page) -> None:
    """And reads back what it called them."""
    names = [*PERIODS, "2021-01", "2021-12", "2021-Q1", "2021-Q2", "2021-Q3", "2021-H2", "2021-11_12"]
    told = page.evaluate(
        """names => names.map(name => {
            const periods = window.yuebaoPeriods, title = periods.title(name);
            return [title, periods.title(name, true), ...periods.span(name), periods.began(title)];
        })""",
        names,
    )
    assert told == [[own.title, own.short, own.first, own.last, own.first] for own in map(period, names)]
    read = [page.evaluate("words => window.yuebaoPeriods.began(words)", words) for words in NO_TITLES]
    assert read == [None] * len(NO_TITLES)


def test_the_periods_of_a_year_sort_by_their_time(page: Page, mixed_site: Site) -> None:
    page.goto(f"{mixed_site.url}/issues/year-2031.html")
    names = page.locator("table.sortable tbody th")
    expected = ["第一季度", "第二季度", "第三季度", "第四季度"]
    page.locator("table.sortable thead button").first.click()
    assert names.all_inner_texts() == expected
    page.locator("table.sortable thead button").first.click()
    assert names.all_inner_texts() == expected[::-1]


def test_a_gap_is_a_gap_in_the_chart_and_each_period_one_dot(page: Page, mixed_site: Site) -> None:
    page.goto(f"{mixed_site.url}/organizations/east.html")
    chart = page.locator("figure.yb-chart svg").first
    segments = ("2024-03", "2031-Q4 and 2032-01_02", "2032-07", "2033-H1", "2034")
    assert chart.locator(":not(.yb-gap) > path").count() == 2 * len(segments)

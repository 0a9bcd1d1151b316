"""What readers type, in an archive of ten years whose organizations are called as real ones are: 110 queries of all kinds,
written before the finder was built. Only the box and its index are there, not the pages."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.support.search_box import composed, typed
from tests.support.search_page import write_search_page
from tests.support.search_queries import answers, read_queries, right, sample, shown, wrong_ones
from tests.support.search_sentences import random_sentences, wrong_sentences
from tests.synthetic import make_city_archive
from tests.synthetic.named_city import NamedCity

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUERIES = read_queries(Path(__file__).with_name("search_queries.tsv"))
LATER = read_queries(Path(__file__).with_name("search_queries_later.tsv"))
THIRD = read_queries(Path(__file__).with_name("search_queries_third.tsv"))
SENTENCES = 150


@pytest.fixture(scope="module")
def named_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("named")
    make_city_archive(folder / "archive", NamedCity(), 120, "2011-01")
    return write_search_page(folder / "archive", folder / "web")


@pytest.fixture
def page(named_page: Path, chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    opened.goto(named_page.as_uri())
    yield opened
    opened.close()


def test_the_right_page_comes_first(page: Page) -> None:
    found = answers(page, [query.text for query in QUERIES])
    assert len(QUERIES) >= 110
    assert wrong_ones(QUERIES, found) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("way", [typed, composed])
def test_typed_as_people_type(
    page: Page, size: tuple[int, int], way: Callable[[Page, str], list[tuple[str, str]]]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for query in sample(QUERIES):
        way(page, query.text)
        assert right(query, *shown(page)), (query, shown(page))


def test_queries_written_later(page: Page) -> None:
    """Those that the finder was not built for: one of 23 is not understood."""
    wrong = wrong_ones(LATER, answers(page, [query.text for query in LATER]))
    assert [query for query, *_ in wrong] == ["15.3"]


def test_a_third_set_and_times_told_from_the_newest_issue(page: Page) -> None:
    """Two departments have the initials of one query; the other one comes first."""
    found = answers(page, [query.text for query in THIRD])
    assert [query for query, *_ in wrong_ones(THIRD, found)] == ["ybj"]
    told = {each["query"]: each["status"] for each in found}
    assert told["上个月"] == "“上个月”照最新一期（2020年12月）算，是2020年11月。共 1 条"
    assert told["下个月"].startswith("“下个月”照最新一期（2020年12月）算，是2021年1月。2021年1月尚未收入")


TOLD = {
    "大前年": "2017年",
    "去年本月": "2019年12月",
    "去年三季度": "2019年第三季度",
    "上年下半年": "2019年下半年",
    "去年年底": "2019年12月",
    "年初": "2020年1月",
    "半年前": "2020年6月",
    "三个月前": "2020年9月",
    "两年前": "2018年",
    "近三年": "2018年1月至2020年12月",
    "过去六个月": "2020年7至12月",
    "最近十二期": "2020年1至12月",
    "上两期": "2020年11至12月",
    "下季度": "2021年第一季度",
    "下一期": "2021年1月",
    "這個月": "2020年12月",
}


def test_a_time_told_from_the_newest_issue_is_said(page: Page) -> None:
    wrong = {
        each["query"]: each["status"]
        for each in answers(page, TOLD)
        if f"照最新一期（2020年12月）算，是{TOLD[each['query']]}。" not in each["status"]
    }
    assert wrong == {}


def test_answers_are_what_the_tables_print(page: Page, named_page: Path) -> None:
    sentences = random_sentences(named_page.parents[1] / "archive", SENTENCES, seed=15)
    found = answers(page, [sentence.question for sentence in sentences])
    assert wrong_sentences(sentences, found) == []


def test_the_index_of_ten_years_is_small(named_page: Path) -> None:
    """240 issues may have 300 KB, compressed; what is the same for all of them weighs a tenth of that."""
    scripts = [named_page.parent / "search" / name for name in ("words.js", "figures.js")]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in scripts) < 150_000

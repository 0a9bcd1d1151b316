"""What readers type, in the archive of the published month: 254 queries of all kinds, written before the finder was built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, Visit
from tests.support.search_box import composed, typed
from tests.support.search_queries import answers, read_queries, right, sample, shown, wrong_ones
from tests.support.search_sentences import random_sentences, wrong_sentences

pytestmark = pytest.mark.browser
QUERIES = read_queries(Path(__file__).with_name("search_queries.tsv"))
LATER = read_queries(Path(__file__).with_name("search_queries_later.tsv"))
THIRD = read_queries(Path(__file__).with_name("search_queries_third.tsv"))


@pytest.mark.parametrize("where", ["http", "file"])
def test_the_right_page_comes_first(real_site: Site, chromium: Browser, where: str) -> None:
    page = chromium.new_page()
    page.goto(f"{real_site.url}/index.html" if where == "http" else real_site.file_url("index.html"))
    found = answers(page, [query.text for query in QUERIES])
    page.close()
    assert len(QUERIES) >= 250
    assert wrong_ones(QUERIES, found) == []


def test_queries_written_later(real_site: Site, chromium: Browser) -> None:
    """Those that the finder was not built for: two of 57 find another page first, or none."""
    page = chromium.new_page()
    page.goto(f"{real_site.url}/index.html")
    wrong = wrong_ones(LATER, answers(page, [query.text for query in LATER]))
    page.close()
    assert [query for query, *_ in wrong] == ["国土资源和房产局", "仁和区 合计"]


def test_a_third_set_and_times_told_from_the_newest_issue(real_site: Site, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{real_site.url}/index.html")
    found = answers(page, [query.text for query in THIRD])
    page.close()
    assert wrong_ones(THIRD, found) == []
    assert (
        "“今年上半年”照最新一期（2020年7月）算，是2020年上半年。2020年上半年尚未收入，最近的一期是2020年7月"
        in [each["status"] for each in found]
    )


def test_answers_are_what_the_tables_print(real_site: Site, chromium: Browser) -> None:
    """Cells with errata say so."""
    sentences = random_sentences(real_site.archive, 200, seed=7)
    page = chromium.new_page()
    page.goto(f"{real_site.url}/index.html")
    found = answers(page, [sentence.question for sentence in sentences])
    page.close()
    assert wrong_sentences(sentences, found) == []
    assert any("存疑" in sentence.said for sentence in sentences)


@pytest.mark.parametrize("way", [typed, composed])
def test_typed_as_people_type(
    real_site: Site, visit: Visit, way: Callable[[Page, str], list[tuple[str, str]]]
) -> None:
    """Key by key and with an input method, at both widths."""
    visit.page.goto(f"{real_site.url}/index.html")
    for query in sample(QUERIES):
        way(visit.page, query.text)
        assert right(query, *shown(visit.page)), (query, shown(visit.page))
    assert visit.errors == []

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


def test_answers_are_what_the_tables_print(page: Page, named_page: Path) -> None:
    sentences = random_sentences(named_page.parents[1] / "archive", SENTENCES, seed=15)
    found = answers(page, [sentence.question for sentence in sentences])
    assert wrong_sentences(sentences, found) == []


def test_the_index_of_ten_years_is_small(named_page: Path) -> None:
    """240 issues may have 300 KB, compressed; what is the same for all of them weighs a tenth of that."""
    scripts = [named_page.parent / "search" / name for name in ("words.js", "figures.js")]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in scripts) < 150_000

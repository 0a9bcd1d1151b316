"""The pages of the published month in a real browser."""

from __future__ import annotations

import gzip
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Site, Visit
from tests.browser.test_pages import overflow, serious
from tests.browser.test_words_of_periods import names_in

pytestmark = pytest.mark.browser

REAL_PAGES = [
    "index.html",
    "issues/index.html",
    "issues/year-2020.html",
    "issues/2020-07.html",
    "issues/missing.html",
    "organizations/index.html",
    "organizations/public-security.html",
    "organizations/window-civil-affairs.html",
    "organizations/miyi.html",
    "counties.html",
    "errata.html",
    "notes.html",
    "files.html",
    "json.html",
    "about.html",
    "accessibility.html",
    "404.html",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_keep_to_themselves(
    real_site: Site, visit: Visit, scheme: Literal["light", "dark"]
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    wrong = {}
    for name in REAL_PAGES:
        visit.page.goto(f"{real_site.url}/{name}")
        wrong[name] = [
            *serious(visit.page),
            *([f"宽出 {over}"] if (over := overflow(visit.page)) > 0 else []),
        ]
    assert wrong == {name: [] for name in REAL_PAGES}
    assert visit.errors == []
    assert [url for url in visit.requests if not url.startswith((f"{real_site.url}/", "data:"))] == []


def test_every_figure_is_there_without_javascript(real_site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real_site.url}/issues/2020-07.html")
    assert page.locator("[id='county-comparison-month.total.dongqu']").inner_text() == "2057疑12"
    assert page.locator("article").inner_text().count("合计") >= 5
    assert page.get_by_text("检索、排序需要 JavaScript").is_visible()
    page.goto(f"{real_site.url}/issues/2020-07.html#erratum-12")
    assert page.locator("#erratum-12").is_visible()
    context.close()


def test_words_in_tables_are_read_across(real_site: Site, visit: Visit) -> None:
    """On a phone too: a table of words is moved sideways before a column of it is a character or two wide."""
    page, narrow = visit.page, {}
    for name in ("errata.html", "notes.html"):
        page.goto(f"{real_site.url}/{name}")
        narrow[name] = page.eval_on_selector_all(
            ".yb-table tbody td",
            """cells => cells.filter(cell => cell.innerText.replace(/\\s/g, "").length > 20).filter(cell =>
                cell.clientWidth < 8 * parseFloat(getComputedStyle(cell).fontSize)).map(cell => cell.innerText)""",
        )
    assert narrow == {"errata.html": [], "notes.html": []}
    page.goto(f"{real_site.url}/errata.html")
    days = page.eval_on_selector_all(".yb-table time", "days => days.map(day => day.getClientRects().length)")
    assert set(days) == {1}


def test_a_mark_is_never_broken(real_site: Site, visit: Visit) -> None:
    """However little room there is beside the figure."""
    visit.page.goto(f"{real_site.url}/issues/2020-07.html")
    lines = visit.page.locator(".mark").first.evaluate(
        """mark => {
            const box = document.createElement("div");
            box.style.width = "1px";
            mark.closest(".md-typeset").append(box);
            box.append(mark);
            return mark.getClientRects().length;
        }"""
    )
    assert lines == 1


def test_the_page_of_files_is_light(real_site: Site) -> None:
    """Whoever looks for a file on a phone does not fetch the keys of the JSON: at most what it was before, and a fifth."""
    assert len(gzip.compress((real_site.folder / "files.html").read_bytes(), 9)) <= 6670 * 6 // 5


def test_no_page_calls_a_period_by_its_name(real_site: Site) -> None:
    pages = sorted(real_site.folder.rglob("*.html"))
    found = {path.name: words for path in pages if (words := names_in(path.read_text(encoding="utf-8")))}
    assert found == {} and len(pages) > 60

"""The pages on paper, as a real browser prints them: each sheet says where it is from, when it was printed and which of how
many it is; nothing on it is cut off, and nothing that only a screen can use is on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Site, site_of
from tests.support.archive import ArchiveFolder
from tests.support.pdf_pages import outside, squeezed, texts
from tests.synthetic.explained import EXPLAINED

pytestmark = pytest.mark.browser

NAME: Final = "示例县政务服务月报档案"
SET: Final = "https://example.invalid/gov"
ISSUE: Final = f"issues/{EXPLAINED}.html"
PAGES: Final = [
    *(
        "index.html",
        ISSUE,
        "issues/index.html",
        "issues/year-2003.html",
        "issues/missing.html",
        "errata.html",
    ),
    *(
        "organizations/index.html",
        "organizations/department-1.html",
        "organizations/town-1.html",
        "counties.html",
    ),
    *("compare.html", "files.html", "json.html", "about.html", "notes.html", "accessibility.html"),
]
MARGIN: Final = 15 / 25.4 * 72
SCREEN_ONLY: Final = (
    "大字",
    "高对比",
    "简约版",
    "检索",
    "本页内容",
    "回到页面顶部",
    "下载此表",
    "复制引文",
    "筛选",
)


@pytest.fixture(scope="module")
def site(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three months, in the first of them errata; the site has an address of its own."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("paper") / "archive")
    archive.edit(
        "mkdocs.yml", lambda text: re.sub("(?m)^site_name:.*$", f"site_name: {NAME}\nsite_url: {SET}/", text)
    )
    archive.edit("docs/about.md", lambda text: f"{text}\n[示例的法规](https://example.invalid/law?a=1)\n")
    yield from site_of(archive.folder, tmp_path_factory.mktemp("paper-web"))


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context()
    opened.clock.set_fixed_time("2031-01-02T12:00:00")
    yield opened
    opened.close()


def printed(context: BrowserContext, address: str) -> tuple[Page, bytes]:
    page = context.new_page()
    page.goto(address)
    return page, page.pdf(prefer_css_page_size=True)


@pytest.mark.parametrize("path", PAGES)
def test_every_sheet_says_where_it_is_from_and_which_it_is(
    site: Site, context: BrowserContext, path: str
) -> None:
    address = f"{site.url}/{path}"
    page, content = printed(context, address)
    sheets = list(map(squeezed, texts(content)))
    for number, sheet in enumerate(sheets, 1):
        for words in (NAME, "2031年1月2日打印", address, f"第{number}页/共{len(sheets)}页"):
            assert words in sheet, (number, words)
    bare = squeezed(f"{NAME}2031年1月2日打印{address}第{len(sheets)}页/共{len(sheets)}页")
    assert len(sheets[-1]) > len(bare), "the last sheet is empty"
    assert squeezed(page.locator("article h1").first.inner_text()) in sheets[0]
    assert outside(content, MARGIN) == []


@pytest.mark.parametrize("path", [ISSUE, "organizations/department-1.html", "errata.html", "counties.html"])
def test_every_cell_is_on_paper_and_nothing_of_the_screen(
    site: Site, context: BrowserContext, path: str
) -> None:
    page, content = printed(context, f"{site.url}/{path}")
    found = squeezed("".join(texts(content)))
    page.emulate_media(media="print")
    cells = page.locator("article .yb-table :is(th, td)").all_inner_texts()
    assert len(cells) > 20
    assert sorted({cell for cell in map(squeezed, cells) if cell not in found}) == []
    assert [words for words in SCREEN_ONLY if words in found] == []


def test_a_table_of_several_sheets_repeats_its_head(large_site: Site, context: BrowserContext) -> None:
    _, content = printed(context, f"{large_site.url}/organizations/department-1.html")
    tops = [re.sub("^.*第[0-9]+页/共[0-9]+页", "", squeezed(sheet)) for sheet in texts(content)]
    assert [top[:100] for top in tops if re.match("20[0-9]{2}年", top)] == []
    assert sum(top.startswith("统计期") for top in tops) >= 4


def test_what_was_chosen_and_found_is_in_the_address(site: Site, context: BrowserContext) -> None:
    """As it is read: Chinese as such, and what nobody sees or what would end a text of a style sheet by its code."""
    for query, shown in (
        ("县示例一局", "县示例一局"),
        ("\"\\'<script>;}/*", "\"\\'<script>%3B}/*"),
        ("甲\u202e乙\u200b", "%E7%94%B2%E2%80%AE%E4%B9%99%E2%80%8B"),
        ("长" * 3_000, "长" * (200 - len(f"{site.url}/errata.html?q=")) + "…"),
    ):
        page, content = printed(context, f"{site.url}/errata.html?q={quote(query)}")
        sheet = re.sub("第1页/共[0-9]+页", "", squeezed(texts(content)[0]))  # beside the first of its lines
        assert squeezed(f"{site.url}/errata.html?q={shown}") in sheet
        assert outside(content, MARGIN) == []
        page.close()


def test_from_a_folder_it_is_the_address_that_is_set(site: Site, context: BrowserContext) -> None:
    """That of the folder is of use on one machine alone."""
    _, content = printed(context, site.file_url(ISSUE))
    assert f"{SET}/{ISSUE}" in squeezed(texts(content)[0])
    assert "file:" not in "".join(texts(content))


def test_from_a_folder_without_one_it_is_the_way_in_the_folder(
    large_site: Site, context: BrowserContext
) -> None:
    _, content = printed(context, large_site.file_url("issues/2001-01.html"))
    sheet = squeezed(texts(content)[0])
    assert "issues/2001-01.html第1页/共" in sheet
    assert str(large_site.folder) not in sheet and "file:" not in sheet


def test_without_a_script_the_address_that_is_set_and_no_day(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    _, content = printed(context, f"{site.url}/{ISSUE}")
    sheets = list(map(squeezed, texts(content)))
    for number, sheet in enumerate(sheets, 1):
        assert NAME in sheet and f"{SET}/{ISSUE}第{number}页/共{len(sheets)}页" in sheet
    assert "日打印" not in sheets[-1]
    context.close()


def test_addresses_of_other_sites_stand_behind_their_links(site: Site, context: BrowserContext) -> None:
    _, content = printed(context, f"{site.url}/about.html")
    assert "示例的法规（https://example.invalid/law?a=1）" in squeezed("".join(texts(content)))

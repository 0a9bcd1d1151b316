"""Each kind of page in a real browser: accessible, within its width, silent, and asking nobody else for anything."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, Visit

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
    "about.html",
    "404.html",
]
LARGE_PAGES = [
    "index.html",
    "issues/index.html",
    "issues/year-2005.html",
    "issues/2005-06.html",
    "organizations/index.html",
    "organizations/department-2.html",
    "organizations/county-5.html",
    "counties.html",
    "errata.html",
    "files.html",
]


def serious(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{item['id']}: {node['html'][:120]}"
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"][:3]
    ]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


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


def test_pages_of_a_large_archive(large_site: Site, visit: Visit) -> None:
    wrong = {}
    for name in LARGE_PAGES:
        visit.page.goto(f"{large_site.url}/{name}")
        wrong[name] = [
            *serious(visit.page),
            *([f"宽出 {over}"] if (over := overflow(visit.page)) > 0 else []),
        ]
    assert wrong == {name: [] for name in LARGE_PAGES}
    assert visit.errors == []


@pytest.mark.parametrize("display", ["large", "contrast"])
def test_display_choice_is_kept_and_accessible(real_site: Site, visit: Visit, display: str) -> None:
    page = visit.page
    page.goto(f"{real_site.url}/index.html")
    page.locator(f"[data-display={display}]").click()
    page.goto(f"{real_site.url}/issues/2020-07.html")
    button = page.locator(f"[data-display={display}]")
    assert button.get_attribute("aria-pressed") == "true"
    assert serious(page) == []
    assert overflow(page) <= 0
    button.click()
    assert "yb-" not in (page.locator("html").get_attribute("class") or "")


@pytest.mark.parametrize("name", ["index.html", "issues/2020-07.html", "errata.html", "files.html"])
def test_opened_from_a_folder_without_a_server(real_site: Site, visit: Visit, name: str) -> None:
    visit.page.goto(real_site.file_url(name))
    links = visit.page.locator(".md-tabs__link, .yb-masthead ~ nav a, article a[href*='.html']")
    addresses = [address for link in links.all() if (address := link.get_attribute("href"))]
    assert addresses
    folder = (real_site.folder / name).parent
    gone = [
        address
        for address in addresses
        if not address.startswith(("http", "#")) and not (folder / address.split("#")[0]).exists()
    ]
    assert gone == []
    assert visit.errors == []
    assert [url for url in visit.requests if not url.startswith(("file:", "data:"))] == []


def test_every_figure_is_there_without_javascript(real_site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real_site.url}/issues/2020-07.html")
    assert page.locator("[id='county-comparison-month.total.dongqu']").inner_text() == "2057勘12"
    assert page.locator("article").inner_text().count("合计") >= 5
    assert page.get_by_text("检索、排序需要 JavaScript").is_visible()
    page.goto(f"{real_site.url}/issues/2020-07.html#erratum-12")
    assert page.locator("#erratum-12").is_visible()
    context.close()


def column(page: Page, table: str, index: int) -> list[str]:
    return page.locator(f"[id='t.{table}'] tbody tr > :nth-child({index})").all_inner_texts()


def test_sorting_by_figures_leaves_blanks_and_the_total_last(real_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{real_site.url}/issues/2020-07.html")
    published = column(page, "county-comparison-month", 3)
    heading = page.locator("[id='t.county-comparison-month'] thead").get_by_role(
        "button", name="按“东区”排序"
    )
    heading.click()
    assert [text.split("勘")[0] for text in column(page, "county-comparison-month", 3)][:10] == [
        *("234", "48", "42", "28", "15", "13", "9", "3", "-", "")
    ]  # 空白与“-”照原来的先后
    assert (
        page.locator("[id='t.county-comparison-month'] th[aria-sort]").get_attribute("aria-sort")
        == "descending"
    )
    heading.click()
    assert [text.split("勘")[0] for text in column(page, "county-comparison-month", 3)][:8] == [
        *("3", "9", "13", "15", "28", "42", "48", "234")
    ]
    assert page.locator("[id='t.county-comparison-month'] tfoot td").nth(1).inner_text().startswith("2057")
    heading.focus()
    page.keyboard.press("Enter")
    assert column(page, "county-comparison-month", 3) == published


def test_sorting_by_percent_and_by_name(real_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{real_site.url}/issues/2020-07.html")
    table = page.locator("[id='t.county-comparison-year'] thead")
    table.get_by_role("button", name="按“米易占第一名比例”排序").click()
    shares = column(page, "county-comparison-year", 9)
    assert shares[:12] == [
        "100%",
        "100%",
        "100%",
        "100%",
        "100%",
        "100%",
        "100%",
        "75%",
        "63%",
        "58%",
        "42%",
        shares[11],
    ]
    assert shares[11].startswith("35.2%") and shares[-1] in ("", "-")
    table.get_by_role("button", name="按“部门名称”排序").click()
    names = column(page, "county-comparison-year", 2)
    assert (names[:4], names[-1], len(names)) == (
        ["米易生态环境局", "县财政局", "县残联", "县档案局"],
        "县综合执法局",
        31,
    )  # 拼音：米、县财、县残、县档……县综


def test_the_citation_of_a_cell(real_site: Site, chromium: Browser) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{real_site.url}/issues/2020-07.html")
    page.locator("[id='county-comparison-month.total.dongqu']").click(position={"x": 4, "y": 4})
    page.get_by_role("button", name="复制引文").click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "《米易县政务服务月报档案·政务服务月报》，2020年第5期 总第143期，"
        "表：2020年7月各县（区）月办件对比及考核得分表，行：合计，列：东区，值：2057，"
        f"{real_site.url}/issues/2020-07.html#county-comparison-month.total.dongqu"
    )
    context.close()


def test_cells_are_reached_by_keys(real_site: Site, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{real_site.url}/issues/2020-07.html")
    page.locator(".yb-table:has([id='t.town-volume-month'])").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert page.locator(".yb-chosen").get_attribute("id") == "town-volume-month.puwei.applied"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "复制引文"
    page.keyboard.press("Escape")
    assert page.locator(".yb-cite").is_hidden()
    page.close()


def test_long_tables_keep_their_header_in_view(real_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{real_site.url}/issues/2020-07.html")
    wrapper = page.locator(".yb-table:has([id='t.staff-scores'])")
    wrapper.scroll_into_view_if_needed()
    wrapper.evaluate("element => { element.scrollTop = 800 }")
    header, box = wrapper.locator("thead th").first.bounding_box(), wrapper.bounding_box()
    assert header is not None and box is not None
    assert abs(header["y"] - box["y"]) <= 2


def test_printed_on_a4_the_whole_report_is_there(real_site: Site, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{real_site.url}/issues/2020-07.html")
    page.emulate_media(media="print")
    assert page.locator(".yb-bar").is_hidden()
    assert page.locator(".md-header").is_hidden()
    assert len(page.pdf(format="A4")) > 50_000
    page.set_viewport_size({"width": 680, "height": 1000})
    assert overflow(page) <= 0
    page.close()

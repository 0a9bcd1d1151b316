"""Each kind of page in a real browser: accessible, within its width, silent, and asking nobody else for anything."""

from __future__ import annotations

import csv

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, Visit

pytestmark = pytest.mark.browser

MONTH = "2005-06"
ISSUE = f"issues/{MONTH}.html"
LARGE_PAGES = [
    "index.html",
    "issues/index.html",
    "issues/year-2005.html",
    ISSUE,
    "organizations/index.html",
    "organizations/department-2.html",
    "organizations/county-5.html",
    "counties.html",
    "errata.html",
    "files.html",
    "json.html",
    "accessibility.html",
]


def serious(page: Page) -> list[str]:
    """What axe finds; it loads no styles again, which a page in a folder cannot."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [
        f"{item['id']}: {node['html'][:120]}"
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"][:3]
    ]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def unsorted(page: Page) -> list[str]:
    """The tables that say that they can be sorted, and have not a button for each column."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("table.sortable")]
            .filter(table => table.tHead.querySelectorAll("th button").length !== table.tBodies[0].rows[0].cells.length)
            .map(table => table.caption.textContent)"""
    )
    return found


def test_pages_of_a_large_archive(large_site: Site, visit: Visit) -> None:
    wrong = {}
    for name in LARGE_PAGES:
        visit.page.goto(f"{large_site.url}/{name}")
        wrong[name] = [
            *serious(visit.page),
            *unsorted(visit.page),
            *([f"宽出 {over}"] if (over := overflow(visit.page)) > 0 else []),
        ]
    assert wrong == {name: [] for name in LARGE_PAGES}
    assert visit.errors == []


@pytest.mark.parametrize("display", ["large", "contrast"])
def test_display_choice_is_kept_and_accessible(large_site: Site, visit: Visit, display: str) -> None:
    page = visit.page
    page.goto(f"{large_site.url}/index.html")
    page.locator(f"[data-display={display}]").click()
    page.goto(f"{large_site.url}/{ISSUE}")
    button = page.locator(f"[data-display={display}]")
    assert button.get_attribute("aria-pressed") == "true"
    assert serious(page) == []
    assert overflow(page) <= 0
    button.click()
    assert "yb-" not in (page.locator("html").get_attribute("class") or "")


@pytest.mark.parametrize("name", ["index.html", ISSUE, "errata.html", "files.html"])
def test_opened_from_a_folder_without_a_server(large_site: Site, visit: Visit, name: str) -> None:
    visit.page.goto(large_site.file_url(name))
    links = visit.page.locator(".md-tabs__link, .yb-masthead ~ nav a, article a[href*='.html']")
    addresses = [address for link in links.all() if (address := link.get_attribute("href"))]
    assert addresses
    folder = (large_site.folder / name).parent
    gone = [
        address
        for address in addresses
        if not address.startswith(("http", "#")) and not (folder / address.split("#")[0]).exists()
    ]
    assert gone == []
    assert visit.errors == []
    assert [url for url in visit.requests if not url.startswith(("file:", "data:"))] == []


def cells(site: Site, table: str) -> list[list[str]]:
    """The rows of the printed table, its header first, read without the program."""
    with (site.archive / "data" / MONTH / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def column(page: Page, table: str, index: int) -> list[str]:
    return page.locator(f"[id='t.{table}'] tbody tr > :nth-child({index})").all_inner_texts()


def by_figure(texts: list[str], *, descending: bool) -> list[str]:
    """Figures in order, those alike and what is no figure as before, the latter last."""
    figures = [text for text in texts if text.rstrip("%").isdigit()]
    others = [text for text in texts if not text.rstrip("%").isdigit()]
    return [*sorted(figures, key=lambda text: int(text.rstrip("%")), reverse=descending), *others]


def test_sorting_by_figures_leaves_blanks_and_the_total_last(large_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{large_site.url}/{ISSUE}?show.county-comparison-month=all")
    *rows, total = cells(large_site, "county-comparison-month")[1:]
    published = [row[2] for row in rows]
    assert {"", "-"} & set(published)
    assert column(page, "county-comparison-month", 3) == published
    heading = page.locator("[id='t.county-comparison-month'] thead").get_by_role(
        "button", name="按“示例一县”排序"
    )
    heading.click()
    assert column(page, "county-comparison-month", 3) == by_figure(published, descending=True)
    assert (
        page.locator("[id='t.county-comparison-month'] th[aria-sort]").get_attribute("aria-sort")
        == "descending"
    )
    heading.click()
    assert column(page, "county-comparison-month", 3) == by_figure(published, descending=False)
    assert page.locator("[id='t.county-comparison-month'] tfoot td").nth(1).inner_text() == total[2]
    heading.focus()
    page.keyboard.press("Enter")
    assert column(page, "county-comparison-month", 3) == published


def test_sorting_by_percent_and_by_name(large_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{large_site.url}/{ISSUE}?show.county-comparison-year=all")
    table = page.locator("[id='t.county-comparison-year'] thead")
    table.get_by_role("button", name="按“示例五县占第一名比例”排序").click()
    published = [row[8] for row in cells(large_site, "county-comparison-year")[1:-1]]
    assert column(page, "county-comparison-year", 9) == by_figure(published, descending=True)
    table.get_by_role("button", name="按“部门名称”排序").click()
    names = column(page, "county-comparison-year", 2)
    assert (names[:4], names[-1], len(names)) == (
        ["县示例八局", "县示例二十八局", "县示例二十二局", "县示例二十九局"],
        "县示例一局",
        31,
    )  # 拼音：八 bā，二十八、二十二 èr、二十九 jiǔ……一 yī


def test_the_citation_of_a_cell(large_site: Site, chromium: Browser) -> None:
    total = cells(large_site, "county-comparison-month")[-1][2]
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{large_site.url}/{ISSUE}")
    page.locator("[id='county-comparison-month.total.county-1']").click(position={"x": 4, "y": 4})
    page.get_by_role("button", name="复制引文").click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "《示例政务服务月报档案·政务服务月报》，2005年第6期 总第54期，"
        f"表：2005年6月各县（区）月办件对比及考核得分表，行：合计，列：示例一县，值：{total}，"
        f"{large_site.url}/{ISSUE}#county-comparison-month.total.county-1"
    )
    context.close()


def test_cells_are_reached_by_keys(large_site: Site, chromium: Browser) -> None:
    second = cells(large_site, "town-volume-month")[2][1]
    with (large_site.archive / "data/organizations.csv").open(encoding="utf-8") as stream:
        (town,) = [row["id"] for row in csv.DictReader(stream) if row["name"] == second]
    page = chromium.new_page()
    page.goto(f"{large_site.url}/{ISSUE}")
    page.locator(".yb-table:has([id='t.town-volume-month'])").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert page.locator(".yb-chosen").get_attribute("id") == f"town-volume-month.{town}.applied"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "复制引文"
    page.keyboard.press("Escape")
    assert page.locator(".yb-cite").is_hidden()
    page.close()


def test_printed_on_a4_the_whole_report_is_there(large_site: Site, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{large_site.url}/{ISSUE}")
    page.emulate_media(media="print")
    assert page.locator(".yb-bar").is_hidden()
    assert page.locator(".md-header").is_hidden()
    assert len(page.pdf(format="A4")) > 50_000
    page.set_viewport_size({"width": 680, "height": 1000})
    assert overflow(page) <= 0
    page.close()

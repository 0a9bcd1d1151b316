"""Tables of the built site on a screen of any width: no row is hidden, headings stay in sight, what was chosen has an address."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, Site, Visit
from tests.browser.test_pages import ISSUE, LARGE_PAGES, overflow

pytestmark = pytest.mark.browser

TABLES = {
    "department-volume-month": 31,
    "county-comparison-month": 31,
    "county-comparison-year": 31,
    "town-volume-month": 11,
    "staff-scores": 84,
    "window-score-items": 55,
}
"""Long tables of an issue, with their rows."""

HIDING = """() => [...document.querySelectorAll('article *')].filter(each => {
  const style = getComputedStyle(each);
  return /auto|scroll|hidden/.test(style.overflowY) && each.scrollHeight > each.clientHeight + 2 && each.clientHeight > 4;
}).map(each => each.className)"""

HEAD_AND_NAME = """([name, fraction]) => {
  const table = document.getElementById('t.' + name), rows = [...table.querySelectorAll('tbody tr:not(.group)')];
  const row = rows[Math.floor(rows.length * fraction)];
  window.scrollTo(0, row.getBoundingClientRect().top + scrollY - 180);
  table.parentElement.scrollLeft = 10000;
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
    const head = table.tHead.getBoundingClientRect(), bar = document.querySelector('.md-header').getBoundingClientRect();
    const named = [...row.cells].find(cell => cell.scope === 'row').getBoundingClientRect();
    done({ head: Math.round(head.top - bar.bottom), name: Math.round(named.left - table.parentElement.getBoundingClientRect().left),
           apart: table.parentElement.scrollLeft > 0 });
  })));
}"""


def test_no_row_is_hidden_in_a_box_of_its_own(large_site: Site, visit: Visit) -> None:
    hiding = {}
    for name in LARGE_PAGES:
        visit.page.goto(f"{large_site.url}/{name}")
        hiding[name] = visit.page.evaluate(HIDING)
    assert hiding == {name: [] for name in LARGE_PAGES}


SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SQUEEZED = """() => [...document.querySelectorAll('article table :is(th, td):not(.n)')].filter(cell => {
  const style = getComputedStyle(cell), sign = parseFloat(style.fontSize), box = cell.getBoundingClientRect();
  const room = box.width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return cell.innerText.trim().length >= 4 && box.height > 0 && room < 2 * sign && box.height > 4 * sign;
}).map(cell => cell.innerText)"""


def test_no_words_stand_one_sign_a_line(large_site: Site, visit: Visit) -> None:
    squeezed = {}
    for name in LARGE_PAGES:
        visit.page.goto(f"{large_site.url}/{name}")
        visit.page.evaluate(SETTLED)
        squeezed[name] = visit.page.evaluate(SQUEEZED)
    assert squeezed == {name: [] for name in LARGE_PAGES}


def test_every_row_and_the_total_are_there(large_site: Site, visit: Visit) -> None:
    visit.page.goto(f"{large_site.url}/{ISSUE}")
    shown = {
        name: visit.page.locator(f"[id='t.{name}'] tbody tr:not(.group):visible").count() for name in TABLES
    }
    assert shown == TABLES
    assert visit.page.locator("[id='t.department-volume-month'] tfoot").is_visible()


@pytest.mark.parametrize("shown", ["", "all"])
def test_headings_stay_in_sight(large_site: Site, visit: Visit, shown: str) -> None:
    """In the middle of a table, scrolled to its right end, however many columns were chosen."""
    wrong = []
    for name in TABLES:
        visit.page.goto(f"{large_site.url}/{ISSUE}?show.{name}={shown}")
        for fraction in (0.4, 0.8):
            placed = visit.page.evaluate(HEAD_AND_NAME, [name, fraction])
            if abs(placed["head"]) > 1 or placed["name"] < 0:
                wrong.append((name, fraction, placed))
    assert wrong == []
    assert overflow(visit.page) <= 0


WHOLE = """id => {
  const cell = document.getElementById(id), box = cell.getBoundingClientRect(), table = cell.closest('table');
  const head = table.tHead.getBoundingClientRect(), column = [...cell.parentElement.cells].indexOf(cell);
  const heading = table.tHead.rows[0].cells[column].getBoundingClientRect();
  const named = [...cell.parentElement.cells].find(each => each.scope === 'row').getBoundingClientRect();
  return { below: box.top >= head.bottom - 1, above: box.bottom <= innerHeight, left: box.left >= named.right - 1, right: box.right <= innerWidth,
           heading: heading.width > 0 && Math.abs(heading.left - box.left) <= 1, name: named.left >= 0 && named.width > 0 };
}"""


def test_a_linked_cell_lands_in_sight_with_its_headings(large_site: Site, visit: Visit) -> None:
    page, wrong = visit.page, []
    page.goto(f"{large_site.url}/{ISSUE}")
    rows = page.locator("[id='t.department-volume-month'] tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(cell => cell.id))"
    )
    for row in (1, 16, 30):
        for column in (2, 4, 7):
            page.goto("about:blank")
            page.goto(f"{large_site.url}/{ISSUE}#{rows[row][column]}")
            page.evaluate(SETTLED)
            seen = page.evaluate(WHOLE, rows[row][column])
            wrong += [(rows[row][column], what) for what, holds in seen.items() if not holds]
    assert wrong == []


def column_of(page: Page, name: str, index: int) -> list[str]:
    return page.locator(f"[id='t.{name}'] tbody tr:not([hidden]) > :nth-child({index})").all_inner_texts()


def test_what_was_sorted_filtered_and_chosen_has_an_address(large_site: Site, chromium: Browser) -> None:
    """Whoever gets the address sees the same; what the address says of no table or column is passed over."""
    page = chromium.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto(f"{large_site.url}/{ISSUE}?other=1")
    tools = page.locator(".yb-tools").filter(has=page.get_by_label("筛选：2005年6月县级部门一体化平台办件量"))
    tools.get_by_role("searchbox").press_sequentially("示例 二")
    tools.get_by_text("选列").click()
    tools.get_by_role("checkbox", name="申请件").uncheck()
    page.keyboard.press("Escape")
    page.locator("[id='t.department-volume-month'] thead").get_by_role(
        "button", name="按“受理件”排序"
    ).click()
    seen = [column_of(page, "department-volume-month", place) for place in (2, 4)]
    assert 1 < len(seen[0]) < 31 and all("二" in name for name in seen[0])
    assert seen[1] == sorted(seen[1], key=lambda text: int(text or 0), reverse=True)
    assert tools.get_by_role("status").inner_text() == "“受理件”由大到小"
    address = page.url
    assert "other=1" in address and "#" not in address
    page.goto("about:blank")
    page.goto(
        f"{address}&sort.nothing=x-asc&sort.town-volume-month=nothing-desc&show.town-volume-month=,&find.news=%"
    )
    assert [column_of(page, "department-volume-month", place) for place in (2, 4)] == seen
    assert tools.get_by_role("searchbox").input_value() == "示例 二"
    assert page.locator("[id='t.department-volume-month'] thead th:visible").count() == 7
    tools.get_by_role("searchbox").fill("没有这样的")
    assert tools.get_by_role("status").inner_text() == "没有一行有“没有这样的”"
    page.close()


def test_filtered_groups_keep_their_headings(large_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{large_site.url}/{ISSUE}")
    groups = page.locator("[id='t.window-score-items'] tr.group")
    name = groups.nth(3).inner_text().split("　")[1]
    page.goto(f"{large_site.url}/{ISSUE}?find.window-score-items={name}")
    assert [name in text for text in groups.locator("visible=true").all_inner_texts()] == [True]
    items = page.locator(f"[id='t.window-score-items'] tbody:has(tr.group:has-text('{name}')) tr:not(.group)")
    assert 0 < items.count() < TABLES["window-score-items"]
    shown = page.locator("[id='t.window-score-items'] tbody tr:not(.group):visible")
    assert shown.all_inner_texts() == items.all_inner_texts()


def test_the_widest_choice_of_columns_is_told(large_site: Site, chromium: Browser) -> None:
    """On a phone the columns that charts show and that of the own place come before others."""
    page = chromium.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{large_site.url}/{ISSUE}")
    heads = page.locator("[id='t.county-comparison-month'] thead tr:first-child th:visible").all_inner_texts()
    assert {"单位名称", "示例五县", "对比名次"} <= set(heads)
    chooser = page.locator(".yb-get:has(+ .yb-table [id='t.county-comparison-month']) summary")
    assert chooser.inner_text() == f"选列（{len(heads)}/10）"
    page.close()


def stops(page: Page) -> int:
    """The places that the key of tabulation comes to in the article."""
    return int(
        page.evaluate(
            "[...document.querySelectorAll('article :is(a[href], button, input, summary, [tabindex])')]"
            ".filter(each => each.tabIndex >= 0 && each.closest('.yb-table') && each.checkVisibility()).length"
        )
    )


def test_a_table_is_few_stops_of_the_tabulator(large_site: Site, visit: Visit) -> None:
    """Itself, its headings and the way past it; by arrows one gets to each heading, cell and link."""
    page = visit.page
    page.goto(f"{large_site.url}/{ISSUE}")
    assert stops(page) <= 3 * page.locator(".yb-table").count()
    first = page.locator("[id='t.department-volume-month'] thead button").first
    if not first.is_visible():
        first = page.locator("[id='t.department-volume-month'] thead th:visible button").first
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.title") != first.get_attribute("title")


def test_the_choice_of_a_cell_is_spoken(large_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{large_site.url}/{ISSUE}")
    page.locator(".yb-table:has([id='t.town-volume-month'])").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    cell: Any = page.locator(".yb-chosen")
    row = page.locator("tr:has(.yb-chosen) th").inner_text()
    spoken = page.locator("p[aria-live=polite]").inner_text()
    heading = page.locator("[id='t.town-volume-month'] thead th:visible").last.inner_text()
    assert spoken == f"{row}，{heading}，{cell.inner_text() or '空白'}"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.querySelector('table').id") == "t.town-volume-month"


def test_past_a_long_table_without_a_script(large_site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{large_site.url}/{ISSUE}")
    skip = page.locator(".yb-table:has([id='t.staff-scores']) .yb-skip")
    skip.focus()
    assert skip.bounding_box()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.url.endswith("#end.t.staff-scores")
    context.close()


@pytest.mark.parametrize(
    ("address", "table", "left_out"),
    [
        ("issues/year-2005.html", "periods", ["期数"]),
        ("index.html", "highlights", []),
        ("organizations/index.html", "department", ["最近一期"]),
        ("organizations/index.html", "county", []),
    ],
)
def test_a_phone_shows_the_figures_of_a_list(
    large_site: Site, chromium: Browser, address: str, table: str, left_out: list[str]
) -> None:
    """Their headings go on in the next line; what is left out is no figure."""
    page = chromium.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{large_site.url}/{address}")
    headings = page.locator(f"[id='t.{table}'] thead th")
    hidden = headings.evaluate_all("all => all.filter(each => each.hidden).map(each => each.textContent)")
    assert hidden == left_out
    assert overflow(page) <= 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_has_no_script_sees_the_links(
    large_site: Site, chromium: Browser, scheme: Literal["light", "dark"]
) -> None:
    """They look like those of the text below."""
    context = chromium.new_context(java_script_enabled=False, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{large_site.url}/index.html")
    looks = [
        page.locator(place).first.evaluate(
            "link => { const look = getComputedStyle(link); return [look.color, look.textDecorationLine]; }"
        )
        for place in (".yb-noscript a", "article p:not([class]) a")
    ]
    assert looks[0] == looks[1] and looks[0][1] == "underline"
    context.close()

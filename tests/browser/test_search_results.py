"""Whole lists of results among issues with gaps, changed names and markup, and what is marked on the page they lead to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.support.search_queries import answers
from tests.synthetic.hostile import ITEM, LONG, MARKUP, MONTHS

pytestmark = pytest.mark.browser

Result = list[str]
TITLES = {month: f"示例月报{number} {MARKUP}" for number, month in enumerate(MONTHS)}
TOTALS = dict(zip(MONTHS, (1, 2, 4, 24, 25, 27), strict=True))
SCORES, ITEMS = "窗口工作人员综合考核排名表", "各窗口（单位）考核加减分明细表"
NEWEST_FIRST = MONTHS[::-1]


def quoted(term: str) -> str:
    """As JavaScript's `encodeURIComponent` does."""
    return "".join(
        chr(byte) if chr(byte) in "-.!~*'()" or (chr(byte).isalnum() and byte < 128) else f"%{byte:02X}"
        for byte in term.encode()
    )


def by_time(*months: str) -> list[Result]:
    return [[f"./issues/{month}.html", TITLES[month], f"总第{TOTALS[month]}期"] for month in months]


def by_words(term: str, detail: str, *months: str) -> list[Result]:
    return [[f"./issues/{month}.html#q={quoted(term)}", TITLES[month], detail] for month in months]


def organization(identity: str, name: str, detail: str) -> list[Result]:
    return [[f"./organizations/{identity}.html", name, detail]]


def year(number: int) -> list[Result]:
    return [[f"./issues/year-{number}.html", f"{number}年", "年度"]]


def card(month: str, cell: str, who: str, detail: str) -> list[Result]:
    """An answer that leads to its cell."""
    short = f"{month[:4]}年{int(month[5:])}月"
    return [[f"./issues/{month}.html#{cell}", f"{who} {short}", detail]]


def town_card(number: int, name: str, figures: str) -> list[Result]:
    return card("2003-03", f"town-volume-month.town-{number}.accepted", name, figures)


def department_cards(number: int, names: tuple[str, str], figures: str, window: str) -> list[Result]:
    return [
        *card("2003-03", f"department-volume-month.department-{number}.accepted", names[0], figures),
        *card("2003-03", f"window-scores.window-{number}.rank", names[1], window),
    ]


BROWSE = [["./organizations/index.html", "单位", "翻看"], ["./issues/index.html", "全部各期", "翻看"]]
NOT_THERE = [
    ["./issues/2003-03.html", TITLES["2003-03"], "最近的一期"],
    ["./issues/index.html", "全部各期", "翻看"],
    ["./issues/missing.html", "缺少的各期", "翻看"],
]
"""Where to look instead: never in the place of an answer."""
OVERTIME = ("4月30日下午示例丙子为群众加班21分钟", "1月8日下午示例丙子为群众加班21分钟")
TOWN_1 = town_card(1, "示例一镇", "受理6件，今年以来受理2434件")
DEPARTMENT_1 = department_cards(
    1, ("县示例一局", "示例一局"), "受理6件，全市第1名", "窗口考核第4名，窗口考核得分102.7分"
)
DEPARTMENT_2 = department_cards(
    2, ("县示例二委", "示例二局"), "受理25件，全市第1名", "窗口考核第2名，窗口考核得分103分"
)
CASES: dict[str, list[Result]] = {
    # 时间：每种写法，缺的月份，不成立的月份
    "2003年1月": by_time("2003-01"),
    "2003年一月份": by_time("2003-01"),
    "03年1月": by_time("2003-01"),
    "2003-1": by_time("2003-01"),
    "2003/01": by_time("2003-01"),
    "2003.1": by_time("2003-01"),
    "200301": by_time("2003-01"),
    "1月": by_time("2003-01", "2001-01"),
    "十二月": by_time("2002-12"),
    "2001": [*year(2001), *by_time("2001-04", "2001-02", "2001-01")],
    "2002年": [*year(2002), *by_time("2002-12")],
    "总第24期": by_time("2002-12"),
    "第24期": by_time("2002-12"),
    "24期": by_time("2002-12"),
    "2003年第3期": by_time("2003-03"),
    "2003年3期": by_time("2003-03"),
    "2003 1月": by_time("2003-01"),
    "1月 2001": by_time("2001-01"),
    "2001-03": NOT_THERE,
    "2001年3月": NOT_THERE,
    "2001 3月": NOT_THERE,
    "13月": BROWSE,
    "0月": BROWSE,
    "2001年13月": BROWSE,
    "第3期": by_time("2003-03"),
    "200113": BROWSE,
    "2001 2003": [*year(2003), *year(2001), *by_time("2003-03", "2003-01", "2001-04", "2001-02", "2001-01")],
    # 单位：改过的名称、别名、名称里的标记
    "示例一乡": organization("town-1", "示例一镇", "乡镇，又称示例一乡") + TOWN_1,
    "示例二镇": [*organization("town-2", "示例二镇", "乡镇"), *town_card(2, "示例二镇", "受理2件，今年以来受理24件")],
    "县示例二委": organization("department-2", "县示例二委", "部门") + DEPARTMENT_2,
    "县示例二局": organization("department-2", "县示例二委", "部门，又称县示例二局") + DEPARTMENT_2,
    "示例&<甲>": organization("department-1", "县示例一局", "部门，又称示例&<甲>") + DEPARTMENT_1,
    "很长的名称": organization("department-1", "县示例一局", f"部门，又称{LONG}") + DEPARTMENT_1,
    "示例二县": [
        *organization("county-2", "示例二县", "县（区）"),
        *card("2003-03", "county-comparison-month.total.county-2", "示例二县", "合计办结97件，年内累计办结3391件"),
    ],
    # 合并：原来的单位在前，并入的单位随后，都说明缘由
    "示例并入镇": [
        *organization("town-9", "示例并入镇", "乡镇，2001年1月起并入示例一乡"),
        *organization("town-1", "示例一镇", "乡镇，2001年1月示例并入镇并入"),
    ],
    "并入": [
        *organization("town-9", "示例并入镇", "乡镇，2001年1月起并入示例一乡"),
        *organization("town-1", "示例一镇", "乡镇，2001年1月示例并入镇并入"),
    ],
    "示例三局": [
        *organization("department-3", "县示例三局", "部门"),
        *department_cards(3, ("县示例三局", "示例三局"), "受理9件，全市第2名", "窗口考核第3名，窗口考核得分102.9分"),
        *organization("window-3", "示例三局", "窗口"),
    ],
    "示例一镇 3月": TOWN_1 + by_words("示例一镇", "示例一镇", "2003-03"),
    # 文字
    "示例丙子": by_words("示例丙子", f"示例丙子（{SCORES}）", *NEWEST_FIRST),
    "示例丙子 2003年1月": by_words("示例丙子", f"示例丙子（{SCORES}）", "2003-01"),
    "示例丙子 2001": by_words("示例丙子", f"示例丙子（{SCORES}）", "2001-04", "2001-02", "2001-01"),
    "21分钟": [
        *by_words("21分钟", f"{ITEM}（{ITEMS}）", "2003-01"),
        *by_words("21分钟", f"{OVERTIME[0]}（{ITEMS}）", "2001-04"),
        *by_words("21分钟", f"{OVERTIME[1]}（{ITEMS}）", "2001-01"),
    ],
    "21分钟 示例丙子 1月": [
        *by_words("21分钟", f"{ITEM}（{ITEMS}）", "2003-01"), *by_words("21分钟", f"{OVERTIME[1]}（{ITEMS}）", "2001-01"),
    ],
    "<b>&\"'</b>": by_words("<b>&\"'</b>", f"{ITEM}（{ITEMS}）", "2003-01"),
    "示例 不曾有过": BROWSE,
    # 数字：千分位、符号、小数、百分号，加上月份
    "2423": by_words("2423", "数字 2423", "2003-03", "2003-01"),
    "2,423": by_words("2423", "数字 2423", "2003-03", "2003-01"),
    "２４２３": by_words("2423", "数字 2423", "2003-03", "2003-01"),
    "2423 2003年1月": by_words("2423", "数字 2423", "2003-01"),
    "2003年1月 2423": by_words("2423", "数字 2423", "2003-01"),
    "2423 3月": by_words("2423", "数字 2423", "2003-03"),
    "2423 2001年1月": BROWSE,
    "24230": BROWSE,
    "242.3": BROWSE,
    "63.8%": by_words("63.8%", "数字 63.8%", "2003-03"),
    "63.8": by_words("63.8", "数字 63.8", "2003-03"),
    "63.80%": BROWSE,
    "-2": by_words("-2", "数字 -2", *NEWEST_FIRST),
    "−2": by_words("-2", "数字 -2", *NEWEST_FIRST),
    "+2423": by_words("+2423", "数字 +2423", "2003-03", "2003-01"),
    # 页面与表
    "勘误": [["./errata.html", "存疑（勘误）", "页面"]],
    "工作动态": [["./issues/2003-03.html#news", "工作动态", TITLES["2003-03"]]],
    "示例月报3": [["./issues/2002-12.html", TITLES["2002-12"], "总第24期"]],
}  # fmt: skip


def summary(query: str, results: list[Result]) -> str:
    if results == BROWSE:
        return f"没有找到“{query}”，可以看："
    return "2001年3月尚未收入，最近的一期是2003年3月" if results == NOT_THERE else f"共 {len(results)} 条"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


def test_every_list_of_results_is_whole_and_in_order(hostile_site: Site, page: Page) -> None:
    page.goto(f"{hostile_site.url}/index.html")
    found = {
        answer["query"]: [
            answer["status"],
            [[result["address"], *result["parts"]] for result in answer["results"]],
        ]
        for answer in answers(page, CASES)
    }
    wrong = {
        query: (found[query], results)
        for query, results in CASES.items()
        if found[query] != [summary(query, results), results]
    }
    assert wrong == {}


def test_no_title_runs_as_a_script(hostile_site: Site, page: Page) -> None:
    page.goto(f"{hostile_site.url}/index.html")
    answers(page, ["示例月报3", "<b>"])
    assert page.evaluate("window.hit") is None
    assert page.locator("#yb-results b").count() == page.locator("#yb-results a").count() > 0


MARKED: dict[str, list[str]] = {
    # 数字整格相同才算，文字含有就算；标记（疑1）不算在格里
    "2423": ["2423"] * 8,
    "2,423": ["2423"] * 8,
    "２４２３": ["2423"] * 8,
    "2,423%": [],
    "21分钟": [f"{ITEM}疑1"],
    "丙子为群众加班21": [f"{ITEM}疑1"],
    f"{ITEM[:6]} {ITEM[6:]}": [f"{ITEM}疑1"],
    "示例：a & b <c>": [f"7日，示例：{MARKUP}", f"示例：{MARKUP}"],
    "2425": [],
    "99.9%": [
        "1月，2个乡镇、5个县级部门主动评价9153件，主动评价率62.08%，均未收到差评，满意度99.9%疑2。",
        "99.9%疑2",
    ],
    ITEM: [f"{ITEM}疑1"],
    "不曾有过": [],
}


TURN = """hash => new Promise(done => {
  addEventListener('hashchange', event => { if (event.newURL.endsWith(hash)) done(); });
  location.hash = hash;
})"""
"""Goes to a place of the page; the script that marks has heard of it before."""


@pytest.mark.parametrize("way", ["arriving", "from the same page", "from another mark"])
def test_what_was_looked_for_is_marked(hostile_site: Site, page: Page, way: str) -> None:
    address = f"{hostile_site.url}/issues/2003-01.html"
    wrong = {}
    for term, expected in MARKED.items():
        if way == "arriving":
            page.goto("about:blank")
            page.goto(f"{address}#q={quoted(term)}")
        else:
            page.goto(f"{address}#q=示例" if way == "from another mark" else address)
            page.evaluate(TURN, f"#q={quoted(term)}")
        found = page.locator(".yb-found").all_inner_texts()
        if found != expected:
            wrong[term] = found
        if expected:
            box = page.locator(".yb-found").first.bounding_box()
            assert box is not None and 0 <= box["y"] < 720, (term, box)
    assert wrong == {}

"""The script of the words for periods, by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.support.script_page import shown

pytestmark = pytest.mark.browser

NAMED: Final = {
    "2021": ("2021年", "全年", 24252, 24263),
    "2021-01": ("2021年1月", "1月", 24252, 24252),
    "2021-09": ("2021年9月", "9月", 24260, 24260),
    "2021-12": ("2021年12月", "12月", 24263, 24263),
    "2021-01_02": ("2021年1—2月", "1—2月", 24252, 24253),
    "2021-09_11": ("2021年9—11月", "9—11月", 24260, 24262),
    "2021-Q1": ("2021年第一季度", "第一季度", 24252, 24254),
    "2021-Q3": ("2021年第三季度", "第三季度", 24258, 24260),
    "2021-Q4": ("2021年第四季度", "第四季度", 24261, 24263),
    "2021-H1": ("2021年上半年", "上半年", 24252, 24257),
    "2021-H2": ("2021年下半年", "下半年", 24258, 24263),
    "1999-10": ("1999年10月", "10月", 23997, 23997),
}
"""What each is called, also where the year is known, and its first and last month from the first of year 0 on."""
NO_TITLES: Final = (
    *(
        "",
        "2021",
        "2021-07",
        "7月",
        "第四季度",
        "下半年",
        "全年",
        "合计",
        "21年",
        "12021年",
        "2021年7",
        "2021年123月",
    ),
    *(
        "2021年第五季度",
        "2021年第季度",
        "2021年中半年",
        "2021年半年",
        "2021年7月8日",
        " 2021年7月",
        "2021年7月 ",
    ),
    *(
        "2021年（1—7月）",
        "2021年1—月",
        "2021年—7月",
        "2021年1—123月",
        "在2021年",
        "2021年7月份",
        "x年",
        "x021年",
    ),
    *("2021年x月", "2021年1—x月", "2021年1x月"),
)
MONTHS: Final = {24252: "2021-01", 24260: "2021-09", 24261: "2021-10", 24263: "2021-12", 24264: "2022-01"}
NO_NAMES: Final = (
    "",
    "2021年",
    "x2021",
    "2021x",
    "202",
    "20211",
    "2021-1",
    "2021-012",
    "2021-Q0",
    "2021-Q5",
    "2021-H0",
)
NO_NAMES_OF_TWO: Final = (
    "2021-H3",
    "2021-01_2",
    "2021-01_022",
    "2021-ab",
    "2021-01_ab",
    "2021-_02",
    "2021-",
    "abcd",
)


def test_periods_are_called_and_counted(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, "periods.js", "") as page:
        found = page.evaluate(
            """names => names.map(name => {
              const periods = yuebaoPeriods, title = periods.title(name);
              return [title, periods.title(name, true), ...periods.span(name), periods.began(title)];
            })""",
            list(NAMED),
        )
        assert found == [[*told, told[2]] for told in NAMED.values()]
        assert page.evaluate("all => all.map(yuebaoPeriods.monthName)", list(MONTHS)) == list(MONTHS.values())


def test_what_is_no_title_and_no_name(folder: Path, chromium: Browser) -> None:
    """A name that is none is a fault of the page."""
    with shown(chromium, folder, "periods.js", "") as page:
        read = page.evaluate("all => all.map(words => yuebaoPeriods.began(words))", list(NO_TITLES))
        assert dict(zip(NO_TITLES, read, strict=True)) == dict.fromkeys(NO_TITLES)
        tried = """all => all.map(name => { try { return yuebaoPeriods.title(name); } catch (error) { return error.name; } })"""
        names = [*NO_NAMES, *NO_NAMES_OF_TWO]
        read = page.evaluate(tried, names)
        assert dict(zip(names, read, strict=True)) == dict.fromkeys(names, "TypeError")

"""What a workbook keeps, as Excel shows it: every format that a report was seen with, and the corners of the format language.

The texts were worked out by hand from the rules of ECMA-376 18.8.31 and from what Excel shows; thousands separators are
left out throughout.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from yuebao.importing.displayed_number import shown_number, shown_text

ACCOUNTING = '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '
CENTS = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
NUMBERS: list[tuple[float | int, str, str]] = [
    # General: eleven places with the point
    (6100, "General", "6100"), (103.0, "General", "103"), (105.762, "General", "105.762"), (0.1, "", "0.1"), (1e3, "General", "1000"),
    (103.19999999999997, "General", "103.2"), (0.1 + 0.2, "General", "0.3"), (1 / 3, "General", "0.333333333"), (2 / 3, "General", "0.666666667"),
    (123456.123456789, "General", "123456.1235"), (12345678901, "General", "12345678901"), (1234567890.12, "General", "1234567890"),
    (12345678901234, "General", "1.23457E+13"), (99999999999.9, "General", "1E+11"), (510421198001011234, "General", "5.10421E+17"),
    (0.00001, "General", "0.00001"), (0.0001234567891, "General", "0.000123457"), (0.000000012345, "General", "1.2345E-08"),
    (-103.19999999999997, "General", "-103.2"), (0, "General", "0"), (3.5, 'G/通用格式"件"', "3.5件"), (3.5, 'General"件"', "3.5件"),
    # digits, thousands, percent
    (5, "0", "5"), (2.5, "0", "3"), (-2.5, "0", "-3"), (2.4, "0", "2"), (2.345, "0.00", "2.35"), (2.675, "0.00", "2.68"), (1.005, "0.00", "1.01"),
    (103.25, "0.0", "103.3"), (107.7, "0.00", "107.70"), (0.1 + 0.2, "0.0", "0.3"), (3, "0000", "0003"), (0.5, "#.##", ".5"), (5, "#.##", "5."),
    (12603, "#,##0", "12603"), (1234.5, "#,##0.0", "1234.5"), (-0.4, "0", "0"), (0.99, "0.0", "1.0"), (12, '00"-"00', "00-12"),
    (0.6142, "0.00%", "61.42%"), (1.0, "0%", "100%"), (0.352, "0.0%", "35.2%"), (0.615, "0%", "62%"), (0.352, "0.0 %", "35.2 %"),
    (12603, "0.00E+00", "1.26E+04"), (0.00126, "0.0E+0", "1.3E-3"), (9.99, "0.0E+0", "1.0E+1"), (5.25, "# ?/?", "5.25"), (float("inf"), "0", "Infinity"),
    # 万 and other scales
    (12603, '0.0,"万"', "12.6万"), (12603, '0!.0,"万"', "1.3万"), (12603, '0"."0,"万"', "1.3万"), (1234567, "#,##0,", "1235"),
    (1234567, '0.00,,"百万"', "1.23百万"), (1234.5, '"约"0.0', "约1234.5"), (12603, '#,##0"件"', "12603件"), (5, "0\\件", "5件"),
    # sections: sign, zero, conditions
    (0, ACCOUNTING, "-"), (12603, ACCOUNTING, "12603"), (-3, ACCOUNTING, "-3"), (0, CENTS, "-"), (2.5, CENTS, "2.50"), (-2.5, CENTS, "-2.50"),
    (0, '#,##0;-#,##0;"—"', "—"), (0, '0;-0;"无"', "无"), (8541, "0;-0;;@", "8541"), (0, "0;-0;;@", ""), (0, "0;-0;0", "0"), (0, "0;-0;", ""), (0, "0;-0", "0"),
    (3, ";;;", ""), (-5, "0;;0", ""), (-5, "[Red]#,##0;[Green]-#,##0", "-5"), (5, "[红色]0", "5"), (-5, "#,##0_);(#,##0)", "(5)"), (-2, "0;0", "2"),
    (0.2, "+0.0;-0.0", "+0.2"), (-2, "+0.0;-0.0", "-2.0"), (-2, "+0;-0", "-2"), (2.5, '+0.0_ ;[Red]-0.0\\ ', "+2.5"), (2, "+0", "+2"),
    (5, '[>=10]0"件";[<10]0.0"少"', "5.0少"), (50, '[>=10]0"件";[<10]0.0"少"', "50件"), (5, '[=5]"五";0', "五"), (6, '[=5]"五";0', "6"),
    (-5, "[<0]0;0", "5"), (3, "[>5]0;[<1]0.0", "########"),
]  # fmt: skip
DAYS: list[tuple[float | int, str, str, str]] = [
    (44378, "yyyy-mm-dd", "2021-07-01", "2021-07-01"), (44378, "yyyy/m/d", "2021/7/1", "2021-07-01"), (44378, "m/d/yy", "7/1/21", "2021-07-01"),
    (44378, 'yyyy"年"m"月"d"日";@', "2021年7月1日", "2021-07-01"), (44378, '[$-804]yyyy"年"m"月"', "2021年7月", "2021-07-01"),
    (44378, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二一年七月一日", "2021-07-01"), (44408, '[DBNum1]m"月"d"日"', "七月三十一日", "2021-07-31"),
    (44378, "aaaa", "星期四", "2021-07-01"), (44378, "[$-F800]dddd, mmmm dd, yyyy", "2021年7月1日", "2021-07-01"), (44378, "d-mmm-yy", "1-Jul-21", "2021-07-01"),
    (44378.75, "yyyy/m/d h:mm", "2021/7/1 18:00", "2021-07-01"), (44378.75, "h:mm AM/PM", "6:00 PM", "2021-07-01"), (44378.5, '上午/下午h"时"mm"分"', "下午12时00分", "2021-07-01"),
    (0.5, "h:mm", "12:00", ""), (1.5, "[h]:mm", "36:00", "1900-01-01"), (0.999999, "h:mm:ss", "0:00:00", ""), (0.0007, "mm:ss", "01:00", ""),
    (3, "yyyy-mm-dd", "1900-01-03", "1900-01-03"), (0, "yyyy/m/d", "1900/1/0", ""), (60, "yyyy/m/d", "1900/2/29", "1900-02-29"), (61, "yyyy/m/d", "1900/3/1", "1900-03-01"),
    (-1, "yyyy/m/d", "########", ""), (2958466, "yyyy/m/d", "########", ""), (2958465, "yyyy/m/d", "9999/12/31", "9999-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "text"), NUMBERS, ids=str)
def test_a_number_is_what_its_cell_shows(value: float | int, code: str, text: str) -> None:
    shown, stored = shown_number(Decimal(repr(value)), code)
    assert (shown, stored.day) == (text, "")


@pytest.mark.parametrize(("value", "code", "text", "day"), DAYS, ids=str)
def test_a_day_is_what_its_cell_shows(value: float | int, code: str, text: str, day: str) -> None:
    shown, stored = shown_number(Decimal(repr(value)), code)
    assert (shown, stored.day) == (text, day)


def test_days_since_1904() -> None:
    shown, stored = shown_number(Decimal(42916), "yyyy/m/d", from_1904=True)
    assert (shown, stored.day) == ("2021/7/1", "2021-07-01")


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("甲", "General", "甲"), ("甲", "@", "甲"), ("甲", ACCOUNTING, "甲"), ("甲", '@"乡"', "甲乡"), ("甲", '0;-0;0;"有"@', "有甲"),
        ("甲", ";;;", ""), ("甲", "0;-0;0", "甲"), ("5", '0"件";@', "5"),
    ],
)  # fmt: skip
def test_a_text_is_what_its_cell_shows(text: str, code: str, shown: str) -> None:
    assert shown_text(text, code) == shown

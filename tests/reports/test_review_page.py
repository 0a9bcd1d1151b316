"""The page that a reviewer reads: what a month says beside two others, whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.review.test_compare import WHOLE, figure
from yuebao.history.cells import CellChange
from yuebao.model.issue import Absence
from yuebao.reports.review_markdown import render, render_edits
from yuebao.reports.review_rows import Edit
from yuebao.review.model import Line

PAGE = """\
### 2026-07 说了什么

对照：上月 2026-06；上年同月 2025-07。

**改动的格**

| 表 | 行 | 列 | 原来 | 改为 | 更正或修订 |
| --- | --- | --- | --- | --- | --- |
| 表t | 一局 | 甲 | 5 | 6 | 修订 |
| 表t | 二局 |  |  | （全部）甲 2 | 更正 |

**合计**

| 表 | 列 | 本月 | 上月 | 增减 | 上年同月 | 增减 |
| --- | --- | --- | --- | --- | --- | --- |
| 表t | 甲 | 6 | 4 | +2（+50%） | 8 | -2（-25%） |
| 表t | 乙 | 3 | 12 | -9（-75%） | 2 | +1（+50%） |

**变动最大的单位（与上月相比）**

| 表 | 单位 | 列 | 上月 | 本月 | 增减 |
| --- | --- | --- | --- | --- | --- |
| 表t | 一局 | 乙 | 8 |  | -8（-100%） |

《表t》新出现：二局

《表t》不再出现：三局

**新增的勘误**

| 规则 | 位置 | 公布 | 应为 | 类别 | 原因 | 审核 |
| --- | --- | --- | --- | --- | --- | --- |
| rank | t 一局 甲 | 5 | 空白 | 原文如此 | \\<因\\> | 示例局 2026-08-01 |
| sorted | t 甲 | 空白 | 空白 | 原文如此 | \\<因\\> | 示例局 2026-08-01 |

<details><summary>各单位逐格（括号内为与上月之差；累计表为与上年同月之差）</summary>

**表t**

| 单位 | 甲 | 乙 |
| --- | --- | --- |
| 一局 | 5（+5） | （-8） |
| 二局 | x | 2 |

**表y**

| 单位 | 甲 |
| --- | --- |
| 一局 | 50 |
| 三局 | 20（-5） |

</details>
"""
EDITS = [
    Edit("表t", CellChange("一局", "甲", "5", "6")),
    Edit("表t", CellChange("二局", "", "", "（全部）", "甲 2"), corrected=True),
]


def test_the_page_of_the_reviewer() -> None:
    assert render(WHOLE, EDITS) == PAGE


def test_a_page_without_others() -> None:
    alone = replace(WHOLE, month_before="", year_before="", tables=(), errata=())
    assert render(alone) == (
        "### 2026-07 说了什么\n\n对照：档案里没有上月（2026-06）；档案里没有上年同月（2025-07）。\n\n"
        "<details><summary>各单位逐格（括号内为与上月之差；累计表为与上年同月之差）</summary>\n\n</details>\n"
    )
    year = replace(alone, month="2026")  # the year before is the period before
    assert "对照：档案里没有上年（2025）。\n" in render(year)


@pytest.mark.parametrize(
    ("figures", "mover"),
    [
        ([("5", "4"), ("9", "6")], ("乙", "6", "9", "+3（+50%）")),
        ([("5", "9"), ("9", "6")], ("甲", "9", "5", "-4（-44.4%）")),
        ([("5", "3"), ("4", "6")], ("甲", "3", "5", "+2（+66.7%）")),  # of two alike the first
        ([("5", "0"), ("4", "6")], ("甲", "0", "5", "+5")),
        ([("5", "5"), ("6", "6")], None),
        ([("5", None), ("6", None)], None),
        ([("5", None), ("6", "7")], ("乙", "7", "6", "-1（-14.3%）")),
    ],
)
def test_the_largest_change_of_an_organization(
    figures: list[tuple[str, str | None]], mover: tuple[str, ...] | None
) -> None:
    line = Line("一局", tuple(figure(now, now, before, None) for now, before in figures))
    table = replace(WHOLE.tables[0], total=None, lines=(line,))
    page = render(replace(WHOLE, tables=(table,)))
    row = "" if mover is None else "| 表t | 一局 | {} | {} | {} | {} |".format(*mover)
    assert ("变动最大" in page) is (mover is not None) and row in page


def test_the_five_that_moved_most() -> None:
    """Rises and falls alike; of those alike the first in the table."""
    changes = {"一": 1, "二": -6, "三": 3, "四": 6, "五": -2, "六": 3, "七": 0, "八": 2}
    lines = tuple(
        Line(name, (figure(str(10 + change), str(10 + change), "10", None),))
        for name, change in changes.items()
    )
    table = replace(WHOLE.tables[0], columns=("甲",), total=None, lines=lines)
    page = render(replace(WHOLE, tables=(table,)))
    rows = [line.split(" | ")[1] for line in page.split("\n") if line.startswith("| 表t |")]
    assert rows == ["二", "四", "三", "六", "五"]


def test_changed_cells_beyond_the_limit_are_counted() -> None:
    assert render_edits("2026-07", EDITS, 1) == (
        "### 2026-07 的改动\n\n**改动的格**\n\n| 表 | 行 | 列 | 原来 | 改为 | 更正或修订 |\n"
        "| --- | --- | --- | --- | --- | --- |\n| 表t | 一局 | 甲 | 5 | 6 | 修订 |\n\n另有 1 格改动没有列出。\n"
    )
    assert "没有列出" not in render_edits("2026-07", EDITS, 2)
    assert render_edits("2026-07", EDITS, 0) == "### 2026-07 的改动\n\n另有 2 格改动没有列出。\n"


def test_what_the_month_does_not_print() -> None:
    absent = (
        Absence("t", "", "", "本期没有", "示例局", date(2026, 8, 1), 3),
        Absence("y", "甲", "一局", "<缺>", "示例局", date(2026, 8, 2), 9),
    )
    page = render(replace(WHOLE, tables=(), errata=(), absent=absent))
    assert page.split("\n\n")[2:4] == [
        "**本期未公布**",
        "| 表 | 行 | 列 | 理由 | 审核 |\n| --- | --- | --- | --- | --- |\n"
        "| t |  |  | 本期没有 | 示例局 2026-08-01 |\n"
        "| y | 一局 | 甲 | \\<缺\\> | 示例局 2026-08-02 |",
    ]

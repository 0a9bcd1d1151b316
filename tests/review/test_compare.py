"""A month set beside two others: every figure of small tables, worked by hand, and the page that a reviewer reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.rules import surroundings
from yuebao.history.cells import CellChange
from yuebao.model.issue import Erratum
from yuebao.model.month import Month
from yuebao.model.numbers import UNREADABLE, Number
from yuebao.reports.review_markdown import Edit, render, render_edits
from yuebao.review.compare import review
from yuebao.review.model import Figure, Line, Review, TableReview

SUMS: dict[str, Any] = {"id": "total-row", "kind": "total-row", "source": "示例", "columns": ["甲", "乙"]}
YEAR: dict[str, Any] = {
    **{"id": "year-to-date", "kind": "accumulated", "source": "示例", "of": "t"},
    "columns": {"甲": "甲"},
}
NOW = {
    "t": "号,名称,甲,乙,丙,率\n1,一局,5,,7,50%\n2,二局,x,2,,\n3,别局,1,1,1,1%\n,合计,6,3,8,\n",
    "y": "名称,甲\n一局,50\n三局,20\n",
    "w": "窗口,人,分\n一窗,甲,1\n一窗,乙,2\n",
    "n": "文,甲\n甲,1\n",
}
BEFORE = {
    "t": "号,名称,甲,乙,丙,率\n1,三局,4,4,4,\n2,一局,,8,9,\n,合计,4,12,13,\n",
    "y": "名称,甲\n一局,40\n",
    "w": NOW["w"],
    "n": NOW["n"],
}
YEAR_BEFORE = {**BEFORE, "t": "号,名称,甲,乙,丙,率\n1,二局,8,x,1,\n,合计,8,2,1,\n", "y": "名称,甲\n三局,25\n"}
RULES = {"t": [SUMS], "y": [YEAR]}


def month(texts: dict[str, str], name: str) -> Month:
    return replace(surroundings(texts, RULES, "2020-07")[0], month=name)


def figure(text: str, now: str | Number, before: str | None, year: str | None) -> Figure:
    value = Decimal(now) if isinstance(now, str) else now
    others = (None if each is None else Decimal(each) for each in (before, year))
    return Figure(text, value, *others)


ERRATUM = Erratum(
    *("rank", "t", "一局", "甲", "5", "", None, None, "原文如此", "<因>", "示例局"), date(2020, 8, 1), 3
)
OTHER = replace(ERRATUM, rule="sorted", row=None, published=None, expected=None)


def reviewed(before: Month | None, year: Month | None, known: tuple[Erratum, ...] = ()) -> Review:
    now, scope = surroundings(NOW, RULES, "2020-07")
    return review(scope, replace(now, errata=(ERRATUM, OTHER)), before, year, known)


WHOLE = Review(
    month="2020-07",
    month_before="2020-06",
    year_before="2019-07",
    tables=(
        TableReview(
            name="t",
            title="表t",
            columns=("甲", "乙"),  # those that the total row sums up
            accumulated=False,
            total=Line("合计", (figure("6", "6", "4", "8"), figure("3", "3", "12", "2"))),
            lines=(
                # A blank is 0; 二局 stood in one of the others alone.
                Line("一局", (figure("5", "5", "0", None), figure("", "0", "8", None))),
                Line(
                    "二局",
                    (figure("x", UNREADABLE, None, "8"), Figure("2", Decimal(2), None, UNREADABLE)),
                ),
            ),
            new=("二局",),
            gone=("三局",),
        ),
        TableReview(
            name="y",
            title="表y",
            columns=("甲",),
            accumulated=True,  # compared with the year before alone
            total=None,
            lines=(
                Line("一局", (figure("50", "50", None, None),)),
                Line("三局", (figure("20", "20", None, "25"),)),
            ),
            new=None,
            gone=None,
        ),
    ),
    errata=(ERRATUM, OTHER),
)


def test_every_figure_beside_the_others() -> None:
    assert reviewed(month(BEFORE, "2020-06"), month(YEAR_BEFORE, "2019-07")) == WHOLE


def test_a_month_without_others() -> None:
    alone = reviewed(None, None, (replace(ERRATUM, line=9),))
    assert (alone.month_before, alone.year_before, alone.errata) == ("", "", (OTHER,))
    assert [(table.name, table.new, table.gone) for table in alone.tables] == [
        ("t", None, None),
        ("y", None, None),
    ]
    assert alone.tables[0].lines[0] == Line(
        "一局", (figure("5", "5", None, None), figure("", "0", None, None))
    )


def test_a_table_that_sums_nothing_compares_its_figures() -> None:
    """All but percentages and running numbers."""
    numbered = {"id": "sequence", "kind": "sequence", "source": "示例", "column": "号"}
    now, scope = surroundings(NOW, {"t": [numbered]}, "2020-07")
    assert review(scope, now, None, None).tables[0].columns == ("甲", "乙", "丙")


PAGE = """\
### 2020-07 说了什么

对照：上月 2020-06；上年同月 2019-07。

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
| rank | t 一局 甲 | 5 | 空白 | 原文如此 | \\<因\\> | 示例局 2020-08-01 |
| sorted | t 甲 | 空白 | 空白 | 原文如此 | \\<因\\> | 示例局 2020-08-01 |

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
        "### 2020-07 说了什么\n\n对照：档案里没有上月（2020-06）；档案里没有上年同月（2019-07）。\n\n"
        "<details><summary>各单位逐格（括号内为与上月之差；累计表为与上年同月之差）</summary>\n\n</details>\n"
    )
    year = replace(alone, month="2020")  # the year before is the period before
    assert "对照：档案里没有上年（2019）。\n" in render(year)


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
    assert render_edits("2020-07", EDITS, 1) == (
        "### 2020-07 的改动\n\n**改动的格**\n\n| 表 | 行 | 列 | 原来 | 改为 | 更正或修订 |\n"
        "| --- | --- | --- | --- | --- | --- |\n| 表t | 一局 | 甲 | 5 | 6 | 修订 |\n\n另有 1 格改动没有列出。\n"
    )
    assert "没有列出" not in render_edits("2020-07", EDITS, 2)
    assert render_edits("2020-07", EDITS, 0) == "### 2020-07 的改动\n\n另有 2 格改动没有列出。\n"

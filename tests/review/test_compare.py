"""A month set beside two others: every figure of small tables, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.rules import surroundings
from yuebao.model.issue import Erratum
from yuebao.model.month import Month
from yuebao.model.numbers import UNREADABLE, Number
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
    return replace(surroundings(texts, RULES, "2026-07")[0], month=name)


def figure(text: str, now: str | Number, before: str | None, year: str | None) -> Figure:
    value = Decimal(now) if isinstance(now, str) else now
    then, earlier = (None if each is None else Decimal(each) for each in (before, year))
    return Figure(text, value, then, earlier)


ERRATUM = Erratum(
    *("rank", "t", "一局", "甲", "5", "", None, None, "原文如此", "<因>", "示例局"), date(2026, 8, 1), 3
)
OTHER = replace(ERRATUM, rule="sorted", row=None, published=None, expected=None)


def reviewed(before: Month | None, year: Month | None, known: tuple[Erratum, ...] = ()) -> Review:
    now, scope = surroundings(NOW, RULES, "2026-07")
    return review(scope, replace(now, errata=(ERRATUM, OTHER)), before, year, known)


WHOLE = Review(
    month="2026-07",
    month_before="2026-06",
    year_before="2025-07",
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
    found = reviewed(month(BEFORE, "2026-06"), month(YEAR_BEFORE, "2025-07"))
    assert replace(found, masthead=(), listings=(), unproven=()) == WHOLE


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
    now, scope = surroundings(NOW, {"t": [numbered]}, "2026-07")
    assert review(scope, now, None, None).tables[0].columns == ("甲", "乙", "丙")

"""A part cannot exceed the whole: a month's count against the year to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import UNREADABLE, ZERO, plain
from yuebao.model.period import period
from yuebao.model.table import Cell, Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Figure, OtherFigure, OtherTable, each


@dataclass(frozen=True, slots=True)
class Params:
    """``columns`` are at most those of the table ``whole``, for the same organization."""

    whole: Annotated[OtherTable, "列出全体的那张表"]
    columns: Annotated[Mapping[Figure, OtherFigure], "本表的各列，与那张表的列一一对应"] = field(
        metadata=each()
    )


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every organization, and the total rows; blank and ``-`` count as 0. One that the other table does not list is
    undecided."""
    whole = scope.tables[params.whole]
    title = scope.schemas[whole.name].title
    for row, index in scope.pairs(table, whole):
        for column, other in params.columns.items():
            if index is None:
                here = (Cell(table.name, row, column), *scope.name_cell(table, row))
                yield Undecided(f"《{title}》里没有与这一行对应的一行，“{column}”无法核验", row, column, here)
                continue
            part, limit = table.numbers[column][row], whole.numbers[other][index]
            if part is UNREADABLE or limit is UNREADABLE:
                cells = (Cell(table.name, row, column), Cell(whole.name, index, other))
                yield Undecided(f"“{column}”或其累计数无法读取，这一项无法核验", row, column, cells)
            elif (part or ZERO) <= (limit or ZERO):
                yield PASSED
            else:
                cells = (Cell(table.name, row, column), Cell(whole.name, index, other))
                yield _break(table, whole, title, cells, (part or ZERO, limit or ZERO))


def _break(
    table: Table, whole: Table, title: str, cells: tuple[Cell, Cell], figures: tuple[object, object]
) -> Break:
    here, there = cells
    part, limit = figures
    assert isinstance(part, Decimal) and isinstance(limit, Decimal)
    place = whole.address(there.row, there.column)
    return Break(
        f"“{here.column}”{period(table.month).this} {plain(part)}，多于《{title}》的累计 {plain(limit)}（{place}），多 {plain(part - limit)}",
        f"请对照原报告核对这两格；{EXPLAIN}",
        here.row,
        here.column,
        value=table.texts[here.column][here.row],
        expected=f"≤{plain(limit)}",
        difference=plain(part - limit),
        evidence=cells,
    )


EXAMPLE: Final = Example(
    rule="""\
id: month-within-year
kind: not-above
source: 年度累计包含本月数。
whole: year
columns: {受理件: 受理件}""",
    files={
        "month.csv": """\
单位,受理件
甲,3""",
        "year.csv": """\
单位,受理件
甲,7""",
    },
    wrong=("month.csv", "甲,3", "甲,8"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="not-above",
    meaning="部分不超过全体：本表的数不大于另一张表里同一单位的数；空白算作 0。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
)
"""What a rule of this kind can do."""

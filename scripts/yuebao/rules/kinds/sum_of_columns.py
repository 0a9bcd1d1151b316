"""A figure that is split over other columns of its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.numbers import ZERO, plain, total
from yuebao.model.table import Cell, Table
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, RowFormula, TableKind, Value
from yuebao.rules.row_figures import cells, figures
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """``sum`` is the sum of ``parts``."""

    sum: Annotated[Figure, "放和的列"]
    parts: Annotated[tuple[Figure, ...], "相加的各列"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row, the total row included; blank counts as 0."""
    columns = (params.sum, *params.parts)
    for row in range(len(table)):
        values = figures(table, row, columns)
        if values is None:
            yield unreadable(table, row, *columns)
            continue
        stated, parts = values[0] or ZERO, total(values[1:])
        if stated == parts:
            yield PASSED
        else:
            addition = " ＋ ".join(
                f"{column} {table.texts[column][row] or '空白'}" for column in params.parts
            )
            yield Break(
                f"“{params.sum}”公布为 {table.texts[params.sum][row] or '空白'}，{addition} ＝ {plain(parts)}，相差 {plain(stated - parts)}",
                f"请对照原报告核对这一行的 {len(columns)} 格；{EXPLAIN}",
                row,
                params.sum,
                value=table.texts[params.sum][row],
                expected=plain(parts),
                difference=plain(stated - parts),
                evidence=cells(table, row, columns),
            )


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Every row."""
    for row in range(len(table)):
        place = Cell(table.name, row, params.sum)
        parts = {Cell(table.name, row, column): MINUS for column in params.parts}
        yield Equation(place, {place: PLUS, **parts}, ZERO, None)


def row_formula(params: Params, value: Value) -> RowFormula:
    """True where the parts do not add up."""
    parts = "+".join(value(part) for part in params.parts)
    return RowFormula(f"{value(params.sum)}<>{parts}", (params.sum, *params.parts))


EXAMPLE: Final = Example(
    rule="""\
id: accepted-split
kind: sum-of-columns
source: 受理件分为线上、线下两部分。
sum: 受理件
parts: [线上, 线下]""",
    files={
        "volume.csv": """\
单位,受理件,线上,线下
甲,7,3,4""",
    },
    wrong=("volume.csv", "甲,7,3,4", "甲,8,3,4"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="sum-of-columns",
    meaning="一列等于另外几列之和，逐行核验，合计行也在内；空白算作 0。",
    example=EXAMPLE,
    params=Params,
    about=("sum",),
    check=check,
    equations=equations,
    row_formula=row_formula,
)
"""What a rule of this kind can do."""

"""The average of the counties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import plain, ratio, round_half_up, total
from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind, compares
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_figures import Rows, cells, figures, listed, rows_of
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds the average of the columns ``among`` to ``digits`` decimals."""

    column: Annotated[Figure, "放平均数的列"]
    among: Annotated[tuple[Figure, ...], "求平均的各列，空白和“-”算作 0，列数照数"]
    digits: Annotated[int, "取几位小数，四舍五入"] = 0
    rows: Annotated[Rows, "核验哪些行：all 全部，body 合计行以外，total 只有合计行"] = "all"


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The sum of all counties divided by their number, blank and ``-`` counting as 0, rounded half up.

    Blank where no column has any case.
    """
    for row in rows_of(table, params.rows):
        values = figures(table, row, params.among)
        if values is None:
            yield Derived(row, params.column, None)
            continue
        amount = total(values)
        mean = round_half_up(ratio(amount, Decimal(len(params.among))), params.digits)
        yield Derived(row, params.column, plain(mean) if amount else "")


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The sum and its division."""
    amount = total(figures(table, row, params.among) or ())
    how = f"{len(params.among)} 列之和 {plain(amount)} ÷ {len(params.among)}，四舍五入"
    if not amount:
        how = f"各列均无办件（{listed(table, row, params.among)}），"
    return Explanation(how, cells(table, row, params.among))


DERIVATION: Final = Derivation("number", derive, explain)


EXAMPLE: Final = Example(
    rule="""\
id: average
kind: average
source: “平均”一列是三地的平均，取整数。
column: 平均
among: [甲地, 乙地, 丙地]""",
    files={
        "comparison.csv": """\
单位,甲地,乙地,丙地,平均
一科,1,2,4,2
二科,,,,""",
    },
    wrong=("comparison.csv", "一科,1,2,4,2", "一科,1,2,4,3"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="average",
    meaning="一列是另外几列的平均数。各列都没有数时空白。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=compares(DERIVATION),
    derivation=DERIVATION,
)
"""What a rule of this kind can do."""

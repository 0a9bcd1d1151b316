"""Satisfaction is complete exactly where nobody was dissatisfied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.model.table import Table
from yuebao.rules.kind import TableKind
from yuebao.rules.row_figures import cells, figures
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` is ``full`` (percent) exactly where ``zero`` is 0."""

    column: Figure
    zero: Figure
    full: Decimal = Decimal(100)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row; a blank ``zero`` counts as 0, a blank ``column`` is a break."""
    for row in range(len(table)):
        values = figures(table, row, (params.column, params.zero))
        if values is None:
            yield unreadable(table, row, params.column, params.zero)
        elif (values[0] == params.full) == (not values[1]):
            yield PASSED
        else:
            yield Break(
                f"“{params.zero}”为 {table.texts[params.zero][row] or 0}，“{params.column}”却为 "
                f"{table.texts[params.column][row] or '空白'}：没有{params.zero}时才应是 {params.full}%",
                f"请对照原报告核对这两格；{EXPLAIN}",
                row,
                params.column,
                value=table.texts[params.column][row],
                expected=f"{params.full}%" if not values[1] else f"<{params.full}%",
                evidence=cells(table, row, (params.column, params.zero)),
            )


KIND: Final = TableKind(
    name="full-when-zero",
    params=Params,
    about=("column",),
    check=check,
)
"""What a rule of this kind can do."""

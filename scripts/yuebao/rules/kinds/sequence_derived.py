"""Running numbers: 序号, 名次, 排名 run 1..n down the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yuebao.model.table import Table
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure

SAME: Final = "number"


@dataclass(frozen=True, slots=True)
class Params:
    """The column of running numbers."""

    column: Figure


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """1..n over the rows in their order; blank on a total row. Ties do not share a number, as in the report."""
    number, totals = 0, set(table.totals)
    for row in range(len(table)):
        if row in totals:
            yield Derived(row, params.column, "")
        else:
            number += 1
            yield Derived(row, params.column, str(number))


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The position of the row."""
    how = "合计行不编号，" if row in table.totals else "自上而下从 1 起连续编号，"
    return Explanation(how, ())

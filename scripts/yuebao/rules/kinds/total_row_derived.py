"""The total row: each figure is the sum of the rows above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from yuebao.model.numbers import plain, total
from yuebao.model.table import Cell, Table
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure

SAME: Final = "count"


@dataclass(frozen=True, slots=True)
class Params:
    """The columns whose total row is a sum."""

    columns: tuple[Figure, ...]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The sum of every column over the rows above. Blank and ``-`` count as 0; a sum of 0 is blank ("no cases").

    Nothing without exactly one total row (that is `sequence`'s finding).
    """
    if table.total is None:
        return
    body = table.body()
    for column in params.columns:
        numbers = table.numbers[column]
        values = [numbers[row] for row in body]
        if not table.clear(values):
            yield Derived(table.total, column, None)
        else:
            result = total(cast("list[Decimal | None]", values))
            yield Derived(table.total, column, plain(result) if result else "")


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The rows that were summed."""
    body = table.body()
    return Explanation(f"以上 {len(body)} 行之和", tuple(Cell(table.name, index, column) for index in body))

"""A score: a base and the points of the items that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.model.numbers import UNREADABLE, Number, plain, total
from yuebao.model.table import Cell, Table
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure, OtherFigure, OtherTable

SAME: Final = "number"


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` is ``base`` plus the ``points`` of the organization's rows in the table ``items``."""

    column: Figure
    items: OtherTable
    points: OtherFigure
    base: Decimal


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """Base + points, exact, for each organization that has items; the others are a finding of the rule itself."""
    items = scope.tables[params.items]
    rows = scope.rows_of(items)
    for row in table.body():
        own = rows.get(scope.identity(table, row) or "")
        if own:
            yield Derived(
                row,
                params.column,
                _score(params.base, [items.numbers[params.points][index] for index in own]),
            )


def _score(base: Decimal, values: list[Number]) -> str | None:
    if UNREADABLE in values:
        return None
    return plain(base + total(value for value in values if isinstance(value, Decimal)))


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The items that were added."""
    items = scope.tables[params.items]
    own = scope.rows_of(items)[scope.identity(table, row) or ""]
    listed = " ".join(items.texts[params.points][index] for index in own)
    cells = tuple(Cell(items.name, index, params.points) for index in own)
    return Explanation(f"{plain(params.base)} 分加减 {len(own)} 项（{listed}）", cells)

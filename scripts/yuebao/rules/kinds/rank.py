"""The place of one column among several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yuebao.model.numbers import ZERO
from yuebao.model.table import Table
from yuebao.rules.kind import TableKind, compares
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_figures import Rows, cells, figures, listed, rows_of
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds the place of ``value`` among the columns ``among``."""

    column: Figure
    value: Figure
    among: tuple[Figure, ...]
    rows: Rows = "all"


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """1 + the columns with more than ``value``; ties share the better place.

    Blank where ``value`` has no cases (blank, ``-`` or 0).
    """
    for row in rows_of(table, params.rows):
        values = figures(table, row, (params.value, *params.among))
        if values is None:
            yield Derived(row, params.column, None)
            continue
        home = values[0] or ZERO
        ahead = sum(1 for value in values[1:] if value is not None and value > home)
        yield Derived(row, params.column, str(1 + ahead) if home else "")


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The figures that were compared."""
    how = f"按各列数字（{listed(table, row, params.among)}），{params.value}的名次"
    return Explanation(how, cells(table, row, params.among))


DERIVATION: Final = Derivation("number", derive, explain)


KIND: Final = TableKind(
    name="rank",
    params=Params,
    about=("column",),
    check=compares(DERIVATION),
    derivation=DERIVATION,
    ranks=lambda params: (params.column,),
)
"""What a rule of this kind can do."""

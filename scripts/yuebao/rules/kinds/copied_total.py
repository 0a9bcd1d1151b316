"""Agreement of a summary row with the total row of the table that it sums up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.model.table import Cell, Table
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Column, Figure, OtherFigure, OtherTable

SAME: Final = "count"


@dataclass(frozen=True, slots=True)
class Params:
    """In the rows ``where``, ``columns`` repeat the total row of the table ``of``."""

    where: Mapping[Column, str]
    of: OtherTable
    columns: Mapping[Figure, OtherFigure]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The total row's text. A blank there is 0 cases, which the summary prints as 0.

    Nothing when the other table has no single total row (that is `sequence`'s finding).
    """
    other = scope.tables[params.of]
    if other.total is None:
        return
    for row in selected(table, params.where):
        for column, source in params.columns.items():
            text = other.texts[source][other.total]
            if not other.readable(other.total, source):
                yield Derived(row, column, None)
            elif text:
                yield Derived(row, column, text)
            else:
                yield Derived(
                    row, column, "0" if scope.schemas[table.name].field[column].grammar == "count" else ""
                )


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """Where the total stands."""
    other = scope.tables[params.of]
    assert other.total is not None
    source = params.columns[Figure(column)]
    how = f"按《{scope.schemas[params.of].title}》合计行“{source}”（{other.address(other.total, source)}）"
    return Explanation(how, (Cell(params.of, other.total, source),))

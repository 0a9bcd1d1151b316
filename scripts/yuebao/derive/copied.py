"""Agreement: a figure that another table states for the same organization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.derive.scope import Derived, Explanation, Scope
from yuebao.model.numbers import UNREADABLE, plain
from yuebao.model.table import Cell, Table
from yuebao.spec.rule import Column, OtherColumn, OtherTable

SAME: Final = "count"


@dataclass(frozen=True, slots=True)
class Params:
    """``columns`` of this table repeat those of the table ``of``."""

    of: OtherTable
    columns: Mapping[Column, OtherColumn]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The other table's figure for each organization that both list, and for the total row. 0 is written blank.

    An organization that only one of the tables lists is a finding of `organization-known`, not of this rule.
    """
    other = scope.tables[params.of]
    rows = scope.identities(other)
    for identity, row in scope.identities(table).items():
        if identity not in rows:
            continue
        for column, source in params.columns.items():
            value = other.numbers[source][rows[identity]]
            if value is UNREADABLE:
                yield Derived(row, column, None)
            else:
                yield Derived(row, column, plain(value) if isinstance(value, Decimal) and value else "")


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """Where the figure stands in the other table."""
    other = scope.tables[params.of]
    source = params.columns[Column(column)]
    index = scope.identities(other)[scope.identity(table, row) or ""]
    title = scope.schemas[params.of].title
    return Explanation(
        f"《{title}》“{source}”一列（{other.address(index, source)}）", (Cell(params.of, index, source),)
    )

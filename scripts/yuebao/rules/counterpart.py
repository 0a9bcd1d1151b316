"""The row of another table that speaks of the same as a row of this one."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.table import Table
from yuebao.rules.scope import Scope


def counterparts(table: Table, other: Table, scope: Scope) -> Iterator[tuple[int, int | None]]:
    """Each row with its counterpart in the other table, ``None`` where there is none or it cannot be told.

    Where both tables name organizations: the row of the same organization, total row with total row; a second row of one
    organization is left out, it is a finding of `organization-known`. Else the only row of a table without a key, else
    the row of the same key, and total row with total row.
    """
    schemas = scope.schemas
    if schemas[table.name].entity is not None and schemas[other.name].entity is not None:
        yield from scope.pairs(table, other)
        return
    if not schemas[other.name].primary_key:
        only = 0 if len(other) == 1 else None
        yield from ((row, only) for row in range(len(table)))
        return
    rows = {key: row for row, key in reversed(list(enumerate(other.keys))) if key is not None}
    totals = set(table.totals)
    for row, key in enumerate(table.keys):
        if row in totals:
            yield row, other.total if table.total is not None else None
        else:
            yield row, None if key is None else rows.get(key)

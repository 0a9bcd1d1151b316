"""The address of each cell: `county-comparison-month.total.dongqu`, the same whatever else is added.

The row is the id of its organization where the table lists each once, else a slug of the declared key, else its number
among the data rows, from 1; a key that names persons is told by its hash, so that no address carries a name; the only total row is `total`. The column is its id; one that is named after an organization
takes that one's. Clause: the contract's "Layout in time".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Final

from yuebao.model.finding import Finding
from yuebao.model.table import Cell, Table
from yuebao.rules.scope import TOTAL, Scope

TOTAL_ROW: Final = "total"
_LONGEST: Final = 48
_APART: Final = re.compile(r"[^\w]+")


class Addresses:
    """The addresses of one issue's cells; what a table's rows are called is worked out once."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._rows: dict[str, tuple[str, ...]] = {}

    def rows(self, table: str) -> tuple[str, ...]:
        """The part of each row of a table. Of rows that would have the same one, as when a row was printed twice, the second
        has `-2` after it, and so on; a key that says nothing is the row's number."""
        if table not in self._rows:
            self._rows[table] = tuple(_apart(_names(self._scope.tables[table], self._scope)))
        return self._rows[table]

    def column(self, table: str, column: str) -> str:
        """The part of a column, which has to be one of the table's layout."""
        field = self._scope.schemas[table].field[column]
        entry = self._scope.named_after(field)
        return field.id if entry is None else entry.id

    def cell(self, cell: Cell | None) -> str | None:
        """The address of a cell; ``None`` of none, of a header, and of a column that the layout does not have."""
        if cell is None:
            return None
        table, schema = self._scope.tables.get(cell.table), self._scope.schemas.get(cell.table)
        if table is None or schema is None or cell.column not in schema.field:
            return None
        if not 0 <= cell.row < len(table):
            return None
        return f"{cell.table}.{self.rows(cell.table)[cell.row]}.{self.column(cell.table, cell.column)}"


def addressed(findings: Iterable[Finding], addresses: Addresses) -> tuple[Finding, ...]:
    """The findings, each with the address of its cell."""
    return tuple(
        finding if finding.cell is None else replace(finding, anchor=addresses.cell(finding.cell))
        for finding in findings
    )


def _apart(names: Iterable[str]) -> Iterator[str]:
    times: Counter[str] = Counter()
    taken: set[str] = set()
    for row, name in enumerate(names, 1):
        own = name = name or str(row)
        while True:
            times[name] += 1
            own = name if times[name] == 1 else f"{name}-{times[name]}"
            if own not in taken:
                break
        taken.add(own)
        yield own


def _names(table: Table, scope: Scope) -> Iterator[str]:
    """What each row is called before equal ones are told apart; empty where it has nothing but its number."""
    schema = scope.schemas[table.name]
    people = any(schema.field[name].person or schema.field[name].persons for name in schema.primary_key)
    part = hashed if people else slug
    for row, identity in enumerate(scope.row_identities(table)):
        if identity == TOTAL:
            yield TOTAL_ROW if table.total is not None else ""
        elif schema.lists_once and identity is not None:
            yield identity
        else:
            yield part(table.keys[row] or "") if schema.primary_key else ""


@lru_cache(maxsize=1 << 12)
def hashed(key: str) -> str:
    """A key that nobody can read: the beginning of its SHA-256."""
    return sha256(key.encode()).hexdigest()[:10] if key else ""


@lru_cache(maxsize=1 << 12)
def slug(key: str) -> str:
    """A key as part of an address: letters, digits and signs of writing stay, all else becomes `-`; `甲 / 本月` is
    `甲-本月`. A long one is cut."""
    return _APART.sub("-", key).strip("-").casefold()[:_LONGEST].rstrip("-")

"""A table beside what the documents in force print of it: which row is which, and what thereby is proven."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yuebao.model.printed import PrintedTable
from yuebao.model.table import Table
from yuebao.rules.in_force import printed_table
from yuebao.rules.row_alignment import Alignment, align
from yuebao.rules.scope import Scope
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True)
class Comparison:
    """A table and its print, in the ``columns`` that both have."""

    table: Table
    schema: TableSchema
    columns: tuple[str, ...]
    printed: PrintedTable

    @classmethod
    def of(cls, table: Table, scope: Scope) -> Comparison | None:
        """In every column of the print that the table's file has; ``None`` where no document in force prints the table."""
        schema = scope.schemas[table.name]
        printed = printed_table(scope.printed, schema)
        if printed is None:
            return None
        return cls(table, schema, tuple(name for name in printed.columns if table.has(name)), printed)

    @cached_property
    def own(self) -> list[tuple[str | None, ...]]:
        """The rows of the table, the lines of a cell as one; what was not published, or is not yet transcribed, is not
        compared."""
        texts = zip(*(map(_line, self.table.texts[name]) for name in self.columns), strict=True)
        if not self.table.nothing:
            return list(texts)
        return [
            tuple(
                text if self.table.published(row, name) else None
                for name, text in zip(self.columns, cells, strict=True)
            )
            for row, cells in enumerate(texts)
        ]

    @cached_property
    def rows(self) -> list[tuple[str, ...]]:
        """The printed rows."""
        places = [self.printed.columns.index(name) for name in self.columns]
        if places == list(range(len(self.printed.columns))):
            return [row.texts for row in self.printed.rows]
        return [tuple(row.texts[place] for place in places) for row in self.printed.rows]

    @cached_property
    def alignment(self) -> Alignment:
        """Which row is which."""
        key = [self.columns.index(name) for name in self.schema.primary_key if name in self.columns]
        return align(self.rows, self.own, key)


def is_as_printed(scope: Scope) -> bool:
    """Whether every table is what the documents in force print of it."""
    found = (Comparison.of(table, scope) for table in scope.tables.values())
    return all(compared is None or compared.own == compared.rows for compared in found)


@dataclass(frozen=True, slots=True)
class Proven:
    """What a document proves of a table that is to be filled in: cells that are blank, by the key of their row and their
    column; that the rows stand in their order; that there is no total row."""

    blanks: frozenset[tuple[str | None, str]] = frozenset()
    ordered: bool = False
    without_total: bool = False


def proven_of(table: Table, scope: Scope) -> Proven:
    """What the documents in force prove of the table; nothing where none prints it."""
    compared = Comparison.of(table, scope)
    if compared is None:
        return Proven()
    blanks = frozenset(
        (table.keys[pair.own], column)
        for pair in compared.alignment.pairs
        for column, text in zip(compared.columns, compared.rows[pair.printed], strict=True)
        if not text and table.keys[pair.own] is not None
    )
    total = compared.schema.total_row
    without = total is not None and total.column in compared.columns
    if total is not None and without:
        place = compared.columns.index(total.column)
        without = all(row[place] != total.label for row in compared.rows)
    return Proven(blanks, not compared.alignment.moved, without)


def _line(text: str) -> str:
    """A cell of several lines as one, as a reader of documents joins them."""
    return text.replace("\r", "").replace("\n", "") if "\n" in text else text

"""A month's tables while they are being filled; each step gives new tables and leaves the old ones alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yuebao.load.absence import columns_absent, mark_absent
from yuebao.load.fields import FieldJudge, judges_of
from yuebao.load.table import read_table
from yuebao.model.csv_text import csv_text, table_rows
from yuebao.model.issue import Absence
from yuebao.model.table import Cell, Table
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Draft:
    """The tables by name, and what reads a cell that was filled just as the loader reads a file."""

    tables: Mapping[str, Table]
    schemas: Mapping[str, TableSchema]
    judges: Mapping[str, Mapping[str, FieldJudge]]
    absent: tuple[Absence, ...] = ()

    def open(self, cell: Cell) -> bool:
        """Whether the cell is blank and may be filled: what was not published stays so."""
        table = self.tables[cell.table]
        return not table.texts[cell.column][cell.row] and table.published(cell.row, cell.column)

    def with_cells(self, cells: Mapping[Cell, str]) -> Draft:
        """The draft with these cells written."""
        changed: dict[str, list[list[str]]] = {}
        for cell, text in cells.items():
            table = self.tables[cell.table]
            rows = changed.setdefault(cell.table, [list(row) for row in table_rows(table)])
            rows[cell.row + 1][table.written.index(cell.column)] = text
        return self._with_rows(changed)

    def with_total_row(self, name: str) -> Draft:
        """The draft with an empty total row at the end of the table."""
        table, total = self.tables[name], self.schemas[name].total_row
        assert total is not None
        row = [total.label if column == total.column else "" for column in table.written]
        return self._with_rows({name: [*table_rows(table), row]})

    def with_order(self, name: str, order: Sequence[int]) -> Draft:
        """The draft with the rows of one table in this order."""
        header, *rows = table_rows(self.tables[name])
        return self._with_rows({name: [header, *(rows[index] for index in order)]})

    def _with_rows(self, changed: Mapping[str, Sequence[Sequence[str]]]) -> Draft:
        tables = dict(self.tables)
        for name, rows in changed.items():
            old = self.tables[name]
            content = csv_text(rows).encode()
            schema, gone = self.schemas[name], columns_absent(self.absent, name)
            table, _, _ = read_table(content, schema, self.judges[name], old.month, old.file, gone)
            assert table is not None
            tables[name] = mark_absent(table, schema, (), self.absent).table
        return replace(self, tables=tables)


def draft_of(
    tables: Mapping[str, Table], schemas: Mapping[str, TableSchema], absent: tuple[Absence, ...] = ()
) -> Draft:
    """The tables as loaded, ready to be filled."""
    return Draft(tables, schemas, judges_of(schemas), absent)

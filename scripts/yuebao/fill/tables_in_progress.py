"""A month's tables while they are being filled; each step gives new tables and leaves the old ones alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from yuebao.load.absence import columns_absent, mark_absent
from yuebao.load.fields import FieldJudge, judges_of
from yuebao.load.table import read_table
from yuebao.model.csv_text import csv_text, table_rows
from yuebao.model.issue import Absence
from yuebao.model.table import Cell, Table
from yuebao.rules.comparison import Proven, proven_of
from yuebao.rules.registry import numbered
from yuebao.rules.scope import Scope
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Draft:
    """The tables by name, and what reads a cell that was filled just as the loader reads a file. ``left`` are the cells of
    an issue in progress that were still to be transcribed; ``proven`` is what a document proves of a table, which nothing
    is to change."""

    tables: Mapping[str, Table]
    schemas: Mapping[str, TableSchema]
    judges: Mapping[str, Mapping[str, FieldJudge]]
    absent: tuple[Absence, ...] = ()
    left: frozenset[Cell] = frozenset()
    proven: Mapping[str, Proven] = field(default_factory=dict)

    def open(self, cell: Cell) -> bool:
        """Whether the cell is blank and may be filled: what was not published stays so, and what was printed as a blank."""
        table = self.tables[cell.table]
        if table.texts[cell.column][cell.row] or not table.published(cell.row, cell.column):
            return False
        proven = self.proven.get(cell.table)
        return proven is None or (table.keys[cell.row], cell.column) not in proven.blanks

    def unknown(self, cell: Cell) -> bool:
        """Whether nobody knows yet what stands there: it is left, and nothing was filled in."""
        return cell in self.left and not self.tables[cell.table].texts[cell.column][cell.row]

    @property
    def unsettled(self) -> frozenset[str]:
        """The tables of which not every cell is known, numbers of rows aside."""
        numbers = {name: numbered(schema.rules) for name, schema in self.schemas.items()}
        unknown = (cell for cell in self.left if self.unknown(cell))
        return frozenset(cell.table for cell in unknown if cell.column not in numbers[cell.table])

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


def draft_of(scope: Scope) -> Draft:
    """The tables as loaded, ready to be filled."""
    absent = scope.issue.absent if scope.issue else ()
    left = {Cell(name, row, column) for name, table in scope.tables.items() for row, column in table.left}
    typed = {name: table.typed for name, table in scope.tables.items()}
    proven = {name: proven_of(table, scope) for name, table in scope.tables.items()}
    return Draft(typed, scope.schemas, judges_of(scope.schemas), absent, frozenset(left), proven)

"""What a slip is looked for in, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from yuebao.localize.equations import rules_of_whole, system_of
from yuebao.model.finding import MISSING_NAME, UNKNOWN_NAME, Finding, Status
from yuebao.model.month import Month
from yuebao.model.numbers import total, written
from yuebao.model.suggestion import Place
from yuebao.model.table import Cell, Table
from yuebao.outcome.problem import cells_of
from yuebao.rules.scope import Scope
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """``tables`` are the tables that would have been otherwise. ``message`` says what happened, ``remedy`` what to do, and
    ``place`` where it begins. ``least`` is how many findings it has to settle to be told. What is found in the
    ``unknown`` rows, by table and key, says nothing: nobody knows all that belongs there. ``own`` are findings that it
    explains without the rules; ``texts`` are the figures that it would put into cells, to be shown."""

    message: str
    remedy: str
    place: Place
    tables: Mapping[str, Table]
    least: int = 2
    unknown: frozenset[tuple[str, str | None]] = frozenset()
    own: tuple[Finding, ...] = ()
    texts: Mapping[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """An issue, its surroundings, and what is wrong in it."""

    month: Month
    scope: Scope
    findings: Sequence[Finding]

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """The findings that are neither explained nor undecided."""
        return tuple(each for each in self.findings if each.status is Status.OPEN)

    @cached_property
    def about(self) -> Mapping[Cell, Sequence[Finding]]:
        """The open findings by the cells that they read, their own included."""
        found: dict[Cell, list[Finding]] = {}
        for each in self.open:
            for cell in cells_of(each):
                found.setdefault(cell, []).append(each)
        return found

    def schema(self, table: Table) -> TableSchema:
        """The schema of a table of the issue."""
        return self.scope.schemas[table.name]

    @cached_property
    def equal(self) -> Set[frozenset[tuple[str, str]]]:
        """Pairs of columns, by table, of which a rule says that a cell of one is a cell of the other."""
        equations = system_of(rules_of_whole(self.scope), self.scope, self.month.errata).equations
        return {
            frozenset((cell.table, cell.column) for cell in each.terms)
            for each in equations
            if len(each.terms) == 2
        }

    @cached_property
    def _narrow(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """The rows, by table and column, that open findings read which look at one row of that table: a sum over a whole
        column says nothing of where it is wrong."""
        return self._rows_of(self.open)

    def _rows_of(self, findings: Iterable[Finding]) -> Mapping[tuple[str, str], Sequence[int]]:
        found: dict[tuple[str, str], set[int]] = {}
        for each in findings:
            read: dict[str, set[Cell]] = {}
            for cell in cells_of(each):
                read.setdefault(cell.table, set()).add(cell)
            for table, cells in read.items():
                if len({cell.row for cell in cells}) == 1:
                    for cell in cells:
                        found.setdefault((table, cell.column), set()).add(cell.row)
        return {place: sorted(rows) for place, rows in found.items()}

    def rows(self, table: Table, column: str) -> Sequence[int]:
        """The rows of a column in which something is found, in their order."""
        return self._narrow.get((table.name, column), ())

    def wrong_rows(self, table: Table) -> list[int]:
        """The rows of a table in which something is found or cannot be decided, in whatever column, in their order."""
        return sorted(
            {row for (name, _), rows in self._unsettled.items() if name == table.name for row in rows}
        )

    @cached_property
    def _unsettled(self) -> Mapping[tuple[str, str], Sequence[int]]:
        return self._rows_of(each for each in self.findings if each.status is not Status.EXPLAINED)

    def figures(self) -> Iterator[tuple[Table, str]]:
        """Each column of figures of which open findings read at least three rows."""
        for table in self.scope.tables.values():
            for column in table.numbers:
                if len(self.rows(table, column)) > 2:
                    yield table, column

    def missing(self, table: Table) -> tuple[Finding, ...]:
        """The findings of organizations that the table does not list."""
        entity = self.schema(table).entity
        place = (table.name, MISSING_NAME, None, None if entity is None else entity.name)
        return tuple(each for each in self.open if (each.table, each.breach, each.row, each.column) == place)

    def unknown_names(self, table: Table) -> tuple[Finding, ...]:
        """The findings of names in the table that the registry does not have."""
        return tuple(each for each in self.open if (each.table, each.breach) == (table.name, UNKNOWN_NAME))


def place_in(table: Table, row: int | None, column: str | None) -> Place:
    """A row, a column or a cell of a table."""
    cell = row is not None and column is not None
    return Place(
        file=table.file,
        table=table.name,
        line=None if row is None else table.lines[row],
        row=None if row is None else table.row_name(row),
        column=column,
        address=table.address(row, column) if cell and row is not None and column is not None else None,
    )


def left_by_total(table: Table, schema: TableSchema, column: str) -> str:
    """What the only total row has more than the rows add up to, as the column writes it; empty where that is nothing or
    less, and where a figure cannot be read."""
    figures = table.numbers[column]
    if table.total is None or not table.clear(figures):
        return ""
    whole = figures[table.total]
    if not isinstance(whole, Decimal):
        return ""
    more = whole * 2 - total(each for each in figures if isinstance(each, Decimal))
    return written(more, schema.field[column].grammar) if more > 0 else ""

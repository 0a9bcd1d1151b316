"""What an assertion needs and the issue does not print: then it is inapplicable, whatever its kind says of a blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yuebao.model.month import Month
from yuebao.model.table import HEADER, Cell
from yuebao.rules.registry import accumulating, comparing
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Break, Mark, Undecided, Verdict
from yuebao.schema.rule import Rule


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What a rule would read of a month and was not published, or is not yet transcribed. ``all``: a table, or a whole
    column by which rows are told apart, so that nothing can be asserted. ``unnamed``: single cells of such a column.
    ``earlier``: something of the earlier issue that the rule compares with."""

    month: Month
    all: bool
    unnamed: bool
    earlier: bool

    @classmethod
    def of(cls, rule: Rule, month: Month, scope: Scope) -> Unpublished:
        """What it is for this rule."""
        names = list(_incomplete_names(rule, month, scope))
        gone = bool(rule.tables & month.nothing)
        whole = any(not month.tables[table].prints(column) for table, column in names)
        return cls(month, gone or whole, bool(names), _earlier(rule, scope))

    def needed(self, verdict: Verdict) -> bool:
        """Whether nothing but this stands behind a verdict that does not pass.

        Undecided: because of cells all of which were not published, or of none while rows have no name or the earlier issue
        does not say all. Broken: because
        of which rows there are while not every row has a name; what is said of several cells of one row stays broken.
        """
        if isinstance(verdict, Mark):
            return False
        if isinstance(verdict, Break):
            return self.unnamed and _about_rows(verdict)
        lacking = [cell for cell in verdict.evidence if not self._there(cell)]
        return all(self._nothing(cell) for cell in lacking) if lacking else self.unnamed or self.earlier

    def _there(self, cell: Cell) -> bool:
        table = self.month.tables.get(cell.table)
        if table is None or (cell.column and not table.has(cell.column)):
            return False
        return cell.row == HEADER or table.readable(cell.row, cell.column)

    def _nothing(self, cell: Cell) -> bool:
        table = self.month.tables.get(cell.table)
        if table is None:
            return cell.table in self.month.nothing
        return not table.published(cell.row, cell.column)


def frame(table: str, rule: Rule, scope: Scope) -> Iterator[tuple[str, str]]:
    """The columns by which rows are told apart: the label of the total row and, across tables, the organization."""
    schema = scope.schemas.get(table)
    if schema is None:
        return
    if schema.total_row is not None:
        yield table, schema.total_row.column
    if rule.other and schema.entity is not None:
        yield table, schema.entity.name


def _incomplete_names(rule: Rule, month: Month, scope: Scope) -> Iterator[tuple[str, str]]:
    """The columns without figures that the rule reads, of which something was not published."""
    for name, column in {*rule.reads, *frame(rule.table, rule, scope), *frame(rule.other, rule, scope)}:
        table = month.tables.get(name)
        if table is None or scope.schemas[name].field[column].grammar:
            continue
        if any(column == other for _, other in table.nothing):
            yield name, column


def _earlier(rule: Rule, scope: Scope) -> bool:
    sources = [scope.compared[earlier] for earlier in comparing([rule]) if earlier in scope.compared]
    if accumulating([rule]) and scope.before is not None:
        sources.append(scope.before)
    read = {rule.table, rule.other}
    return any(
        bool(read & scope.unpublished - tables.keys())
        or any(table.nothing for name, table in tables.items() if name in read)
        for tables in sources
    )


def _about_rows(verdict: Break | Undecided) -> bool:
    places = {(cell.table, cell.row) for cell in verdict.evidence}
    return len(places) != 1 or len(verdict.evidence) < 2

"""Set a month beside the month before and the same month of the year before. Which tables and columns are compared
follows from the schemas: tables with one row an organization, their totalled columns, else their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yuebao.model.issue import LEFT_MARK, Erratum
from yuebao.model.month import Month
from yuebao.model.numbers import ZERO, Number, in_percent
from yuebao.model.table import Table
from yuebao.review.listings import listings, masthead
from yuebao.review.model import Figure, Line, Review, TableReview
from yuebao.review.unproven_cells import unproven_cells
from yuebao.rules.registry import accumulating, numbered, totalled
from yuebao.rules.scope import TOTAL, Scope
from yuebao.schema.table_schema import TableSchema


def review(
    scope: Scope,
    month: Month,
    month_before: Month | None,
    year_before: Month | None,
    known: Sequence[Erratum] = (),
) -> Review:
    """The month against the others; of its errata those that are not ``known`` already."""
    tables = []
    for name, table in month.tables.items():
        schema = scope.schemas[name]
        columns = _columns(schema)
        if columns and schema.entity is not None and schema.lists_once:
            earlier = tuple(
                None if other is None else other.tables.get(name) for other in (month_before, year_before)
            )
            tables.append(_table(scope, schema, columns, table, *earlier))
    old = {replace(erratum, line=0) for erratum in known}
    own = [erratum for erratum in month.errata if replace(erratum, line=0) not in old]
    then = {_about(erratum) for erratum in (month_before.errata if month_before else ())}
    return Review(
        month=month.month,
        month_before=month_before.month if month_before else "",
        year_before=year_before.month if year_before else "",
        tables=tuple(tables),
        absent=month.issue.absent if month.issue else (),
        errata=tuple(erratum for erratum in own if _about(erratum) not in then),
        repeated=tuple(erratum for erratum in own if _about(erratum) in then),
        masthead=masthead(scope, month, month_before),
        listings=listings(scope, month, month_before, year_before),
        unproven=tuple(unproven_cells(scope)),
    )


def _about(erratum: Erratum) -> tuple[str | None, ...]:
    """What an entry is about, whatever it says."""
    return erratum.rule, erratum.table, erratum.row, erratum.column


def _columns(schema: TableSchema) -> tuple[str, ...]:
    numbering = numbered(schema.rules)
    figures = [
        field.name
        for field in schema.fields
        if field.grammar and not in_percent(field.grammar) and field.name not in numbering
    ]
    return totalled(schema.rules) or tuple(figures)


def _table(
    scope: Scope,
    schema: TableSchema,
    columns: tuple[str, ...],
    table: Table,
    month_before: Table | None,
    year_before: Table | None,
) -> TableReview:
    accumulated = accumulating(schema.rules)
    before = None if accumulated else month_before
    places = {id(other): scope.identities(other) for other in (before, year_before) if other is not None}

    def line(identity: str, row: int) -> Line:
        others = (
            (other, None if other is None else places[id(other)].get(identity))
            for other in (before, year_before)
        )
        return _line(schema, columns, table, row, *others)

    rows = scope.identities(table)
    total = rows.pop(TOTAL, None)
    then = None if before is None else places[id(before)]
    return TableReview(
        name=schema.name,
        title=schema.title,
        columns=columns,
        accumulated=accumulated,
        total=None if total is None else line(TOTAL, total),
        lines=tuple(line(identity, row) for identity, row in rows.items()),
        new=None if then is None else tuple(_names(schema, table, rows, then)),
        gone=None if then is None or before is None else tuple(_names(schema, before, then, rows)),
    )


def _names(schema: TableSchema, table: Table, rows: dict[str, int], others: dict[str, int]) -> Iterator[str]:
    """The names of the organizations that the other table does not list."""
    assert schema.entity is not None
    texts = table.texts[schema.entity.name]
    yield from (texts[row] for identity, row in rows.items() if identity not in others and identity != TOTAL)


def _line(
    schema: TableSchema,
    columns: Sequence[str],
    table: Table,
    row: int,
    *others: tuple[Table | None, int | None],
) -> Line:
    assert schema.entity is not None
    figures = []
    for column in columns:
        now = _figure(table, row, column)
        month_before, year_before = (
            None if other is None or place is None else _figure(other, place, column)
            for other, place in others
        )
        places = ((table, row), *others)
        unpublished = tuple(_unpublished(other, place, column) for other, place in places)
        text = table.texts[column][row] if table.has(column) else ""
        text = LEFT_MARK if (row, column) in table.left else text
        figures.append(
            Figure(text, now, month_before, year_before, (unpublished[0], unpublished[1], unpublished[2]))
        )
    return Line(table.texts[schema.entity.name][row], tuple(figures))


def _unpublished(table: Table | None, row: int | None, column: str) -> bool:
    """Whether the cell was not published; one that is still to be transcribed may have been."""
    if table is None or row is None or not table.has(column) or (row, column) in table.left:
        return False
    return not table.published(row, column)


def _figure(table: Table, row: int, column: str) -> Number:
    """The figure, a blank as 0; one that cannot be read stays so."""
    if not table.has(column):
        return None
    number = table.numbers[column][row]
    return ZERO if number is None else number

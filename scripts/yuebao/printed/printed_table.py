"""An attachment's table as it is printed: which cell stands where, what is merged, how wide each column is.

Knows no document format; `docx_table` draws it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from yuebao.model.table import Table
from yuebao.printed.grouping import item_groups
from yuebao.printed.model import Attachment
from yuebao.printed.published_schema import published_schema
from yuebao.printed.width import BOLD, ems, most_ems
from yuebao.rules.registry import numbered, ranked
from yuebao.rules.scope import Scope
from yuebao.schema.report_form import AttachmentForm, Subhead
from yuebao.schema.table_schema import Field, TableSchema

BULLET = "●"
_SHORT = 3
Align = Literal["left", "center", "right"]


class PrintedCell(NamedTuple):
    """``columns`` and ``rows`` say how many places the cell takes up. A tuple, because a report has two thousand."""

    text: str
    align: Align = "center"
    columns: int = 1
    rows: int = 1
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line of the table. ``with_next`` keeps a group's heading on the page of its first item."""

    cells: tuple[PrintedCell, ...]
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What a column needs: ``ems`` in Chinese characters; ``breaks`` says whether its texts may break into lines."""

    ems: float
    breaks: bool


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """``head`` is repeated on every page."""

    head: tuple[PrintedRow, ...]
    body: tuple[PrintedRow, ...]
    columns: tuple[Column, ...]


def printed_table(attachment: Attachment, scope: Scope) -> PrintedTable:
    """The table of an attachment, by the form that `schemas/report.yaml` gives it."""
    form = attachment.form
    table = scope.tables[form.table]
    schema = published_schema(scope.schemas[form.table], table)
    if form.grouped is not None:
        return _grouped(form, table, schema, scope)
    if form.abreast > 1:
        return _abreast(form.abreast, table, schema)
    head = _head(schema, form.subhead)
    body = tuple(map(PrintedRow, _rows(table, schema)))
    return PrintedTable(head, body, tuple(_column(table, field) for field in schema.fields))


def _head(schema: TableSchema, subhead: Subhead | None) -> tuple[PrintedRow, ...]:
    if subhead is None:
        return (PrintedRow(tuple(PrintedCell(field.name, strong=True) for field in schema.fields)),)
    first = tuple(
        PrintedCell(field.name, rows=1 if field.about in subhead.about else 2, strong=True)
        for field in schema.fields
    )
    second = tuple(
        PrintedCell(subhead.text, strong=True) for field in schema.fields if field.about in subhead.about
    )
    return PrintedRow(first), PrintedRow(second)


def _rows(table: Table, schema: TableSchema) -> list[tuple[PrintedCell, ...]]:
    columns = [(table.texts[field.name], alignment(field, schema)) for field in schema.fields]
    return [
        tuple(PrintedCell(texts[row], align, strong=row in table.totals) for texts, align in columns)
        for row in range(len(table))
    ]


def alignment(field: Field, schema: TableSchema) -> Align:
    """Quantities stand right, so that they compare; places, points, rates and words in the middle."""
    places = {*numbered(schema.rules), *ranked(schema.rules)}
    return "right" if field.type == "integer" and field.name not in places else "center"


def _column(table: Table, field: Field) -> Column:
    """Room for every figure and name on one line; a heading of more than three characters breaks into two."""
    heading = ems(field.name) if len(field.name) <= _SHORT else -(-ems(field.name) // 2)
    texts = table.texts[field.name]
    totals = most_ems((texts[row] for row in table.totals), BOLD)
    return Column(max(most_ems(texts), totals, heading, 2.0), not field.grammar)


def _abreast(count: int, table: Table, schema: TableSchema) -> PrintedTable:
    """Rows in their order from left to right, then down; the last line is filled up with blanks."""
    blank = tuple(PrintedCell("") for _ in schema.fields)
    rows = _rows(table, schema)
    rows += [blank] * (-len(rows) % count)
    lines = [rows[start : start + count] for start in range(0, len(rows), count)]
    head = tuple(PrintedCell(field.name, strong=True) for field in schema.fields)
    return PrintedTable(
        (PrintedRow(head * count),),
        tuple(PrintedRow(tuple(cell for cells in line for cell in cells)) for line in lines),
        tuple(_column(table, field) for field in schema.fields) * count,
    )


def _grouped(form: AttachmentForm, table: Table, schema: TableSchema, scope: Scope) -> PrintedTable:
    """Each group under a line with its number, name and score; the numbers run in the order of the groups."""
    by = form.grouped.by if form.grouped else ""
    fields = [field for field in schema.fields if field.name != by]
    head = PrintedRow((PrintedCell(""), *(PrintedCell(field.name, strong=True) for field in fields)))
    body: list[PrintedRow] = []
    for group in item_groups(form, scope):
        body.append(_heading(group.place, group.name, group.score, len(fields)))
        body += _items(table, group.rows, fields)
    columns = (Column(2.0, breaks=False), *(_column(table, field) for field in fields))
    return PrintedTable((head,), tuple(body), columns)


def _heading(number: int, name: str, score: str, columns: int) -> PrintedRow:
    words = f"{name}\u3000{score} 分" if score else name
    cells = (PrintedCell(str(number), strong=True), PrintedCell(words, "left", columns=columns, strong=True))
    return PrintedRow(cells, with_next=True)


def _items(table: Table, rows: Sequence[int], fields: Sequence[Field]) -> Iterator[PrintedRow]:
    for row in rows:
        cells = (
            PrintedCell(table.texts[field.name][row], "center" if field.grammar else "left")
            for field in fields
        )
        yield PrintedRow((PrintedCell(BULLET), *cells))

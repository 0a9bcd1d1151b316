"""A correction that prints only some of an issue: it takes the place of what it prints, and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yuebao.importing.to_tables import Rows, Understood
from yuebao.model.month import Month
from yuebao.model.printed import PrintedRow, PrintedTable
from yuebao.model.table import Table
from yuebao.schema.printed_part import is_part, overlaid, row_key
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was understood of a correction, its tables as they stand with it; ``whole`` says whether it prints all that
    the issue has, so that no earlier document is needed any more."""

    understood: Understood
    whole: bool


def corrected(
    understood: Understood, existing: Month | None, schemas: Mapping[str, TableSchema]
) -> Corrected:
    """The correction brought to an issue that stands; whatever comes to none is whole. A table of which it prints fewer than half of the rows, or not all
    columns, keeps the others; its own rows are found by their key, and new ones stand at the end. Places of rows, cells
    and changes are those of the tables as they then are."""
    if existing is None:
        return Corrected(understood, whole=True)
    parts = {
        name: table
        for name, rows in understood.tables.items()
        if (own := existing.tables.get(name)) is not None
        and is_part(table := _printed(understood, name, rows, schemas[name]), _standing(own))
    }
    for name, part in parts.items():
        understood = _merged(understood, name, part, existing.tables[name], schemas[name])
    whole = not parts and existing.tables.keys() <= understood.tables.keys()
    return Corrected(understood, whole)


def _printed(understood: Understood, name: str, rows: Rows, schema: TableSchema) -> PrintedTable:
    """The table in the columns that the document has."""
    found = {column for spots in understood.spots[name] for column in spots}
    kept = [at for at, column in enumerate(schema.header) if column in found]
    lines = zip(rows, understood.row_places[name], strict=True)
    return PrintedTable(
        tuple(schema.header[at] for at in kept),
        tuple(PrintedRow(tuple(row[at] for at in kept), place) for row, place in lines),
    )


def _standing(table: Table) -> PrintedTable:
    """The table as it stands in the archive."""
    rows = zip(*(table.texts[column] for column in table.header), strict=True)
    return PrintedTable(table.header, tuple(PrintedRow(tuple(row), "") for row in rows))


def _merged(
    understood: Understood, name: str, part: PrintedTable, own: Table, schema: TableSchema
) -> Understood:
    made = overlaid(_standing(own), part, schema)
    named = (dict(zip(made.columns, row.texts, strict=True)) for row in made.rows)
    rows = tuple(tuple(texts.get(column, "") for column in schema.header) for texts in named)
    first: dict[str, int] = {}
    for index, row in enumerate(made.rows):
        first.setdefault(row_key(made.columns, row.texts, schema), index)
    own_keys = [row_key(part.columns, row.texts, schema) for row in part.rows]
    at = {index: first[key] for index, key in enumerate(own_keys) if key and key in first}
    places, spots = [""] * len(rows), list[Mapping[str, str]]([{}] * len(rows))
    for index, place in at.items():
        places[place], spots[place] = understood.row_places[name][index], understood.spots[name][index]
    changes = (
        replace(change, row=at.get(change.row - 1, change.row - 1) + 1) if change.table == name else change
        for change in understood.changes
    )
    return replace(
        understood,
        tables={**understood.tables, name: rows},
        row_places={**understood.row_places, name: tuple(places)},
        spots={**understood.spots, name: tuple(spots)},
        changes=tuple(changes),
    )

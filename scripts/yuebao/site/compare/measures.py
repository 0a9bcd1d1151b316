"""What can be compared: figures of organizations, by the rows that list them and by the columns that they head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from yuebao.model.issue import NOT_PUBLISHED
from yuebao.printed.edition import Edition
from yuebao.schema.table_schema import TableSchema
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.insights.reading import Reading

TOTAL: Final = "total"
"""What stands for the column in the key of a measure that is about the columns' totals."""
OTHER_UNIT: Final = "单位不同"
"""Said of a figure that counts in another unit than the newest one does."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of a table, or the totals of its columns that are named after organizations (``column`` empty). A ``place``
    is best where it is lowest; a blank ``count`` is 0 cases, any other blank is nothing."""

    table: str
    column: str
    key: str
    title: str
    unit: str
    place: bool
    count: bool


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of one organization in one issue: its published ``text`` and what ``number`` it is, none where it is blank
    or counts nothing, or why there is none (``nothing``); ``anchor`` is where it stands on the page of the issue."""

    organization: str
    text: str
    number: Decimal | None
    nothing: str
    doubtful: bool
    anchor: str


def measures(archive: Archive) -> tuple[Measure, ...]:
    """Every measure, in the order of the tables and their columns."""
    lowest = {
        (form.table, column) for form in archive.charts if form.best == "lowest" for column in form.columns
    }
    found: list[Measure] = []
    for name, schema in archive.tables.items():
        if schema.lists_once:
            found += [
                Measure(
                    name,
                    field.name,
                    f"{name}.{field.id}",
                    field.title,
                    field.unit,
                    (name, field.name) in lowest,
                    field.grammar == "count" and (name, field.name) not in lowest,
                )
                for field in schema.fields
                if field.grammar and field.unit and not field.about
            ]
        unit = _unit_of_headed(schema)
        if unit is not None and schema.total_row is not None:
            found.append(Measure(name, "", f"{name}.{TOTAL}", "合计", unit, False, True))
    return tuple(found)


def comparing(archive: Archive, table: str, column: str, identity: str) -> str:
    """The address at which an organization is compared with others in a column, called as in `Archive.tables`, or in its
    totals where that is empty."""
    key = archive.tables[table].field[column].id if column else TOTAL
    return f"{addresses.COMPARE}#m={quote(f'{table}.{key}')}&u={quote(identity)}"


def _unit_of_headed(schema: TableSchema) -> str | None:
    return next((field.unit for field in schema.fields if field.about and field.grammar), None)


def values(archive: Archive, edition: Edition, measure: Measure) -> Iterator[Value]:
    """The figures of an issue, an organization each; nothing where it does not list any."""
    reading = Reading.of(archive, edition, measure.table)
    if reading is None:
        return
    if not measure.column:
        row = reading.table.total
        if row is not None:
            for identity, column in reading.headed().items():
                yield _value(reading, identity, row, column, measure.unit)
    elif measure.column in reading.table.header:
        for identity, row in reading.rows().items():
            yield _value(reading, identity, row, measure.column, measure.unit)


def _value(reading: Reading, identity: str, row: int, column: str, unit: str) -> Value:
    published = reading.table.published(row, column)
    nothing = "" if published else NOT_PUBLISHED
    if published and reading.field(column).unit != unit:
        nothing = OTHER_UNIT
    text = "" if nothing else reading.table.texts[column][row]
    number = None if nothing else reading.table.numbers[column][row]
    anchor = reading.archive.address(reading.edition, reading.table.name, row, column)
    return Value(
        identity, text, number if isinstance(number, Decimal) else None, nothing,
        bool(reading.errata(row, column)), anchor,
    )  # fmt: skip

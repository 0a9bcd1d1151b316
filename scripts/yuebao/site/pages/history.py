"""Where each organization stands in every issue: looked up once, for all pages about organizations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yuebao.model.numbers import Number
from yuebao.model.table import Table
from yuebao.printed.edition import Edition
from yuebao.rules.scope import TOTAL
from yuebao.site.archive import Archive
from yuebao.site.pages.data_table import Marks


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of one organization in one table of one issue."""

    edition: Edition
    table: Table
    rows: tuple[int, ...]

    def text(self, column: str) -> str:
        """The published text in the first of the rows; empty where the issue does not have the column."""
        return self.table.texts[column][self.rows[0]] if self.table.has(column) else ""

    def number(self, column: str) -> Number:
        """The figure there."""
        return self.table.numbers[column][self.rows[0]] if self.table.has(column) else None


@dataclass(frozen=True, slots=True)
class Column:
    """The column of one table of one issue that is named after an organization, and how its header is printed there."""

    edition: Edition
    table: Table
    name: str
    printed: str


@dataclass(frozen=True, slots=True)
class Histories:
    """By id of the organization and name of the table, the oldest issue first; columns are called as in `Archive.tables`.
    ``marks`` are those of each issue."""

    rows: Mapping[str, Mapping[str, list[Listing]]]
    columns: Mapping[str, Mapping[str, list[Column]]]
    marks: Mapping[str, Marks]


def histories(archive: Archive) -> Histories:
    """Every row and column of the archive that is about an organization, in one pass over it."""
    rows: dict[str, dict[str, list[Listing]]] = {}
    for edition in archive.editions:
        for name, table in archive.shown(edition).items():
            for identity, found in edition.scope.rows_of(table).items():
                if identity != TOTAL:
                    listed = rows.setdefault(identity, {}).setdefault(name, [])
                    listed.append(Listing(edition, table, tuple(found)))
    return Histories(rows, _columns(archive), _marks(archive))


def column_histories(archive: Archive) -> Histories:
    """The columns alone, for pages that need no rows."""
    return Histories({}, _columns(archive), _marks(archive))


def _columns(archive: Archive) -> dict[str, dict[str, list[Column]]]:
    columns: dict[str, dict[str, list[Column]]] = {}
    for edition in archive.editions:
        for name, table in archive.shown(edition).items():
            names = edition.layout.tables[name].renaming(archive.tables[name])
            for field in edition.layout.tables[name].fields:
                entry = edition.scope.named_after(field)
                if entry is not None:
                    listed = columns.setdefault(entry.id, {}).setdefault(name, [])
                    listed.append(Column(edition, table, names[field.name], field.name))
    return columns


def _marks(archive: Archive) -> dict[str, Marks]:
    corrected = {each.month for each in archive.corrections}
    return {
        edition.name: archive.marks(edition)
        for edition in archive.editions
        if edition.explained or edition.name in corrected
    }

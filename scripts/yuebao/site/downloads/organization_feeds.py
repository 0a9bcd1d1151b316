"""`organizations/<id>.xml`: what comes out about one organization: its figures in each issue that names it, what the pages say
of them, and the errata about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from yuebao.model.issue import NOT_PUBLISHED
from yuebao.model.table import Cell, Table
from yuebao.printed.edition import Edition
from yuebao.rules.scope import TOTAL
from yuebao.schema.table_schema import Field
from yuebao.site import download_addresses as addresses
from yuebao.site import page_addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.atom import Entry, Feed, feed
from yuebao.site.downloads.feed import errata_entries, issue_key, taken_back
from yuebao.site.insights.of_organization import of_organization
from yuebao.site.marks import Mark, marks_of

LENGTH: Final = 12
"""Entries in a feed: there are as many feeds as organizations."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Where an issue names one organization: by table its rows, and the columns that are named after it."""

    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    def holds(self, cell: Cell | None) -> bool:
        """Whether the cell is about the organization."""
        if cell is None:
            return False
        return cell.row in self.rows.get(cell.table, ()) or self.columns.get(cell.table) == cell.column


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """A feed for every organization of the registry, whether an issue names it yet or not."""
    named = [(edition, _named(edition), marks_of(edition)) for edition in archive.editions]
    kinds = archive.latest.organizations
    for identity, organization in archive.registry.by_id.items():
        title = kinds.full_name(organization)
        entries = [
            entry
            for edition, found, marks in named
            if identity in found
            for entry in _entries(archive, edition, identity, title, found[identity], marks)
        ]
        if entries:
            entries += [taken_back(archive, listed) for listed in archive.withdrawn]
        address = addresses.organization_feed(identity)
        own = Feed(address, page_addresses.organization(identity), LENGTH, f"：{title}", f"#of-{identity}")
        yield address, feed(archive.settings, own, entries)


def _entries(
    archive: Archive, edition: Edition, identity: str, title: str, own: _Named, marks: Sequence[Mark]
) -> Iterator[Entry]:
    issue = edition.issue
    yield Entry(
        f"{issue_key(archive, edition)}/of/{identity}", f"{title}：{issue.title}", issue.published, issue.publisher,
        page_addresses.organization(identity), partial(_words, archive, edition, identity, own, marks),
    )  # fmt: skip
    about = [mark for mark in marks if own.holds(mark.cell)]
    yield from errata_entries(archive, edition, about, f"/of/{identity}")


def _named(edition: Edition) -> Mapping[str, _Named]:
    found: dict[str, _Named] = {}
    for name, table in edition.month.tables.items():
        for identity, rows in edition.scope.rows_of(table).items():
            if identity != TOTAL:
                found.setdefault(identity, _Named()).rows[name] = tuple(rows)
        for each in edition.layout.tables[name].fields:
            entry = edition.scope.named_after(each)
            if entry is not None:
                found.setdefault(entry.id, _Named()).columns[name] = each.name
    return found


def _words(archive: Archive, edition: Edition, identity: str, own: _Named, marks: Sequence[Mark]) -> str:
    """What the pages say of it, then its figures table by table."""
    said = [f"{clause.text}。" for clause in of_organization(archive, edition, identity)]
    doubtful = {mark.cell for mark in marks}
    lines = []
    for name, schema in edition.layout.tables.items():
        table = edition.month.tables.get(name)
        rows = own.rows.get(name, ())
        if table is not None and schema.lists_once and len(rows) == 1:
            figures = [each for each in schema.fields if each.grammar and each.unit and not each.about]
            told = [_figure(table, rows[0], each, doubtful) for each in figures if table.has(each.name)]
            lines.append(f"《{schema.title}》{'，'.join(told)}")
        elif table is not None and name in own.columns and table.total is not None:
            column = schema.field[own.columns[name]]
            lines.append(f"《{schema.title}》合计{_figure(table, table.total, column, doubtful)}")
    return "\n".join([*said, *lines])


def _figure(table: Table, row: int, column: Field, doubtful: set[Cell | None]) -> str:
    text = table.texts[column.name][row]
    if not table.published(row, column.name):
        return f"{column.title}{NOT_PUBLISHED}"
    doubt = "（存疑）" if Cell(table.name, row, column.name) in doubtful else ""
    return f"{column.title} {text or '空白'}{doubt}"

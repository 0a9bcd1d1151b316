"""The whole archive as one SQLite file: the long table, the issues and those withdrawn, what they do
not print, the errata, the publisher's corrections, the revisions, the tables and the organizations."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from yuebao.model.content import Content
from yuebao.model.revision import Revision
from yuebao.printed.edition import Edition
from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive, Withdrawn
from yuebao.site.downloads import database_schema as schema
from yuebao.site.downloads.database_schema import DatabaseTable, issue_tables
from yuebao.site.downloads.figures import Figure, places
from yuebao.site.downloads.figures_csv import organization_rows
from yuebao.site.marks import marks_of


def files(archive: Archive) -> Iterator[tuple[str, Content]]:
    """`files/archive.sqlite`. The same archive and the same SQLite give the same bytes."""
    yield addresses.DATABASE, partial(_write, archive)


def _write(archive: Archive, path: Path) -> None:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill_all(database, archive)
    except sqlite3.OperationalError as error:  # of a file made here alone: what the system refuses
        raise OSError(errno.EIO, f"SQLite：{error}", str(path)) from error


def _fill_all(database: sqlite3.Connection, archive: Archive) -> None:
    """Every table, without a journal: a file that is not complete is thrown away."""
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    issues, withdrawn = issue_tables(archive.masthead_keys)
    _fill(database, issues, issue_rows(archive))
    _fill(database, withdrawn, _withdrawn(archive))
    _fill(database, schema.TABLES, _tables(archive))
    _fill(database, schema.ORGANIZATIONS, organization_rows(archive))
    _fill(database, schema.ERRATA, errata_rows(archive))
    _fill(database, schema.ABSENT, _absent(archive))
    _fill(database, schema.CORRECTIONS, _corrections(archive))
    _fill(database, schema.CORRECTED, _corrected(archive))
    _fill(database, schema.REVISIONS, _revisions(archive))
    _fill(database, schema.FIGURES, _figures(archive))
    for view in schema.VIEWS:
        database.execute(view)
    database.execute("COMMIT")


def _fill(database: sqlite3.Connection, table: DatabaseTable, rows: Iterable[Sequence[object]]) -> None:
    """The table with its rows; the indexes after them, which is faster."""
    create, *indexes = table.statements()
    database.execute(create)
    database.executemany(table.insert(), map(table.row, rows))
    for index in indexes:
        database.execute(index)


def _figures(archive: Archive) -> Iterator[tuple[object, ...]]:
    for edition in archive.editions:
        for figure, published in places(edition):
            yield _typed(figure) if published else _nothing(figure)


def _typed(figure: Figure) -> tuple[object, ...]:
    """Numbers as numbers: ``value`` in floating point, as SQLite has no decimals; ``total`` as 1 or 0."""
    value = float(figure.value) if figure.value else None
    return (*figure[1:7], int(figure.total == "true"), *figure[8:12], value, *figure[13:])


def _nothing(figure: Figure) -> tuple[object, ...]:
    """Of a figure that was not published, whose state says so."""
    return (*figure[1:7], int(figure.total == "true"), *figure[8:12], None, None, *figure[14:])


def _absent(archive: Archive) -> Iterator[tuple[object, ...]]:
    """What each issue does not print although its layout has it; ``column`` and ``row`` are empty where all of them are
    meant."""
    for edition in archive.editions:
        for item in edition.issue.absent:
            yield (
                edition.name, item.table, item.column, item.row, item.reason, item.reviewer,
                item.reviewed.isoformat(),
            )  # fmt: skip


def _corrections(archive: Archive) -> Iterator[tuple[object, ...]]:
    """Each document by which the publisher corrected an issue, and which one it took the place of."""
    for edition in archive.editions:
        for each in archive.corrections_of(edition):
            pairs = [
                (each.file, each.stated, each.arrived) if each else ("", "", "")
                for each in (each.document, each.earlier)
            ]
            yield (edition.name, *pairs[0], *pairs[1], int(each.in_force), each.proof.value)


def _corrected(archive: Archive) -> Iterator[tuple[object, ...]]:
    """What each correction changed; ``table`` is empty for the masthead, ``column`` for a whole row."""
    for edition in archive.editions:
        for each in archive.corrected(edition):
            yield (edition.name, each.correction.document.file, *_change(each.change, edition))


def _revisions(archive: Archive) -> Iterator[tuple[object, ...]]:
    """What was changed after it was published; ``document`` is the correction that did so, empty for the archive's own."""
    for edition in archive.editions:
        for each in archive.revisions_of(edition):
            yield (edition.name, each.when, *_change(each, edition), each.document)


def _change(change: Revision, edition: Edition) -> tuple[str, ...]:
    anchor = edition.addresses.cell(change.cell) or ""
    return (change.table, change.row, change.column, anchor, change.old, change.new)


def issue_rows(archive: Archive) -> list[tuple[object, ...]]:
    """The masthead of each issue."""
    return [_masthead(archive, edition) for edition in archive.editions]


def _masthead(archive: Archive, listed: Edition | Withdrawn) -> tuple[object, ...]:
    own = listed.period
    return (listed.name, own.months[0], own.end, *map(listed.issue.written, archive.masthead_keys))


def _withdrawn(archive: Archive) -> list[tuple[object, ...]]:
    return [
        (*_masthead(archive, listed), listed.why.reason, listed.why.reviewer, listed.why.reviewed.isoformat())
        for listed in archive.withdrawn
    ]


def _tables(archive: Archive) -> list[tuple[str, ...]]:
    return [(schema.name, schema.title, schema.description) for schema in archive.tables.values()]


def errata_rows(archive: Archive) -> Iterator[tuple[object, ...]]:
    """Each erratum with the address of its cell."""
    for edition in archive.editions:
        for mark in marks_of(edition):
            erratum = mark.erratum
            yield (
                edition.name, erratum.rule, erratum.table, mark.anchor, erratum.row, erratum.column,
                erratum.published, mark.expected, erratum.category, erratum.reason, erratum.reviewer,
                erratum.reviewed.isoformat(),
            )  # fmt: skip

"""The whole archive as one SQLite file: the long table, the issues, the errata, the tables and the organizations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from yuebao.render.archive import Archive
from yuebao.render.downloads import addresses
from yuebao.render.downloads.figures import HEADER, Figure, figures
from yuebao.render.downloads.figures_csv import ORGANIZATION, organization_rows
from yuebao.render.pages.marks import marks_of

ISSUES = ("month", "year", "number", "total_number", "title", "publisher", "published", "county")
TABLES = ("name", "title", "description")
ERRATA = (
    *("month", "rule", "table", "cell", "row", "column", "published", "expected"),
    *("category", "reason", "reviewer", "reviewed"),
)


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`files/archive.sqlite`. The same archive and the same SQLite give the same bytes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("BEGIN")
        _fill(database, "issues", ISSUES, _issues(archive))
        _fill(database, "tables", TABLES, _tables(archive))
        _fill(database, "organizations", ORGANIZATION, organization_rows(archive))
        _fill(database, "errata", ERRATA, _errata(archive))
        _fill(database, "figures", HEADER, _figures(archive))
        database.execute("COMMIT")
        yield addresses.DATABASE, database.serialize()


def _fill(
    database: sqlite3.Connection, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    kinds = {"value": "REAL", "explained": "INTEGER"} if name == "figures" else {}
    declared = ", ".join(f'"{column}" {kinds.get(column, "TEXT")}' for column in columns)
    database.execute(f"CREATE TABLE {name} ({declared})")
    database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)


def _figures(archive: Archive) -> Iterator[tuple[object, ...]]:
    for edition in archive.editions:
        for figure in figures(archive, edition):
            yield _typed(figure)


def _typed(figure: Figure) -> tuple[object, ...]:
    """Numbers as numbers: ``value`` in floating point, as SQLite has no decimals; ``explained`` as 1 or 0."""
    value = float(figure.value) if figure.value else None
    return (*figure[:-3], value, figure.published, int(figure.explained == "true"))


def _issues(archive: Archive) -> list[tuple[object, ...]]:
    return [
        (
            edition.name, edition.issue.year, edition.issue.number, edition.issue.total_number,
            edition.issue.title, edition.issue.publisher, edition.issue.published.isoformat(),
            edition.issue.county,
        )
        for edition in archive.editions
    ]  # fmt: skip


def _tables(archive: Archive) -> list[tuple[str, ...]]:
    return [(schema.name, schema.title, schema.description) for schema in archive.spec.tables.values()]


def _errata(archive: Archive) -> Iterator[tuple[object, ...]]:
    for edition in archive.editions:
        for mark in marks_of(edition):
            erratum = mark.erratum
            yield (
                edition.name, erratum.rule, erratum.table, mark.address, erratum.row, erratum.column,
                erratum.published, mark.expected, erratum.category, erratum.reason, erratum.reviewer,
                erratum.reviewed.isoformat(),
            )  # fmt: skip

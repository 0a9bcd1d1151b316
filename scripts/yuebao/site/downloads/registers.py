"""The issues and the errata of the whole archive as CSV, with the columns of the database."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.csv_bytes import csv_bytes
from yuebao.site.downloads.database import errata_rows, issue_rows
from yuebao.site.downloads.database_schema import ERRATA, issue_tables


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`files/issues.csv` and `files/errata.csv`."""
    issues, _ = issue_tables(archive.masthead_keys)
    for address, table, rows in (
        (addresses.ISSUES, issues, issue_rows(archive)),
        (addresses.ERRATA, ERRATA, errata_rows(archive)),
    ):
        texts = (["" if value is None else str(value) for value in row] for row in rows)
        yield address, csv_bytes([[column.name for column in table.columns], *texts])

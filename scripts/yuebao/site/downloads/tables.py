"""Each table of an issue as CSV, every cell as published."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.csv_text import published_rows
from yuebao.printed.edition import Edition
from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.csv_bytes import csv_bytes


def files(archive: Archive, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The tables in the order of the archive file."""
    for name, table in edition.month.tables.items():
        yield addresses.table_csv(edition.name, name), csv_bytes(published_rows(table))

"""The long table and the registry of organizations as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Final

from yuebao.model.content import Content
from yuebao.model.csv_text import csv_text
from yuebao.model.organization import Organization
from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.csv_bytes import csv_bytes
from yuebao.site.downloads.figures import HEADER, figures

ORGANIZATION: Final = tuple(field.name for field in fields(Organization))
"""The columns of the registry."""


def files(archive: Archive) -> Iterator[tuple[str, Content]]:
    """`files/figures.csv` and `files/organizations.csv`."""
    yield addresses.FIGURES, partial(_write_figures, archive)
    yield addresses.ORGANIZATIONS, csv_bytes([ORGANIZATION, *organization_rows(archive)])


def _write_figures(archive: Archive, path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(csv_bytes([HEADER]))
        for edition in archive.editions:
            stream.write(csv_text(figures(edition)).encode())


def organization_rows(archive: Archive) -> Iterator[tuple[str, ...]]:
    """The registry's entries in their order; aliases joined by `|` as in the archive."""
    for entry in archive.registry.organizations:
        values = (getattr(entry, name) for name in ORGANIZATION)
        yield tuple("|".join(value) if isinstance(value, tuple) else value for value in values)

"""Each issue as a Word document, a PDF, a workbook and a Data Package: costly to make, so whoever writes may keep them."""

from __future__ import annotations

from yuebao.model.csv_text import csv_text, table_rows
from yuebao.printed.edition import Edition
from yuebao.printed.issue_files import issue_files
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.site.archive import Archive


def documents(edition: Edition, typesetter: Typesetter) -> dict[str, bytes]:
    """The files by their paths."""
    return {
        f"files/{edition.name}/{name}": content for name, content in issue_files(edition, typesetter).items()
    }


def shared_content(archive: Archive) -> list[str]:
    """What the documents of every issue follow from, but for the program: the registry."""
    return list(map(repr, archive.registry.organizations))


def content_of(edition: Edition) -> list[str]:
    """What the documents of one issue follow from beside that."""
    tables = (f"{name}\n{csv_text(table_rows(table))}" for name, table in edition.month.tables.items())
    schemas = (
        (schema.name, schema.title, schema.description, schema.fields, schema.total_row, schema.descriptor)
        for schema in edition.layout.tables.values()
    )
    nothing = [sorted(table.nothing) for table in edition.month.tables.values()]
    own = (edition.issue, edition.month.errata, edition.report, nothing, edition.checked)
    return [*map(repr, own), *map(repr, schemas), *tables]

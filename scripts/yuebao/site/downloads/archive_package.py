"""The whole archive as one Data Package: `datapackage.json` beside the files that it describes, which stay where they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.database_schema import (
    ERRATA,
    FIGURES,
    ORGANIZATIONS,
    Column,
    DatabaseTable,
    issue_tables,
)

_TYPES: Final = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}
_BOOLEAN: Final = {("figures", "total")}
"""Whole numbers in the database that the CSV writes as true or false."""


def csv_tables(archive: Archive) -> tuple[tuple[str, DatabaseTable], ...]:
    """The CSV files of the whole archive by their addresses, each with what its columns hold."""
    issues, _ = issue_tables(archive.masthead_keys)
    return (
        (addresses.FIGURES, FIGURES),
        (addresses.ISSUES, issues),
        (addresses.ERRATA, ERRATA),
        (addresses.ORGANIZATIONS, ORGANIZATIONS),
    )


def kind(table: DatabaseTable, column: Column) -> str:
    """The type of a column in its CSV, as Table Schema calls it."""
    return "boolean" if (table.name, column.name) in _BOOLEAN else _TYPES[column.kind]


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`files/datapackage.json`; what the settings do not say is not said."""
    yield addresses.PACKAGE, (json.dumps(_package(archive), ensure_ascii=False, indent=2) + "\n").encode()


def _package(archive: Archive) -> dict[str, Any]:
    settings = archive.settings
    known: dict[str, Any] = {}
    if settings.licence:
        known["licenses"] = [
            {"title": settings.licence}
            | ({"path": settings.licence_link} if settings.licence_link else {"name": settings.licence})
        ]
    if settings.organizer:
        known["contributors"] = [{"title": settings.organizer, "role": "publisher"}]
    if settings.site_url:
        known["homepage"] = settings.site_url
    return {
        "name": "archive",
        "title": settings.site_name,
        **({"description": settings.site_description} if settings.site_description else {}),
        **known,
        "version": addresses.VERSION,
        "resources": [_resource(address, table) for address, table in csv_tables(archive)],
    }


def _resource(address: str, table: DatabaseTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.meaning,
        "path": address.rpartition("/")[2],
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": column.name, "type": kind(table, column), "description": column.meaning}
                for column in table.columns
            ],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **(
                {
                    "foreignKeys": [
                        {"fields": ["period"], "reference": {"resource": "issues", "fields": ["period"]}}
                    ]
                }
                if table.issue
                else {}
            ),
        },
    }

"""The archive as JSON: an index and one file an issue, at addresses that carry the version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from yuebao.model.issue import DRAFT, NOT_PUBLISHED, WITHDRAWN
from yuebao.model.table import Table
from yuebao.model.trust import Trust
from yuebao.printed.edition import Edition
from yuebao.rules.scope import TOTAL
from yuebao.schema.table_schema import Field
from yuebao.site import download_addresses as addresses
from yuebao.site import page_addresses as page_addresses
from yuebao.site.archive import Archive, Withdrawn
from yuebao.site.downloads.changes_json import corrections, revisions
from yuebao.site.marks import marks_of


def index(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`files/v1/index.json`, and for each withdrawn issue what its address held when it was published: that it is
    withdrawn."""
    yield addresses.INDEX, _json(_index(archive))
    for issue in archive.withdrawn:
        yield (
            addresses.issue_json(issue.name),
            _json({"version": addresses.VERSION, **_withdrawn(issue)}),
        )


def files(archive: Archive, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """`files/v1/2020-07.json`. Cells are texts as published; links lead up to the site."""
    yield addresses.issue_json(edition.name), _json(_issue(archive, edition))


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _index(archive: Archive) -> dict[str, Any]:
    return {
        "version": addresses.VERSION,
        "title": archive.settings.site_name,
        "issues": [
            {**_masthead(edition), "json": f"{edition.name}.json"} for edition in reversed(archive.editions)
        ],
        "withdrawn": [
            {**_withdrawn(issue), "json": f"{issue.name}.json"} for issue in reversed(archive.withdrawn)
        ],
        "drafts": [
            {"period": issue.name, "state": DRAFT, "left": dict(issue.left)}
            for issue in reversed(archive.drafts)
        ],
        "tables": [
            {
                "name": schema.name,
                "title": schema.title,
                "description": schema.description,
                "fields": [_field(field) for field in schema.fields],
            }
            for schema in archive.tables.values()
        ],
        "organizations": [
            {
                "id": entry.id,
                "type": entry.type,
                "name": entry.name,
                "aliases": list(entry.aliases),
                "code": entry.code or None,
                "parent": entry.parent or None,
                "valid_from": entry.valid_from or None,
                "valid_to": entry.valid_to or None,
                "successors": list(entry.successors),
            }
            for entry in archive.registry.organizations
        ],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "id": field.id,
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": field.type,
        "unit": field.unit or None,
        "missing": list(field.missing),
    }


def _withdrawn(listed: Withdrawn) -> dict[str, Any]:
    why = listed.why
    return {
        **_masthead(listed),
        "state": WITHDRAWN,
        "withdrawn": {
            "reason": why.reason,
            "reviewer": why.reviewer,
            "reviewed": why.reviewed.isoformat(),
        },
    }


def _masthead(edition: Edition | Withdrawn) -> dict[str, Any]:
    issue = edition.issue
    return {
        "period": edition.name,
        "first_month": edition.period.months[0],
        "last_month": edition.period.end,
        issue.roles["title"]: issue.title,
        **{key: issue.written(key) for key in edition.layout.masthead.names if key != issue.roles["title"]},
        "page": f"../../{page_addresses.issue(edition.name)}",
    }


def _issue(archive: Archive, edition: Edition) -> dict[str, Any]:
    return {
        "version": addresses.VERSION,
        **_masthead(edition),
        "sources": [
            {"file": each.file, "sha256": each.sha256, "role": each.role, "in_force": each.in_force}
            for each in edition.issue.sources
        ],
        "tables": {
            name: _table(edition, edition.month.tables[name]) if name in edition.month.tables else None
            for name in edition.layout.tables
        },
        "unchecked": list(edition.notices),
        "checked": [
            {"state": each.state, "basis": each.basis or None, "figures": edition.checked.count(each)}
            for each in Trust
        ],
        "corrections": corrections(archive, edition),
        "revisions": revisions(archive, edition),
        "absent": [
            {
                "state": NOT_PUBLISHED,
                "table": item.table,
                "column": item.column or None,
                "row": item.row or None,
                "reason": item.reason,
                "reviewer": item.reviewer,
                "reviewed": item.reviewed.isoformat(),
            }
            for item in edition.issue.absent
        ],
        "errata": [
            {
                "rule": mark.erratum.rule,
                "table": mark.erratum.table,
                "cell": (mark.anchor and f"#{mark.anchor}") or None,
                "address": mark.address or None,
                "row": mark.erratum.row,
                "column": mark.erratum.column,
                "published": mark.erratum.published,
                "expected": mark.expected or None,
                "category": mark.erratum.category,
                "reason": mark.erratum.reason,
                "reviewer": mark.erratum.reviewer,
                "reviewed": mark.erratum.reviewed.isoformat(),
            }
            for mark in marks_of(edition)
        ],
    }


def _table(edition: Edition, table: Table) -> dict[str, Any]:
    """Rows of texts, ``null`` where nothing was published, beside each row the line in the CSV, the id of its organization and
    its part of the address of each cell, whose other part is that of the column. ``states`` and ``bases`` say of each figure
    how far it was checked, and against what."""
    header = [name for name in table.header if table.prints(name)]
    rows = [
        [table.texts[name][row] if table.published(row, name) else None for name in header]
        for row in range(len(table))
    ]
    identities = [edition.scope.identity(table, row) for row in range(len(table))]
    return {
        "columns": header,
        "column_ids": [edition.addresses.column(table.name, column) for column in header],
        "rows": rows,
        "row_ids": edition.addresses.rows(table.name),
        "lines": table.lines,
        "organizations": [None if identity == TOTAL else identity for identity in identities],
        "total": table.total,
        "states": _trust(edition, table, header, lambda trust: trust.state),
        "bases": _trust(edition, table, header, lambda trust: trust.basis or None),
    }


def _trust(
    edition: Edition, table: Table, header: Sequence[str], told: Callable[[Trust], str | None]
) -> list[list[str | None]]:
    """What is told of each cell of the rows; ``null`` of one that holds no figure."""
    known = [[edition.checked.of(table.name, row, name) for name in header] for row in range(len(table))]
    return [[None if trust is None else told(trust) for trust in row] for row in known]

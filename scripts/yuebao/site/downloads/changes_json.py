"""What was changed in an issue after it came out, as JSON: by the publisher's corrections, and by whom each revision was made."""

from __future__ import annotations

from typing import Any

from yuebao.model.revision import Document, Revision
from yuebao.printed.edition import Edition
from yuebao.site.archive import Archive


def corrections(archive: Archive, edition: Edition) -> list[dict[str, Any]]:
    """Each correction with what it changed, and `proof`: from what that is known (`documents`, `history`, `none`)."""
    return [
        {
            "document": _document(each.document),
            "replaces": each.earlier and _document(each.earlier),
            "in_force": each.in_force,
            "proof": each.proof.value,
            "changes": [_change(edition, change) for change in each.changes],
        }
        for each in archive.corrections_of(edition)
    ]


def revisions(archive: Archive, edition: Edition) -> list[dict[str, Any]]:
    """Each revision with its day; `document` is the correction that made it, null for the archive's own."""
    return [
        {"published": each.when, **_change(edition, each), "document": each.document or None}
        for each in archive.revisions_of(edition)
    ]


def _document(document: Document) -> dict[str, Any]:
    return {
        "file": document.file,
        "published": document.stated or None,
        "archived": document.arrived or None,
    }


def _change(edition: Edition, change: Revision) -> dict[str, Any]:
    """Where and what: `table` is null for the masthead, `column` for a whole row, whose cells then are told in one text as
    far as its key does not say them. `how` tells a cell that changed from what was added or removed as a whole, on
    whose other side there is null."""
    schema = edition.layout.tables.get(change.table)
    anchor = edition.addresses.cell(change.cell)
    known = schema is not None and change.column in schema.field
    return {
        "table": change.table or None,
        "row": change.row or None,
        "column": change.column or None,
        "column_id": edition.addresses.column(change.table, change.column) if known else None,
        "cell": f"#{anchor}" if anchor else None,
        "how": _kind(change),
        "old": change.old if change.old or change.column else None,
        "new": change.new if change.new or change.column else None,
    }


def _kind(change: Revision) -> str:
    if change.column or (change.old and change.new):
        return "changed"
    return "added" if change.new else "removed"

"""What was changed in an issue after it came out, as JSON: by the publisher's corrections, and by whom each revision was made."""

from __future__ import annotations

from typing import Any

from yuebao.model.revision import WHOLE, Document, Revision
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
    """Where and what: `table` is null for the masthead, `column` for a whole row, whose cells then are told in one text."""
    schema = edition.layout.tables.get(change.table)
    anchor = change.cell and edition.addresses.cell(change.cell)
    known = schema is not None and change.column in schema.field
    return {
        "table": change.table or None,
        "row": change.row or None,
        "column": change.column or None,
        "column_id": edition.addresses.column(change.table, change.column) if known else None,
        "cell": f"#{anchor}" if anchor else None,
        "old": None if change.old == WHOLE else change.old,
        "new": None if change.new == WHOLE else change.new,
    }

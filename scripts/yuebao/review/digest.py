"""What a review is of: everything that an issue says, told by one digest."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from yuebao.model.approval import Approval
from yuebao.model.csv_text import table_rows
from yuebao.model.month import Month


def digest(month: Month) -> str:
    """The SHA-256 of the masthead, the documents, the tables cell by cell, what is absent and the errata. How the files are
    written, and whether the issue is published yet, makes no difference; a table that cannot be read counts as it stands."""
    said = json.dumps(_said(month), ensure_ascii=False, sort_keys=True, default=str)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def in_force(month: Month) -> Approval | None:
    """The review of the issue as it stands now; ``None`` where there is none, or where something changed since."""
    approval = month.approval
    return approval if approval is not None and approval.of == digest(month) else None


def _said(month: Month) -> dict[str, Any]:
    issue = month.issue
    whole = {table.file for table in month.tables.values()}
    return {
        "masthead": None if issue is None else dict(issue.values),
        "sources": [] if issue is None else [asdict(each) for each in issue.sources],
        "absent": [] if issue is None else [_placeless(asdict(each)) for each in issue.absent],
        "tables": {name: table_rows(table) for name, table in month.tables.items()},
        "unread": {
            file: text
            for file, text in month.texts.items()
            if file.endswith(".csv") and file.count("/") == 2 and file not in whole
        },
        "errata": [_placeless(asdict(each)) for each in month.errata],
    }


def _placeless(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "line"}

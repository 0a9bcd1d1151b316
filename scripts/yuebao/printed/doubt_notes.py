"""What errata say of the figures of an issue, a line for each, for a workbook."""

from __future__ import annotations

from yuebao.model.finding import Finding
from yuebao.model.issue import ARCHIVE_NOTE
from yuebao.printed.edition import Edition
from yuebao.printed.trust_notes import due


def doubt_notes(edition: Edition) -> tuple[str, ...]:
    """In the order of the errata; nothing of a draft."""
    if edition.issue.draft:
        return ()
    return tuple(
        f"{ARCHIVE_NOTE}：存疑 {number}，{_place(edition, finding)}，公布 {finding.value or '空白'}，"
        f"按规则{due(finding.expected)}。{edition.month.errata[finding.erratum].reason}"
        for number, finding in enumerate(edition.explained, 1)
        if finding.erratum is not None
    )


def _place(edition: Edition, finding: Finding) -> str:
    schema = edition.layout.tables.get(finding.table or "")
    title = f"《{schema.title}》" if schema is not None else "刊头"
    row = f"“{finding.row}”行" if finding.row else ""
    column = f"“{finding.column}”列" if finding.column else ""
    address = f"（{finding.address}）" if finding.address else ""
    return f"{title}{row}{column}{address}"

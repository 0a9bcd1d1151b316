"""The documents of an issue by their file names."""

from __future__ import annotations

from typing import Final

from yuebao.printed.data_package import issue_package
from yuebao.printed.docx import issue_document
from yuebao.printed.doubt_notes import doubt_notes
from yuebao.printed.edition import Edition
from yuebao.printed.pdf import issue_pdf
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.printed.xlsx import issue_workbook

KINDS: Final = ("docx", "pdf", "xlsx", "zip")


def issue_files(edition: Edition, typesetter: Typesetter) -> dict[str, bytes]:
    """`2020-07.docx`, `.pdf`, `.xlsx` and `.zip`, each named after the period."""
    return {f"{edition.name}.{kind}": issue_file(edition, kind, typesetter) for kind in KINDS}


def issue_file(edition: Edition, kind: str, typesetter: Typesetter) -> bytes:
    """The issue as one of `KINDS`. That of a draft says that it is one. Raises `Fault` where a PDF cannot be set."""
    issue, printed, draft, checked = edition.issue, edition.printed, edition.draft_line, edition.checked
    if kind == "docx":
        return issue_document(issue, edition.report, printed, draft, checked)
    if kind == "pdf":
        return issue_pdf(issue, edition.report, printed, typesetter, draft, checked)
    if kind == "xlsx":
        return issue_workbook(issue, printed.tables, printed.schemas, draft, checked, doubt_notes(edition))
    return issue_package(edition.month, issue, printed.schemas, edition.explained, checked)

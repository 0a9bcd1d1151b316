"""The documents of an issue by their file names."""

from __future__ import annotations

from yuebao.printed.data_package import issue_package
from yuebao.printed.docx import issue_document
from yuebao.printed.doubt_notes import doubt_notes
from yuebao.printed.edition import Edition
from yuebao.printed.pdf import issue_pdf
from yuebao.printed.xlsx import issue_workbook


def issue_files(edition: Edition) -> dict[str, bytes]:
    """`2020-07.docx`, `.pdf`, `.xlsx` and `.zip`, each named after the period. Those of a draft say that it is one."""
    month, issue, printed, draft = edition.month, edition.issue, edition.printed, edition.draft_line
    checked = edition.checked
    return {
        f"{edition.name}.docx": issue_document(issue, edition.report, printed, draft, checked),
        f"{edition.name}.pdf": issue_pdf(issue, edition.report, printed, draft, checked),
        f"{edition.name}.xlsx": issue_workbook(
            issue, printed.tables, printed.schemas, draft, checked, doubt_notes(edition)
        ),
        f"{edition.name}.zip": issue_package(month, issue, printed.schemas, edition.explained, checked),
    }

"""The documents of an issue by their file names."""

from __future__ import annotations

from yuebao.printed.data_package import issue_package
from yuebao.printed.docx import issue_document
from yuebao.printed.edition import Edition
from yuebao.printed.xlsx import issue_workbook


def issue_files(edition: Edition) -> dict[str, bytes]:
    """`2020-07.docx`, `.xlsx` and `.zip`, each named after the period."""
    month, issue, schemas = edition.month, edition.issue, edition.scope.schemas
    return {
        f"{edition.name}.docx": issue_document(issue, edition.report, edition.scope),
        f"{edition.name}.xlsx": issue_workbook(issue, month.tables, schemas),
        f"{edition.name}.zip": issue_package(
            month.month, issue, month.tables, schemas, month.errata, edition.explained
        ),
    }

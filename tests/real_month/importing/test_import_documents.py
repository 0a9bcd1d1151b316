"""`yuebao import` of the report of the published month as a Word document and as workbooks: the same month as from the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.real_month.importing.cases import MONTH, PUBLISHED, TEXT
from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import assert_the_month
from tests.support.report_documents import save, word_bytes, word_document, workbook, workbook_bytes
from yuebao.importing.blocks import Document
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.formats import read_document
from yuebao.importing.vocabulary import words_of
from yuebao.schema.reader import Schemas
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

KINDS: dict[str, tuple[Callable[[], bytes], int]] = {
    "report.docx": (lambda: word_bytes(word_document(TEXT)), 0),
    "texts.xlsx": (lambda: workbook_bytes(workbook(TEXT, numbers=False)), 0),
    # Excel keeps +0.2 as 0.2: the sign that the report prints is put back, and each of the 43 is listed.
    "numbers.xlsx": (lambda: workbook_bytes(workbook(TEXT, numbers=True)), 43),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_real_month_in_another_format(bare_archive: ArchiveFolder, tmp_path: Path, name: str) -> None:
    content, signs = KINDS[name]
    imported = import_document(read_standing(bare_archive.folder), save(tmp_path, name, content()), MONTH)
    assert_the_month(imported, bare_archive.folder, MONTH, PUBLISHED, signs=signs, spelled=6)


def test_the_real_report_tells_nothing(real_schemas: Schemas) -> None:
    document: Document = read_document(TEXT.encode(), "report.txt")
    account = read_blocks(document, words_of(real_schemas.layout(MONTH), MONTH)).account
    assert str(account) == "文字 9,019 个：入表 7,650，对照 1,369，列出 0"
    assert account.whole == {"": 9_019}

"""The published month is exported and read back cell for cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.test_round_trip import exported, without_issue
from tests.real_month.importing.cases import MONTH, PUBLISHED
from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import tables
from tests.support.report_documents import converted
from tests.support.repository import ROOT
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing


def test_the_real_month_comes_back_from_word_with_its_masthead(
    bare_archive: ArchiveFolder, tmp_path: Path
) -> None:
    imported = import_document(
        read_standing(bare_archive.folder), exported(ROOT, MONTH, tmp_path)["docx"], MONTH
    )
    files = tables(bare_archive.folder, MONTH)
    assert without_issue(files) == without_issue(PUBLISHED)
    before, _, _ = PUBLISHED["issue.yaml"].partition(b"sources:")
    assert files["issue.yaml"].startswith(before + b"sources:\n  - file: source/2020-07.docx\n")
    assert (imported.understood.unplaced, imported.understood.ambiguous) == ((), ())


def test_the_real_month_comes_back_from_the_workbook(bare_archive: ArchiveFolder, tmp_path: Path) -> None:
    imported = import_document(
        read_standing(bare_archive.folder), exported(ROOT, MONTH, tmp_path)["xlsx"], MONTH
    )
    assert without_issue(tables(bare_archive.folder, MONTH)) == without_issue(PUBLISHED)
    understood = imported.understood
    assert (understood.unplaced, understood.ambiguous, understood.changes) == ((), (), ())


@pytest.mark.slow
def test_the_real_month_comes_back_from_word_saved_by_another_program(
    bare_archive: ArchiveFolder, tmp_path: Path
) -> None:
    path = converted(converted(exported(ROOT, MONTH, tmp_path)["docx"], "odt"), "docx")
    imported = import_document(read_standing(bare_archive.folder), path, MONTH)
    assert without_issue(tables(bare_archive.folder, MONTH)) == without_issue(PUBLISHED)
    assert imported.understood.unplaced == ()

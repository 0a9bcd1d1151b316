"""Of which period the report of the published month is."""

from __future__ import annotations

from tests.real_month.importing.cases import MONTH, PUBLISHED, REPORT
from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import tables
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing


def test_the_real_report_needs_no_period(bare_archive: ArchiveFolder) -> None:
    import_document(read_standing(bare_archive.folder), REPORT)
    assert tables(bare_archive.folder, MONTH) == PUBLISHED

"""What the report of the published month leaves in doubt."""

from __future__ import annotations

from tests.real_month.importing.cases import REPORT
from tests.support.archive import ArchiveFolder
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing


def test_the_real_report_has_two(bare_archive: ArchiveFolder) -> None:
    imported = import_document(read_standing(bare_archive.folder), REPORT)
    assert [doubt.read for doubt in imported.doubts.open] == ["农业农村局", "人力资源社会保障局"]

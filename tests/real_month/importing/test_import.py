"""`yuebao import` of the real report: cell for cell what was taken from it by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_month.importing.cases import MONTH, PUBLISHED, REPORT
from tests.support.archive import ArchiveFolder, tree
from tests.support.importing_cases import tables
from yuebao.model.fault import UsageError
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing


@pytest.fixture
def root(bare_archive: ArchiveFolder) -> Path:
    return bare_archive.folder


def test_the_real_report_is_the_real_month(root: Path) -> None:
    imported = import_document(read_standing(root), REPORT, MONTH)
    assert tables(root, MONTH) == PUBLISHED
    assert (root / "data/2020-07/source/issue-143.txt").read_bytes() == REPORT.read_bytes()
    understood = imported.understood
    assert (understood.unplaced, understood.ambiguous, understood.absent) == ((), (), ())
    assert [(change.before, change.after) for change in understood.changes] == [
        ("合 计", "合计"),
        ("陈 芬", "陈芬"),
        ("周 华", "周华"),
        ("汪 浩", "汪浩"),
        ("胥 琪", "胥琪"),
        ("李 勇", "李勇"),
    ]
    assert {finding.rule for finding in imported.outcome.findings} == {
        "month-within-year", "total-row", "average", "share-of-first", "accepted-split",
    }  # fmt: skip


def test_groups_that_stand_elsewhere_in_the_ranking_are_told(root: Path) -> None:
    # The list of items prints 农业农村局 before 人力资源社会保障局, the ranking the other way round.
    imported = import_document(read_standing(root), REPORT, MONTH)
    assert [(item.place, item.text) for item in imported.discrepancies] == [
        ("第 265 行", "农业农村局"),
        ("第 267 行", "人力资源社会保障局"),
    ]


def test_a_month_that_stands_is_not_overwritten(root: Path) -> None:
    import_document(read_standing(root), REPORT, MONTH)
    before = tree(root)
    with pytest.raises(UsageError, match="data/2020-07 已经存在"):
        import_document(read_standing(root), REPORT, MONTH)
    assert tree(root) == before

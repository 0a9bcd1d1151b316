"""`yuebao import` of the report of a made-up city: cell for cell what it was printed from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, tree
from tests.support.importing_cases import MONTH, NAME, PUBLISHED, TEXT, document, exchanged, report, tables
from yuebao.model.fault import UsageError
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing


@pytest.fixture
def root(city_archive: ArchiveFolder) -> Path:
    return city_archive.folder


def test_the_report_is_the_issue(root: Path, tmp_path: Path) -> None:
    imported = import_document(read_standing(root), report(tmp_path), MONTH)
    assert tables(root) == PUBLISHED
    assert (root / f"data/{MONTH}/source/{NAME}").read_bytes() == TEXT.encode()
    understood = imported.understood
    assert (understood.unplaced, understood.ambiguous, understood.absent) == ((), (), ())
    assert [(change.before, change.after) for change in understood.changes] == [
        ("合 计", "合计"),
        ("示例己 子", "示例己子"),
        ("示例丙 子", "示例丙子"),
        ("示例癸 子", "示例癸子"),
        ("示例甲 子", "示例甲子"),
    ]
    assert imported.outcome.findings == ()


def test_groups_that_stand_elsewhere_in_the_ranking_are_told(root: Path, tmp_path: Path) -> None:
    # The list of items prints 示例七局 before 示例三局, the ranking the other way round.
    imported = import_document(read_standing(root), document(tmp_path, exchanged(TEXT)), MONTH)
    assert [(item.place, item.text) for item in imported.discrepancies] == [
        ("第 155 行", "示例七局"),
        ("第 163 行", "示例三局"),
    ]


def test_a_month_that_stands_is_not_overwritten(root: Path, tmp_path: Path) -> None:
    import_document(read_standing(root), report(tmp_path), MONTH)
    before = tree(root)
    with pytest.raises(UsageError, match=f"data/{MONTH} 已经存在"):
        import_document(read_standing(root), report(tmp_path), MONTH)
    assert tree(root) == before

"""Where is the error? On the published month."""

from __future__ import annotations

from tests.localize.test_localize import suggestions, told
from tests.support.archive import MONTH, REAL_MONTH, ArchiveFolder
from yuebao.workflows.judge import read_month, read_standing, scope_of


def test_the_online_offline_break_of_july_2020_is_one_blank_cell(real_archive: ArchiveFolder) -> None:
    (real_archive / MONTH / "errata.yaml").unlink()
    standing = read_standing(real_archive.folder)
    month, previous = read_month(standing, REAL_MONTH)
    first, *_ = suggestions(standing, month, scope_of(standing, month, previous))
    assert told(first.changes) == [
        ("department-volume-month", "县发展改革局", "线下办件数", "", "1", "漏填"),
        ("department-volume-month", "合计", "线下办件数", "9804", "9805", "一位数字不同"),
        ("volume-summary", "县级部门 / 本月", "线下办件数", "9804", "9805", "一位数字不同"),
    ]
    assert {(each.table, each.row, each.column) for each in first.settles} == {
        ("department-volume-month", "县发展改革局", "受理件"),
        ("department-volume-month", "合计", "受理件"),
        ("volume-summary", "县级部门 / 本月", "受理件"),
    }
    assert first.others == ()


def test_nothing_is_suggested_where_any_of_many_would_do(real_archive: ArchiveFolder) -> None:
    """One more in a column that only its total checks: every row could be the wrong one."""
    real_archive.edit(
        f"{MONTH}/county-comparison-month.csv", "县经信科技局,28,,5,,3", "县经信科技局,28,,6,,3"
    )
    standing = read_standing(real_archive.folder)
    month, previous = read_month(standing, REAL_MONTH)
    found = suggestions(standing, month, scope_of(standing, month, previous))
    assert found == ()

"""What a month is judged with: the newest earlier issue that is none of the gaps, what of it counts, and what is said of
what is not there."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, added, made_archive
from tests.synthetic import SMALL
from yuebao.load.month import MonthReader
from yuebao.model.fault import UsageError
from yuebao.model.month import Month
from yuebao.workflows.judge import (
    Standing,
    judge_month,
    read_month,
    read_months,
    read_standing,
    require_free,
    require_published,
    scope_of,
)

WITHDRAWN = "state: 已撤回\nwithdrawn: {reason: 误印, reviewer: 示例局, reviewed: 2004-12-31}\n"
DRAFT = "state: 整理中\n"


def paired(standing: Standing, months: Sequence[str]) -> dict[str, str | None]:
    return {
        month.month: previous.month if previous else None for month, previous in read_months(standing, months)
    }


@pytest.mark.parametrize(
    ("gaps", "asked", "pairs"),
    [
        (
            (),
            ("2003-11", "2003-12", "2004-01"),
            {"2003-11": None, "2003-12": "2003-11", "2004-01": "2003-12"},
        ),
        ((), ("2004-01",), {"2004-01": "2003-12"}),
        ((), ("2003-11",), {"2003-11": None}),
        (("2003-12",), ("2003-12", "2004-01"), {"2003-12": "2003-11", "2004-01": "2003-11"}),
        (("2003-11",), ("2003-12",), {"2003-12": None}),
        (("2003-11", "2003-12"), ("2004-01",), {"2004-01": None}),
    ],
)
@pytest.mark.parametrize("state", [WITHDRAWN, DRAFT])
def test_the_newest_earlier_issue_that_is_no_gap(
    archive: ArchiveFolder, gaps: tuple[str, ...], asked: tuple[str, ...], pairs: dict[str, str], state: str
) -> None:
    for month in gaps:
        archive.edit(f"data/{month}/issue.yaml", added(state))
    assert paired(read_standing(archive.folder), asked) == pairs


def test_every_folder_is_read_once(archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = read_standing(archive.folder)
    asked: list[str] = []
    read = MonthReader.read

    def noting(reader: MonthReader, month: str) -> Month:
        asked.append(month)
        return read(reader, month)

    monkeypatch.setattr(MonthReader, "read", noting)
    list(read_months(standing, standing.months))
    assert sorted(asked) == list(standing.months)


def test_a_month_that_is_not_there(archive: ArchiveFolder) -> None:
    standing = read_standing(archive.folder)
    month, previous = read_month(standing, "2003-12")
    assert (month.month, previous and previous.month) == ("2003-12", "2003-11")
    with pytest.raises(UsageError, match="2003-10"):
        read_month(standing, "2003-10")


@pytest.mark.parametrize(
    ("month", "gone", "earlier", "before", "gap"),
    [
        ("2003-11", (), False, False, False),
        ("2003-12", (), True, True, False),
        ("2004-01", (), True, False, False),  # another year
        ("2004-01", ("2003-12",), True, False, True),
    ],
)
def test_what_of_the_issue_before_counts(
    archive: ArchiveFolder, month: str, gone: tuple[str, ...], earlier: bool, before: bool, gap: bool
) -> None:
    for name in gone:
        archive.edit(f"data/{name}/issue.yaml", added(WITHDRAWN))
    standing = read_standing(archive.folder)
    scope = scope_of(standing, *read_month(standing, month))
    assert (scope.month, scope.earlier, scope.before is not None, scope.gap) == (month, earlier, before, gap)
    assert (scope.last_issue is not None) is earlier
    if scope.before is not None:
        _, previous = read_month(standing, month)
        assert previous is not None and dict(scope.before) == dict(previous.tables)
    assert scope.not_before == frozenset()


def test_a_gap_given_as_the_issue_before_is_none(archive: ArchiveFolder) -> None:
    archive.edit("data/2003-11/issue.yaml", added(WITHDRAWN))
    standing = read_standing(archive.folder)
    month = standing.reader.read("2003-12")
    scope = scope_of(standing, month, standing.reader.read("2003-11"))
    assert (scope.earlier, scope.before, scope.last_issue, scope.gap) == (False, None, None, False)


def test_what_is_said_of_a_withdrawn_month(archive: ArchiveFolder) -> None:
    archive.edit("data/2003-12/issue.yaml", added(WITHDRAWN))
    standing = read_standing(archive.folder)
    month, previous = read_month(standing, "2003-12")
    verdict = judge_month(standing, month, previous)
    assert verdict.findings == ()
    assert verdict.notices == ("2003-12 已撤回（误印　示例局，2004-12-31）：不核验其中的数字，也不公布",)
    with pytest.raises(UsageError) as caught:
        require_published(month)
    assert str(caught.value) == (
        "2003-12 已撤回，不再推算，也不导出；要重新公布，请从 issue.yaml 删去 state 和 withdrawn"
    )
    assert previous is not None
    require_published(previous)


RULES = "《年度乡镇一体化平台办件量》的 year-to-date、《年度各县（区）一体化平台办件对比表》的 year-to-date"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """November 2003 to May 2004."""
    return made_archive(tmp_path_factory.mktemp("year") / "archive", 7, first="2003-11", **SMALL).folder


@pytest.mark.parametrize(
    ("gone", "withdrawn", "month", "said"),
    [
        ((), (), "2004-05", ()),
        ((), (), "2003-11", ()),  # nothing at all comes before
        (("2003-12",), (), "2004-01", ()),  # January continues nothing
        (
            ("2004-04",), (), "2004-05",
            (f"2004年5月的累计只核对了不低于2004年3月的累计与本月数之和：2004年4月没有收入档案，{RULES} 不能逐格推算",),
        ),
        (
            ("2004-03", "2004-04"), (), "2004-05",
            (f"2004年5月的累计只核对了不低于2004年2月的累计与本月数之和：2004年3月至2004年4月没有收入档案，{RULES} 不能逐格推算",),
        ),
        (
            (), ("2004-04",), "2004-05",
            (f"2004年5月的累计只核对了不低于2004年3月的累计与本月数之和：2004年4月已撤回，{RULES} 不能逐格推算",),
        ),
        (
            ("2004-01", "2004-02", "2004-03"), (), "2004-04",
            (f"2004年4月的累计没有核对：2004年1月至2004年3月没有收入档案，{RULES} 不适用",),
        ),
        (
            ("2004-01",), (), "2004-02",
            (f"2004年2月的累计没有核对：2004年1月没有收入档案，{RULES} 不适用",),
        ),
        (
            (), ("2004-01",), "2004-02",
            (f"2004年2月的累计没有核对：2004年1月已撤回，{RULES} 不适用",),
        ),
        (
            ("2003-11",), ("2003-12", "2004-01"), "2004-02",
            (f"2004年2月的累计没有核对：2004年1月已撤回，{RULES} 不适用",),
        ),
    ],
)  # fmt: skip
def test_what_had_nothing_to_continue_is_said(
    year: Path,
    tmp_path: Path,
    gone: tuple[str, ...],
    withdrawn: tuple[str, ...],
    month: str,
    said: tuple[str, ...],
) -> None:
    archive = ArchiveFolder(year).copy(tmp_path / "archive")
    for name in gone:
        shutil.rmtree(archive / "data" / name)
    for name in withdrawn:
        archive.edit(f"data/{name}/issue.yaml", added(WITHDRAWN))
    standing = read_standing(archive.folder)
    verdict = judge_month(standing, *read_month(standing, month))
    assert verdict.notices == said
    assert verdict.findings == ()


@pytest.mark.parametrize(
    ("period", "other"),
    [("2003-12", "2003-12"), ("2003-Q4", "2003-11"), ("2004", "2004-01"), ("2003-10_12", "2003-11")],
)
def test_a_period_that_is_taken(archive: ArchiveFolder, period: str, other: str) -> None:
    standing = read_standing(archive.folder)
    with pytest.raises(UsageError) as caught:
        require_free(standing, period)
    assert str(caught.value) == (
        f"统计期 {period} 与已有的 {other} 重叠：同一个月只能属于一期；没有建立任何文件"
    )


def test_a_period_that_is_free(archive: ArchiveFolder) -> None:
    standing = read_standing(archive.folder)
    for period in ("2003-10", "2004-02", "2004-Q2", "2002"):
        require_free(standing, period)
    archive.edit("data/2003-12/issue.yaml", added(WITHDRAWN))
    require_free(read_standing(archive.folder), "2003-12")  # it was taken back

"""How far each issue is: what was not begun, what is left, and what to take up next."""

from __future__ import annotations

import shutil

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.whole_draft import LAST, begun
from yuebao.workflows.issue_states import IssueState, issue_states, next_to_do
from yuebao.workflows.judge import read_standing


def told(archive: ArchiveFolder) -> dict[str, str]:
    return {each.month: each.told for each in issue_states(read_standing(archive.folder))}


def test_gaps_and_the_one_after_the_newest_are_not_begun(archive: ArchiveFolder) -> None:
    shutil.rmtree(archive / "data/2003-12")
    assert told(archive) == {"2003-11": "已发布", "2003-12": "未开始", LAST: "已发布", "2004-02": "未开始"}


def test_a_draft_says_what_is_left(archive: ArchiveFolder) -> None:
    begun(archive).edit(f"data/{LAST}/issue.yaml", "satisfaction, ", "")
    archive.write(f"data/{LAST}/satisfaction.csv", "主动评价件数,主动评价率,差评件数,满意度\n5,,0,100%\n")
    assert told(archive)[LAST] == "整理中，还差 1 格"


def test_an_archive_without_an_issue_has_nothing_to_tell(archive: ArchiveFolder) -> None:
    for folder in (archive / "data").glob("2*"):
        shutil.rmtree(folder)
    assert told(archive) == {}


ORDER = {
    "what is typed before what waits": (("2004-01", "待审"), ("2004-02", "整理中"), "2004-02"),
    "what was begun before what was not": (("2004-01", "待公布"), ("2004-02", "未开始"), "2004-01"),
    "what was returned before what waits": (("2004-01", "待审"), ("2004-02", "已退回"), "2004-02"),
    "the newest of equal ones": (("2004-01", "待核对"), ("2004-02", "待核对"), "2004-02"),
    "nothing of what is done": (("2004-01", "已发布"), ("2004-02", "已撤回"), None),
}


@pytest.mark.parametrize("why", ORDER)
def test_what_to_take_up_next(why: str) -> None:
    *states, wanted = ORDER[why]
    found = next_to_do([IssueState(month, month, state) for month, state in states])
    assert (found.month if found else None) == wanted

"""A published cell corrected: what follows is worked out, proven by the note of the publisher, and told as one correction."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, cell, made_archive, tree
from tests.support.git_repository import new_repository
from tests.support.whole_draft import LAST, begun
from tests.synthetic import SMALL
from yuebao.model.fault import Unready, UsageError
from yuebao.workflows.correct_issue import Asked, correct, foresee
from yuebao.workflows.judge import read_standing

TOWNS = "town-volume-month"
FILE = f"data/{LAST}/{TOWNS}.csv"
APPLIED = f"#{TOWNS}.town-2.applied"
DAY = date(2004, 3, 1)
NOTE = "source/correction-2004-03-01.txt"
FOLLOWING = [
    # January: the year to date is the month; worked by hand from 11 + 1 = 12, which becomes 13 + 1 = 14.
    ("town-volume-month", 0, "申请件", "11", "13"),
    ("town-volume-month", 2, "申请件", "12", "14"),
    ("town-volume-year", 0, "申请件", "11", "13"),
    ("town-volume-year", 2, "申请件", "12", "14"),
    ("volume-summary", 0, "申请件", "12", "14"),
    ("volume-summary", 2, "申请件", "12", "14"),
]


def asked(
    text: str = "13", cell: str = APPLIED, reason: str = "录入时看错一行", name: str = "示例局"
) -> Asked:
    return Asked({cell: text}, reason, name, DAY)


def test_what_follows_is_foreseen_and_nothing_is_written(archive: ArchiveFolder) -> None:
    before = tree(archive / "data")
    found = foresee(read_standing(archive.folder), LAST, asked())
    told = [(each.cell.table, each.cell.row, each.cell.column, each.old, each.new) for each in found.changes]
    assert told == FOLLOWING
    assert [finding.message for finding in found.verdict.findings] == []
    assert tree(archive / "data") == before


def test_the_correction_is_written_proven_and_clean(archive: ArchiveFolder) -> None:
    correct(read_standing(archive.folder), LAST, asked())
    for table, row, column, _, new in FOLLOWING:
        rows = archive.rows(f"data/{LAST}/{table}.csv")
        assert rows[row + 1][rows[0].index(column)] == new
    note = (archive / f"data/{LAST}/{NOTE}").read_text(encoding="utf-8")
    assert "原因：录入时看错一行\n更正：示例局　2004-03-01\n" in note
    masthead = (archive / f"data/{LAST}/issue.yaml").read_text(encoding="utf-8")
    assert masthead.count("in_force: true") == 2 and "role: 更正" in masthead
    ended = archive.run("validate", "--format", "json")
    assert ended.status == 0, ended.out
    assert json.loads(ended.out)["findings"] == []


def test_it_is_one_correction_on_the_page_and_in_the_feed(archive: ArchiveFolder) -> None:
    repository = new_repository(archive.folder)
    archive.write(".gitignore", "docs/\n.yuebao/\nbuild/\n")
    repository.commit(
        "示例档案", GIT_AUTHOR_DATE="2004-02-11T00:00:00", GIT_COMMITTER_DATE="2004-02-11T00:00:00"
    )
    correct(read_standing(archive.folder), LAST, asked())
    repository.commit("更正", GIT_AUTHOR_DATE="2004-03-01T00:00:00", GIT_COMMITTER_DATE="2004-03-01T00:00:00")
    assert archive.run("emit", "-q").status == 0
    feed = (archive / "docs/feed.xml").read_text(encoding="utf-8")
    entries = [entry for entry in feed.split("<entry>")[1:] if "更正" in entry]
    assert len(entries) == 1, entries
    page = (archive / f"docs/issues/{LAST}.md").read_text(encoding="utf-8")
    section = page.split("## 更正 {")[1].split("\n## ")[0]
    assert (section.count('<p class="yb-note">'), section.count("<li id=")) == (1, len(FOLLOWING))


def test_several_cells_at_once(archive: ArchiveFolder) -> None:
    """Accepted and offline belong together: either alone would break the split."""
    cells = {f"#{TOWNS}.town-2.accepted": "10", f"#{TOWNS}.town-2.offline": "10"}
    found = foresee(read_standing(archive.folder), LAST, Asked(cells, "示例", "示例局", DAY))
    assert [each.message for each in found.verdict.findings] == []
    assert len(found.changes) == 12


def test_what_an_erratum_explains_stays(archive: ArchiveFolder) -> None:
    archive.unproven()
    archive.edit(FILE, cell("合计", "申请件", "99"))
    standing = read_standing(archive.folder)
    drafted = archive.run("errata", "draft", LAST).out
    filled = (
        drafted.replace("reason:", "reason: 照印")
        .replace("reviewer:", "reviewer: 示例局")
        .replace("reviewed:", "reviewed: 2004-03-01")
    )
    archive.write(f"data/{LAST}/errata.yaml", filled)
    found = foresee(standing, LAST, asked())
    assert (TOWNS, 2, "申请件") not in [
        (each.cell.table, each.cell.row, each.cell.column) for each in found.changes
    ]
    assert (TOWNS, 2, "申请件") in [(each.table, each.row, each.column) for each in found.kept]


REFUSED = {
    "no such cell": (asked(cell="#town-volume-month.nosuch.applied"), UsageError, "没有地址为"),
    "no such table": (asked(cell="#nosuch.town-2.applied"), UsageError, "没有地址为"),
    "the same value": (asked("11"), UsageError, "已经是“11”"),
    "no cell": (Asked({}, "示例", "示例局", DAY), UsageError, "没有写是哪一格"),
    "no reason": (asked(reason=" "), Unready, "原因不能为空"),
    "nobody": (asked(name=""), Unready, "更正人不能为空"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_no_correction_is_refused(archive: ArchiveFolder, why: str) -> None:
    wanted, refusal, words = REFUSED[why]
    before = (archive / FILE).read_bytes()
    with pytest.raises(refusal, match=words):
        correct(read_standing(archive.folder), LAST, wanted)
    assert (archive / FILE).read_bytes() == before and not (archive / f"data/{LAST}/{NOTE}").exists()


def test_a_draft_is_not_corrected(archive: ArchiveFolder) -> None:
    with pytest.raises(UsageError, match="没有公布"):
        foresee(read_standing(begun(archive).folder), LAST, asked())


def test_a_second_note_of_a_day_stands_beside_the_first(archive: ArchiveFolder) -> None:
    correct(read_standing(archive.folder), LAST, asked())
    correct(read_standing(archive.folder), LAST, asked("12"))
    assert (archive / f"data/{LAST}/source/correction-2004-03-01-2.txt").is_file()
    assert archive.run("validate").status == 0


def test_derive_again_works_out_what_follows_from_a_cell_of_the_file(archive: ArchiveFolder) -> None:
    archive.unproven()
    archive.edit(FILE, cell(archive.rows(FILE)[1][1], "申请件", "13"))
    ended = archive.run("derive", LAST, "--again", APPLIED)
    assert ended.status == 0
    assert ended.out.endswith("重算 5 格。\n")
    assert f"{FILE} C4 行“合计” 列“申请件”：12 → 14 ← " in ended.out
    assert archive.run("validate").status == 0
    assert archive.run("derive", LAST, "--again", APPLIED).out == "没有由它得出、要重算的格。\n"
    assert archive.run("derive", LAST, "--again", "#town-volume-month.nosuch.applied").status == 2


def test_what_the_next_issue_says_because_of_it_is_told_and_not_changed(archive: ArchiveFolder) -> None:
    """December's year to date goes on from November's: 2 more in November are missing there, in the town and in the total."""
    cells = {}
    for table in (TOWNS, "town-volume-year"):
        (row,) = [each for each in archive.rows(f"data/2003-11/{table}.csv") if each[1] == "示例二镇"]
        cells[f"#{table}.town-2.applied"] = str(int(row[2] or 0) + 2)
    before = tree(archive / "data/2003-12")
    standing = read_standing(archive.folder)
    given = Asked(cells, "录入时看错一行", "示例局", DAY)
    found = foresee(standing, "2003-11", given)
    assert [finding.message for finding in found.verdict.findings] == []
    told = {
        (each.month, each.rule, each.table, each.row, each.column, each.difference) for each in found.later
    }
    year = ("2003-12", "year-to-date", "town-volume-year")
    assert {(*year, "示例二镇", "申请件"), (*year, "合计", "申请件")} <= {each[:5] for each in told}
    assert {each[1] for each in told} == {"year-to-date"} and {each[0] for each in told} == {"2003-12"}
    correct(standing, "2003-11", given)
    assert tree(archive / "data/2003-12") == before
    blocking = json.loads(archive.run("validate", "--format", "json").out)["findings"]
    assert {(each["table"], each["row"], each["column"]) for each in blocking} == {each[2:5] for each in told}


def test_the_rest_of_the_year_is_told_as_if_each_issue_had_followed(tmp_path: Path) -> None:
    """2 more in September: October's year to date lacks them, and November's, once October has them, and December's. January
    begins anew."""
    archive = made_archive(tmp_path / "archive", 5, first="2003-09", **SMALL)
    cells = {}
    for table in (TOWNS, "town-volume-year"):
        (row,) = [each for each in archive.rows(f"data/2003-09/{table}.csv") if each[1] == "示例二镇"]
        cells[f"#{table}.town-2.applied"] = str(int(row[2] or 0) + 2)
    before = tree(archive / "data")
    found = foresee(read_standing(archive.folder), "2003-09", Asked(cells, "看错一行", "示例局", DAY))
    told = [(each.month, each.table, each.row) for each in found.later if each.rule == "year-to-date"]
    for month in ("2003-10", "2003-11", "2003-12"):
        (row,) = [
            each for each in archive.rows(f"data/{month}/town-volume-year.csv") if each[1] == "示例二镇"
        ]
        (own,) = [each for each in found.later if (each.month, each.row) == (month, "示例二镇")]
        assert (own.value, own.expected) == (row[2], str(int(row[2]) + 2))
    assert told == [
        (month, "town-volume-year", row)
        for month in ("2003-10", "2003-11", "2003-12")
        for row in ("示例二镇", "合计")
    ]
    assert tree(archive / "data") == before


def test_derive_again_says_what_the_rest_of_the_year_says(tmp_path: Path) -> None:
    """October's month was wrong: its year to date follows, November's and December's would."""
    archive = made_archive(tmp_path / "archive", 4, first="2003-09", **SMALL)
    file = f"data/2003-10/{TOWNS}.csv"
    (row,) = [each for each in archive.rows(file) if each[1] == "示例二镇"]
    archive.edit(file, cell("示例二镇", "申请件", str(int(row[2] or 0) + 2)))
    kept = {month: tree(archive / f"data/{month}") for month in ("2003-11", "2003-12")}
    ended = archive.run("derive", "2003-10", "--again", APPLIED)
    assert (ended.status, ended.err) == (0, "")
    heads = [line for line in ended.out.splitlines() if "由此多了" in line]
    assert heads == [
        f"2003年{month}月由此多了 2 处不符，没有改动它；请更正那一期，或写勘误：" for month in (11, 12)
    ]
    assert {month: tree(archive / f"data/{month}") for month in kept} == kept


def test_nothing_is_told_of_a_next_issue_that_it_does_not_touch(archive: ArchiveFolder) -> None:
    assert foresee(read_standing(archive.folder), "2003-12", asked()).later == ()
    assert foresee(read_standing(archive.folder), LAST, asked()).later == ()

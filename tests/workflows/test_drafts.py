"""Drafts: checked and shown with what is left, published nowhere, in nobody's way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.archive import ArchiveFolder, added, cell, made_archive, rows
from tests.support.git_repository import new_repository
from tests.support.half_done import half_done
from tests.support.whole_draft import begun
from tests.synthetic import SMALL
from yuebao.workflows.emit import emit

MONTH = "2004-01"
ISSUE = f"data/{MONTH}/issue.yaml"
TOWNS = f"data/{MONTH}/town-volume-month.csv"


READY = "已录全，没有待处理的问题；审核之后，删去 issue.yaml 里的 state 一行，连同 complete，就可以公布"


def draft(archive: ArchiveFolder, more: str = "") -> None:
    archive.edit(ISSUE, lambda text: f"{text}state: 整理中\n{more}")


def validated(archive: ArchiveFolder, *words: str) -> tuple[int, dict[str, Any]]:
    status, out, _ = archive.run("validate", "--format", "json", *words)
    return status, json.loads(out)


def messages(archive: ArchiveFolder, *words: str) -> list[str]:
    return [each["message"] for each in validated(archive, *words)[1]["findings"]]


def blank(archive: ArchiveFolder, column: str = "办结件") -> str:
    """Blank a cell that holds a figure, and say which row it was."""
    header, *rows = archive.rows(TOWNS)
    name = next(row[1] for row in rows if row[header.index(column)])
    archive.edit(TOWNS, cell(name, column, ""))
    return name


def test_a_whole_draft_has_its_blanks_left_until_they_are_said_to_be_none(archive: ArchiveFolder) -> None:
    draft(archive)
    status, told = validated(archive)
    assert (status, told["summary"]["issues"], told["summary"]["drafts"]) == (0, 2, 1)
    (left,) = told["summary"]["left"]
    assert left["period"] == MONTH
    tables = [path.stem for path in (archive / f"data/{MONTH}").glob("*.csv")]
    archive.edit(ISSUE, lambda text: f"{text}complete: [{', '.join(tables)}]\n")
    status, told = validated(archive)
    assert (status, told["summary"]["left"]) == (0, [{"period": MONTH, "message": READY, "findings": 0}])
    assert told["findings"] == []


def test_what_is_left_is_said_before_all_else_and_undecides_nothing(archive: ArchiveFolder) -> None:
    tables = [path.stem for path in (archive / f"data/{MONTH}").glob("*.csv")]
    done = ", ".join(name for name in tables if name not in ("town-volume-month", "satisfaction"))
    draft(archive, f"complete: [{done}]\n")
    blank(archive)
    (archive / f"data/{MONTH}/satisfaction.csv").unlink()
    status, out, _ = archive.run("validate")
    first = out.split("\n")[0]
    assert status == 0
    assert first.startswith(f"整理中 {MONTH}：还差 ")
    assert "《" not in first and "4" in first
    assert validated(archive)[1]["summary"]["undecided"] == 0
    assert validated(archive, MONTH)[0] == 0


@pytest.mark.parametrize("named", [False, True])
def test_findings_of_a_draft_count_where_it_was_named(archive: ArchiveFolder, named: bool) -> None:
    draft(archive)
    name = blank(archive, "受理件")
    archive.edit(TOWNS, cell(name, "受理件", "9999"))
    status, told = validated(archive, *([MONTH] if named else []))
    assert {each["period"] for each in told["findings"]} == {MONTH}
    assert status == int(named)
    status, out, _ = archive.run("validate", *([MONTH] if named else []))
    assert status == int(named)
    assert ("处问题，见 yuebao validate" in out.split("\n")[0]) == (not named)
    assert ("9999" in out) == named


BARRED = {
    "an identity card": lambda archive: archive.edit(
        f"data/{MONTH}/news.csv", lambda text: f"{text}2004-01-05,110101199003077758\n"
    ),
    "a link": lambda archive: (archive / f"data/{MONTH}/more.csv").symlink_to("news.csv"),
    "a bad name": lambda archive: archive.write(f"data/{MONTH}/a b?.txt", "x"),
}


@pytest.mark.parametrize("what", BARRED)
def test_what_no_state_excuses(archive: ArchiveFolder, what: str) -> None:
    draft(archive)
    BARRED[what](archive)
    assert validated(archive)[0] == 1


def test_a_blank_masthead_is_left(archive: ArchiveFolder) -> None:
    lines = (archive / ISSUE).read_text(encoding="utf-8").split("\n")
    archive.write(
        ISSUE, "\n".join("published: # 待填" if line.startswith("published:") else line for line in lines)
    )
    assert validated(archive)[0] == 1
    draft(archive)
    status, told = validated(archive)
    assert (status, told["findings"]) == (0, [])
    assert "刊头 1" in told["summary"]["left"][0]["message"]


def test_to_others_a_draft_is_a_gap_and_the_site_leaves_it_out(archive: ArchiveFolder) -> None:
    for month in (MONTH, "2003-12"):
        archive.edit(f"data/{month}/issue.yaml", lambda text: f"{text}state: 整理中\n")
    archive.edit("data/2003-12/town-volume-month.csv", lambda text: text.split("\n")[0] + "\n")
    assert validated(archive)[0] == 0
    archive.edit(ISSUE, "state: 整理中\n")
    status, told = validated(archive)
    assert (status, told["summary"]["drafts"]) == (0, 1)
    emit(archive.folder)
    assert not (archive / "docs/issues/2003-12.md").exists()
    assert not (archive / "docs/files/2003-12").exists()
    for page in (
        "docs/index.md",
        "docs/issues/index.md",
        "docs/issues/year-2003.md",
        "docs/issues/missing.md",
    ):
        assert "整理中" in (archive / page).read_text(encoding="utf-8") and "格" in (
            archive / page
        ).read_text(encoding="utf-8"), page
    index = json.loads((archive / "docs/files/v1/index.json").read_text(encoding="utf-8"))
    assert [each["period"] for each in index["drafts"]] == ["2003-12"]
    assert [each["period"] for each in index["issues"]] == [MONTH, "2003-11"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("complete: [news]\n", "complete 只用于整理中的一期"),
        ("state: 整理中\ncomplete: [new]\n", "本期的版式没有表“new”；是否为“news”？"),
        ("state: 整理中\ncomplete: news\n", "“complete”应为列表"),
        ("state: 整理\n", "state 为“整理”，应为“已撤回”或“整理中”"),
        (
            "state: 整理中\nwithdrawn: {reason: 示例, reviewer: 示例, reviewed: 2026-11-24}\n",
            "整理中的一期不写 withdrawn",
        ),
    ],
)
def test_what_a_draft_cannot_say(archive: ArchiveFolder, lines: str, message: str) -> None:
    archive.edit(ISSUE, lambda text: text + lines)
    assert message in messages(archive, MONTH)


def test_published_before_it_is_whole(archive: ArchiveFolder) -> None:
    draft(archive)
    (archive / f"data/{MONTH}/satisfaction.csv").unlink()
    archive.edit(f"data/{MONTH}/news.csv", lambda text: text.split("\n")[0] + "\n")
    assert validated(archive)[0] == 0
    archive.edit(ISSUE, "state: 整理中\n")
    assert validated(archive)[0] == 1
    told = {each["message"]: each["remedy"] for each in validated(archive)[1]["findings"]}
    ways = "本期没有公布这张表的，写进 issue.yaml 的 absent；还没有录完的，顶格写 state: 整理中。"
    assert told["缺少这个文件"] == f"请补上该文件；若已改名，请改回约定的文件名。{ways}"
    assert told["只有表头，没有数据行"] == f"请录入本期的数据。{ways}"


@pytest.mark.parametrize("complete", [False, True])
def test_derive_works_with_what_is_known(archive: ArchiveFolder, complete: bool) -> None:
    table = "county-comparison-month"
    header, *rows = archive.rows(f"data/{MONTH}/{table}.csv")
    column = header.index("对比名次")
    name = next(row[1] for row in rows if row[column] and "" in row)
    draft(archive, f"complete: [{table}]\n" if complete else "")
    archive.edit(f"data/{MONTH}/{table}.csv", cell(name, "对比名次", ""))
    status, out, _ = archive.run("derive", MONTH)
    assert status == 0
    assert (archive.rows(f"data/{MONTH}/{table}.csv")[1:] == rows) == complete
    waiting = next(line for line in out.split("\n") if line.startswith("它们所依据的数字还没有录全"))
    assert ("《各县（区）月办件对比及考核得分表》" in waiting) == (not complete)


def test_the_year_to_date_after_a_draft_is_that_after_a_gap(tmp_path: Path) -> None:
    archive = made_archive(tmp_path / "archive", 4, first="2003-01", **SMALL)
    archive.edit("data/2003-03/issue.yaml", added("state: 整理中\n"))
    archive.edit("data/2003-03/town-volume-year.csv", lambda text: text.split("\n")[0] + "\n")
    status, told = validated(archive)
    assert (status, told["findings"]) == (0, [])
    assert told["summary"]["notices"] == [
        {
            "period": "2003-04",
            "message": "2003年4月的累计只核对了不低于2003年2月的累计与本月数之和：2003年3月还在整理，"
            "《年度乡镇一体化平台办件量》的 year-to-date、《年度各县（区）一体化平台办件对比表》的 year-to-date 不能逐格推算",
        }
    ]


COMMANDS: Mapping[str, tuple[tuple[str, ...], int, str]] = {
    "tidy": (("tidy", MONTH), 0, f"{MONTH} 的文件都是规定的写法，没有改动。\n"),
    "schema": (("schema", MONTH), 0, '"name": "issue-2004-01"'),
    "errata": (("errata", "draft", MONTH), 0, "  published: '99999'\n  expected: ≤"),
    "review": (("validate", MONTH, "--format", "markdown"), 1, f"### {MONTH} 说了什么"),
    "revisions": (("revisions",), 0, ""),
    "rules": (("rules",), 0, "town-volume-month"),
    "the next issue": (("new", "2004-02"), 0, "number: 2\ntotal_number: 4\n"),
    "a rename": (("organizations", "rename", "示例三镇", "示例新镇", "--from", "2004-01"), 0, "示例新镇"),
    "emit": (("emit",), 0, ""),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_takes_a_draft(archive: ArchiveFolder, name: str) -> None:
    half_done(archive)
    archive.edit(TOWNS, cell(archive.rows(TOWNS)[2][1], "受理件", "99999"))
    words, expected, said = COMMANDS[name]
    if name == "a rename":
        words = (*words[:2], archive.rows(TOWNS)[1][1], *words[3:])
    status, out, err = archive.run(*words)
    assert (status, "出错" in err) == (expected, False), err
    if name == "the next issue":
        out = (archive / "data/2004-02/issue.yaml").read_text(encoding="utf-8")
    assert said in out


def test_a_row_that_is_not_there_yet_is_no_fault_of_the_form(archive: ArchiveFolder) -> None:
    draft(archive, "complete: [volume-summary]\n")
    archive.edit(f"data/{MONTH}/volume-summary.csv", lambda text: "\n".join(text.split("\n")[:2]) + "\n")
    for table in (
        "department-volume-month",
        "town-volume-month",
        "town-volume-year",
        "county-comparison-year",
    ):
        (archive / f"data/{MONTH}/{table}.csv").unlink()  # nothing tells that a row is missing
    assert archive.run("validate", MONTH).status == 0
    status, _, err = archive.run("export", MONTH)
    assert (status, err) == (0, "")


def test_what_changed_before_an_issue_was_published_is_no_revision(archive: ArchiveFolder) -> None:
    begun(archive)
    news = archive.rows(f"data/{MONTH}/news.csv")
    archive.edit(f"data/{MONTH}/news.csv", rows(lambda table: [*table[:-1], [table[-1][0], "示例的草稿"]]))
    repository = new_repository(archive.folder)
    repository.commit("草稿")
    archive.edit(f"data/{MONTH}/news.csv", rows(lambda table: [*table[:-1], news[-1]]))
    repository.commit("改草稿")
    archive.edit(ISSUE, lambda text: text.partition("state:")[0])
    repository.commit("公布")
    assert archive.run("revisions").out.splitlines()[1:] == []
    archive.edit(f"data/{MONTH}/news.csv", rows(lambda table: [*table[:-1], [table[-1][0], "示例的修订"]]))
    repository.commit("修订")
    told = archive.run("revisions").out
    assert "示例的修订" in told and "示例的草稿" not in told

"""The names of all commands, and what some of them say on each stream."""

from __future__ import annotations

import os

import pytest

from tests.cli.test_cli_chinese import commands
from tests.support.archive import ArchiveFolder, added, cell
from tests.support.program import run_apart
from yuebao.write import journal

COMMANDS = (
    *("init", "validate", "tidy", "derive", "import", "new", "workbook", "export", "emit", "build", "serve", "errata draft"),
    *("rules", "organizations rename", "schema", "hooks install", "hooks pre-receive", "hooks post-receive"),
    *("hooks publish", "revisions", "verify", "desk", "doctor"),
)  # fmt: skip


def test_every_command_goes_by_its_name() -> None:
    assert sorted(commands()) == sorted(f"yuebao {name}" for name in COMMANDS)


DRAFT = """\
# “示例一县”合计为 3258，各行相加为 3259
- rule: total-row
  table: county-comparison-month
  row: 合计
  column: 示例一县
  published: '3258'
  expected: '3259'
  category: 待核
  reason:
  reviewer:
  reviewed:
"""
FILE = "data/2003-11/errata.yaml"


def test_entries_are_drafted_written_once_and_waited_for(archive: ArchiveFolder) -> None:
    nothing = (0, "", "2003-11 没有可以用勘误说明的待处理问题。\n")
    assert archive.run("errata", "draft", "2003-11", "--write") == nothing
    assert not (archive / FILE).exists()
    archive.edit("data/2003-11/county-comparison-month.csv", cell("合计", "示例一县", "3258"))
    status, out, err = archive.run("errata", "draft", "2003年11月", "--all")
    assert (status, err) == (0, "")
    head, *lines = out.splitlines()
    assert head.startswith("# ") and "3258" in head and "3259" in head
    assert lines == DRAFT.splitlines()[1:]
    assert not (archive / FILE).exists()
    status, again, err = archive.run("errata", "draft", "2003-11", "--write")
    assert (status, again) == (0, out)
    assert err == f"已写进 {FILE}：1 条；请对照原报告填写原因、审核人、审核日期。\n"
    assert (archive / FILE).read_text(encoding="utf-8") == out
    waiting = (0, "", f"{FILE} 里有 1 条还没有填写完，没有再拟。\n")
    assert archive.run("errata", "draft", "2003-11", "--write") == waiting
    assert (archive / FILE).read_text(encoding="utf-8") == out


REGISTRY = "data/organizations.csv"
BOTH = "改名写两个名称，OLD NEW；几个单位合并请加 --merge，一个单位分设请加 --split"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["示例一乡", "--from", "2004-01"], BOTH),
        (["示例一乡", "示例二镇", "示例三乡", "--from", "2004-01"], BOTH),
        (["示例一乡", "--merge", "--from", "2004-01"], BOTH),
        (["示例一乡", "乙", "--merge", "--split", "--from", "2004-01"], "--merge 和 --split 只能写一个"),
        (["示例一乡", "乙", "--from", "2004-Q1"], "--from 要写一个月份，如 2021-01；“2004-Q1”不是"),
        (["示例一乡", "乙", "--from", "一月"], "--from 要写一个月份，如 2021-01；“一月”不是"),
    ],
)
def test_a_change_that_is_none(archive: ArchiveFolder, words: list[str], said: str) -> None:
    before = (archive / REGISTRY).read_bytes()
    assert archive.run("organizations", "rename", *words) == (2, "", f"用法有误：{said}\n")
    assert (archive / REGISTRY).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["示例一乡", "示例一镇"], ["示例一镇,,,,2004-02,,"]),
        (["示例一乡", "示例二镇", "--merge"], []),
        (["示例一乡", "示例一乡", "示例三乡", "--split", "--id", "third"], ["示例三乡,,,,2004-02,,"]),
    ],
)
def test_a_change_is_listed_and_what_to_do_next(
    archive: ArchiveFolder, words: list[str], more: list[str]
) -> None:
    before = (archive / REGISTRY).read_text(encoding="utf-8").splitlines()
    status, out, err = archive.run("organizations", "rename", *words, "--from", "2004年2月")
    assert (status, err) == (0, "请核验 2004-02 以后的各期：yuebao validate\n")
    head, *lines = out.splitlines()
    assert head == f"{REGISTRY}：" and all(line.startswith("  ") for line in lines)
    after = (archive / REGISTRY).read_text(encoding="utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert [line for line in new if not any(line in shown for shown in lines)] == []
    assert [text for text in more if not any(text in line for line in new)] == []
    assert any(",2004-01," in line for line in new)


def test_an_export_says_where_each_file_is(archive: ArchiveFolder) -> None:
    folder = archive.folder / "build/export"
    names = [f"{folder}/2003-12.{kind}\n" for kind in ("docx", "pdf", "xlsx", "zip")]
    assert archive.run("export", "2003-12") == (0, "".join(names), "")
    elsewhere = archive.folder.parent / "out"
    assert archive.run("export", "2003-12", "--to", str(elsewhere)) == (
        0,
        "".join(name.replace(str(folder), str(elsewhere)) for name in names),
        "",
    )
    for place in (folder, elsewhere):
        assert sorted(path.name for path in place.iterdir()) == [
            "2003-12.docx",
            "2003-12.pdf",
            "2003-12.xlsx",
            "2003-12.zip",
        ]


def test_an_export_that_is_refused_leaves_nothing(archive: ArchiveFolder) -> None:
    archive.edit("data/2003-12/town-volume-month.csv", cell("合计", "申请件", "1"))
    status, out, err = archive.run("export", "2003-12")
    assert (status, err) == (1, "2003-12 有未处理的问题，没有导出。\n")
    assert out.startswith("1. data/2003-12/town-volume-month.csv:4 C4 行“合计” 列“申请件”\n")
    assert not (archive / "build").exists()


def test_what_a_killed_command_had_decided_is_written_first_and_told(archive: ArchiveFolder) -> None:
    """On stderr: stdout holds the result alone."""
    folder = archive / ".staging-left"
    folder.mkdir()
    text = (archive / "data/2003-12/news.csv").read_bytes() + "2003-12-30,另一条消息\n".encode()
    (folder / "0.new").write_bytes(text)
    (folder / "0.old").write_bytes((archive / "data/2003-12/news.csv").read_bytes())
    journal.begin(folder, [journal.Step("data/2003-12/news.csv", "0.new")])
    status, out, err = archive.run("validate", "2003-12")
    assert (status, err) == (0, "上一次写到一半被中断，已经写完：data/2003-12/news.csv。\n")
    assert out.startswith("2003-12 各表核验情况\n")
    assert (archive / "data/2003-12/news.csv").read_bytes() == text
    assert not folder.exists()


def test_what_is_found_in_a_draft_counts_where_it_is_named(archive: ArchiveFolder) -> None:
    archive.edit("data/2004-01/issue.yaml", added("state: 整理中\n"))
    archive.edit("data/2004-01/town-volume-month.csv", cell("合计", "申请件", "1"))
    assert archive.run("validate").status == 0
    assert archive.run("validate", "2004-01").status == 1
    assert archive.run("validate", "2003-12").status == 0


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1), (0, 1, 2)])
def test_streams_that_the_shell_closed_lead_nowhere(closed: tuple[int, ...]) -> None:
    """And change nothing of how the command ends."""

    def close() -> None:
        for number in closed:
            os.close(number)

    status, out, err = run_apart("rules", "--kinds", prepare=close)
    assert (status, err) == (0, "")
    assert ("每条规则都有" in out) is (1 not in closed)


def test_what_a_stream_cannot_write_is_written_by_number() -> None:
    status, out, err = run_apart("rules", "--kinds", variables={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (status, err) == (0, "")
    assert out.startswith("\\u6bcf\\u6761\\u89c4\\u5219\\u90fd\\u6709\n")  # 每条规则都有
    assert out.isascii()

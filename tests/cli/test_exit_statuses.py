"""How each command ends: 0 when nothing remains, 1 when something does, 2 for a call that makes no sense; the result on
stdout, all else on stderr."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outcome.test_settling import cell, edit
from tests.support.archive import ArchiveFolder
from tests.support.git_repository import new_repository
from tests.support.program import run
from tests.support.withdrawing import withdraw
from tests.synthetic.hostile import MONTHS

NEWEST = MONTHS[-1]
Spoil = Callable[[Path], None]


def nothing(root: Path) -> None:
    pass


def then(*steps: Spoil) -> Spoil:
    def all_steps(root: Path) -> None:
        for step in steps:
            step(root)

    return all_steps


def typed(table: str, row: int, column: str, text: str) -> Spoil:
    return lambda root: edit(root, table, cell(row, column, text))


def without(name: str) -> Spoil:
    return lambda root: (root / f"data/{NEWEST}/{name}").unlink()


def no_summary(rows: list[list[str]]) -> None:
    next(row for row in rows if row[:2] == ["乡镇", "今年以来"])[rows[0].index("办结件")] = ""


DERIVED: dict[str, tuple[str, Spoil, int, str]] = {
    "nothing to do": (NEWEST, nothing, 0, "填入 0 格"),
    "a total": (NEWEST, typed("town-volume-month", -1, "受理件", ""), 0, "行“合计” 列“受理件” 填 "),
    "a total that differs": (NEWEST, typed("town-volume-month", -1, "受理件", "99999"), 1, "已有的数与推算不同"),
    "a figure that cannot be read": (
        NEWEST,
        then(typed("town-volume-month", 1, "申请件", "1件"), typed("town-volume-month", -1, "申请件", "")),
        1,
        "它所依据的数字无法读取",
    ),
    "two rules that disagree": (
        MONTHS[1],
        then(
            lambda root: edit(root, "town-volume-year", cell(-1, "办结件", "99999"), MONTHS[0]),
            lambda root: edit(root, "town-volume-year", cell(-1, "办结件", ""), MONTHS[1]),
            lambda root: edit(root, "volume-summary", no_summary, MONTHS[1]),
        ),
        1,
        "填入 0 格；与推算不同 0 格（其中勘误已说明 0）；不能推算 2 格。",
    ),
    "a table is missing": (NEWEST, without("news.csv"), 1, "没有推算，也没有改动任何文件"),
}  # fmt: skip


@pytest.mark.parametrize("case", DERIVED)
def test_derive_ends_with_1_while_something_remains(hostile_archive: ArchiveFolder, case: str) -> None:
    month, spoil, expected, said = DERIVED[case]
    spoil(hostile_archive.folder)
    status, out, err = hostile_archive.run("derive", month)
    assert (status, err) == (expected, "")
    assert said in out


def stray_quote(root: Path) -> None:
    path = root / f"data/{NEWEST}/news.csv"
    path.write_bytes(path.read_bytes().replace("示例".encode(), b'a"b'))


TIDIED: dict[str, tuple[Spoil, int]] = {
    "nothing to do": (nothing, 0),
    "full-width digits": (typed("satisfaction", 1, "差评件数", "０"), 0),
    "a stray quote": (stray_quote, 1),
    "both": (then(typed("satisfaction", 1, "差评件数", "０"), stray_quote), 1),
}


@pytest.mark.parametrize("case", TIDIED)
def test_tidy_ends_with_1_while_something_remains(hostile_archive: ArchiveFolder, case: str) -> None:
    spoil, expected = TIDIED[case]
    spoil(hostile_archive.folder)
    status, out, err = hostile_archive.run("tidy", NEWEST)
    assert (status, err) == (expected, "")
    assert out


WITHDRAWN = [["derive"], ["export"], ["new", "--workbook"]]


@pytest.mark.parametrize("command", WITHDRAWN, ids=" ".join)
def test_a_withdrawn_month_is_nothing_to_work_on(hostile_archive: ArchiveFolder, command: list[str]) -> None:
    withdraw(hostile_archive.folder, NEWEST)
    status, out, err = hostile_archive.run(command[0], NEWEST, *command[1:])
    assert (status, out) == (2, "")
    assert err.startswith("用法有误：") and err.count("\n") == 1


NONSENSE: dict[str, tuple[list[str], str]] = {
    "months and a revision": (
        ["validate", NEWEST, "--changed-since", "HEAD"], "写了统计期就不要再写 --changed-since",
    ),
    "no such format": (["validate", "--format", "pdf"], "pdf"),
    "no such month": (["validate", "1999-01"], "data/ 里没有 1999-01"),
    "no month at all": (["derive", "七月"], "七月"),
    "no such option": (["validate", "--formats", "text"], "--formats"),
    "no such command": (["valid"], "validate"),
    "a value is missing": (["export"], "没有写统计期"),
    "no such document": (["import", "nowhere.docx", "--period", "2003-05"], "找不到文件 nowhere.docx"),
    "a port that is none": (["serve", "--port", "99999"], "99999"),
}  # fmt: skip


@pytest.mark.parametrize("case", NONSENSE)
def test_a_call_that_makes_no_sense_is_one_line_and_2(hostile_archive: ArchiveFolder, case: str) -> None:
    arguments, said = NONSENSE[case]
    status, out, err = run(
        *arguments, *([] if case == "no such command" else ["--root", str(hostile_archive.folder)])
    )
    assert (status, out) == (2, "")
    assert said in err


def test_a_document_that_is_no_report_is_refused_with_all_that_is_known(
    hostile_archive: ArchiveFolder, tmp_path: Path
) -> None:
    """The reason, and beneath it the places that were not understood."""
    document = tmp_path / "x.txt"
    document.write_text("示例\n本月政务服务平稳。\n序号\t部门\n1\t示例局\n", encoding="utf-8")
    before = sorted((hostile_archive / "data").rglob("*"))
    status, out, err = hostile_archive.run("import", str(document), "--period", "2003-05")
    assert (status, out) == (1, "")
    first, *more = err.splitlines()
    assert first.startswith("没有导入 x.txt：没有从文件里认出任何一张表")
    assert more and all(line.startswith("  第 ") for line in more)
    assert sorted((hostile_archive / "data").rglob("*")) == before


@pytest.mark.parametrize("arguments", [[], ["--format", "json"]], ids=" ".join)
def test_an_empty_archive_is_clean_and_told_how_to_begin(tmp_path: Path, arguments: list[str]) -> None:
    assert run("init", str(tmp_path / "new"), "--name", "示例县")[0] == 0
    status, out, err = ArchiveFolder(tmp_path / "new").run("validate", "--quiet", *arguments)
    assert (status, err) == (0, "档案里还没有月报；新建第一期：yuebao new 年-月，如 yuebao new 2024-01。\n")
    assert out


@pytest.mark.parametrize("arguments", [[], ["--record"]], ids=["shown", "recorded"])
def test_revisions_are_the_result_and_that_they_were_recorded_is_not(
    hostile_archive: ArchiveFolder, arguments: list[str]
) -> None:
    repository = new_repository(hostile_archive.folder)
    repository.commit("示例")
    edit(hostile_archive.folder, "news", cell(1, "内容", "示例：更正。"))
    repository.commit("示例更正")
    status, out, err = hostile_archive.run("revisions", *arguments)
    assert status == 0
    record = hostile_archive / "data/revisions.csv"
    if arguments:
        assert (out, err) == ("", "已写进 data/revisions.csv。\n")
        assert "示例：更正。" in record.read_text(encoding="utf-8")
    else:
        assert "示例：更正。" in out and err == "" and not record.exists()


FAR_TOO_LONG = "/tmp/" + "x" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "--root", FAR_TOO_LONG],
        ["init", FAR_TOO_LONG],
        ["import", FAR_TOO_LONG, "--period", "2003-05"],
        ["export", NEWEST, "--to", FAR_TOO_LONG],
        ["build", "--quiet", "--settings", FAR_TOO_LONG],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_name_that_no_system_can_hold_is_wrong_usage(
    hostile_archive: ArchiveFolder, arguments: list[str]
) -> None:
    more = [] if "--root" in arguments or arguments[0] == "init" else ["--root", str(hostile_archive.folder)]
    status, out, err = run(*arguments, *more)
    assert (status, out) == (2, "")
    assert err.startswith("用法有误：") and "名称过长" in err and err.count("\n") == 1


BROKEN: dict[str, tuple[BaseException, str]] = {
    "no memory": (MemoryError(), "程序或规则有误（不是数据的问题）：内存不足。\n"),
    "the system refuses": (
        OSError(5, "Input/output error", "/tmp/x"), "程序或规则有误（不是数据的问题）：/tmp/x：",
    ),
    "a bug": (ZeroDivisionError("示例"), "程序出错（不是数据的问题）。请把以上内容报告给维护者。\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_fault_of_the_program_never_looks_like_one_of_the_data(
    hostile_archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    error, said = BROKEN[case]

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("yuebao.workflows.validate.report", broken)
    status, out, err = run("validate", "--quiet", "--root", str(hostile_archive.folder))
    assert (status, out) == (3, "")
    assert said in err
    assert ("Traceback" in err) == (case == "a bug")

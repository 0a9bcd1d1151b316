"""A folder of documents at once: drafts of what is clear, everything else told, nothing waiting for anything."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

import yuebao.workflows.import_many
from tests.support.archive import tree
from tests.support.program import command, environment
from tests.support.report_folder import (
    A_NOTE,
    ANOTHER_SENTENCE,
    ReportFolder,
    added,
    changed_cell,
    made_folder,
    rewritten,
    strangers,
)
from tests.support.waiting import until
from yuebao.importing.manifest import Line, manifest_text, read_manifest
from yuebao.importing.proposals import Told, Unknown, grouped
from yuebao.workflows import opened_document
from yuebao.workflows.judge import read_standing
from yuebao.workflows.opened_document import Opened

MANIFEST = "build/import/manifest.csv"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> ReportFolder:
    """Twelve issues, seven of which are in order."""
    made = made_folder(tmp_path_factory.mktemp("folder"), 12)
    months = made.months
    for month in (months[0], months[2]):
        assert rewritten(made.file(month), *ANOTHER_SENTENCE) == 4
    for month in (months[2], months[4]):
        added(made.file(month), A_NOTE)
    shutil.copy(made.file(months[6]), made.folder / "副本.docx")
    other = made.folder / "另一份.docx"
    shutil.copy(made.file(months[8]), other)
    changed_cell(other, "县示例一局", "县示例九局")
    (made.folder / "坏的.docx").write_bytes(made.file(months[0]).read_bytes()[:3000])
    foreign = docx.Document()
    foreign.add_paragraph("会议通知")
    foreign.save(str(made.folder / "通知.docx"))
    strangers(made.folder)
    below = made.folder / "旧"
    below.mkdir()
    shutil.move(made.file(months[10]), below / "x.docx")
    return made


@pytest.fixture
def begun(reports: ReportFolder, tmp_path: Path) -> ReportFolder:
    """The same, with an archive of its own."""
    return ReportFolder(
        reports.archive.copy(tmp_path / "archive"), reports.full, reports.folder, reports.months
    )


def clean_months(reports: ReportFolder) -> list[str]:
    return [month for number, month in enumerate(reports.months) if number not in (0, 2, 4, 8)]


def states(reports: ReportFolder) -> dict[str, str]:
    lines = read_manifest((reports.archive / MANIFEST).read_bytes()).values()
    return {Path(line.file).name: line.state for line in lines}


def test_one_call_makes_drafts_and_tells_the_rest(begun: ReportFolder) -> None:
    archive, folder, months = begun.archive, begun.folder, begun.months
    done = archive.run("import", str(folder))
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[0] == "文件 16 份：已导入 8，有存疑 3，没有导入 2，同期另有一份 2，重复 1"
    clean = clean_months(begun)
    assert lines[1] == f"可以审核公布的 {len(clean)} 期：{'、'.join(clean)}"
    for month in clean:
        issue = (archive / f"data/{month}/issue.yaml").read_text("utf-8")
        assert "state: 整理中\n" in issue
        own, wanted = tree(archive / f"data/{month}"), tree(begun.full / f"data/{month}")
        tables = {name for name in wanted if name.endswith(".csv")}
        assert {name: own[name] for name in tables} == {name: wanted[name] for name in tables}
    assert not (archive / f"data/{months[8]}").exists()
    assert (
        f"{months[8]}：前 {folder}/另一份.docx，后 {folder}/政务服务月报{months[8]}.docx，不同的 " in done.out
    )
    assert "department-volume-month.csv 行“县示例九局”：删去" in done.out
    assert f"  {folder}/通知.docx：通知.docx 里没有写统计期" in done.out
    assert f"  {folder}/坏的.docx：.docx 文件已损坏或不完整，打不开" in done.out
    assert f"政务服务月报{months[6]}.docx（{months[6]}）：与 {folder}/副本.docx 内容相同" in done.out
    named = [
        "Thumbs.db（系统的文件）",
        "~$月报.docx（打开文件时留下的临时文件）",
        "扫描件.jpg（图片，不能读）",
    ]
    for stranger in [*named, "旧月报.zip（压缩包，请先解开）", "说明.md（不认识这种文件）"]:
        assert done.out.count(f"  {folder}/{stranger}\n") == 1
    assert "还有 " not in done.out
    assert states(begun)["x.docx"] == "已导入"


def test_nothing_that_is_written_down_holds_a_personal_number(begun: ReportFolder, tmp_path: Path) -> None:
    """The reason of a refusal quotes the document, in the list and in the summary."""
    folder = tmp_path / "旧"
    folder.mkdir()
    (folder / "一.txt").write_text("2003年5月政务服务月报\n联系人110101199003077758\n", encoding="utf-8")
    phoned = folder / "二.docx"
    shutil.copy(begun.file(begun.months[6]), phoned)
    added(phoned, "联系人13912345678。")
    done = begun.archive.run("import", str(folder))
    written = {path.name: path.read_text("utf-8") for path in (begun.archive / "build/import").iterdir()}
    assert "联系人110" in done.out and "联系人139" in done.out
    assert "联系人110" in written["manifest.csv"]
    for text in (done.out, *written.values()):
        assert "110101199003077758" not in text and "13912345678" not in text


def test_what_is_proposed_settles_the_doubts(begun: ReportFolder) -> None:
    archive, months = begun.archive, begun.months
    first = archive.run("import", str(begun.folder))
    groups = first.out.split("存疑和缺漏按种类分")[1]
    assert f"2 期 4 处　不认得这段文字\n     如 source/政务服务月报{months[0]}.docx" in groups
    assert f"2 期 2 处　不认得这段文字\n     如 source/政务服务月报{months[2]}.docx" in groups
    assert f'       "{A_NOTE}"\n' in groups
    before = (archive / "schemas/intake.yaml").read_text("utf-8")
    accepted = archive.run("import", "--accept")
    assert accepted.status == 0
    shown = [line for line in accepted.out.splitlines() if line.startswith("+  - ")]
    assert len(shown) == 3 and f'+  - "{A_NOTE}"' in shown
    after = (archive / "schemas/intake.yaml").read_text("utf-8")
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        line[1:] for line in shown
    ]
    assert (
        archive.run("import", "--accept").out == "build/import/proposals.yaml 里的办法都已经在了，没有改动\n"
    )
    second = archive.run("import", str(begun.folder), "--force")
    assert second.out.startswith(
        "文件 16 份：已导入 11，没有导入 2，同期另有一份 2，重复 1\n可以审核公布的 11 期"
    )
    for month in (months[0], months[2], months[4]):
        assert not (archive / f"data/{month}/doubts.yaml").exists()
        assert archive.rows(f"data/{month}/volume-summary.csv") == begun.full.rows(
            f"data/{month}/volume-summary.csv"
        )


def test_published_in_one_go(begun: ReportFolder) -> None:
    archive = begun.archive
    archive.run("import", str(begun.folder))
    archive.run("import", "--accept")
    archive.run("import", str(begun.folder), "--force")
    for path in sorted((archive / "data").glob("*/issue.yaml")):
        text = path.read_text("utf-8")
        path.write_text(
            "".join(line for line in text.splitlines(True) if not line.startswith(("state:", "complete:")))
        )
    done = archive.run("validate")
    assert (done.status, "待处理" in done.out) == (0, False)
    assert done.out.splitlines()[-1].startswith("通过。共 12 期")


def test_a_second_call_reads_nothing_again(begun: ReportFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = begun.archive.run("import", str(begun.folder))
    before = {name: path.stat().st_mtime_ns for name, path in files(begun).items()}
    opened: list[str] = []

    def open_document(file: Path) -> Opened:
        opened.append(file.name)
        return opened_document.open_document(file)

    monkeypatch.setattr(yuebao.workflows.import_many, "processors", lambda: 1)
    monkeypatch.setattr(yuebao.workflows.import_many, "open_document", open_document)
    second = begun.archive.run("import", str(begun.folder))
    assert second.out == first.out
    assert {name: path.stat().st_mtime_ns for name, path in files(begun).items()} == before
    refused = ["坏的.docx", "通知.docx", "另一份.docx", f"政务服务月报{begun.months[8]}.docx"]
    assert sorted(opened) == sorted([*refused, f"政务服务月报{begun.months[6]}.docx"])


def files(reports: ReportFolder) -> dict[str, Path]:
    return {str(path): path for path in (reports.archive / "data").rglob("*") if path.is_file()}


@pytest.mark.race
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_what_was_cut_off_goes_on_where_it_stopped(
    begun: ReportFolder, reports: ReportFolder, tmp_path: Path, stop: signal.Signals
) -> None:
    whole = reports.archive.copy(tmp_path / "whole")
    expected = whole.run("import", str(begun.folder)).out
    words = command("import", str(begun.folder), "--root", str(begun.archive.folder))
    running = subprocess.Popen(words, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: (begun.archive / MANIFEST).is_file() or running.poll() is not None)
    running.send_signal(stop)
    running.wait()
    kept = {name: path.stat().st_mtime_ns for name, path in files(begun).items() if "/.staging-" not in name}
    finished = {
        Path(line.file).name for line in read_manifest((begun.archive / MANIFEST).read_bytes()).values()
    }
    assert finished
    again = begun.archive.run("import", str(begun.folder))
    assert again.out == expected
    now = files(begun)
    assert {name: now[name].stat().st_mtime_ns for name in kept} == kept
    assert tree(begun.archive / "data") == tree(whole / "data")


Change = Callable[[ReportFolder], object]


def test_parts_of_an_issue_are_one(begun: ReportFolder, tmp_path: Path) -> None:
    month = begun.months[1]
    folder = tmp_path / f"{month[:4]}年{int(month[5:])}月"
    folder.mkdir()
    source = begun.full / f"data/{month}"
    for number, path in enumerate(sorted(source.glob("*.csv")), 1):
        shutil.copy(path, folder / f"{month} {number} {path.name}")
    done = begun.archive.run("import", str(folder))
    assert done.out.startswith("文件 12 份：已导入 12\n")
    assert f"{month}　" in done.out and "刊头" in done.out
    own = tree(begun.archive / f"data/{month}")
    assert {name: own[name] for name in own if name.endswith(".csv") and "/" not in name} == {
        path.name: path.read_bytes() for path in source.glob("*.csv")
    }
    assert (begun.archive / f"data/{month}/issue.yaml").read_text("utf-8").count("role: 原件") == 12


def test_the_same_cells_in_two_formats_are_taken_once_and_told(begun: ReportFolder, tmp_path: Path) -> None:
    month = begun.months[1]
    folder = tmp_path / "both"
    folder.mkdir()
    for suffix in ("docx", "xlsx"):
        shutil.copy(begun.folder.parent / "exported" / f"{month}.{suffix}", folder / f"{month}.{suffix}")
    done = begun.archive.run("import", str(folder))
    assert done.out.startswith("文件 2 份：已导入 1，重复 1\n")
    assert f"{folder}/{month}.xlsx（{month}）：各格与 {folder}/{month}.docx 相同" in done.out


def test_an_issue_that_stands_is_left_alone_and_the_difference_told(
    begun: ReportFolder, tmp_path: Path
) -> None:
    month = begun.months[-1]
    shutil.copytree(begun.full / f"data/{month}", begun.archive / f"data/{month}")
    begun.archive.edit(
        f"data/{month}/town-volume-month.csv", lambda text: text.replace("示例一镇", "示例七镇", 1)
    )
    before = tree(begun.archive / f"data/{month}")
    for words in ((), ("--force",)):
        done = begun.archive.run("import", str(begun.file(month)), str(begun.file(begun.months[1])), *words)
        assert done.status == 1
        assert (
            f"这一期已有 1 份：\n  {begun.file(month)}（{month}）：data/{month} 已有，来自别的文件，没有改动"
            in done.out
        )
        assert f"{month}：前 data/{month}，后 {begun.file(month)}，不同的 " in done.out
        assert tree(begun.archive / f"data/{month}") == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "请写明要导入的文件或文件夹"),
        (("没有.docx", "也没有"), "找不到文件 没有.docx"),
        (("{folder}", "--period", "2001-01"), "只用于一个文件"),
        (("{folder}", "--correction"), "只用于一个文件"),
        (("{folder}", "--accept"), "--accept 不写文件"),
        (("--accept",), "没有 build/import/proposals.yaml"),
    ],
)
def test_wrong_calls(begun: ReportFolder, words: tuple[str, ...], told: str) -> None:
    before = tree(begun.archive.folder)
    done = begun.archive.run("import", *(word.format(folder=begun.folder) for word in words))
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert tree(begun.archive.folder) == before


def test_an_empty_folder_has_nothing_to_tell(begun: ReportFolder, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = begun.archive.run("import", str(tmp_path / "empty"))
    assert (done.status, done.out.splitlines()[0]) == (0, "没有一份可以读的文件")


WRONG = {
    "an unknown kind": ("patterns: []\n", "里没有“patterns”这种办法"),
    "no list": ("known: 甲\n", "一个列表"),
    "no pattern": ('known: ["("]\n', "schemas/ 就读不懂了"),
    "another table": ("headers: [{table: towns, column: 甲, also: [乙]}]\n", "schemas/ 就读不懂了"),
    "no YAML": ("known: [\n", "第 "),
    "a table that is not there": ("since: [{table: towns, since: 2001-02}]\n", "没有表“towns”"),
    "half an alias": ("aliases: [{name: 县示例一局}]\n", "aliases 每项应写明 name、also"),
    "a word for an alias": ("aliases: [县示例一局]\n", "aliases 每项应写明 name、also"),
    "an alias of nobody": ("aliases: [{name: 示例九局, also: 九局}]\n", "单位登记册里没有“示例九局”"),
    "a rename of no time": (
        "renames: [{old: 示例二镇, new: 示例新镇}]\n",
        "renames 每项应写明 old、new、from",
    ),
    "a rename from a quarter": (
        "renames: [{old: 示例二镇, new: 示例新镇, from: 2001-Q1}]\n",
        "from 应是月份，现为“2001-Q1”",
    ),
    "a list for a time": ("since: [{table: news, since: [2001-02]}]\n", "since 每项应写明 table、since"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_accepted_changes_nothing(begun: ReportFolder, case: str) -> None:
    text, told = WRONG[case]
    begun.archive.write("build/import/proposals.yaml", text)
    before = tree(begun.archive.folder)
    done = begun.archive.run("import", "--accept")
    assert done.status == 2
    assert told in done.err and "没有改动任何文件" in done.err
    assert tree(begun.archive.folder) == before


ACCEPTED = {
    "an alias": ("aliases: [{name: 县示例一局, also: 示例一局}]\n", "+", "示例一局"),
    "a rename": ("renames: [{old: 示例二镇, new: 示例新镇, from: 2001-03}]\n", "+", "示例新镇"),
    "a header": (
        "headers: [{table: town-volume-month, column: 受理件, also: [受理数]}]\n",
        "+  - ",
        "受理数",
    ),
    "a table since": ("since: [{table: satisfaction, since: 2001-03}]\n", "+since: ", "2001-03"),
}


SPOILT: dict[str, tuple[Callable[[bytes], bytes | None], str]] = {
    "missing": (lambda _: None, "缺少这个文件"),
    "of another program": (lambda content: content.decode().encode("gb18030"), ""),
    "with findings": (lambda content: content + b"x,nosuch,\xe6\x96\xb0,,,,,,\n", "data/organizations.csv:"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_the_registry_is_read_as_it_is_for_a_rename(begun: ReportFolder, case: str) -> None:
    spoil, told = SPOILT[case]
    path = begun.archive / "data/organizations.csv"
    content = spoil(path.read_bytes())
    path.unlink() if content is None else path.write_bytes(content)
    begun.archive.write("build/import/proposals.yaml", ACCEPTED["an alias"][0])
    done = begun.archive.run("import", "--accept")
    assert done.status == (1 if told else 0)
    assert "没有登记：" in done.err and told in done.err if told else "示例一局" in done.out


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_accepted_is_shown_and_stands(begun: ReportFolder, case: str) -> None:
    text, begins, holds = ACCEPTED[case]
    begun.archive.write("build/import/proposals.yaml", text)
    done = begun.archive.run("import", "--accept")
    assert done.status == 0
    assert [line for line in done.out.splitlines() if line.startswith(begins) and holds in line]
    assert "还能读" not in done.err and begun.archive.run("validate").status in (0, 1)
    assert begun.archive.run("import", "--accept").out.endswith("没有改动\n")


def test_a_rename_is_proposed_from_a_month_where_issues_are_of_quarters(begun: ReportFolder) -> None:
    new = (Unknown("示例新镇", "示例二镇"),)
    issues = [Told("2001-Q1", ()), Told("2001-Q2", (), new), Told("2001-Q3", (), new)]
    (group,) = grouped(issues, read_standing(begun.archive.folder).schemas.latest, ())
    assert group.key == "renames"
    assert group.proposal == {"old": "示例二镇", "new": "示例新镇", "from": "2001-04"}


def test_the_list_is_read_back_but_for_what_was_not_finished() -> None:
    lines = [
        Line("/a/一.docx", "1", "2001-01", "已导入"),
        Line("/a/b,\n二.docx", "", "", "没有导入", 0, "“因为”，所以"),
    ]
    content = manifest_text(lines)
    assert content.startswith(b"\xef\xbb\xbffile,sha256,period,state,doubts,note\n")
    assert read_manifest(content) == {line.file: line for line in lines}
    assert list(read_manifest(content.rpartition(b",0,")[0])) == ["/a/一.docx"]
    assert read_manifest(b"") == {}

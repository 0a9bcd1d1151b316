"""`yuebao import` over a month that stands already, and how the command ends."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import (
    MONTH,
    PUBLISHED,
    REPORT,
    TEXT,
    document,
    tables,
    tree,
)
from tests.support.masthead import DECLARED
from tests.support.program import run_apart
from tests.support.report_documents import save, workbook_bytes
from tests.support.repository import ROOT
from yuebao.model.fault import Fault, UsageError
from yuebao.model.issue import Source
from yuebao.model.issue_text import issue_text
from yuebao.schema.yaml_text import read_yaml
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing
from yuebao.write.staged import place_month, staged_month

ERRATA = (ROOT / "data/2020-07/errata.yaml").read_bytes()


@pytest.fixture
def root(bare_archive: ArchiveFolder) -> Path:
    """An archive with the real month in it, errata included."""
    import_document(read_standing(bare_archive.folder), REPORT, MONTH)
    (bare_archive / "data/2020-07/errata.yaml").write_bytes(ERRATA)
    return bare_archive.folder


def again(root: Path, path: Path) -> tuple[str, ...] | None:
    return import_document(read_standing(root), path, MONTH, force=True).changed


def test_the_same_document_changes_nothing(root: Path) -> None:
    before = tree(root)
    assert again(root, REPORT) == ()
    assert tree(root) == before


def test_the_difference_is_shown_and_the_rest_is_kept(root: Path, tmp_path: Path) -> None:
    changed = TEXT.replace(
        "4\t得石镇\t1011\t1011\t1011\t\t1011\t100%", "4\t得石镇\t1011\t1011\t1010\t\t1011\t100%"
    )
    changed = changed.replace("11\t撒莲镇\t\t\t\t\t\t\n\t合计\t8541", "11\t示例镇\t\t\t\t\t\t\n\t合计\t8541")
    difference = again(root, document(tmp_path, changed))
    assert difference is not None
    assert difference[:4] == (
        "town-volume-month.csv 行“撒莲镇”：删去（11，撒莲镇，，，，，，）",
        "town-volume-month.csv 行“得石镇” 列“办结件”：1011 → 1010",
        "town-volume-month.csv 行“示例镇”：新增（11，示例镇，，，，，，）",
        "issue.yaml：新增“- file: source/report.txt”",
    )
    assert (root / "data/2020-07/errata.yaml").read_bytes() == ERRATA
    assert {path.name for path in (root / "data/2020-07/source").iterdir()} == {"issue-143.txt", "report.txt"}


def test_another_document_of_the_same_name_does_not_take_its_place(root: Path, tmp_path: Path) -> None:
    """Both are kept, the newer one under a number, which `issue.yaml` names; the same one again is kept once."""
    sources = root / "data/2020-07/source"
    for number, words in ((2, "附注一"), (3, "附注二"), (2, "附注一"), (3, "附注二")):
        other = document(tmp_path, f"{TEXT}{words}\n", REPORT.name)
        again(root, other)
        kept = f"issue-143-{number}.txt"
        assert (sources / kept).read_bytes() == other.read_bytes()
        assert f"file: source/{kept}\n" in (root / "data/2020-07/issue.yaml").read_text(encoding="utf-8")
    names = {"issue-143.txt", "issue-143-2.txt", "issue-143-3.txt"}
    assert {path.name for path in sources.iterdir()} == names
    assert (sources / "issue-143.txt").read_bytes() == REPORT.read_bytes()


def test_a_table_alone_leaves_the_others_and_the_masthead(root: Path, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].title = "好差评情况"
    for row in (["主动评价件数", "主动评价率", "差评件数", "满意度"], [12604, "61.42%", 0, "100%"]):
        book.worksheets[0].append(row)
    difference = again(root, save(tmp_path, "one.xlsx", workbook_bytes(book)))
    assert difference is not None
    assert difference[0] == "satisfaction.csv 行“第 2 行” 列“主动评价件数”：12603 → 12604"
    made = tables(root)
    assert (
        made.pop("satisfaction.csv").decode()
        == "主动评价件数,主动评价率,差评件数,满意度\n12604,61.42%,0,100%\n"
    )
    assert (
        made.pop("issue.yaml").decode().split("sources:")[0]
        == PUBLISHED["issue.yaml"].decode().split("sources:")[0]
    )
    assert made == {name: PUBLISHED[name] for name in made}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_table_as_excel_saves_it(root: Path, tmp_path: Path, encoding: str) -> None:
    text = PUBLISHED["town-volume-year.csv"].decode().replace("286,286,286,,286", "287,286,286,,286")
    path = document(tmp_path, text.replace("\n", "\r\n"), "年度乡镇一体化平台办件量.csv", encoding)
    assert again(root, path) == (
        "town-volume-year.csv 行“新山傈僳族乡” 列“申请件”：286 → 287",
        "issue.yaml：新增“- file: source/年度乡镇一体化平台办件量.csv”",
        f"issue.yaml：新增“sha256: {sha256(path)}”",
    )


@pytest.mark.parametrize(
    "title",
    [
        "2020年7月政务服务月报",
        "题目：副题",
        "#一",
        "“引” 与 '引' 与 \"引\"",
        "- 一",
        "",
        "null",
        "a\\b",
        "{一}",
        "%一",
        "是 # 否",
    ],
)
def test_the_masthead_survives_any_words(title: str) -> None:
    text = issue_text(
        DECLARED.names, {"title": title, "year": "2020"}, [Source("source/a b: c.txt", "0" * 64)]
    )
    document = read_yaml(text).value
    assert document["title"] == title
    assert (document["year"], document["number"]) == ("2020", "")
    assert document["sources"][0]["file"] == "source/a b: c.txt"


def sha256(path: Path) -> str:
    done = subprocess.run(["sha256sum", str(path)], check=True, capture_output=True, text=True)
    return done.stdout.split()[0].lstrip("\\")


def test_a_month_that_appears_meanwhile_is_kept(bare_archive: ArchiveFolder) -> None:
    with staged_month(bare_archive.folder, MONTH, {"issue.yaml": b"mine"}) as staging:
        (bare_archive / "data" / MONTH).mkdir()
        (bare_archive / "data" / MONTH / "issue.yaml").write_bytes(b"theirs")
        with pytest.raises(UsageError, match="刚刚被别的操作建立了"):
            place_month(staging, bare_archive.folder, MONTH)
    assert (bare_archive / "data" / MONTH / "issue.yaml").read_bytes() == b"theirs"
    assert sorted(os.listdir(bare_archive / "data")) == [MONTH, "organizations.csv"]


def test_a_full_disk_is_a_fault_and_leaves_nothing(
    bare_archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(bare_archive.folder)

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Fault, match="没有改动任何文件"):
        import_document(read_standing(bare_archive.folder), REPORT, MONTH)
    monkeypatch.undo()
    assert tree(bare_archive.folder) == before
    assert os.listdir(bare_archive / "data") == ["organizations.csv"]


def test_how_the_command_ends(bare_archive: ArchiveFolder, tmp_path: Path) -> None:
    first = run_apart("import", str(REPORT), "--period", MONTH, folder=bare_archive.folder)
    assert (first.status, first.err) == (1, "")  # the report contradicts itself in two places
    assert first.out.startswith("已把 issue-143.txt（文本，UTF-8）读入 data/2020-07/\n")
    assert "未能放置：无\n有歧义：无\n" in first.out
    assert first.out.endswith("待处理 21。\n")
    assert "state: 整理中\ncomplete: [" in (bare_archive / "data/2020-07/issue.yaml").read_text("utf-8")
    assert tables(bare_archive.folder) == PUBLISHED

    second = run_apart("import", str(REPORT), "--period", MONTH, folder=bare_archive.folder)
    assert (second.status, second.out) == (2, "")
    assert "data/2020-07 已经存在，没有改动它" in second.err

    broken = save(tmp_path, "坏的.docx", b"PK\x03\x04" + bytes(50))
    third = run_apart("import", str(broken), "--period", "2020-08", folder=bare_archive.folder)
    assert (third.status, third.out) == (1, "")
    assert (
        third.err
        == "没有导入 坏的.docx：.docx 文件已损坏或不完整，打不开。请重新取得文件，或另存后再导入。\n"
    )

    fourth = run_apart("import", "没有这个文件.docx", "--period", "2020-08", folder=bare_archive.folder)
    assert (fourth.status, fourth.out) == (2, "")
    assert "找不到文件" in fourth.err


def without_names(text: str) -> str:
    """The page is published with the site, where names may have to be masked."""
    return re.sub("“姓名”：“. .”→“..”", "“姓名”：“王 某”→“王某”", text)


def test_what_the_page_for_clerks_shows_is_what_happens(bare_archive: ArchiveFolder, tmp_path: Path) -> None:
    page = (ROOT / "scripts/handbook/import.md").read_text(encoding="utf-8")
    shown = [
        block.strip("\n") for block in re.findall(r"(?<=\n\n)```\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    ]
    text = TEXT.replace(
        "2\t普威镇\t1700\t1700\t1700\t\t1700\t100%", "2\t普威镇\t1700\t1700\t1700\t1700\t100%"
    )
    text = text.replace("1\t湾丘彝族乡\t2700\t", "1\t湾丘彝族乡\t2,700\t", 1)
    sample = document(
        tmp_path, text.replace("\n五、工作动态", "\n另有3件正在办理。\n\n五、工作动态"), "sample.txt"
    )
    other = run_apart("import", str(sample), "--period", "2020-08", folder=bare_archive.folder)
    first = run_apart("import", str(sample), "--period", MONTH, folder=bare_archive.folder)
    second = run_apart("import", str(sample), "--period", MONTH, folder=bare_archive.folder)
    forced = run_apart("import", str(REPORT), "--period", MONTH, "--force", folder=bare_archive.folder)
    assert [block for block in shown if not block.startswith("yuebao ")] == [
        without_names(first.out.partition("\n\n1. ")[0]),
        other.err.strip(),
        second.err.strip(),
        forced.out.partition("\n\n1. ")[0][forced.out.index("与原来的差别") :],
    ]

"""The kept documents are read again at every validation: which, what is kept of it, and what is said where they cannot be."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import yuebao.workflows.printed_sources as printed_sources
from tests.support.archive import ArchiveFolder, cell, exported_report, rows
from tests.support.kept_documents import as_text, keep, keep_texts
from yuebao.importing.blocks import Document
from yuebao.importing.formats import read_document
from yuebao.model.fault import Fault
from yuebao.model.printed import Printed, PrintedDocument
from yuebao.reports.registry import FORMATS
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_month, read_standing

MONTH = "2003-12"
TOWNS = f"data/{MONTH}/town-volume-month.csv"
STAFF = f"data/{MONTH}/staff-scores.csv"


@pytest.fixture
def printed(archive: ArchiveFolder) -> ArchiveFolder:
    """A clean archive whose documents print every table."""
    return keep_texts(archive)


def found(archive: ArchiveFolder) -> list[tuple[str, str, str]]:
    document = json.loads(archive.run("validate", "--format", "json").out)
    return [(item["rule"], item["status"], item["message"]) for item in document["findings"]]


def notices(archive: ArchiveFolder) -> list[str]:
    document = json.loads(archive.run("validate", "--format", "json").out)
    return [item["message"] for item in document["summary"]["notices"]]


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read from now on."""
    names: list[str] = []

    def counted(content: bytes, name: str) -> Document:
        names.append(name)
        return read_document(content, name)

    monkeypatch.setattr(printed_sources, "read_document", counted)
    return names


def test_an_unchanged_document_is_read_once(printed: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    names = reads(monkeypatch)

    def read() -> None:
        standing = read_standing(printed.folder)
        month, _ = read_month(standing, MONTH)
        (document,) = standing.sources.printed(month, standing.layout(MONTH))
        assert len(document.tables) == 12

    read()
    printed.edit(TOWNS, rows(lambda table: [table[0], *table[:0:-1]]))
    read()
    assert names == ["issue.txt"], "another table is no other document"
    printed.edit("schemas/news.yaml", lambda text: text + "\n")
    read()
    assert names == ["issue.txt"] * 2, "other schemas may read it otherwise"
    printed.write(f"data/{MONTH}/source/issue.txt", b"x")
    standing = read_standing(printed.folder)
    month, _ = read_month(standing, MONTH)
    (document,) = standing.sources.printed(month, standing.layout(MONTH))
    assert (document.unread, len(names)) == ("与登记的 sha256 不符", 2)
    keep(printed, MONTH, ("issue.txt", as_text(printed, MONTH).encode() + b"\n"))
    read()
    assert len(names) == 3, "another document"


def test_what_was_kept_is_what_was_read(printed: ArchiveFolder, tmp_path: Path) -> None:
    """The whole report: its tables with every place, its masthead, its sentences."""
    keep(printed, MONTH, ("issue.docx", exported_report(printed, MONTH, tmp_path).read_bytes()))

    def read(*, keep: bool) -> PrintedDocument:
        standing = read_standing(printed.folder, keep=keep)
        month, _ = read_month(standing, MONTH)
        (document,) = standing.sources.printed(month, standing.layout(MONTH))
        return document

    fresh = read(keep=False)
    assert (fresh.file, fresh.role, fresh.unread) == ("source/issue.docx", "原件", "")
    assert fresh.masthead["publisher"] == "示例" and "month" not in fresh.masthead
    assert any("接受申请" in text for text, _ in fresh.sentences)
    news = fresh.tables["news"]
    rows_there = [tuple(row) for row in printed.rows(f"data/{MONTH}/news.csv")]
    assert (news.columns, [row.texts for row in news.rows]) == (rows_there[0], rows_there[1:])
    assert all(place for _, place in (*news.rows, *fresh.sentences))
    assert [read(keep=True), read(keep=True)] == [fresh, fresh]


def test_a_document_that_is_imported_is_read_once(
    printed: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "issue.txt"
    path.write_text(as_text(printed, MONTH), encoding="utf-8")
    shutil.rmtree(printed / f"data/{MONTH}")
    names = reads(monkeypatch)
    imported = import_document(read_standing(printed.folder), path, MONTH)
    rules = {rule for tally in imported.outcome.tallies[MONTH] for rule in tally.rules}
    assert "as-printed" in rules and names == []

    def read(keep: bool) -> Printed:
        standing = read_standing(printed.folder, keep=keep)
        return standing.sources.printed(read_month(standing, MONTH)[0], standing.layout(MONTH))

    assert len(read(True)[0].tables) == 12 and names == []
    assert read(True) == read(False) and names == ["issue.txt"]


def test_nothing_is_kept_where_nothing_may_be(
    printed: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = reads(monkeypatch)
    for _ in range(2):
        standing = read_standing(printed.folder, keep=False)
        month, _ = read_month(standing, MONTH)
        standing.sources.printed(month, standing.layout(MONTH))
    assert len(names) == 2


def test_a_document_that_was_superseded_is_not_read(
    printed: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = as_text(printed, MONTH).encode()
    keep(printed, MONTH, ("issue.txt", b"x\n"), ("new.txt", text), roles=("原件", "更正"))
    printed.edit(
        f"data/{MONTH}/issue.yaml",
        lambda text: text.replace("in_force: true", "in_force: false", 1),
    )
    names = reads(monkeypatch)
    standing = read_standing(printed.folder, keep=False)
    month, _ = read_month(standing, MONTH)
    (document,) = standing.sources.printed(month, standing.layout(MONTH))
    assert (names, document.role) == (["new.txt"], "更正")


ALL = "《县级部门一体化平台办件量》《乡镇一体化平台办件量》"
SCANS: dict[str, tuple[str, bytes, str]] = {
    "a PDF": ("scan.pdf", b"%PDF-1.4\n", "scan.pdf 没有读出"),
    "a picture": ("scan.jpg", b"\xff\xd8\xff\xe0", "scan.jpg 没有读出"),
    "a damaged document": ("issue.docx", b"PK\x03\x04broken", "issue.docx 没有读出"),
    "another file under its name": ("issue.xlsx", b"hello", "issue.xlsx 没有读出"),
}


@pytest.mark.parametrize("case", SCANS)
def test_a_document_that_cannot_be_read_proves_nothing_and_is_said_so(
    printed: ArchiveFolder, case: str
) -> None:
    name, content, said = SCANS[case]
    keep(printed, MONTH, (name, content))
    first, second = notices(printed)
    assert first.startswith(f"{MONTH} 的 {said}，不能与各表对照：")
    assert second.startswith(f"{MONTH} 不在原件里、没有对照的表：{ALL}")
    assert second.endswith("其中的数字只由规则核验，《好差评情况》的“主动评价件数”没有规则核验")
    assert found(printed) == []


def test_without_libreoffice_an_old_document_proves_nothing(
    printed: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And on the day on which it is installed, what was kept without it no longer counts."""
    keep(printed, MONTH, ("issue.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        assert "LibreOffice，这台机器上没有" in notices(printed)[0]
    assert "这台机器上没有" not in notices(printed)[0]


def test_a_fault_of_the_reader_is_no_fault_of_the_data(
    printed: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(content: bytes, name: str) -> Document:
        raise IndexError("7")

    monkeypatch.setattr(printed_sources, "read_document", broken)
    standing = read_standing(printed.folder, keep=False)
    month, _ = read_month(standing, MONTH)
    with pytest.raises(Fault, match=re.escape(f"data/{MONTH}/source/issue.txt：读这个文件时程序出错")):
        standing.sources.printed(month, standing.layout(MONTH))


def test_an_erratum_explains_what_is_not_as_printed(printed: ArchiveFolder) -> None:
    printed.edit(f"data/{MONTH}/satisfaction.csv", rows(lambda table: [table[0], ["1", *table[1][1:]]]))
    assert [rule for rule, _, _ in found(printed)] == ["as-printed"]
    printed.run("errata", "draft", MONTH, "--write")
    text = (printed / f"data/{MONTH}/errata.yaml").read_text(encoding="utf-8")
    assert "rule: as-printed" in text and "break: printed" in text
    printed.edit(
        f"data/{MONTH}/errata.yaml",
        lambda text: text.replace("reason:", "reason: 原件此处看不清").replace("reviewer:", "reviewer: 示例")
        .replace("reviewed:", "reviewed: 2004-02-01"),
    )  # fmt: skip
    assert [(rule, status) for rule, status, _ in found(printed)] == [("as-printed", "explained")]
    assert printed.run("validate").status == 0


def test_no_name_that_only_the_document_prints_is_published(printed: ArchiveFolder) -> None:
    """The table holds another name; the erratum says which one stands in the document."""
    hidden = printed.rows(STAFF)[1][1]
    for month in ("2003-11", MONTH, "2004-01"):
        for table in (f"data/{month}/staff-scores.csv", f"data/{month}/awards.csv"):
            printed.edit(table, lambda text: text.replace(hidden, "示例生"))
        for name in ("news", "window-score-items"):
            printed.edit(f"data/{month}/{name}.csv", lambda text: text.replace(hidden, "示例生"))
        keep(printed, month, ("issue.txt", as_text(printed, month).encode()))
    text = as_text(printed, MONTH).replace("示例生", hidden, 1)
    keep(printed, MONTH, ("issue.txt", text.encode()))
    assert {rule for rule, _, _ in found(printed)} == {"as-printed"}
    printed.run("errata", "draft", MONTH, "--write")
    printed.edit(
        f"data/{MONTH}/errata.yaml",
        lambda text: text.replace("reason:", f"reason: 原件印作{hidden}").replace("reviewer:", "reviewer: 示例")
        .replace("reviewed:", "reviewed: 2004-02-01"),
    )  # fmt: skip
    printed.edit("mkdocs.yml", "names: full", "names: masked")
    ended = printed.run("emit", "-q")
    assert ended.status == 0, ended
    told = [
        path.name
        for path in (printed / "docs").rglob("*")
        if path.is_file() and hidden in path.read_bytes().decode("utf-8", errors="ignore")
    ]
    assert told == []


def test_a_change_is_one_problem_with_its_consequences_and_no_guess(printed: ArchiveFolder) -> None:
    total = printed.rows(TOWNS)[-1]
    printed.edit(TOWNS, rows(lambda table: [*table[:-1], [*total[:4], total[4][:-1], *total[5:]]]))
    out = printed.run("validate").out
    assert out.startswith(f"1. {TOWNS}:4 E4 行“合计” 列“办结件”\n   [待处理 as-printed] ")
    assert f"   表里：{total[4][:-1]}　原件：{total[4]}\n" in out
    assert "推测" not in out and "\n2. " not in out


def test_a_cell_is_found_in_every_format(printed: ArchiveFolder) -> None:
    name = printed.rows(TOWNS)[1][1]
    printed.edit(TOWNS, cell(name, "按时办结率", "99%"))
    for kind in FORMATS:
        out = printed.run("validate", "--format", kind).out
        assert "as-printed" in out and "99%" in out, kind


def test_the_page_and_the_download_say_what_no_document_proves(printed: ArchiveFolder) -> None:
    keep(printed, MONTH, ("scan.pdf", b"%PDF-1.4\n"))
    told = notices(printed)
    assert len(told) == 2
    assert printed.run("emit", "-q").status == 0
    pages = [path.read_text(encoding="utf-8") for path in (printed / "docs").rglob(f"*{MONTH}*.md")]
    assert [all(notice in page for notice in told) for page in pages].count(True) == 1
    (path,) = (printed / "docs").rglob(f"*{MONTH}*.json")
    assert json.loads(path.read_text(encoding="utf-8"))["unchecked"] == told
    (other,) = (printed / "docs").rglob("*2004-01*.json")
    assert json.loads(other.read_text(encoding="utf-8"))["unchecked"] == []


def test_libreoffice_has_one_limit_for_all_documents(
    printed: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past the limit the documents that it must convert wait for another call; others are read as ever."""
    names = reads(monkeypatch)
    standing = read_standing(printed.folder)
    month, layout = read_month(standing, MONTH)[0], standing.layout(MONTH)
    assert month.issue is not None
    (source,) = month.issue.sources
    first, other = (f"{{\\rtf1 {word}}}".encode() for word in ("one", "two"))
    listed = []
    for name, content in (("first.rtf", first), ("other.rtf", other)):
        (printed / f"data/{MONTH}/source/{name}").write_bytes(content)
        listed.append(replace(source, file=f"source/{name}", sha256=sha256(content).hexdigest()))
    standing.sources.document(month, listed[0], layout)
    assert names == ["first.rtf"] and standing.sources.office.seconds > 0
    standing.sources.office.seconds = printed_sources.CONVERTING + 1
    assert standing.sources.document(month, listed[0], layout).unread == "", "it was converted before"
    late = standing.sources.document(month, listed[1], layout)
    assert names == ["first.rtf"], "it is not converted"
    assert late.unread.startswith("转换用的时间合计已过 900 秒，这一份没有再由 LibreOffice 转换")
    assert standing.sources.document(month, source, layout).unread == ""

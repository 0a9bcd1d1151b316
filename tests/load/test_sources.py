"""The documents of an issue: the original and what corrected it, which of them is in force."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, replaced
from tests.synthetic.explained import EXPLAINED
from yuebao.load.month import MonthReader
from yuebao.model.issue import Source
from yuebao.workflows.judge import read_declared

MONTH = f"data/{EXPLAINED}"
ISSUE = f"{MONTH}/issue.yaml"
FILE = "source/issue.txt"
HASH = "cfdc87d9c3cb57464dfbe78152df03531bdc4596e41da60320382f87ff27f9b8"
ORIGINAL = f"  - file: {FILE}\n    sha256: {HASH}\n    role: 原件\n    in_force: true\n"


def listed(*entries: tuple[str, str, str]) -> str:
    return "".join(
        f"  - {{file: {file}, sha256: {HASH}, role: {role}, in_force: {force}}}\n"
        for file, role, force in entries
    )


BAD: dict[str, tuple[str, str, str]] = {
    "none": ("[]\n", "缺少“sources”", "请列出本期的原件"),
    "no list": (f"\n  file: {FILE}\n", "sources 应列出本期由哪些文件录入", "请列出本期的原件"),
    "another role": ("\n" + listed((FILE, "更正件", "true")), "role 为“更正件”；是否为“更正”？", "请写 原件 或 更正。"),
    "no truth": ("\n" + listed((FILE, "原件", "是")), "in_force 为“是”，应为 true 或 false", "现在有效的文件写 true。"),
    "nothing in force": (
        "\n" + listed((FILE, "原件", "false")), "没有一份文件是有效的", "请把现在有效的那一份的 in_force 写成 true。"
    ),
    "twice": (
        "\n" + listed((FILE, "原件", "false"), (FILE, "更正", "true")), f"“{FILE}”列了不止一次", "请删去重复的一条。"
    ),
    "the correction is not there": (
        "\n" + listed((FILE, "原件", "false"), ("source/b.txt", "更正", "true")), "source/b.txt：缺少这个文件", "请补上该文件"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be(explained_archive: ArchiveFolder, case: str) -> None:
    written, message, remedy = BAD[case]
    explained_archive.edit(
        ISSUE, replaced(f"sources:\n{ORIGINAL}", f"sources: {written}".replace(": \n", ":\n"))
    )
    done = explained_archive.run("validate")
    assert done.status == 1
    assert message in done.out and remedy in done.out
    assert f"{ISSUE}:" in done.out or f"{ISSUE} " in done.out


def test_a_correction_keeps_both_documents(explained_archive: ArchiveFolder, tmp_path: Path) -> None:
    """The publisher sends the report once more: the new one is in force, the page says so, and nothing is lost."""
    office = explained_archive.copy(tmp_path / "office")
    office.edit(f"{MONTH}/satisfaction.csv", "16479,", "16480,")
    assert office.run("export", EXPLAINED, "--to", str(tmp_path)).status == 0
    corrected = (tmp_path / f"{EXPLAINED}.docx").rename(tmp_path / "更正.docx")
    done = explained_archive.run("import", str(corrected), "--period", EXPLAINED, "--force", "--correction")
    assert "列“主动评价件数”：16479 → 16480" in done.out
    read = MonthReader(explained_archive.folder, read_declared(explained_archive.folder)).read(EXPLAINED)
    assert read.issue is not None and read.issue.corrected
    first, second = read.issue.sources
    assert first == Source(FILE, HASH, "原件", in_force=False)
    assert (second.file, second.role, second.in_force) == ("source/更正.docx", "更正", True)
    assert read.issue.source is second
    assert {path.name for path in (explained_archive / MONTH / "source").iterdir()} == {
        "issue.txt",
        "更正.docx",
    }


def test_the_page_says_which_document_is_in_force(explained_archive: ArchiveFolder) -> None:
    shutil.copy(explained_archive / MONTH / FILE, explained_archive / MONTH / "source/b.txt")
    explained_archive.edit(
        ISSUE, replaced(ORIGINAL, listed((FILE, "原件", "false"), ("source/b.txt", "更正", "true")))
    )
    assert explained_archive.run("emit").status == 0
    page = (explained_archive / "docs/issues/2003-11.md").read_text(encoding="utf-8")
    offered = '<a href="../files/2003-11/source/{0}" download>source/{0}</a>'
    assert f"<dt>原件（已由后来的文件代替）</dt><dd>{offered.format('issue.txt')}</dd>" in page
    assert f"<dt>更正（有效）</dt><dd>{offered.format('b.txt')}</dd>" in page
    assert "出刊的单位更正过这一期：更正 source/b.txt 有效" in page

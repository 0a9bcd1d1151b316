"""How `yuebao import` of the report ends, and what the page for clerks shows of it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.real_month.importing.cases import MONTH, PUBLISHED, REPORT, TEXT
from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import assert_the_command_refuses, document, tables
from tests.support.program import run_apart
from tests.support.repository import ROOT


def test_how_the_command_ends(bare_archive: ArchiveFolder, tmp_path: Path) -> None:
    first = run_apart("import", str(REPORT), "--period", MONTH, folder=bare_archive.folder)
    assert (first.status, first.err) == (1, "")  # the report contradicts itself in two places
    assert first.out.startswith("已把 issue-143.txt（文本，UTF-8）读入 data/2020-07/\n")
    assert "未能放置：无\n有歧义：无\n" in first.out
    assert first.out.endswith("待处理 21。\n")
    assert "state: 整理中\ncomplete: [" in (bare_archive / "data/2020-07/issue.yaml").read_text("utf-8")
    assert tables(bare_archive.folder, MONTH) == PUBLISHED
    assert_the_command_refuses(bare_archive.folder, REPORT, MONTH, "2020-08", tmp_path)


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

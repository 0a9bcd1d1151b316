"""PDFs of archives that were made up: drafts, masked names, hostile text, characters that no font has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.pdf_pages import squeezed, texts, told
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import Fault
from yuebao.printed.pdf_typesetting import Typesetter

NEWS = "data/2003-12/news.csv"
FIRST = "2003-12-01,示例：新增2项事项实现全流程网上办理。"
HOSTILE = "甲<&>'\"`|*_]]>{{ 3 * 4 }}\\#set $x$ @y https://example.org <b>粗</b> // /* ~ -- 1. = - + /"
LONG = "长" * 2000


def exported(archive: ArchiveFolder, month: str) -> bytes:
    status, out, err = archive.run("export", month, "--to", str(archive.folder.parent / "out"))
    assert status == 0, out + err
    return (archive.folder.parent / "out" / f"{month}.pdf").read_bytes()


@pytest.mark.parametrize("text", [HOSTILE, LONG, "示例1234567.50件" * 9])
def test_text_is_nothing_but_text(archive: ArchiveFolder, text: str) -> None:
    archive.edit(NEWS, FIRST, csv_text([["2003-12-01", text]]).rstrip())
    content = exported(archive, "2003-12")
    assert squeezed(text) in re.sub("—[0-9]+—", "", squeezed("".join(texts(content))))
    assert "〓" not in told(content)


def test_figures_are_not_broken_at_the_end_of_a_line(archive: ArchiveFolder) -> None:
    figures = [f"{number * 7919}.{number % 10}%" for number in range(200, 320)]
    archive.edit(NEWS, FIRST, f"2003-12-01,示例：{'、'.join(figures)}。")
    lines = "\n".join(texts(exported(archive, "2003-12"))).split()
    whole = {part for line in lines for part in re.split("[：、，。]", line)}
    assert [figure for figure in figures if figure not in whole] == []


def test_what_the_fonts_lack_is_replaced_and_told(archive: ArchiveFolder) -> None:
    archive.edit(NEWS, FIRST, "2003-12-01,示例：𠮷野、العربية、€。")
    text = squeezed("".join(texts(exported(archive, "2003-12"))))
    assert "示例：〓野、〓〓〓〓〓〓〓、€。" in text
    assert (
        "档案说明：这份PDF的字体里没有以下的字，印作“〓”，原字见同一期的网页和Word文件："
        "U+0627、U+0628、U+0629、U+0631、U+0639、U+0644、U+064A、U+20BB7。"
    ) in text


def test_a_draft_says_so_on_every_page(archive: ArchiveFolder) -> None:
    archive.edit("data/2004-01/issue.yaml", lambda text: f"state: 整理中\n{text}")
    content = exported(archive, "2004-01")
    assert [page for page in map(squeezed, texts(content)) if "草稿：整理中" not in page] == []
    assert "草稿：整理中" in told(content)


def test_emit_puts_it_beside_the_word_file(archive: ArchiveFolder) -> None:
    status, out, err = archive.run("emit", "-q")
    assert status == 0, out + err
    for month in ("2003-11", "2003-12", "2004-01"):
        folder = archive / "docs/files" / month
        assert (folder / f"{month}.docx").is_file()
        assert squeezed("示例") in squeezed(told((folder / f"{month}.pdf").read_bytes()))
        page = (archive / f"docs/issues/{month}.md").read_text(encoding="utf-8")
        assert f'<a href="../files/{month}/{month}.pdf" download>月报（PDF，.pdf）</a>' in page


def test_what_cannot_be_set_is_a_fault_of_the_program() -> None:
    with (
        Typesetter() as typesetter,
        pytest.raises(Fault, match="排不出 PDF：error: dictionary does not contain key"),
    ):
        typesetter.pdf({"notes": []}, "".join)


def test_the_archive_says_nothing_of_this_machine(archive: ArchiveFolder, tmp_path: Path) -> None:
    assert str(tmp_path.parents[2]) not in told(exported(archive, "2003-11"))

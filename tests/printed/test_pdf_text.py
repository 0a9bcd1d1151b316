"""PDFs of archives that were made up: drafts, masked names, hostile text, characters that no font has."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.pdf_pages import cells, outside, squeezed, texts, told
from tests.support.program import run_apart
from tests.support.published import published_edition
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import Fault
from yuebao.printed.edition import Edition
from yuebao.printed.issue_files import issue_file
from yuebao.printed.pdf_typesetting import Typesetter

NEWS = "data/2003-12/news.csv"
FIRST = "2003-12-01,示例：新增2项事项实现全流程网上办理。"
HOSTILE = "甲<&>'\"`|*_]]>{{ 3 * 4 }}\\#set $x$ @y https://example.org <b>粗</b> // /* ~ -- 1. = - + /"
LONG = "长" * 2000


@pytest.fixture(scope="module")
def edition(_small: Path) -> Edition:
    return published_edition(_small, "2003-12")


def exported(archive: ArchiveFolder, month: str) -> bytes:
    status, out, err = archive.run("export", month, "--to", str(archive.folder.parent / "out"))
    assert status == 0, out + err
    return (archive.folder.parent / "out" / f"{month}.pdf").read_bytes()


TEXTS = [
    HOSTILE,
    '#read("/etc/passwd") #eval("1+1") #include "/etc/hostname" #image("x.png") #sys.inputs $ sum $ #{}',
    "甲 = 一级\\u{41} \\ ~ -- --- ... ?? /* 注 */ // 注 `raw` ```typ #1``` <label> @ref *粗* _斜_",
    "繁體字與简体字，乡镇·示例，㛃㐂，①②③，Ⅳ，㎡，‰，≤，《示》〈例〉「甲」【乙】",
    LONG,
    "示例1234567.50件" * 9,
    "W" * 300,
    f"https://example.org/{'a' * 120}?b=1&c=2",
    "Ж" * 60 + "é" * 60 + "。" * 60 + "—" * 60,
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_nothing_but_text(archive: ArchiveFolder, text: str) -> None:
    """All of it on the pages, letter for letter, and nothing that it might ask for."""
    archive.edit(NEWS, FIRST, csv_text([["2003-12-01", text]]).rstrip())
    content = exported(archive, "2003-12")
    assert squeezed(text) in re.sub("—[0-9]+—", "", squeezed("".join(texts(content))))
    assert "〓" not in told(content)
    assert outside(content) == []


@pytest.mark.parametrize(
    "text", [HOSTILE.replace("|", ""), *TEXTS[1:4], "W" * 60, f"https://example.org/{'a' * 50}"]
)
def test_nor_is_it_anything_else_in_a_table(archive: ArchiveFolder, text: str) -> None:
    reason = "12月5日下午示例乙子为群众加班6分钟"
    quoted = csv_text([[f"{reason}，{text}"]]).rstrip()
    archive.edit("data/2003-12/window-score-items.csv", reason, quoted)
    content = exported(archive, "2003-12")
    assert squeezed(f"{reason}，{text}") in map(squeezed, cells(content))
    assert "〓" not in told(content)
    assert outside(content) == []


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


ELSEWHERE: list[dict[str, str]] = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
    {"TZ": "America/New_York", "LC_ALL": "zh_CN.UTF-8", "SOURCE_DATE_EPOCH": "1", "PYTHONUTF8": "0"},
    {
        "TYPST_FONT_PATHS": "/usr/share/fonts",
        "TYPST_ROOT": "/",
        "TYPST_FEATURES": "html",
        "RAYON_NUM_THREADS": "1",
    },
]


def masked(mask: int) -> None:
    os.umask(mask)


def test_the_bytes_are_the_same_wherever_it_is_made(archive: ArchiveFolder, tmp_path: Path) -> None:
    """In another process, zone, language, umask and folder, whatever the typesetter would be told by its environment."""
    expected = exported(archive, "2003-12")
    for number, environment in enumerate(ELSEWHERE):
        copy = archive.copy(archive.folder.parent / f"别处 {number}/archive")
        done = run_apart(
            *("export", "2003-12", "--root", str(copy.folder)),
            folder=tmp_path,
            variables={**os.environ, **environment},
            prepare=partial(masked, 0o077 if number else 0o002),
        )
        assert done.status == 0, done.err
        assert (copy.folder / "build/export/2003-12.pdf").read_bytes() == expected, environment


def test_one_process_sets_many(edition: Edition) -> None:
    with Typesetter() as typesetter:
        first = issue_file(edition, "pdf", typesetter)
        process = typesetter.process
        assert issue_file(edition, "pdf", typesetter) == first
        assert typesetter.process is process is not None and process.poll() is None
    assert process.poll() is not None


def test_none_is_started_for_what_needs_none(edition: Edition) -> None:
    with Typesetter() as typesetter:
        issue_file(edition, "docx", typesetter)
        assert typesetter.process is None


def test_a_process_that_ends_too_soon_is_a_fault_of_the_program(edition: Edition) -> None:
    with Typesetter() as typesetter:
        issue_file(edition, "pdf", typesetter)
        assert typesetter.process is not None
        typesetter.process.kill()
        typesetter.process.wait()
        with pytest.raises(Fault, match="排 PDF 的进程意外结束（-9），没有排出"):
            issue_file(edition, "pdf", typesetter)


def test_what_cannot_be_set_is_a_fault_of_the_program() -> None:
    with (
        Typesetter() as typesetter,
        pytest.raises(Fault, match="排不出 PDF：error: dictionary does not contain key"),
    ):
        typesetter.pdf({"notes": []}, "".join)


def test_the_archive_says_nothing_of_this_machine(archive: ArchiveFolder, tmp_path: Path) -> None:
    assert str(tmp_path.parents[2]) not in told(exported(archive, "2003-11"))

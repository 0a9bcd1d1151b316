"""Which files of a folder are taken for reports, and what is said of every other one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yuebao.importing.formats import INSTEAD, READERS
from yuebao.model.fault import UsageError
from yuebao.workflows.found_files import WORDS, find_files

PICTURE, PACKED = "图片，不能读", "压缩包，请先解开"
PRINTED, SHORTCUT = "PDF，请找到 Word、Excel 原件", "快捷方式，不是文件"
PASSING, SYSTEM, LINK, UNKNOWN = (
    *("打开文件时留下的临时文件", "系统的文件"),
    *("链接或设备，不是文件", "不认识这种文件"),
)
STRANGERS = {
    **dict.fromkeys(("a.jpg", "a.JPEG", "a.png", "a.gif", "a.bmp", "a.tif", "a.tiff", "a.webp", "a.heic"), PICTURE),
    **dict.fromkeys(("a.zip", "a.rar", "a.7z", "a.tar", "a.gz", "a.tgz", "a.bz2", "a.xz"), PACKED),
    **dict.fromkeys(("a.pdf", "A.PDF", "a.ofd"), PRINTED),
    **dict.fromkeys(("a.ppt", "a.pptx", "a.dps"), "演示文稿，请找到 Word、Excel 原件"),
    **dict.fromkeys(("a.mht", "a.uof", "a.pages", "a.numbers", "a.xlsb", "a.eml"), "读不了，请另存为 .docx 或 .xlsx"),
    **dict.fromkeys(("a.lnk", "a.url", "a.desktop"), SHORTCUT),
    **dict.fromkeys(("~$月报.docx", ".~月报.docx", "~WRL0001.docx", "a.tmp", "a.BAK", "~$a.pdf"), PASSING),
    **dict.fromkeys(("Thumbs.db", "desktop.ini", ".DS_Store", "ehthumbs.db", ".月报.docx"), SYSTEM),
    **dict.fromkeys(("a.exe", "a", "a.docx.old", "docx"), UNKNOWN),
}  # fmt: skip


def test_every_file_is_read_or_told_of(tmp_path: Path) -> None:
    """Each by its name; whatever has a reader is read, however its name is written."""
    wanted = [f"月报{suffix}" for suffix in READERS] + ["月报.DOCX"]
    for name in (*STRANGERS, *wanted):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "链接.docx").symlink_to("月报.docx")
    os.mkfifo(tmp_path / "管道.docx")
    found = find_files([tmp_path])
    assert {path.name: words for path, words in found.strangers} == {
        **STRANGERS,
        "链接.docx": LINK,
        "管道.docx": LINK,
    }
    assert [path.name for path in found.files] == sorted(wanted)
    assert {path.parent for path in found.files} == {tmp_path}


def test_a_file_that_is_refused_by_its_kind_is_said_to_be_one() -> None:
    """Whatever has an advice of its own when it is named is no unknown file in a folder."""
    assert {suffix for suffix in INSTEAD if suffix != ".wordml"} <= set(WORDS)


def test_folders_in_their_order_and_each_file_once(tmp_path: Path) -> None:
    """What is named is taken as it is, whatever it is called; hidden folders and links to folders are left out."""
    for name in ("乙/2.docx", "乙/1.docx", "甲/3.docx", "0.docx", ".git/4.docx", "乙/.x/5.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "丙").symlink_to(tmp_path / "甲", target_is_directory=True)
    (tmp_path / "named.xyz").write_bytes(b"")
    below = [tmp_path / name for name in ("0.docx", "乙/1.docx", "乙/2.docx", "甲/3.docx")]
    assert find_files([tmp_path]).files == tuple(below)
    again = find_files(
        [tmp_path / "named.xyz", tmp_path / "甲/../乙/2.docx", tmp_path, tmp_path / "丙/3.docx"]
    )
    assert again.files == (tmp_path / "named.xyz", below[2], below[0], below[1], below[3])
    assert find_files([tmp_path / "丙"]).files == (below[3],)
    assert find_files([]).files == ()


def test_a_path_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        find_files([tmp_path, tmp_path / "没有"])
    assert str(raised.value) == f"找不到文件 {tmp_path / '没有'}"

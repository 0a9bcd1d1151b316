"""Which files of a folder may be published reports, and which are strangers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yuebao.importing.formats import PACKED, PICTURES, READERS, SLIDES, TO_SAVE_ANEW
from yuebao.model.fault import UsageError

_KINDS: Final = {
    "图片，不能读": PICTURES,
    "压缩包，请先解开": (*PACKED, ".tgz", ".bz2", ".xz"),
    "PDF，请找到 Word、Excel 原件": (".pdf", ".ofd"),
    "演示文稿，请找到 Word、Excel 原件": SLIDES,
    "读不了，请另存为 .docx 或 .xlsx": TO_SAVE_ANEW,
    "快捷方式，不是文件": (".lnk", ".url", ".desktop"),
}
WORDS: Final = {suffix: words for words, suffixes in _KINDS.items() for suffix in suffixes}
"""What to say of a file in a folder that is none to be read, by its suffix."""
_SYSTEM: Final = ("thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db")
_PASSING: Final = ("~$", ".~", "~wr")


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files to be read, in the order of their paths, and what else lies there, each with what it is."""

    files: tuple[Path, ...]
    strangers: tuple[tuple[Path, str], ...]


def find_files(paths: Iterable[Path]) -> FoundFiles:
    """The files named, and those in the folders named and below them; each once. No link is followed within a folder.

    Raises `UsageError` for a path where nothing is.
    """
    files: dict[Path, None] = {}
    strangers: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到文件 {path}")
        if not path.is_dir():
            files[path.resolve()] = None
            continue
        for file in _below(path.resolve()):
            if words := _stranger(file):
                strangers[file] = words
            else:
                files[file] = None
    return FoundFiles(tuple(files), tuple(strangers.items()))


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names))


def _stranger(file: Path) -> str:
    """What a file is that is none to be read; empty for the others."""
    name, suffix = file.name.lower(), file.suffix.lower()
    if name.startswith(_PASSING) or suffix in (".tmp", ".bak"):
        return "打开文件时留下的临时文件"
    if name in _SYSTEM or name.startswith("."):
        return "系统的文件"
    if file.is_symlink() or not file.is_file():
        return "链接或设备，不是文件"
    return "" if suffix in READERS else WORDS.get(suffix, "不认识这种文件")

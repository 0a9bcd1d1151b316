"""What of this machine the program needs, and what of it is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yuebao.history import git
from yuebao.importing.office import office
from yuebao.model.fault import UsageError
from yuebao.model.machine import Condition

_PYTHON: Final = (3, 11)
_ROOM: Final = 200_000_000
"""Bytes that a site of some hundred issues and the staging folder beside it take."""


def examine(root: Path) -> tuple[Condition, ...]:
    """Each condition in the order in which it should be mended. Nothing is written."""
    return tuple(_conditions(root))


def _conditions(root: Path) -> Iterator[Condition]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Condition("Python", sys.version_info >= _PYTHON, version, "请安装 Python 3.11 或更新的版本。")
    writable = [path for path in (root, root / "data") if not os.access(path, os.W_OK)]
    yield Condition(
        "档案的文件夹",
        not writable,
        f"{root} 可以写" if not writable else f"{writable[0]} 不能写",
        "请取消文件夹的只读，或换一个可以写的位置。",
    )
    room = shutil.disk_usage(root).free
    yield Condition("磁盘", room >= _ROOM, f"还有 {room // 1_000_000:,} MB", "请腾出 200 MB 以上。")
    yield _console()
    yield _git(root)
    place = office()
    yield Condition(
        "LibreOffice",
        place is not None,
        place or "没有",
        "没有它，读不了 .doc、.wps、.et 等旧格式；其余照常。",
        needed=False,
    )


def _console() -> Condition:
    name = sys.stdout.encoding or "ascii"
    try:
        "月报档案“核验”＝".encode(name)
    except (UnicodeEncodeError, LookupError):
        return Condition(
            "终端", False, name, "终端显示不了的字写成 \\u 加编码；请改用 UTF-8 的终端。", needed=False
        )
    return Condition("终端", True, name)


def _git(root: Path) -> Condition:
    """That git runs, and that it tells the history of the archive: where it does not, the pages say nothing of what was
    changed after it was published."""
    remedy = "没有它，不能推送和查看历史；可以在工作台里把一期装成一个文件，用 U 盘带走。"
    try:
        said = git.run(root, "version").decode(errors="replace")
    except (UsageError, subprocess.CalledProcessError):
        return Condition("Git", False, "没有，或者运行不了", remedy, needed=False)
    version = said.rpartition(" ")[2].strip()
    try:
        shallow = git.run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except subprocess.CalledProcessError as error:
        return _without_history(root, version, error.stderr)
    if shallow:
        remedy = "网页上因此没有公布后的修订；请运行 git fetch --unshallow。"
        return Condition("Git", False, f"{version}，但这个文件夹的历史不完整", remedy, needed=False)
    return Condition("Git", True, version)


def _without_history(root: Path, version: str, said: bytes) -> Condition:
    """A folder that git does not read: it belongs to somebody else, as on a stick or a shared drive, or is none of git's."""
    if b"safe.directory" in said:
        trusted = f'git config --global --add safe.directory "{root.resolve().as_posix()}"'
        remedy = f"网页上因此没有公布后的修订；若信得过，请运行 {trusted}。"
        found = f"{version}，但文件夹属于别的用户，git 不读它的历史"
        return Condition("Git", False, found, remedy, needed=False)
    return Condition("Git", True, f"{version}（这个文件夹没有历史）")

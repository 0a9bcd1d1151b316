"""A file that opens the desk of an archive by a double click. It lies outside of the archive: what comes with an archive, by a
push or a copy, must never run."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from yuebao.model.fault import UsageError
from yuebao.write.files import write_files

NAME: Final = "月报工作台"
_ODD: Final = re.compile(r"[\x00-\x1f\x7f\"]")


def put_shortcut(folder: Path, program: Sequence[str], root: Path, system: str = os.name) -> Path:
    """Write the file for this ``system`` into a folder; one of its name is replaced. ``program`` is how `yuebao` is called.

    Raises `UsageError` for a folder that there is not or that lies in the archive, and for a path that no such file can
    name, `Fault` for what the system refuses.
    """
    if not folder.is_dir():
        raise UsageError(f"没有文件夹 {folder}")
    if folder.resolve().is_relative_to(root):
        raise UsageError(f"{folder} 在档案里；请放到别处，如桌面：随档案而来的文件不应当能运行")
    call = [*program, "desk", "--root", str(root)]
    if any(_ODD.search(word) for word in call):
        raise UsageError("路径里有引号或控制字符，写不进快捷方式；请给文件夹改名")
    suffix, text = (".cmd", batch(call)) if system == "nt" else (".desktop", entry(call))
    write_files(folder, {f"{NAME}{suffix}": text.encode("utf-8")})
    path = folder / f"{NAME}{suffix}"
    if system != "nt":
        path.chmod(0o755)
    return path


def batch(call: Sequence[str]) -> str:
    """For Windows: the console speaks UTF-8, and stays open where something went wrong."""
    words = " ".join(f'"{word.replace("%", "%%")}"' for word in call)
    return f"@echo off\r\nchcp 65001 >nul\r\n{words}\r\nif errorlevel 1 pause\r\n"


def entry(call: Sequence[str]) -> str:
    """For the desktops of Linux, as the Desktop Entry Specification has it: each word in quotes, what means something within
    them behind a backslash, which a value doubles, and a percent sign twice."""
    words = " ".join(
        '"' + re.sub(r"([`$\\])", r"\\\1", word).replace("\\", "\\\\").replace("%", "%%") + '"'
        for word in call
    )
    return f"[Desktop Entry]\nType=Application\nName={NAME}\nExec={words}\nTerminal=true\n"

"""Reading files of the archive: bounded in size, never through a symbolic link, never outside the root."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from yuebao.load.problem import Problem
from yuebao.model.fault import Fault
from yuebao.model.refusal import reason

LIMIT: Final = 5_000_000
"""Bytes of the largest file that is read; a month's largest table has about 4,000."""


def read_bytes(path: Path, limit: int = LIMIT) -> bytes | Problem:
    """The content of a regular file, or the problem with it. A file that the system refuses is a `Fault`."""
    try:
        info = os.lstat(path)
    except FileNotFoundError:
        return Problem("缺少这个文件", "请补上该文件；若已改名，请改回约定的文件名。")
    except OSError as error:
        raise Fault(f"无法读取 {path}：{reason(error)}") from error
    if stat.S_ISLNK(info.st_mode):
        return Problem("这是一个符号链接，不予读取", "请用文件本身代替链接。")
    if not stat.S_ISREG(info.st_mode):
        return Problem("这不是普通文件（可能是文件夹）", "请把同名的文件夹移走，放入文件。")
    if info.st_size > limit:
        size = f"{info.st_size / 1_000_000:.1f} MB，超过 {limit / 1_000_000:.0f} MB 的上限"
        return Problem(f"文件有 {size}，不予读取", "请确认放入的是本月的表格，而不是其他文件。")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Fault(f"无法读取 {path}：{reason(error)}") from error


def decode(content: bytes) -> str | Problem:
    """The UTF-8 text, a leading byte order mark kept; any other encoding is a problem that says which it seems."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("文件编码是 UTF-16，应为 UTF-8", "请另存为 UTF-8（无 BOM）的 CSV。")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return Problem("文件不是 UTF-8 文字", "请确认文件没有损坏，并另存为 UTF-8（无 BOM）。", line)
    return Problem(
        "文件编码像是 GB18030（GBK），应为 UTF-8",
        "Excel 请选“CSV UTF-8”另存，再去掉 BOM；或用 yuebao import 导入。",
        line,
    )

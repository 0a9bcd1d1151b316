"""Reading files of the archive: bounded in size, never through a symbolic link, never outside the root."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from yuebao.load.form import Note
from yuebao.load.problem import LINK, MISSING, NO_FILE, Problem
from yuebao.model.fault import Fault
from yuebao.model.refusal import reason

LIMIT: Final = 5_000_000
"""Bytes of the largest file that is read; a month's largest table has about 4,000."""

_BROKEN: Final = "请确认放入的文件没有损坏，也没有选错；用原来的文件换下它。"


def read_bytes(path: Path, limit: int = LIMIT) -> bytes | Problem:
    """The content of a regular file, or the problem with it. A file that the system refuses is a `Fault`."""
    try:
        info = os.lstat(path)
    except ValueError:
        return Problem("文件名里有空字符（U+0000）", "请改正文件名。")
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    except OSError as error:
        raise Fault(f"无法读取 {path}：{reason(error)}") from error
    if stat.S_ISLNK(info.st_mode):
        return LINK
    if not stat.S_ISREG(info.st_mode):
        return NO_FILE
    if info.st_size > limit:
        size = f"{info.st_size / 1_000_000:.1f} MB，超过 {limit / 1_000_000:.0f} MB 的上限"
        return Problem(f"文件有 {size}，不予读取", "请确认放入的是本期的表格，而不是其他文件。")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Fault(f"无法读取 {path}：{reason(error)}") from error


def decode(content: bytes) -> tuple[str, list[Note]] | Problem:
    """The text without a leading byte order mark, with a note on every way in which it is not plain UTF-8.

    UTF-16 is known by its mark. What is no UTF-8 is read as GB18030 where it can be, unless it is UTF-8 but for a few
    damaged bytes; then, and where no reading fits, it is a problem. Line ends stay as they are.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            try:
                return content[2:].decode(encoding), [Note("编码是 UTF-16（应为 UTF-8）")]
            except UnicodeDecodeError:
                return Problem("文件开头是 UTF-16 的标记，后面却不是 UTF-16 文字", _BROKEN)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _otherwise(content, content.count(b"\n", 0, error.start) + 1)
    return (text[1:], [Note("文件开头有 BOM")]) if text.startswith("\ufeff") else (text, [])


def _otherwise(content: bytes, line: int) -> tuple[str, list[Note]] | Problem:
    readable = content.decode("utf-8", "replace")
    lost = readable.count("\ufffd")
    if lost * 10 < sum(1 for sign in readable if sign > "\x7f"):
        return Problem("这一行有损坏的字节，不是完整的 UTF-8 文字", _BROKEN, line)
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return Problem("文件不是文字（既不是 UTF-8，也不是 GB18030、UTF-16）", _BROKEN, line)
    if any(code < 9 for code in content):
        return Problem("文件不是文字（既不是 UTF-8，也不是 GB18030、UTF-16）", _BROKEN, line)
    return text, [Note("编码是 GB18030（GBK，应为 UTF-8）", line)]

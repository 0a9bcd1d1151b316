"""What may not even be unpacked: names, kinds of file and sizes that have no place in an archive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from yuebao.history.git import Entry
from yuebao.render.formats.escaping import visible

FILES: Final = 100_000
"""Files of a version; twenty years of one county have about 3,500."""
FILE_BYTES: Final = 50_000_000
"""Bytes of one file; the largest source documents have a few million."""
TOTAL_BYTES: Final = 1_000_000_000
"""Bytes that are unpacked for one check."""
MONTHS: Final = 240
"""Months that one push may change: twenty years."""
_NAME_BYTES: Final = 200
_PATH_BYTES: Final = 1_000
_SHOWN: Final = 20


def accepted(listing: Iterable[Entry]) -> tuple[list[Entry], list[str]]:
    """The files of a version, and in Chinese why it is refused; nothing is read beyond the limits."""
    files: list[Entry] = []
    reasons: list[str] = []
    for entry in listing:
        if len(files) >= FILES:
            reasons.append(f"文件超过 {FILES} 个，不再往下看")
            break
        reason = _refused(entry)
        if not reason:
            files.append(entry)
            continue
        reasons.append(f"{visible(entry.path)}：{reason}")
        if len(reasons) >= _SHOWN:
            reasons.append("……后面的不再列出")
            break
    return files, [*reasons, *_collisions(files)]


def _refused(entry: Entry) -> str:
    """Why the file is refused, or nothing."""
    if entry.mode == "120000":
        return "这是一个符号链接；请用文件本身代替"
    if entry.mode == "160000" or entry.size is None:
        return "这是另一个版本库（子模块）；请移走"
    if entry.size > FILE_BYTES:
        return (
            f"有 {entry.size / 1_000_000:.1f} MB，超过 {FILE_BYTES / 1_000_000:.0f} MB 的上限；请从提交里去掉"
        )
    return _bad_name(entry.path)


def _bad_name(path: str) -> str:
    try:
        encoded = path.encode()
    except UnicodeEncodeError:
        return "文件名不是 UTF-8"
    parts = path.split("/")
    if any(part.lower() in ("", ".", "..", ".git") for part in parts) or "\\" in path:
        return "路径指向别处"
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in path):
        return "文件名里有控制字符"
    if len(encoded) > _PATH_BYTES or any(len(part.encode()) > _NAME_BYTES for part in parts):
        return "文件名太长"
    return ""


def _collisions(files: Iterable[Entry]) -> list[str]:
    """Paths that stand twice, or are a file and a folder at once: only a forged version has them."""
    seen: set[str] = set()
    folders: set[str] = set()
    twice = []
    for entry in files:
        if entry.path in seen:
            twice.append(entry.path)
        seen.add(entry.path)
        parts = entry.path.split("/")
        folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
    return [f"{visible(path)}：同一路径出现了两次" for path in sorted({*twice, *(seen & folders)})[:_SHOWN]]

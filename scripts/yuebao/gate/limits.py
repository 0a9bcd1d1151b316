"""What may not even be unpacked: names, kinds of file and sizes that have no place in an archive."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from yuebao.escaping.shown_text import visible
from yuebao.history.git import Entry
from yuebao.schema.handwritten import refused_file

FILES: Final = 100_000
"""Files of a version; twenty years of one county have about 3,500."""
FILE_BYTES: Final = 50_000_000
"""Bytes of one file; the largest source documents have a few million."""
TOTAL_BYTES: Final = 1_000_000_000
"""Bytes that are unpacked for one check."""
MONTHS: Final = 240
"""Months that one push may change: twenty years."""
MADE: Final = frozenset((".cache", ".venv", ".yuebao", "site", "build"))
"""Folders of results, kept or finished, in the spelling that ignores case."""
MADE_IN_DOCS: Final = frozenset(
    (
        *(
            ".emitted",
            "index.md",
            "errata.md",
            "counties.md",
            "notes.md",
            "files.md",
            "json.md",
            "compare.md",
            "accessibility.md",
            "feed.xml",
            "errata.xml",
            "robots.txt",
        ),
        *("issues", "organizations", "files", "search", "compare"),
    )
)
"""What `emit` writes into `docs/`."""
_MODES: Final = ("100644", "100755", "100664", "40000", "040000")
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
    return (
        bad_kind(entry.mode)
        or too_large(entry.size or 0)
        or bad_name(entry.path)
        or _made_here(entry.path)
        or _not_handwritten(entry.path)
    )


def bad_kind(mode: str) -> str:
    """Why a mode of git's is refused, or nothing for folders and plain files."""
    if mode == "120000":
        return "这是一个符号链接；请用文件本身代替"
    if mode == "160000":
        return "这是另一个版本库（子模块）；请移走"
    return "" if mode in _MODES else f"不是普通的文件或文件夹（{mode}）；请移走"


def too_large(size: int) -> str:
    """Why a file of so many bytes is refused, or nothing."""
    if size <= FILE_BYTES:
        return ""
    return f"有 {size / 1_000_000:.1f} MB，超过 {FILE_BYTES / 1_000_000:.0f} MB 的上限；请从提交里去掉"


def _made_here(path: str) -> str:
    """Why a file is refused that the program itself makes: a pushed one would be taken for its own."""
    parts = path.split("/")
    folders = {part.casefold() for part in parts[:-1]}
    made = (
        parts[0].casefold() in MADE
        or "__pycache__" in folders
        or any(folder.endswith(".egg-info") or folder.startswith(".staging-") for folder in folders)
        or (parts[0].casefold() == "docs" and len(parts) > 1 and parts[1].casefold() in MADE_IN_DOCS)
    )
    top = "/".join(parts[:2]) if parts[0].casefold() == "docs" else parts[0]
    return f"这是程序生成的，不进版本库；请执行 git rm -r --cached {visible(top)}" if made else ""


def _not_handwritten(path: str) -> str:
    """Why a file in `docs/` is refused that would come to the readers as it is."""
    top, _, rest = path.partition("/")
    return refused_file(rest) if top.casefold() == "docs" and rest else ""


def bad_name(path: str, *, whole: bool = True) -> str:
    """Why a path is refused, or nothing; unless it is ``whole``, it is one name, in which no ``/`` can stand."""
    try:
        encoded = path.encode()
    except UnicodeEncodeError:
        return "文件名不是 UTF-8"
    parts = path.split("/")
    if any(_leads_away(part) for part in parts) or "\\" in path or not (whole or len(parts) == 1):
        return "路径指向别处"
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in path):
        return "文件名里有控制字符"
    if len(encoded) > _PATH_BYTES or any(len(part.encode()) > _NAME_BYTES for part in parts):
        return "文件名太长"
    return ""


def _leads_away(part: str) -> bool:
    """Whether a name is none, or one that some disk takes for git's own folder or the folder above: without case, without
    characters nobody sees, with blanks and dots at its end, in its short form, as a stream of another."""
    seen = "".join(sign for sign in part if unicodedata.category(sign) != "Cf").casefold()
    plain = seen.partition(":")[0].rstrip(" .")
    return not plain or plain == ".git" or plain == "git~1" or part != part.strip()


def _collisions(files: Iterable[Entry]) -> list[str]:
    """Paths that stand twice, or are a file and a folder at once: only a forged version has them. Paths that some disks
    hold for one, differing in case or in how a character is composed, count as one."""
    seen: dict[str, str] = {}
    folders: set[str] = set()
    twice = set()
    for entry in files:
        folded = unicodedata.normalize("NFC", entry.path.casefold())
        if folded in seen:
            twice.add(entry.path)
        seen[folded] = entry.path
        parts = folded.split("/")
        folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
    twice.update(seen[path] for path in seen.keys() & folders)
    return [f"{visible(path)}：同一路径出现了两次" for path in sorted(twice)[:_SHOWN]]

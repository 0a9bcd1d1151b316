"""Lists of files with the SHA-256 of each, as `sha256sum` writes and checks them: what the program has written.

A list is proof only with the files: a line claims a file that has exactly this content, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")
Checksums = Mapping[str, frozenset[str]]
"""What each file may hold; more than one content while it is being replaced."""


def of_bytes(content: bytes) -> str:
    """The SHA-256 of the bytes."""
    return sha256(content).hexdigest()


def of_file(path: Path) -> str:
    """The SHA-256 of the file, read in pieces. Raises `OSError`."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def read_list(path: Path) -> Checksums:
    """The list at the path. One that is absent, a link, or no text claims nothing; nor does a line that is no entry."""
    try:
        text = path.read_text("utf-8", "surrogateescape") if path.is_file() and not path.is_symlink() else ""
    except OSError:
        return {}
    found: dict[str, frozenset[str]] = {}
    for match in filter(None, map(_LINE.fullmatch, text.split("\n"))):
        found[match[2]] = found.get(match[2], frozenset()) | {match[1]}
    return found


def write_list(entries: Iterable[tuple[str, str]]) -> bytes:
    """The list of these names and checksums, by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(set(entries))).encode(
        "utf-8", "surrogateescape"
    )


def pairs(checksums: Checksums) -> Iterable[tuple[str, str]]:
    """One name and checksum after the other."""
    return ((name, digest) for name, digests in checksums.items() for digest in digests)


def is_claimed(path: Path, name: str, claims: Checksums) -> bool:
    """Whether the file is, content and all, one that the list names; one that cannot be read is not."""
    digests = claims.get(name)
    try:
        return digests is not None and path.is_file() and of_file(path) in digests
    except OSError:
        return False

"""What a result follows from, as one hash: another byte, name or kind of file gives another hash."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Final

from yuebao.importing.office import office

_CHUNK: Final = 1 << 17
"""Bytes read at a time: a usual file whole."""
_LARGEST: Final = 100_000_000
"""How many bytes of a file are looked at; of a larger one the size counts too."""
_DEEPEST: Final = 8
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def of_program() -> str:
    """The program's own files, the Python that runs it, the name and version of everything installed, and where LibreOffice
    lies, without which some documents cannot be read."""
    installed = sorted(name for folder in sys.path for name in _names(folder) if name.endswith(".dist-info"))
    return of_parts([sys.version, office() or "", *installed, of_path(Path(__file__).resolve().parents[1])])


def of_path(path: Path) -> str:
    """A file, or a folder with everything in it but compiled Python. Links are not followed.

    Raises `OSError` for what the system refuses to show; what does not exist has a hash too.
    """
    digest = sha256()
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return digest.hexdigest()
    digest.update(b"%d\n" % mode)
    if S_ISDIR(mode):
        _add_folder(digest, str(path), 0)
    elif S_ISREG(mode):
        _add_content(digest, str(path))
    return digest.hexdigest()


def of_parts(parts: Iterable[str]) -> str:
    """Several hashes or texts as one hash."""
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _add_folder(digest: Any, folder: str, depth: int) -> None:
    """Each entry's name and kind, and what is in it; lengths and ends are marked, so that nothing runs together."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry) for entry in entries if entry.name != "__pycache__")
    for name, entry in found:
        digest.update(b"\0" + os.fsencode(name) + b"\0")
        if entry.is_file(follow_symlinks=False):
            _add_content(digest, entry.path)
        elif entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
            digest.update(b"(")
            _add_folder(digest, entry.path, depth + 1)
            digest.update(b")")
        else:
            digest.update(b"%d" % entry.stat(follow_symlinks=False).st_mode)


def _add_content(digest: Any, path: str) -> None:
    """The length and the bytes; of a large file the length and a hash of the bytes, marked as such."""
    handle = os.open(path, _READ)
    try:
        content = os.read(handle, _CHUNK)
        if len(content) == _CHUNK:
            _add_large(digest, handle, content)
        else:
            digest.update(b"%d:" % len(content))
            digest.update(content)
    finally:
        os.close(handle)


def _add_large(digest: Any, handle: int, content: bytes) -> None:
    own, size = sha256(content), len(content)
    while len(content) == _CHUNK and size < _LARGEST:
        content = os.read(handle, _CHUNK)
        size += len(content)
        own.update(content)
    digest.update(b"+%d:" % os.fstat(handle).st_size)
    digest.update(own.digest())

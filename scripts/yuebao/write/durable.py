"""What was written, on the disk for good: it is there when the power fails the next moment.

Syncing many files one by one takes fifteen times as long as syncing their file system once (3,000 files of 20 kB: 0.5 s
against 0.04 s), but the file system may hold much that is not ours; so few files are synced singly.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_FEW: Final = 64
"""Files that are synced one by one."""
_READING: Final = os.O_RDWR if os.name == "nt" else os.O_RDONLY
"""Windows syncs only what is open for writing."""


def sync_tree(folder: Path) -> None:
    """Every file and folder below, and the folder. Raises `OSError`."""
    paths = list(_walk(folder))
    if len(paths) > _FEW and _sync_file_system(folder):
        return
    sync(paths)


def sync(paths: Iterable[Path]) -> None:
    """These files and folders; a link is what it is, not what it leads to. Raises `OSError`."""
    for path in paths:
        if path.is_symlink() or (os.name == "nt" and path.is_dir()):
            continue
        handle = os.open(path, _READING)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder, topdown=False):
        yield from (Path(parent, name) for name in names)
        yield Path(parent)


def _sync_file_system(folder: Path) -> bool:
    """Everything on the file system that holds the folder; ``False`` where the system knows no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if os.name == "posix" else None
    if call is None:
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if call(handle):
            number = ctypes.get_errno()
            raise OSError(number, "", str(folder))
    finally:
        os.close(handle)
    return True

"""A hidden folder beside its targets, in which files wait until all are ready."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PREFIX: Final = ".staging-"
_YOUNG: Final = 60.0
"""Seconds in which a folder may not be locked yet by the process that made it."""


@contextmanager
def staging_folder(root: Path) -> Iterator[Path]:
    """A new folder in ``root``, removed at the end whatever happens.

    A killed process leaves its folder behind; the next one that stages in ``root`` removes it, where the system can
    tell that nobody holds it any more. Raises `OSError`.
    """
    root.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(root)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root))
    try:
        with _held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Hold the folder, as do the processes that this one forks. Whether it is known that nobody else holds it."""
    if fcntl is None:
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # another process has it, or the file system knows no locks
        return False
    return True


def _remove_abandoned(root: Path) -> None:
    for folder in root.glob(f"{_PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime > _YOUNG:
                with _held(folder) as free:
                    if free:
                        shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # another process was quicker, or may do what this one may not
            continue

"""Where pushed files are unpacked to be judged: a folder of the repository's own, of which a killed check leaves nothing."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

FOLDER: Final = "yuebao/checking"


@contextmanager
def checking_folder(repository: Path) -> Iterator[Path]:
    """A new folder for this user alone, removed at the end. What killed checks left is removed first: a folder belongs to
    whoever holds its lock, and the system lets go of a dead process's locks."""
    top = repository / FOLDER
    top.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _held(top, fcntl.LOCK_EX):  # nobody sees a folder that was made and is not held yet
        for left in top.iterdir():
            with suppress(OSError), _held(left, fcntl.LOCK_EX | fcntl.LOCK_NB):
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(dir=top))
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


@contextmanager
def _held(folder: Path, how: int) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)

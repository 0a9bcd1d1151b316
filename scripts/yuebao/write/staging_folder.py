"""A hidden folder beside its targets, in which files wait until all are ready."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from yuebao.write.exchange import WAS
from yuebao.write.undisturbed import undisturbed

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PREFIX: Final = ".staging-"
_YOUNG: Final = 60.0
"""Seconds in which a folder may not be locked yet by the process that made it."""


@contextmanager
def staging_folder(root: Path) -> Iterator[Path]:
    """A new folder in ``root``, which keeps itself out of git, removed at the end whatever happens.

    A killed process leaves its folder behind; the next one that stages in ``root`` removes it, where the system can
    tell that nobody holds it any more. What the killed process had taken away to put something else in its place, and
    whose place is empty, is put back first. Raises `OSError`.
    """
    made = [path for path in (*reversed(root.parents), root) if not path.exists()]
    root.mkdir(parents=True, exist_ok=True)
    remove_abandoned(root)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root))
    try:
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
        with _held(folder):
            yield folder
    finally:
        with undisturbed():
            shutil.rmtree(folder, ignore_errors=True)
            for path in reversed(made):
                with suppress(OSError):  # what was made in vain goes again
                    path.rmdir()


def abandoned(root: Path, sign: str = "") -> Iterator[Path]:
    """The folders in ``root`` that a killed process left; while it is looked at, nobody else takes it for left.

    With a ``sign``, those that hold a file of this name, which comes only into a folder that is held already.
    """
    for folder in sorted(root.glob(f"{_PREFIX}*")):
        with suppress(OSError):  # another process was quicker, or may do what this one may not
            old = time.time() - folder.stat().st_mtime > _YOUNG
            if folder.is_symlink() or not ((folder / sign).is_file() if sign else old):
                continue
            with _held(folder) as free:
                if free:
                    yield folder


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


def remove_abandoned(root: Path) -> None:
    """Remove what killed processes left in ``root``; what they had taken away goes back where its place is empty."""
    for folder in abandoned(root):
        for old in (folder / WAS).glob("*"):
            if not os.path.lexists(root / old.name):
                os.rename(old, root / old.name)
        shutil.rmtree(folder, ignore_errors=True)

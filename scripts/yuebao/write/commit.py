"""Waiting files renamed into place, all or none."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yuebao.model.fault import Fault
from yuebao.write import journal
from yuebao.write.durable import sync, sync_tree
from yuebao.write.undisturbed import undisturbed

LEFT: Final = ".未复原"
"""Where the old content of a file is kept when the system lets nobody put it back."""


@dataclass(frozen=True, slots=True)
class Move:
    """A file ``waiting`` for its ``place``."""

    place: Path
    waiting: Path

    @property
    def old(self) -> Path:
        """A second name for the file that stood in the place."""
        return self.waiting.with_suffix(".old")


def commit(root: Path, folder: Path, moves: Sequence[Move], *, together: bool) -> None:
    """Rename each into its place, folders made as needed. Raises `OSError`; then everything is as it was, the file that
    the system would not have replaced is named, and what could not be put back is a `Fault` that says so.

    ``folder`` holds the waiting files; they are on the disk before the first rename, and the names after the last. Files
    that belong ``together`` are finished by the next command when this one is killed on the way.
    """
    with undisturbed():
        _keep_all(moves)
        sync_tree(folder)
        if together and len(moves) > 1:
            journal.begin(
                folder, [journal.Step(_below(root, move.place), move.waiting.name) for move in moves]
            )
        _rename_all(root, folder, moves)
        journal.end(folder)


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _keep_all(moves: Sequence[Move]) -> None:
    """Give every file that is to be replaced a second name, or learn that the system will not let it be replaced."""
    for move in moves:
        if os.path.lexists(move.place):
            require_free(move.place)
            _keep(move.place, move.old)


def require_free(path: Path) -> None:
    """Raises `OSError` for a file that is held open where that forbids replacing it, or that is protected for good. One
    that may not be written but may be replaced, as in a folder of one's own, passes."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError as error:
        if error.errno != errno.EACCES or os.name == "nt":
            raise


def _keep(path: Path, copy: Path) -> None:
    """Not every file system has hard links."""
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError as error:
        if error.errno == errno.EXDEV:  # something is mounted there
            raise OSError(errno.EBUSY, "", str(path)) from error
        shutil.copy2(path, copy, follow_symlinks=False)


def _rename_all(root: Path, folder: Path, moves: Sequence[Move]) -> None:
    made: list[Path] = []
    done: list[Move] = []
    try:
        for move in moves:
            made += _make_folders(move.place.parent)
            _rename(move)
            done.append(move)
        sync({*(move.place.parent for move in moves), *(path.parent for path in made)})
    except BaseException:
        journal.end(folder)
        _undo(root, done, made)
        raise


def _rename(move: Move) -> None:
    try:
        os.replace(move.waiting, move.place)
    except OSError as error:
        raise OSError(error.errno, "", str(move.place)) from error


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; the ones that were missing, outermost first."""
    missing = [path for path in (*reversed(folder.parents), folder) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _undo(root: Path, done: Sequence[Move], made: Sequence[Path]) -> None:
    left = [kept for move in reversed(done) if (kept := _put_back(root, move)) is not None]
    for folder in reversed(made):
        try:
            folder.rmdir()
        except OSError:  # somebody else has put something there
            continue
    if left:
        raise Fault("写到一半被系统拒绝，下面的文件没有能够复原，请用所列的文件手工替换：", *left)


def _put_back(root: Path, move: Move) -> str | None:
    """The old file under its name again, by renaming or by writing; else what to say of it."""
    had = os.path.lexists(move.old)
    try:
        os.replace(move.old, move.place) if had else move.place.unlink(missing_ok=True)
        return None
    except OSError:
        pass
    if not had:
        return f"{move.place}：原来没有这个文件，请删去"
    try:
        shutil.copyfile(move.old, move.place)
        return None
    except OSError:
        kept = root / LEFT / _below(root, move.place)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(move.old, kept)
        return f"{move.place}：原来的内容在 {kept}"

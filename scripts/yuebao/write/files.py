"""Files onto the disk, all or none, and only those that changed.

Everything is staged in a hidden folder beside its targets and is on the disk before the first file is renamed into
place; a reader sees the old file or the new one, never half a file. When anything fails, what was already renamed is put
back. A process that is killed, or a power that fails, between two renames leaves a journal, from which the next command
finishes (`journal.finish`).
"""

from __future__ import annotations

import filecmp
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from yuebao.model.content import Content
from yuebao.write import checksums
from yuebao.write.commit import Move, commit
from yuebao.write.places import file_inside
from yuebao.write.refusals import refusals
from yuebao.write.staging_folder import staging_folder


@dataclass(frozen=True, slots=True)
class Written:
    """Paths relative to the root, sorted: written because new or different, left as they were, removed."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is to be: whether it ``differs`` from the one that stands there, and the SHA-256 of its content."""

    differs: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class Staging:
    """Files on their way into ``root``. Several processes may add files of different names; one commits them.

    Names are relative paths with ``/``. A path that leaves the root, one that is a folder or leads over a link, is a
    `UsageError`, and anything that the system refuses (disk full, a file that is held open) a `Fault`; then nothing has
    changed.
    """

    root: Path
    folder: Path

    def add(self, name: str, content: Content) -> Added:
        """Put the file in waiting, unless ``root`` holds it as it is."""
        path, waiting = file_inside(self.root, name), self._waiting(name)
        with refusals(self.root):
            if isinstance(content, bytes):
                differs = not _holds(path, content)
                if differs:
                    waiting.write_bytes(content)
                return Added(differs, checksums.of_bytes(content))
            content(waiting)
            digest = checksums.of_file(waiting)
            differs = not (path.is_file() and filecmp.cmp(path, waiting, shallow=False))
            if not differs:
                waiting.unlink()
            return Added(differs, digest)

    def commit(self, names: Iterable[str], *, together: bool = False) -> None:
        """Rename the waiting files into place, in this order. Killed on the way, some are old and some new, each whole;
        those that belong ``together`` are then finished by the next command."""
        with refusals(self.root):
            commit(self.root, self.folder, self._moves(names), together=together)

    def _moves(self, names: Iterable[str]) -> list[Move]:
        return [Move(file_inside(self.root, name), self._waiting(name)) for name in names]

    def _waiting(self, name: str) -> Path:
        """Where the file waits: in one folder, whatever folder it belongs to."""
        return self.folder / f"{sha256(name.encode()).hexdigest()}.new"


@contextmanager
def staging(root: Path) -> Iterator[Staging]:
    """Where files for ``root`` wait. What is not committed at the end is gone."""
    with ExitStack() as stack:
        with refusals(root):
            folder = stack.enter_context(staging_folder(root))
        yield Staging(root, folder)


def write_files(root: Path, files: Mapping[str, bytes]) -> Written:
    """Bring every file under ``root`` to the given bytes; folders are made as needed."""
    changed = [name for name in sorted(files) if not _holds(file_inside(root, name), files[name])]
    if changed:
        with staging(root) as waiting:
            for name in changed:
                waiting.add(name, files[name])
            waiting.commit(changed, together=True)
    return Written(tuple(changed), tuple(sorted(files.keys() - set(changed))))


def _holds(path: Path, content: bytes) -> bool:
    """Whether the path is a regular file with exactly this content; its size is asked first, it costs less."""
    try:
        info = os.lstat(path)
        return stat.S_ISREG(info.st_mode) and info.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False

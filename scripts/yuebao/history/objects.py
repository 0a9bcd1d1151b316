"""The objects of a repository, asked for one after another of a single git.

Folders are read level by level and only where they are asked for: how deep or wide the rest of a version is nested
costs nothing.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from yuebao.history.git import started
from yuebao.model.fault import Fault

LARGEST: Final = 5_000_000
"""Bytes of the largest object that is held; a month's largest table has about 4,000."""
_FILES: Final = ("100644", "100755", "100664")
_FOLDER: Final = "40000"


@dataclass(frozen=True, slots=True)
class Folder:
    """The entries of a folder by name, each with the name of its object: plain files, and folders."""

    files: Mapping[str, str]
    folders: Mapping[str, str]


EMPTY: Final = Folder({}, {})


@dataclass(frozen=True, slots=True)
class Objects:
    """The open conversation with git."""

    question: IO[bytes]
    answer: IO[bytes]
    width: int

    def content(self, name: str) -> bytes | None:
        """The content of what ``name`` stands for (an object, or ``commit:path``); ``None`` where there is none, and
        for one that is larger than any table."""
        self.question.write(f"{name}\n".encode("utf-8", "surrogateescape"))
        self.question.flush()
        head = self.answer.readline()
        if not head:
            raise Fault("git cat-file 中途退出，版本库可能已损坏")
        if head.endswith(b" missing\n"):
            return None
        size = int(head.split()[2])
        content = self.answer.read(min(size, LARGEST))
        left = size - len(content)
        while left > 0 and (skipped := self.answer.read(min(left, LARGEST))):
            left -= len(skipped)
        self.answer.read(1)
        return content if size <= LARGEST else None

    def folder(self, name: str) -> Folder:
        """The folder that ``name`` stands for; an empty one where there is none."""
        content = self.content(name)
        if not content:
            return EMPTY
        files: dict[str, str] = {}
        folders: dict[str, str] = {}
        at = 0
        while at < len(content):
            end = content.index(b"\0", at)
            mode, _, called = content[at:end].decode("utf-8", "surrogateescape").partition(" ")
            at = end + 1 + self.width
            kind = folders if mode == _FOLDER else files if mode in _FILES else None
            if kind is not None:
                kind[called] = content[end + 1 : at].hex()
        return Folder(files, folders)


@contextmanager
def objects_of(folder: Path, width: int) -> Iterator[Objects]:
    """A conversation about the repository at ``folder``, whose objects have names of ``width`` bytes."""
    with started(folder, "cat-file", "--batch", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        yield Objects(process.stdin, process.stdout, width)
        process.stdin.close()

"""A copy of a site against its list of checksums, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from yuebao.model.fault import UsageError
from yuebao.write.checksums import of_file, read_list
from yuebao.write.site_folder import MARK, SUMS


@dataclass(frozen=True, slots=True)
class Verified:
    """What holds of the files: as listed, with another content, listed and not there, there and not listed. ``strange``
    are entries of the list that name no file inside the folder, and links, neither of which is followed."""

    same: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    strange: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether everything is as listed."""
        return not (self.changed or self.missing or self.extra or self.strange)


@dataclass(frozen=True, slots=True)
class Compared:
    """The files to download against those that the archive gives now: alike, of another content, not on the site. ``known``
    says whether the archive gives any, which it does not with open findings; ``passed`` and ``failed`` are the assertions
    of its rules, the failed all explained."""

    known: bool
    same: int = 0
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    passed: int = 0
    failed: int = 0

    @property
    def alike(self) -> bool:
        """Whether the site holds what the archive gives."""
        return self.known and not self.changed and not self.missing


def verify_folder(folder: Path) -> Verified:
    """Every file below the folder and every entry of its list. Raises `UsageError` for a folder that has none."""
    if not folder.is_dir():
        raise UsageError(f"{folder} 不是文件夹；请写网站（或下载下来的整个网站）所在的文件夹")
    listed = read_list(folder / SUMS)
    if not listed:
        raise UsageError(
            f"{folder} 里没有可用的 {SUMS}，不知道各个文件应当是什么；它在网站最上一层，请一起下载"
        )
    found = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    links = {name for name, path in found.items() if path.is_symlink()}
    outside = {name for name in listed if not _is_inside(name)}
    there = found.keys() - links - {SUMS, MARK}
    right = {name for name in there & listed.keys() if listed[name] == frozenset({of_file(found[name])})}
    return Verified(
        tuple(sorted(right)),
        tuple(sorted((there & listed.keys()) - right)),
        tuple(sorted(listed.keys() - outside - found.keys())),
        tuple(sorted(there - listed.keys())),
        tuple(sorted({*links, *outside})),
    )


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and ":" not in name.split("/")[0]
    )


def _files(folder: Path) -> Iterator[Path]:
    """Everything below the folder that is no folder; links to folders too, which nobody enters."""
    for entry in os.scandir(folder):
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _files(path)
        else:
            yield path

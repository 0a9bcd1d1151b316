"""The folder of a site: whether it may be replaced, and the replacing.

A site carries a list of its files (`MARK`), each with its SHA-256, so that a folder is known to be the program's and to
be whole. A folder is replaced only when it is empty or holds nothing but what its list names.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yuebao.model.fault import UsageError
from yuebao.write.checksums import is_claimed, of_file, read_list, write_list
from yuebao.write.durable import sync, sync_tree
from yuebao.write.exchange import put_in_place

MARK: Final = ".yuebao-site"
SUMS: Final = "SHA256SUMS"
"""The list for readers, which `sha256sum -c` and `yuebao verify` check a copy of the site against."""
SITE: Final = "site"
"""The one folder inside an archive that may hold a site."""


def require_replaceable(site: Path, archive: Path) -> None:
    """Raises `UsageError` unless a site may be put in the place of ``site``, a path without links in it: it is absent,
    empty, or holds a site that was built here; and it is no folder of the archive save its `site/`, nor above it."""
    own = archive / SITE
    if is_within(site, archive) and (own.is_symlink() or not _same(site, own)):
        raise UsageError(
            f"{site} 在档案 {archive} 之内，网站只能放在其中的 {SITE}/，或档案之外；没有改动任何文件"
        )
    if is_within(archive, site):
        raise UsageError(f"{site} 是档案 {archive} 的上级文件夹，不能换成网站；没有改动任何文件")
    if not os.path.lexists(site):
        return
    if not site.is_dir():
        raise UsageError(f"{site} 不是文件夹，不能换成网站；没有改动任何文件")
    if foreign := next(_foreign(site), None):
        raise UsageError(
            f"{site} 里有不是 yuebao build 写的文件（{foreign}），换成网站就会丢失；没有改动任何文件。"
            "请换一个文件夹，或把它移走"
        )


def replace_site(new: Path, site: Path, archive: Path) -> None:
    """The built site ``new`` in the place of ``site``, in one step where the system can; what stood there is left beside
    ``new``. Raises `OSError` or `UsageError`; then the old site stands as it stood."""
    finish_site(new)
    require_replaceable(site, archive)
    require_free(site)
    put_in_place(new, site)


def require_free(site: Path) -> None:
    """Raises `OSError` for a file in the folder that is protected for good or held open: it could not be taken away."""
    for path in _files(site):
        _require_removable(path)


def finish_site(folder: Path) -> None:
    """Everything in the folder on the disk, then its list: whoever finds the list finds the files that it names. The list
    for readers (`SUMS`) is one of them."""
    entries = [(path.relative_to(folder).as_posix(), of_file(path)) for path in _files(folder)]
    entries = [entry for entry in entries if entry[0] != SUMS]
    (folder / SUMS).write_bytes(write_list(entries))
    entries.append((SUMS, of_file(folder / SUMS)))
    sync_tree(folder)
    (folder / MARK).write_bytes(write_list(entries))
    sync([folder / MARK, folder])


def is_whole(folder: Path) -> bool:
    """Whether the folder holds a site that was finished, and every file of it is as it was then."""
    listed = read_list(folder / MARK)
    return bool(listed) and all(is_claimed(folder / name, name, listed) for name in listed)


def _foreign(site: Path) -> Iterator[Path]:
    """What in the folder its list does not name."""
    listed = {*read_list(site / MARK)}
    known = listed | {MARK} if listed else set()
    for path in _files(site):
        if path.is_symlink() or path.relative_to(site).as_posix() not in known:
            yield path
    if not listed:
        yield from (path for path in site.rglob("*") if path.is_dir())


def _files(folder: Path) -> Iterator[Path]:
    """Everything below that is no folder; a link is what it is, not what it leads to."""
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in sorted([*names, *links]))


def _require_removable(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))
    except OSError as error:
        if error.errno == errno.EPERM or os.name == "nt":
            raise


def is_within(path: Path, folder: Path) -> bool:
    """Whether the path is the folder or lies in it, by whatever names and mounts either is reached."""
    return any(_same(each, folder) for each in (path, *path.parents))


def _same(one: Path, other: Path) -> bool:
    try:
        return one == other or os.path.samefile(one, other)
    except OSError:  # one of them does not exist
        return False

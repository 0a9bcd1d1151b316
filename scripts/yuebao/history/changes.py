"""What differs between a version and the folder as it is: by content, so that no state of an index, no ignore rule,
no line-end filter and no time stamp can hide a change."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yuebao.history.git import Entry, entries, run, tree_of
from yuebao.model.fault import UsageError

WATCHED: Final = ("data", "schemas", "scripts", "pyproject.toml", "requirements.lock")
"""Everything that the verdict on a month can depend on; the last three are the program."""

_NONE: Final = re.compile(r"0{40}|0{64}")


def changed_paths(root: Path, revision: str) -> tuple[str, ...]:
    """The watched paths below ``root`` that differ from ``revision``, sorted; folders without files included.

    All-zero, as hosts name the version before the first, has no files. Raises `UsageError` for an unknown version.
    """
    if _NONE.fullmatch(revision):
        then: dict[str, Entry] = {}
    else:
        tree = tree_of(root, revision)
        if tree is None:
            raise UsageError(
                f"这里的 git 没有“{revision}”这个版本；若是浅克隆，请先取回完整历史（git fetch --unshallow）"
            )
        then = {entry.path: entry for entry in entries(root, revision, *WATCHED) if _matters(entry.path)}
    digest = run(root, "rev-parse", "--show-object-format").decode("ascii").strip() if then else ""
    found = {str(path.relative_to(root)): path for top in WATCHED for path in _files(root / top)}
    now = {name: path for name, path in found.items() if _matters(name)}
    gone = then.keys() - now.keys()
    return tuple(
        sorted(gone | {name for name, path in now.items() if _differs(path, then.get(name), digest)})
    )


def _matters(path: str) -> bool:
    """Of the program only its modules: what tools leave beside them changes no verdict."""
    return not path.startswith("scripts/") or path.endswith(".py")


def _files(path: Path) -> Iterator[Path]:
    """The path itself or, for a folder, what lies in it; links are not followed, and an empty folder counts."""
    if path.is_symlink() or not path.is_dir():
        if path.is_symlink() or path.exists():
            yield path
        return
    names = sorted(os.listdir(path))
    if not names:
        yield path
    for name in names:
        yield from _files(path / name)


def _differs(path: Path, then: Entry | None, digest: str) -> bool:
    link = path.is_symlink()
    if then is None or (then.mode == "120000") != link or not (link or path.is_file()):
        return True
    content = os.fsencode(os.readlink(path)) if link else b""
    size = len(content) if link else path.stat().st_size
    if size != then.size:
        return True
    hashed = hashlib.new(digest, f"blob {size}\0".encode("ascii"), usedforsecurity=False)
    if link:
        hashed.update(content)
    else:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                hashed.update(block)
    return hashed.hexdigest() != then.object

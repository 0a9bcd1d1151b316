"""Files that a run makes anew each time, among others that people wrote.

The program knows its own files by a list of their names and contents (`checksums`). What is not on it, or has been
changed since, was written by somebody: it is neither overwritten nor removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from yuebao.model.fault import Fault, UsageError
from yuebao.write.checksums import Checksums, is_claimed, pairs, read_list, write_list
from yuebao.write.commit import require_free
from yuebao.write.files import Added, Staging, Written
from yuebao.write.places import file_inside
from yuebao.write.refusals import refusals

_SHOWN: Final = 5


def publish(waiting: Staging, files: Mapping[str, Added], manifest: str) -> Written:
    """Commit what is waiting, then remove what an earlier call with the same ``manifest`` wrote and this one does not.

    ``manifest`` is the relative path of the list that is kept for this. Raises `UsageError`, and nothing has changed,
    where a file would take the place of one that somebody wrote or changed. Folders left empty go too. Killed half-way,
    the list still claims every file that was written, and every one that was to be replaced.
    """
    claims = read_list(waiting.root / manifest)
    stale = sorted(name for name in claims.keys() - files.keys() if _is_ours(waiting.root, name, claims))
    with refusals(waiting.root):
        for name in stale:
            require_free(waiting.root / name)
    changed = _commit(waiting, files, manifest, claims)
    for name in stale:
        _remove(waiting.root, name)
    _write_list(waiting, manifest, ((name, added.sha256) for name, added in files.items()))
    return Written(changed, tuple(sorted(files.keys() - set(changed))), tuple(stale))


def refresh(waiting: Staging, files: Mapping[str, Added], manifest: str) -> Written:
    """`publish` of some of the files, the others left as they are."""
    claims = read_list(waiting.root / manifest)
    changed = _commit(waiting, files, manifest, claims)
    others = ((name, digest) for name, digest in pairs(claims) if name not in files)
    _write_list(waiting, manifest, [*others, *((name, added.sha256) for name, added in files.items())])
    return Written(changed, tuple(sorted(files.keys() - set(changed))))


def require_own(root: Path, names: Iterable[str], claims: Checksums) -> None:
    """Raises `UsageError` when a file of one of these names stands below ``root`` that the program did not write so."""
    foreign = [root / name for name in names if _stands(root, name) and not _is_ours(root, name, claims)]
    if foreign:
        shown = "、".join(str(path) for path in foreign[:_SHOWN])
        more = f" 等 {len(foreign)} 个" if len(foreign) > _SHOWN else ""
        raise UsageError(
            f"{shown}{more}不是程序写的，或在程序写出之后又改过，程序要写的却是同名的文件；没有改动任何文件。"
            "请把它改名或移到别处（不要了就删去），再运行一次"
        )


def _commit(
    waiting: Staging, files: Mapping[str, Added], manifest: str, claims: Checksums
) -> tuple[str, ...]:
    changed = tuple(sorted(name for name, added in files.items() if added.differs))
    require_own(waiting.root, changed, claims)
    if changed:
        own = {name: claims[name] for name in claims if _stands(waiting.root, name)}
        both = [*pairs(own), *((name, added.sha256) for name, added in files.items())]
        lists = [manifest] if waiting.add(manifest, write_list(both)).differs else []
        waiting.commit([*lists, *changed])
    return changed


def _write_list(waiting: Staging, manifest: str, entries: Iterable[tuple[str, str]]) -> None:
    if waiting.add(manifest, write_list(entries)).differs:
        waiting.commit([manifest])


def _stands(root: Path, name: str) -> bool:
    path = root / name
    return path.is_symlink() or path.exists()


def _is_ours(root: Path, name: str, claims: Checksums) -> bool:
    """A name that leads out of the root, or over a link, claims nothing."""
    try:
        return is_claimed(file_inside(root, name), name, claims)
    except (Fault, UsageError):
        return False


def _remove(root: Path, name: str) -> None:
    path = file_inside(root, name)
    with refusals(path, "它没有删去，其余的文件已经写好"):
        path.unlink()
    with suppress(OSError):  # the first one that is not empty
        for folder in path.parents:
            if folder == root:
                break
            folder.rmdir()

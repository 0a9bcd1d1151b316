"""The archive as a folder: where it is and which months it has. Looks at names only, so that it loads in no time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from yuebao.model.fault import Fault, UsageError
from yuebao.model.issue import may_be_draft, may_be_withdrawn
from yuebao.model.period import in_order, is_period
from yuebao.model.refusal import reason

_LARGEST: Final = 5_000_000
_READING: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Through no link, and waiting at no pipe."""


def enclosing_archive(start: Path) -> Path | None:
    """The nearest folder upward that holds an archive, ``start`` itself included."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "data").is_dir():
            return folder
    return None


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds an archive. Raises `UsageError` when there is none."""
    folder = enclosing_archive(start)
    if folder is None:
        raise UsageError(
            f"在 {start} 及其上级文件夹里找不到月报档案（要有 mkdocs.yml 和 data/）；请用 --root 指明，"
            "或用 yuebao init 建一个"
        )
    return folder


_STANDING: Final = ("mkdocs.yml", ".yuebao", "schemas", "docs", "data")
"""What an archive consists of, beside the months and the results."""
_DATA: Final = "data"
_RULING: Final = ("mkdocs.yml", "schemas")
"""What it declares."""


def require_plain(root: Path, *, data: bool = False) -> None:
    """Raises `Fault` where a link stands in the place of what rules, `UsageError` of what is read or written: what it
    leads to lies elsewhere, changes without a trace, and is written over by whoever follows it. Likewise for pipes and
    devices, at which whoever opens them would wait.

    Those within `data/` are findings, so that is looked into only for those who write there: ``data``.
    """
    for top in _STANDING:
        kind = Fault if top in _RULING else UsageError
        for name in foreign(root, top) if data or top != _DATA else _itself(root, top):
            if (root / name).is_symlink():
                raise kind(
                    f"{name} 是一个符号链接，不写进它所指的地方；没有改动任何文件。请用文件或文件夹本身代替它。"
                )
            raise kind(
                f"{name} 不是文件，也不是文件夹（例如管道、设备）；没有改动任何文件。请把它移走，再运行一次。"
            )


def foreign(root: Path, name: str) -> list[str]:
    """Every link, pipe and device in the place of a file or folder of the archive and below it, by its path from the
    root, sorted. Nothing is followed or opened."""
    path = root / name
    return foreign_below(root, name) if path.is_dir() and not path.is_symlink() else _itself(root, name)


def _itself(root: Path, name: str) -> list[str]:
    path = root / name
    plain = not path.is_symlink() and (path.is_file() or path.is_dir() or not path.exists())
    return [] if plain else [name]


def foreign_below(root: Path, folder: str) -> list[str]:
    """Those in a folder."""
    found: list[str] = []
    waiting = [folder]
    while waiting:
        name = waiting.pop()
        try:
            with os.scandir(root / name) as entries:
                for entry in entries:
                    path = f"{name}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    elif not entry.is_file(follow_symlinks=False):
                        found.append(path)
        except FileNotFoundError:  # another process took it away: a folder in which files waited
            continue
        except OSError as error:
            raise Fault(f"无法读取 {root / name}：{reason(error)}") from error
    return sorted(found)


def data_names(root: Path) -> list[str]:
    """Every name in `data/`, sorted. Raises `UsageError` where there is no such folder."""
    data = root / "data"
    if not data.is_dir():
        raise UsageError(f"{root} 里没有 data 文件夹")
    return sorted(entry.name for entry in data.iterdir())


def month_names(root: Path) -> tuple[str, ...]:
    """The periods of the archive's issues in their order."""
    return tuple(in_order(filter(is_period, data_names(root))))


def folder_names(root: Path) -> tuple[str, ...]:
    """Those of the months that are folders themselves, neither files nor links."""
    with os.scandir(root / "data") as entries:
        return tuple(
            in_order(
                each.name for each in entries if is_period(each.name) and each.is_dir(follow_symlinks=False)
            )
        )


def gap_names(root: Path, months: Iterable[str]) -> frozenset[str]:
    """Those of the months that may be withdrawn or drafts, which to other months are gaps."""
    return frozenset(month for month in months if may_be_withdrawn(_masthead(root, month)))


def draft_names(root: Path, months: Iterable[str]) -> frozenset[str]:
    """Those of the months that are still being transcribed."""
    return frozenset(month for month in months if may_be_draft(_masthead(root, month)))


def _masthead(root: Path, month: str) -> bytes:
    try:
        path = root / "data" / month / "issue.yaml"
        with os.fdopen(os.open(path, _READING), "rb") as stream:
            return stream.read(_LARGEST)
    except OSError:
        return b""


def require_months(archive: Sequence[str], months: Sequence[str]) -> None:
    """Raises `UsageError` for a month that the archive does not have."""
    for name in months:
        if name not in archive:
            raise UsageError(f"data/ 里没有 {name}；现有各期：{'、'.join(archive) or '无'}")

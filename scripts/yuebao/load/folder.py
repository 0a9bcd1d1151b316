"""The archive as a folder: where it is and which months it has. Looks at names only, so that it loads in no time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yuebao.model.fault import UsageError
from yuebao.model.month import is_month


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds an archive."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "data").is_dir():
            return folder
    raise UsageError(
        f"在 {start} 及其上级文件夹里找不到月报档案（要有 mkdocs.yml 和 data/）；请用 --root 指明"
    )


def data_names(root: Path) -> list[str]:
    """Every name in `data/`, sorted. Raises `UsageError` where there is no such folder."""
    data = root / "data"
    if not data.is_dir():
        raise UsageError(f"{root} 里没有 data 文件夹")
    return sorted(entry.name for entry in data.iterdir())


def month_names(root: Path) -> tuple[str, ...]:
    """The months of the archive in their order."""
    return tuple(name for name in data_names(root) if is_month(name))


def require_months(archive: Sequence[str], months: Sequence[str]) -> None:
    """Raises `UsageError` for a month that the archive does not have."""
    for name in months:
        if name not in archive:
            raise UsageError(f"data/ 里没有 {name}；现有月份：{'、'.join(archive) or '无'}")

"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from yuebao.model.fault import UsageError

Root = Annotated[
    Path | None,
    typer.Option(
        "--root", metavar="DIR", help="档案所在的文件夹；默认为向上最近的、含 mkdocs.yml 和 data/ 的文件夹。"
    ),
]


Period = Annotated[str, typer.Argument(metavar="PERIOD", help="统计期，如 2021-07、2021-Q4、2024年上半年。")]


def resolve_period(text: str, archive: Path) -> str:
    """The name of the period that a person wrote, as the archive calls it where it has an issue of these months. Raises
    `UsageError` for what is none."""
    return resolve_periods([text], archive)[0]


def resolve_periods(texts: Sequence[str], archive: Path) -> list[str]:
    """`resolve_period` of each."""
    from yuebao.load.folder import month_names
    from yuebao.model.period_text import resolved

    names = month_names(archive)
    return [resolved(text, names) for text in texts]


def resolve_root(root: Path | None, *, writes: bool = False) -> Path:
    """The archive's folder, absolute, free of links: within `data/`, where links are findings, for a command that
    ``writes`` there. What a killed command had decided to write is written first."""
    from yuebao.load.folder import find_root, require_plain
    from yuebao.write.journal import finish
    from yuebao.write.staging_folder import remove_abandoned

    if root is not None and not (root / "data").is_dir():
        raise UsageError(f"{root} 不是月报档案：里面没有 data 文件夹")
    archive = find_root(Path.cwd()) if root is None else root.resolve()
    require_plain(archive, data=writes)
    if finished := finish(archive):
        print(f"上一次写到一半被中断，已经写完：{'、'.join(finished)}。", file=sys.stderr)
    for folder in (archive, archive / "data"):
        remove_abandoned(folder)
    return archive


def resolve_target(path: Path) -> Path:
    """Where something is to be written, absolute and past all links."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # links in a circle
        raise UsageError(f"{path} 的符号链接绕成了圈；没有改动任何文件") from error


def resolve_settings(path: Path, archive: Path) -> Path:
    """A file of settings that run code, absolute. Raises `UsageError` for one that comes with the archive."""
    resolved = resolve_target(path)
    if not resolved.is_file():
        raise UsageError(f"没有文件 {path}")
    if resolved.is_relative_to(archive):
        raise UsageError(f"{path} 在档案里，会随推送而来；--settings 的文件请放在档案之外")
    return resolved

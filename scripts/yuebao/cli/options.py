"""Options that several commands share."""

from __future__ import annotations

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


def resolve_root(root: Path | None) -> Path:
    """The archive's folder, absolute."""
    from yuebao.load.folder import find_root

    if root is None:
        return find_root(Path.cwd())
    if not (root / "data").is_dir():
        raise UsageError(f"{root} 不是月报档案：里面没有 data 文件夹")
    return root.resolve()

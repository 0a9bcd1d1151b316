"""`yuebao serve`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    port: Annotated[int, typer.Option("--port", metavar="PORT", help="端口。")] = 8000,
    root: Root = None,
) -> None:
    """在本机预览网站；改了数据，网页跟着更新。

    退出状态：0 按 Ctrl-C 结束了；1 有未处理的问题，没有可预览的；2 端口不能用。
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from yuebao.workflows.preview import serve as preview

    if not preview(resolve_root(root), port, sys.stderr.write):
        raise typer.Exit(1)

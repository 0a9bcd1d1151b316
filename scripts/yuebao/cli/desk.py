"""`yuebao desk`."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("desk")(desk)


def desk(
    browse: Annotated[
        bool, typer.Option("--open/--no-open", help="在浏览器里打开；不打开，只写出地址。")
    ] = True,
    root: Root = None,
) -> None:
    """在浏览器里整理、核对、审核各期：只在这台电脑上，不用网络；改了的随时写进文件。

    退出状态：0 结束了。
    """
    from yuebao.desk.server import serve

    def tell(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()

    with suppress(KeyboardInterrupt):
        serve(resolve_root(root, writes=True), tell, browse=browse)

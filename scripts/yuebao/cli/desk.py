"""`yuebao desk`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
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
    shortcut: Annotated[
        Path | None,
        typer.Option(
            "--shortcut", metavar="DIR", help="不打开，在这个文件夹（如桌面）里放一个双击就打开工作台的文件。"
        ),
    ] = None,
    root: Root = None,
) -> None:
    """在浏览器里整理、核对、审核各期：只在这台电脑上，不用网络；改了的随时写进文件。

    退出状态：0 结束了，或已放好；2 放不进那个文件夹。
    """
    from yuebao.workflows.judge import read_declared

    archive = resolve_root(root, writes=True)
    read_declared(archive)  # what is declared wrongly is told here, not on every page
    if shortcut is not None:
        from yuebao.desk.shortcut import put_shortcut

        print(put_shortcut(shortcut, (sys.executable, "-P", "-m", "yuebao"), archive))
        return
    from yuebao.desk.server import serve

    def tell(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()

    with suppress(KeyboardInterrupt):
        serve(archive, tell, browse=browse)

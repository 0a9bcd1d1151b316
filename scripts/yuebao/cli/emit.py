"""`yuebao emit`."""

from __future__ import annotations

import sys
from functools import partial

import typer

from yuebao.cli.options import Root, resolve_root
from yuebao.cli.progress import Quiet, progress


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("emit")(emit)


def emit(quiet: Quiet = False, root: Root = None) -> None:
    """写出网页（Markdown）和供下载的文件；有未处理的问题时不写。

    退出状态：0 已经写出；1 有未处理的问题，什么都没有写；2 碰到别人写的同名文件，什么都没有写。
    """
    from yuebao.reports import doubt_list, text_format
    from yuebao.workflows.emit import emit as publish

    emitted = publish(resolve_root(root), partial(progress, quiet=quiet))
    if emitted.written is None:
        sys.stdout.write(text_format.render(emitted.outcome))
        raise typer.Exit(1)
    sys.stderr.write(doubt_list.render(emitted.doubts))
    sys.stderr.write(doubt_list.render_end(emitted.until))
    written = emitted.written
    print(
        f"已写入 docs/：新写或改动 {len(written.changed)} 个文件，"
        f"未变 {len(written.unchanged)} 个，删去 {len(written.removed)} 个。"
    )

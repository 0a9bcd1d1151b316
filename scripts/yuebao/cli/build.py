"""`yuebao build`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_root, resolve_settings, resolve_target
from yuebao.cli.progress import Quiet, progress


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build)


def build(
    site: Annotated[
        Path | None, typer.Option("--site", metavar="DIR", help="网站放在哪个文件夹；默认为档案里的 site/。")
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings",
            metavar="FILE",
            help="另加的 MkDocs 设置（主题、插件等），并在档案的设置之上；里面写的会运行，只用自己的文件。",
        ),
    ] = None,
    lenient: Annotated[
        bool,
        typer.Option("--lenient", help="手写网页里没有指向的链接只说明，不算失败；服务器发布时用。"),
    ] = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """核验、写出网页，再建成网站；有未处理的问题时什么也不发布。

    退出状态：0 已经建成；1 有未处理的问题，原来的网站不动；2 那个文件夹里有别的东西，什么都没有写。
    """
    from yuebao.escaping.shown_text import lined
    from yuebao.reports import doubt_list, text_format
    from yuebao.workflows.build import WARNED
    from yuebao.workflows.build import build as publish

    archive = resolve_root(root)
    target = resolve_target(site or archive / "site")
    more = None if settings is None else resolve_settings(settings, archive)
    built = publish(archive, target, partial(progress, quiet=quiet), more, lenient)
    emitted = built.emitted
    sys.stdout.write(text_format.render(emitted.outcome))
    if emitted.written is None:
        raise typer.Exit(1)
    sys.stderr.write(doubt_list.render(emitted.doubts))
    sys.stderr.write(doubt_list.render_end(emitted.until))
    sys.stderr.write("".join(f"{WARNED}{line}\n" for line in built.warned))
    sys.stdout.write(lined([f"网站已建成。请打开 {target / 'index.html'}"]))

"""`yuebao verify`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_root, resolve_target
from yuebao.cli.progress import Quiet, progress


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify")(verify)


def verify(
    site: Annotated[Path, typer.Argument(metavar="SITE", help="网站，或下载下来的整个网站所在的文件夹。")],
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """逐个文件核对一个网站与它的 SHA256SUMS；写了 --root，或者在档案里执行，再与档案现在写出的对照。

    退出状态：0 全都相同；1 有不同的，已逐个列出；2 那个文件夹里没有 SHA256SUMS。
    """
    from yuebao.load.folder import enclosing_archive
    from yuebao.reports import verify_list
    from yuebao.workflows.verify import compare
    from yuebao.write.verified import verify_folder

    target = resolve_target(site)
    verified = verify_folder(target)
    sys.stdout.write(verify_list.render(verified))
    alike = True
    if root is not None or enclosing_archive(Path.cwd()) is not None:
        compared = compare(target, resolve_root(root), partial(progress, quiet=quiet)("写出文件，用来对照"))
        sys.stdout.write(verify_list.render_compared(compared))
        alike = compared.alike
    if not (verified.whole and alike):
        raise typer.Exit(1)

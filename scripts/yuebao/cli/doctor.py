"""`yuebao doctor`."""

from __future__ import annotations

import sys

import typer

from yuebao.cli.options import Root, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(root: Root = None) -> None:
    """看这台机器上有没有所需的东西：Python、能写的文件夹、磁盘、终端、git、LibreOffice；缺什么，说怎么办。不改动任何文件。

    退出状态：0 必需的都有；1 缺了必需的。
    """
    from yuebao.reports.doctor_report import render
    from yuebao.workflows.doctor import examine

    found = examine(resolve_root(root))
    sys.stdout.write(render(found))
    raise typer.Exit(1 if any(each.needed and not each.met for each in found) else 0)

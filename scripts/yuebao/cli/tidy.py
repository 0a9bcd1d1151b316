"""`yuebao tidy`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tidy")(tidy)


def tidy(
    month: Annotated[str, typer.Argument(metavar="MONTH", help="月份，如 2020-07。")],
    root: Root = None,
) -> None:
    """把一个月的文件和单位登记册整理成规定的写法：编码、换行、分隔符、引号、全角数字、千位分隔、日期；不改数字和名称。

    退出状态：0 都合规定的写法了；1 还有拿不准的，要由人改。
    """
    from yuebao.reports.tidy_report import render
    from yuebao.workflows.tidy import tidy_month

    done = tidy_month(resolve_root(root, writes=True), month)
    sys.stdout.write(render(month, done.changed, done.left))
    raise typer.Exit(1 if done.left else 0)

"""`yuebao tidy`."""

from __future__ import annotations

import sys

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("tidy")(tidy)


def tidy(
    period: Period,
    root: Root = None,
) -> None:
    """把一期的文件和单位登记册整理成规定的写法：编码、换行、分隔符、引号、全角数字、千位分隔、日期；不改数字和名称。

    退出状态：0 都合规定的写法了；1 还有拿不准的，要由人改。
    """
    from yuebao.reports.tidy_report import render
    from yuebao.workflows.tidy import tidy_month

    archive = resolve_root(root, writes=True)
    month = resolve_period(period, archive)
    done = tidy_month(archive, month)
    sys.stdout.write(render(month, done.changed, done.left))
    raise typer.Exit(1 if done.left else 0)

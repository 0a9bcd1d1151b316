"""`yuebao schema`."""

from __future__ import annotations

import sys

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(period: Period, root: Root = None) -> None:
    """写出一期各表的结构：数据包的说明（datapackage.json），每张表的 Table Schema 写在其中，列名照那一期的版式。

    退出状态：0 写出了。
    """
    from yuebao.model.finding import Status
    from yuebao.outcome.errata import settle
    from yuebao.printed.data_package import issue_descriptor
    from yuebao.workflows.judge import read_month, read_standing

    archive = resolve_root(root)
    standing = read_standing(archive)
    month, _ = read_month(standing, resolve_period(period, archive))
    explained = [item for item in settle(month, month.problems) if item.status is Status.EXPLAINED]
    sys.stdout.write(issue_descriptor(month, standing.layout(month.month).tables, explained))

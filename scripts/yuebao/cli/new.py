"""`yuebao new`."""

from __future__ import annotations

from typing import Annotated

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new")(new)


def new(
    period: Period,
    workbook: Annotated[
        bool, typer.Option("--workbook", help="另写一个可以录入、会自行检查的工作簿（.xlsx）。")
    ] = False,
    root: Root = None,
) -> None:
    """建立一期的文件夹：下一期的刊头，填好单位名称的各张表。

    退出状态：0 已经建立；1 登记册里还没有本月有效的单位，没有建立；2 这个月已经有了，没有改动。
    """
    from yuebao.reports.new_issue_report import render
    from yuebao.workflows.new_issue import open_month

    archive = resolve_root(root, writes=True)
    opened = open_month(archive, resolve_period(period, archive), workbook=workbook)
    print(render(opened.month, opened.rows, opened.blank, opened.last, opened.workbook), end="")

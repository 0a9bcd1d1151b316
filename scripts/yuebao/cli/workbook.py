"""`yuebao workbook`."""

from __future__ import annotations

import sys

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("workbook")(workbook)


def workbook(period: Period, root: Root = None) -> None:
    """把整理中的一期照现在的样子写成录入的工作簿：各格的数、上一期的数、核对的结果；里面有没读入的改动时不写。

    退出状态：0 已经写好；2 这一期不在整理中，或工作簿里有还没有读入的改动，没有写。
    """
    from yuebao.escaping.shown_text import lined
    from yuebao.workflows.entry_book import write_entry_book
    from yuebao.workflows.judge import read_month, read_standing

    archive = resolve_root(root, writes=True)
    month = resolve_period(period, archive)
    standing = read_standing(archive)
    read, _ = read_month(standing, month)
    path = write_entry_book(standing, read)
    sys.stdout.write(
        lined(
            [f"录入的工作簿：{path}", f"填完保存、关闭，再执行 yuebao import {path} --period {month} --force"]
        )
    )

"""`yuebao rules`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rules")(rules)


def rules(
    period: Annotated[
        str | None, typer.Argument(metavar="PERIOD", help="哪一期的版式；不写则为现在的版式。")
    ] = None,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="改为列出可以声明的每一种规则：何时成立、有哪些参数、一个例子。")
    ] = False,
    root: Root = None,
) -> None:
    """列出每条规则所核验的表和列，以及没有规则核验的数字列。

    退出状态：0 列出了。
    """
    from yuebao.reports import kind_list, rule_list
    from yuebao.workflows.judge import read_declared

    if kinds:  # the same for every archive
        sys.stdout.write(kind_list.render())
        return
    archive = resolve_root(root)
    schemas = read_declared(archive)
    layout = schemas.latest if period is None else schemas.layout(resolve_period(period, archive))
    sys.stdout.write(rule_list.render(layout))

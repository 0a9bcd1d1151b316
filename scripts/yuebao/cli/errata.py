"""`yuebao errata draft`."""

from __future__ import annotations

import sys

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(name="errata", help="勘误：对公布数字与规则不符之处的说明。", no_args_is_help=True)
    group.command("draft")(draft)
    app.add_typer(group)


def draft(
    period: Period,
    root: Root = None,
) -> None:
    """为待处理的各项拟出勘误条目，原因、审核人、审核日期留空；不写文件。

    退出状态：0 拟好了，或没有可拟的。
    """
    from yuebao.reports.errata_draft import render
    from yuebao.workflows.validate import validate

    archive = resolve_root(root)
    month = resolve_period(period, archive)
    outcome = validate(archive, (month,))
    text = render(outcome.findings)
    sys.stdout.write(text)
    if not text:
        print(f"{month} 没有可以用勘误说明的待处理问题。", file=sys.stderr)

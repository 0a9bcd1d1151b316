"""`yuebao validate`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_root
from yuebao.model.fault import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate)


def validate(
    months: Annotated[
        list[str] | None, typer.Argument(metavar="[MONTH]…", help="月份，如 2020-07；不写则核验全部。")
    ] = None,
    format: Annotated[str, typer.Option("--format", help="报告格式：text、json。")] = "text",
    root: Root = None,
) -> None:
    """核验各月：表格结构、合计、各项推算、表与表、月与月。"""
    from yuebao.judge import validate as judge
    from yuebao.render.formats.registry import FORMATS
    from yuebao.spec.strict import meant

    if format not in FORMATS:
        raise UsageError(f"没有名为“{format}”的格式{meant(format, FORMATS)}")
    outcome = judge(resolve_root(root), months or ())
    sys.stdout.write(FORMATS[format](outcome))
    raise typer.Exit(1 if outcome.blocking else 0)

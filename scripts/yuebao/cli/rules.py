"""`yuebao rules`."""

from __future__ import annotations

import sys

import typer

from yuebao.cli.options import Root, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rules")(rules)


def rules(root: Root = None) -> None:
    """列出每条规则所核验的表和列，以及没有规则核验的数字列。"""
    from yuebao.reports.rule_list import render
    from yuebao.workflows.judge import read_specification

    sys.stdout.write(render(read_specification(resolve_root(root))))

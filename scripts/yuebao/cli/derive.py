"""`yuebao derive`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root

if TYPE_CHECKING:
    from yuebao.model.month import Month
    from yuebao.rules.scope import Scope
    from yuebao.workflows.judge import Standing


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("derive")(derive)


def derive(
    period: Period,
    again: Annotated[
        list[str] | None,
        typer.Option(
            "--again",
            metavar="CELL",
            help="改正过的一格的地址，如 #表.行.列，可以写几次：只重算由它们得出的各格，勘误说明过的不动。",
        ),
    ] = None,
    root: Root = None,
) -> None:
    """填上一期里可以推算的空格：合计、名次、加分、平均、比例、年度累计、得分、汇总、序号；已填的不改。

    整理中的一期只从已经录入的数字推算：空白还不知道是没有还是没有录，写进 complete 的表除外。

    退出状态：0 都填好了；1 有不同而未经勘误说明的数，或有不能推算的空格。
    """
    from yuebao.escaping.shown_text import lined
    from yuebao.fill.month import fill_month
    from yuebao.model.finding import Status
    from yuebao.reports.derive_report import render
    from yuebao.workflows.entry_book import renew_entry_book
    from yuebao.workflows.judge import printed_scope, read_month, read_standing, require_published
    from yuebao.write.files import write_files

    archive = resolve_root(root, writes=True)
    month = resolve_period(period, archive)
    standing = read_standing(archive)
    read, previous = read_month(standing, month)
    require_published(read)
    scope = printed_scope(standing, read, previous)
    if again:
        raise typer.Exit(_again(standing, read, scope, again))
    done = fill_month(read, scope)
    write_files(standing.root, done.files)
    sys.stdout.write(render(done, standing.layout(month).tables))
    if path := renew_entry_book(standing, month):
        sys.stdout.write(lined([f"推算的各格已写回工作簿：{path}"]))
    clean = all(finding.status is Status.EXPLAINED for finding in done.differing)
    raise typer.Exit(0 if clean and not done.blocked and not done.unfilled else 1)


def _again(standing: Standing, month: Month, scope: Scope, addresses: Sequence[str]) -> int:
    """Recompute what follows from corrected cells, and show each; 1 where something that follows was left alone."""
    from yuebao.model.csv_text import csv_text, table_rows
    from yuebao.reports.derive_report import render_again, render_later
    from yuebao.workflows.correct_issue import cell_at, recompute
    from yuebao.workflows.later_issues import later_findings
    from yuebao.write.files import write_files

    done = recompute(scope, month, [cell_at(scope, address) for address in addresses])
    sys.stdout.write(render_again(done, scope.tables))
    if not month.gap:
        made = replace(month, tables=done.tables)
        sys.stdout.write(render_later(later_findings(standing, month, made)))
    changed = {change.cell.table for change in done.changes}
    tables = [table for name, table in done.tables.items() if name in changed]
    write_files(standing.root, {table.file: csv_text(table_rows(table)).encode() for table in tables})
    return 1 if done.kept else 0

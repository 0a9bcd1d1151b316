"""`yuebao derive`."""

from __future__ import annotations

import sys

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("derive")(derive)


def derive(
    period: Period,
    root: Root = None,
) -> None:
    """填上一期里可以推算的空格：合计、名次、加分、平均、比例、年度累计、得分、汇总、序号；已填的不改。

    整理中的一期只从已经录入的数字推算：空白还不知道是没有还是没有录，写进 complete 的表除外。

    退出状态：0 都填好了；1 有不同而未经勘误说明的数，或有不能推算的空格。
    """
    from yuebao.fill.month import fill_month
    from yuebao.model.finding import Status
    from yuebao.reports.derive_report import render
    from yuebao.workflows.judge import printed_scope, read_month, read_standing, require_published
    from yuebao.write.files import write_files

    archive = resolve_root(root, writes=True)
    month = resolve_period(period, archive)
    standing = read_standing(archive)
    read, previous = read_month(standing, month)
    require_published(read)
    done = fill_month(read, printed_scope(standing, read, previous))
    write_files(standing.root, done.files)
    sys.stdout.write(render(done, standing.layout(month).tables))
    clean = all(finding.status is Status.EXPLAINED for finding in done.differing)
    raise typer.Exit(0 if clean and not done.blocked and not done.unfilled else 1)

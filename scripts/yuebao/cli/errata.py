"""`yuebao errata draft`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(name="errata", help="勘误：对公布数字与规则不符之处的说明。", no_args_is_help=True)
    group.command("draft")(draft)
    app.add_typer(group)


def draft(
    period: Period,
    write: Annotated[
        bool,
        typer.Option("--write", help="写进这一期的 errata.yaml，接在已有的后面；已有的一字不动，不重复写。"),
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="像是录入时的笔误的也拟：已经对照过，原报告就是这样印的。")
    ] = False,
    root: Root = None,
) -> None:
    """为待处理的各项拟出勘误条目，原因、审核人、审核日期留空；errata.yaml 里已有的不再拟。像是录入时的笔误的也不拟，
    只在注释里写出推测：先照原报告改正；原报告确是这样印的，加 --all。

    退出状态：0 拟好了，或没有可拟的；1 errata.yaml 读不懂，没有改动。
    """
    from yuebao.workflows.draft_errata import draft_errata

    archive = resolve_root(root, writes=write)
    done = draft_errata(archive, month := resolve_period(period, archive), write=write, slips_too=all_)
    sys.stdout.write(done.slips + done.text)
    if done.waiting:
        print(f"{done.file} 里有 {done.waiting} 条还没有填写完，没有再拟。", file=sys.stderr)
    elif not done.count and not done.slips:
        print(f"{month} 没有可以用勘误说明的待处理问题。", file=sys.stderr)
    if write and done.count:
        said = f"已写进 {done.file}：{done.count} 条；请对照原报告填写原因、审核人、审核日期。"
        print(said, file=sys.stderr)

"""`yuebao import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_period, resolve_root
from yuebao.cli.progress import Quiet, progress, progress_after
from yuebao.model.fault import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_documents)


def import_documents(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE…|FOLDER",
            help="月报：.txt、.docx、.xlsx、.xls、.csv；.doc、.wps 要有 LibreOffice。几个文件或文件夹一次导入。",
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="统计期，如 2021-07、2021-Q4、2024年上半年；文件里写着的不用写。",
        ),
    ] = None,
    correction: Annotated[
        bool,
        typer.Option(
            "--correction", help="这是出刊的单位更正后的文件：原来的文件留着，不再有效；与 --force 同用。"
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="这一期已经存在时也导入，并列出差别；一次导入几个时，只重读草稿。"),
    ] = False,
    accept: Annotated[
        bool,
        typer.Option(
            "--accept", help="接受上一次汇总提出、写在 build/import/proposals.yaml 里的办法，列出改动。"
        ),
    ] = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """把印好的月报或工作簿读成各期的草稿，说明认出了什么，再核验；几个文件、一个文件夹，一次读完，最后汇总。

    退出状态：0 全部放好；1 有没放好、有歧义、前后不一的，或有没有导入的。
    """
    paths = files or []
    if accept:
        _accept(root, paths)
    elif not paths:
        raise UsageError("请写明要导入的文件或文件夹")
    elif len(paths) > 1 or paths[0].is_dir():
        if period is not None or correction:
            raise UsageError("--period、--correction 只用于一个文件；请单独导入它")
        _many(paths, root, force=force, quiet=quiet)
    else:
        _one(paths[0], period, root, force=force, correction=correction)


def _one(file: Path, period: str | None, root: Path | None, *, force: bool, correction: bool) -> None:
    from yuebao.escaping.shown_text import lined
    from yuebao.importing.blocks import Refused
    from yuebao.reports.import_report import tell
    from yuebao.reports.text_format import render
    from yuebao.rules.masked_text import lines_without_numbers
    from yuebao.workflows.entry_book import renew_entry_book
    from yuebao.workflows.import_document import import_document
    from yuebao.workflows.judge import read_standing

    folder = resolve_root(root, writes=True)
    month = "" if period is None else resolve_period(period, folder)
    standing = read_standing(folder)
    try:
        imported = import_document(standing, file, month, force=force, correction=correction)
    except Refused as refused:
        said = lined([f"没有导入 {file.name}：{refused.args[0]}", *refused.args[1:]])
        sys.stderr.write(lines_without_numbers(said, standing.schemas.latest))
        raise typer.Exit(1) from refused
    layout = standing.layout(imported.month)
    told = lines_without_numbers(tell(imported, layout.tables), layout)
    sys.stdout.write(f"{told}\n{render(imported.outcome)}")
    if path := renew_entry_book(standing, imported.month):
        sys.stdout.write(lined([f"核对的结果已写回工作簿：{path}"]))
    raise typer.Exit(0 if imported.placed else 1)


def _many(paths: Sequence[Path], root: Path | None, *, force: bool, quiet: bool) -> None:
    from yuebao.reports.import_summary import proposals_text, summary
    from yuebao.rules.masked_text import lines_without_numbers
    from yuebao.workflows.import_many import group_doubts, import_many, keep_proposals
    from yuebao.workflows.judge import read_standing

    standing = read_standing(resolve_root(root, writes=True))
    look, bring = progress("读各份文件的统计期", quiet), progress_after("导入", quiet)
    batch = import_many(standing, paths, force=force, look=look, bring=bring)
    groups = group_doubts(standing, batch)
    keep_proposals(standing, proposals_text(groups))
    sys.stdout.write(lines_without_numbers(summary(batch, groups), standing.schemas.latest))
    raise typer.Exit(3 if batch.broken else 0 if batch.placed else 1)


def _accept(root: Path | None, paths: Sequence[Path]) -> None:
    from yuebao.escaping.shown_text import lined
    from yuebao.workflows.accept_proposals import PROPOSALS, accept

    if paths:
        raise UsageError("--accept 不写文件：它接受的是上一次汇总提出的办法")
    lines = accept(resolve_root(root, writes=True))
    sys.stdout.write(lined(lines or [f"{PROPOSALS} 里的办法都已经在了，没有改动"]))
    if lines:
        print("请再导入一遍，让草稿照新的办法读：yuebao import --force …", file=sys.stderr)

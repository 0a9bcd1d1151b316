"""`yuebao import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_period, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_document)


def import_document(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="月报：.txt、.docx、.xlsx、.xls、.csv；.doc、.wps 要有 LibreOffice。"
        ),
    ],
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
    force: Annotated[bool, typer.Option("--force", help="这一期已经存在时也导入，并列出差别。")] = False,
    root: Root = None,
) -> None:
    """把印好的月报或工作簿读成一期的各张表，说明认出了什么，再核验。

    退出状态：0 全部放好；1 有没放好、有歧义、前后不一的，或没有导入。
    """
    from yuebao.escaping.shown_text import lined
    from yuebao.importing.blocks import Refused
    from yuebao.reports.import_report import tell
    from yuebao.reports.text_format import render
    from yuebao.rules.masked_text import lines_without_numbers
    from yuebao.workflows.import_document import import_document as bring_in
    from yuebao.workflows.import_document import read_archive

    folder = resolve_root(root, writes=True)
    month = "" if period is None else resolve_period(period, folder)
    archive = read_archive(folder)
    try:
        imported = bring_in(archive, file, month, force=force, correction=correction)
    except Refused as refused:
        said = lined([f"没有导入 {file.name}：{refused.args[0]}", *refused.args[1:]])
        sys.stderr.write(lines_without_numbers(said, archive.standing.schemas.latest))
        raise typer.Exit(1) from refused
    layout = archive.standing.layout(imported.month)
    told = lines_without_numbers(tell(imported, layout.tables), layout)
    sys.stdout.write(f"{told}\n{render(imported.outcome)}")
    raise typer.Exit(0 if imported.placed else 1)

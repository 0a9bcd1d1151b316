"""`yuebao export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from yuebao.cli.options import Period, Root, resolve_period, resolve_root, resolve_target


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    period: Period,
    folder: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="写到哪个文件夹；默认为档案里的 build/export/。"),
    ] = None,
    root: Root = None,
) -> None:
    """把一期导出为可打印的月报（.docx、.pdf）、工作簿（.xlsx）和数据包（.zip）；有未处理的问题时不导出。

    退出状态：0 已经导出；1 有未处理的问题，没有导出。
    """
    from yuebao.escaping.shown_text import lined
    from yuebao.printed.issue_files import issue_files
    from yuebao.printed.pdf_typesetting import Typesetter
    from yuebao.reports import text_format
    from yuebao.workflows.published import read_edition
    from yuebao.write.handed_out import hand_out, require_outside

    archive = resolve_root(root)
    month = resolve_period(period, archive)
    target = resolve_target(archive / "build" / "export" if folder is None else folder)
    require_outside(target, archive)
    edition, outcome = read_edition(archive, month)
    if edition is None:
        sys.stdout.write(text_format.render(outcome))
        print(f"{month} 有未处理的问题，没有导出。", file=sys.stderr)
        raise typer.Exit(1)
    with Typesetter() as typesetter:
        files = issue_files(edition, typesetter)
    hand_out(archive, target, files)
    sys.stdout.write(lined(str(target / name) for name in files))

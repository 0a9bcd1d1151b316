"""`yuebao revisions`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from yuebao.cli.options import Root, resolve_root


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("revisions")(revisions)


def revisions(
    record: Annotated[
        bool,
        typer.Option(
            "--record", help="写进 data/revisions.csv（连同各月自何时公布），供历史不完整的地方使用。"
        ),
    ] = False,
    root: Root = None,
) -> None:
    """列出公布之后又改动的各处，出自主分支的历史；出刊的单位更正的，写明是哪份文件。

    退出状态：0 列出了，或写好了。
    """
    from yuebao.history.revisions import record_of, write_record
    from yuebao.model.revision import RECORD
    from yuebao.workflows.corrections import read_settled
    from yuebao.workflows.judge import read_standing
    from yuebao.write.files import write_files

    folder = resolve_root(root)
    history = read_settled(read_standing(folder))
    if record:
        write_files(folder, {RECORD: record_of(history).encode()})
        print(f"已写进 {RECORD}。", file=sys.stderr)
    else:
        sys.stdout.write(write_record(history.revisions))

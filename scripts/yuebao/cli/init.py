"""`yuebao init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from yuebao.model.fault import Stopped, UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="新档案的文件夹：还没有的，或者空的。")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="地方的名称；不写则为“本地”。")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="行政区划代码（GB/T 2260）；不写则空着。")
    ] = None,
    identity: Annotated[
        str, typer.Option("--id", metavar="ID", help="地方在网址里的英文短名，定了就不再变。")
    ] = "home",
    like: Annotated[
        Path | None,
        typer.Option("--like", metavar="DIR", help="照搬这个档案的 schemas/；不写则用起步的三张表。"),
    ] = None,
    organizations: Annotated[
        bool, typer.Option("--organizations", help="连同 --like 那个档案的单位登记册一起照搬。")
    ] = False,
) -> None:
    """新建一个地方的空档案：设置、表结构、登记册、各平台的工作流，马上能核验、能生成网站。

    退出状态：0 已经建立；2 文件夹用不得，或名称、代码写错了，什么都没有写。
    """
    from yuebao.escaping.shown_text import lined
    from yuebao.workflows.init_archive import Place, found, require_room

    target = folder.resolve()
    if organizations and like is None:
        raise UsageError("--organizations 要和 --like 一起用")
    require_room(target)
    asked = sys.stdin.isatty() and sys.stdout.isatty()
    chosen = name if name is not None else _answer("地方的名称", "本地", asked)
    number = code if code is not None else _answer("行政区划代码，不知道就空着", "", asked)
    written = found(target, Place(chosen, identity, number), like, organizations=organizations)
    sys.stdout.write(lined([f"已在 {target} 建立“{chosen}”的档案，共 {len(written)} 个文件。"]))
    print("请先看 SETUP.md：先改什么。现在就可以在那里执行 yuebao validate、yuebao build、yuebao serve。")


def _answer(question: str, default: str, asked: bool) -> str:
    """What a person at the terminal answers; the default where nobody is asked, or for an empty answer."""
    if not asked:
        return default
    hint = f"（直接回车为“{default}”）" if default else ""
    try:
        return input(f"{question}{hint}：").strip() or default
    except (EOFError, KeyboardInterrupt):  # Ctrl-D and Ctrl-C: whoever does not answer wants no archive
        raise Stopped("没有建立档案") from None

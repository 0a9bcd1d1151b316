"""`yuebao organizations rename`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from yuebao.cli.options import Root, resolve_root
from yuebao.model.fault import UsageError

if TYPE_CHECKING:
    from yuebao.workflows.register_change import Make


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(name="organizations", help="单位登记册：登记改名、合并、分设。", no_args_is_help=True)
    group.command("rename")(rename)
    app.add_typer(group)


def rename(
    names: Annotated[
        list[str],
        typer.Argument(metavar="OLD… NEW…", help="原来的名称，然后是后来的名称；合并、分设时有几个。"),
    ],
    since: Annotated[str, typer.Option("--from", metavar="MONTH", help="从哪个月起，如 2021-01。")],
    merge: Annotated[
        bool,
        typer.Option(
            "--merge", help="合并：最后一个是合并成的单位（新的、已有的，或其中之一），前面的并入它。"
        ),
    ] = False,
    split: Annotated[
        bool, typer.Option("--split", help="分设：第一个是原来的单位，后面是分成的各单位；它还在，也写上它。")
    ] = False,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="几种单位同名时是哪一种（登记册 type 列的写法）。")
    ] = "",
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="登记册里没有的单位的标识；有几个就照次序写几次。"),
    ] = None,
    root: Root = None,
) -> None:
    """在登记册里登记改名（OLD NEW）、合并（OLD OLD… NEW --merge）或分设（OLD NEW NEW… --split），列出改动的行。

    退出状态：0 登记了；1 登记册本身有问题，没有改动；2 这样登记不成立（没有这个名称、名称重复等），没有改动。
    """
    from yuebao.escaping.shown_text import lined
    from yuebao.load.registry import FILE
    from yuebao.workflows.register_change import register_change

    make, month = _change(names, merge, split), _month(since)
    done = register_change(resolve_root(root, writes=True), month, kind, tuple(ids or ()), make)
    sys.stdout.write(lined([f"{FILE}：", *(f"  {line}" for line in done.lines)]))
    print(f"请核验 {month} 以后的各期：yuebao validate", file=sys.stderr)


def _change(names: Sequence[str], merge: bool, split: bool) -> Make:
    """What the call says, as what to do with the entries of the registry."""
    from yuebao.model.renaming import divided, merged, renamed

    if merge and split:
        raise UsageError("--merge 和 --split 只能写一个")
    if len(names) < 2 or (len(names) > 2 and not (merge or split)):
        raise UsageError("改名写两个名称，OLD NEW；几个单位合并请加 --merge，一个单位分设请加 --split")
    first, *between, last = names
    if merge:
        return lambda entries, registry, change: merged(entries, registry, [first, *between], last, change)
    if split:
        return lambda entries, registry, change: divided(entries, registry, first, [*between, last], change)
    return lambda entries, registry, change: renamed(entries, registry, first, last, change)


def _month(text: str) -> str:
    from yuebao.model.period import period
    from yuebao.model.period_text import read_period

    name = read_period(text)
    if name is None or period(name).length != 1:
        raise UsageError(f"--from 要写一个月份，如 2021-01；“{text}”不是")
    return period(name).end

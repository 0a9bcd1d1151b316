"""The program `yuebao`: its commands, and how a failure of each kind ends.

A call that names a command loads that command alone: Typer examines every command that it knows, which takes a sixth of
a run on unchanged data.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import signal
import sys
import traceback
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

from yuebao import __version__
from yuebao.cli.chinese import speak_chinese, usage_error
from yuebao.cli.options import Root
from yuebao.cli.streams import open_outlets
from yuebao.escaping.shown_text import lined
from yuebao.model.fault import Fault, Stopped, Unready, UsageError
from yuebao.model.refusal import reason

FINDINGS, USAGE, FAULT, INTERRUPTED = 1, 2, 3, 130
_NOT_DATA: Final = "程序或规则有误（不是数据的问题）"

COLLECT_AFTER: Final = 100_000
"""Objects between two searches for garbage: loading libraries makes many and leaves none, and searching as often as
Python does by itself takes a fifth of the start."""

COMMANDS: Final = (
    "init",
    "validate",
    "tidy",
    "derive",
    "import",
    "new",
    "workbook",
    "export",
    "emit",
    "build",
    "serve",
    "desk",
    "errata",
    "rules",
    "organizations",
    "schema",
    "hooks",
    "revisions",
    "verify",
    "doctor",
)
"""The modules of `cli` that each register one command, in the order of the help."""


def _show_version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


def build_app(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with these commands."""
    app = typer.Typer(
        name="yuebao",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(program)
    for name in commands:
        import_module(f"yuebao.cli.{name}").register(app)
    speak_chinese(app)
    return app


def program(
    version: Annotated[
        bool, typer.Option("--version", help="显示程序的版本。", is_eager=True, callback=_show_version)
    ] = False,
    root: Root = None,
) -> None:
    """月报档案：核验、发布与导出政务服务月报。每个公布的数字，要么证明无误，要么说明原因。

    退出状态：0 没有问题；1 数据有问题，已逐处列出；2 命令写错了；3 表结构、规则、程序有误，或系统不让写；130 中途被打断。
    """


def main() -> None:
    """Run the program. Status 0 clean, 1 findings, 2 usage, 3 fault; a bug of the program is a fault."""
    outlets = open_outlets()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # who is told to end tidies up, as for Ctrl-C
    gc.set_threshold(COLLECT_AFTER)
    atexit.register(gc.freeze)  # at the exit all memory goes back at once, unsearched
    status, said = _run(sys.argv[1:])
    sys.stderr.write(lined(said))
    refused = outlets.refused()
    if refused is not None:
        print(f"{_NOT_DATA}：结果没有写完，标准输出写不进去：{reason(refused)}。", file=sys.stderr)
        status = FAULT
    raise SystemExit(status)


def _run(arguments: Sequence[str]) -> tuple[int, Sequence[str]]:
    """How the command ends, and the lines that are said last."""
    try:
        arguments = _root_behind(arguments)
        status = build_app(_asked_for(arguments))(
            standalone_mode=False, prog_name="yuebao", args=list(arguments)
        )
    except typer.TyperException as error:
        return USAGE, usage_error(error)
    except UsageError as error:
        return USAGE, [f"用法有误：{error}"]
    except Unready as error:
        return FINDINGS, [str(error)]
    except Stopped as stopped:
        return INTERRUPTED, [f"已中断：{stopped}。"]
    except Fault as error:
        first, *more = error.args
        return FAULT, [f"{_NOT_DATA}：{first}", *more]
    except OSError as error:
        if _nowhere():
            return USAGE, ["用法有误：当前所在的文件夹已经删去或移走；请先进入别的文件夹，再运行一次。"]
        where = f"{error.filename}：" if error.filename else ""
        if error.errno == errno.ENAMETOOLONG:
            return USAGE, [f"用法有误：{where}{reason(error)}。"]
        return FAULT, [f"{_NOT_DATA}：{where}{reason(error)}。"]
    except MemoryError:
        return FAULT, [f"{_NOT_DATA}：内存不足。"]
    except Exception:
        traceback.print_exc()
        return FAULT, ["程序出错（不是数据的问题）。请把以上内容报告给维护者。"]
    if status == INTERRUPTED:
        return INTERRUPTED, ["已中断。每个文件或是原来的，或是写好的，没有写了一半的；再运行一次即可。"]
    return status or 0, []


def _root_behind(arguments: Sequence[str]) -> Sequence[str]:
    """The call with `--root` behind its command, before which it may stand as well. Raises `UsageError` for a second
    one."""
    count = 0
    while count < len(arguments) and _is_root(arguments[count]):
        count += 1 if "=" in arguments[count] else 2
    own, rest = arguments[:count], arguments[count:]
    if not own or not rest or rest[0].startswith("-"):
        return arguments
    end = rest.index("--") if "--" in rest else len(rest)
    if len([each for each in (*own, *rest[:end]) if _is_root(each)]) > 1:
        raise UsageError("--root 写了不止一次")
    return [*rest[:end], *own, *rest[end:]]


def _is_root(argument: str) -> bool:
    return argument == "--root" or argument.startswith("--root=")


def _nowhere() -> bool:
    """Whether the folder in which the program was called is gone."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _asked_for(arguments: Sequence[str]) -> Sequence[str]:
    """The command that comes first; all of them for a call that needs the list, to show it or to guess what was meant."""
    return arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS

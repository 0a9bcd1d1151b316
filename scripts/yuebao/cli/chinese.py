"""The help and the usage errors of Typer, in Chinese.

Typer translates only some of its texts, and only through compiled catalogues chosen by the environment; what it cannot
translate is written here instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from yuebao.cli.plain import take_as_it_is
from yuebao.model.fault import Fault

_USAGE: Final = "用法："

_PHRASES: Final = (
    (r"No such command '(.*?)'\.?(?: Did you mean '(.*)'\?)?", "没有命令“{0}”", "；相近的有 {1}"),
    (r"No such option: (.+?)(?: \(Possible options: (.*)\))?", "没有选项 {0}", "；相近的有 {1}"),
    (r"Missing (?:argument|option|parameter) (.*?)\.(?: .*)?", "缺少 {0}", ""),
    (r"Missing command\.", "缺少命令", ""),
    (r"Got unexpected extra argument\(s\) \((.*)\)", "多出了“{0}”", ""),
    (r"Option '(.*?)' requires .*", "选项 {0} 后面要写值", ""),
    (r"Option '(.*?)' does not take a value\.", "选项 {0} 后面不写值", ""),
    (r"Invalid value for (.*?): .* '(.*)' does not exist\.", "{0}：没有“{1}”", ""),
    (r"Invalid value for (.*?): .* '(.*)' is a directory\.", "{0}：“{1}”是文件夹，需要的是文件", ""),
    (r"Invalid value for (.*?): .* '(.*)' is a file\.", "{0}：“{1}”是文件，需要的是文件夹", ""),
    (r"Invalid value for (.*?): .* '(.*)' is not readable\.", "{0}：“{1}”读不了", ""),
    (r"Invalid value for (.*?): (?:Input should be a valid|Unable to parse) .*", "{0} 要写整数", ""),
)
"""Typer's sentence; what is said instead; what is added where it offers a guess."""


def speak_chinese(app: typer.Typer) -> None:
    """Have every command and group of ``app``, nested ones too, print its help in Chinese."""
    app.info.cls = _Group
    for command in app.registered_commands:
        command.cls = _Command
    for group in app.registered_groups:
        group.cls = _Group
        if group.typer_instance is not None:
            speak_chinese(group.typer_instance)


def usage_error(error: typer.TyperException) -> Sequence[str]:
    """What to tell the user, in lines: the help when a group was called bare, else what was wrong with the call."""
    message = error.format_message()
    if message.startswith(_USAGE):
        return message.split("\n")
    return [f"用法有误：{_left_out(error) or _translated(message)}。加上 --help 可以查看用法。"]


def _left_out(error: typer.TyperException) -> str:
    """What was left out of a call, in the words of its help; empty where something else is wrong."""
    param: Any = getattr(error, "param", None)
    if not error.format_message().startswith("Missing ") or not getattr(param, "help", None):
        return ""
    told = param.help.rstrip("。")
    return f"没有写 {_names(param)}：{told}" if param.param_type_name == "option" else f"没有写{told}"


def _translated(message: str) -> str:
    for pattern, sentence, guess in _PHRASES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            offered = match.lastindex == 2 and guess
            return (sentence + (guess if offered else "")).format(
                *(group and group.strip("'") for group in match.groups())
            )
    return message


class _Command(TyperCommand):
    def invoke(self, ctx: Any) -> Any:
        """Typer takes any closed pipe for that of stdout and ends with status 1, as if the data were at fault."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise Fault("所调用的程序（如 git）提前结束了，没有得出结果；请重新运行。") from error

    def get_params(self, ctx: Any) -> list[Any]:
        return take_as_it_is(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return "\n".join(_help(self, ctx))


class _Group(TyperGroup):
    def get_params(self, ctx: Any) -> list[Any]:
        return take_as_it_is(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return "\n".join(_help(self, ctx))


def _help(command: Any, ctx: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    pieces = [ctx.command_path, "[选项]", *(_name(argument) for argument in arguments)]
    commands = [ctx.command.get_command(ctx, name) for name in getattr(command, "commands", ())]
    yield f"{_USAGE}{' '.join([*pieces, *(['命令'] if commands else [])])}"
    yield ""
    yield from (f"  {line}".rstrip() for line in (command.help or "").splitlines())
    yield from _section("参数", [(_name(argument), _about(argument)) for argument in arguments])
    yield from _section(
        "选项", [*((_names(option), _about(option)) for option in options), ("--help", "显示这份说明。")]
    )
    yield from _section("命令", [(each.name, (each.help or "").split("\n")[0]) for each in commands])


def _section(heading: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{heading}："
    from yuebao.reports.columns import aligned  # tabulate takes longer to load than a command

    yield from (f"  {line}" for line in aligned(rows, others="left"))


def _name(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _names(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {option.metavar or option.name.upper()}"


def _about(param: Any) -> str:
    needed = "（必填）" if param.required else ""
    shown = isinstance(param.default, str | int) and not isinstance(param.default, bool)
    default = f"（默认 {param.default}）" if shown and param.default != "" else ""
    return f"{param.help or ''}{needed}{default}"

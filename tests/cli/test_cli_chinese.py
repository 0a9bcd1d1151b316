"""Every command explains itself in Chinese, in its help, in the documentation and when it is called wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command

from tests.support.program import run_apart
from tests.support.repository import ROOT
from yuebao.cli.app import COMMANDS
from yuebao.cli.chinese import speak_chinese, usage_error

HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def commands() -> dict[str, Any]:
    """Every command of the program by its full name, `yuebao errata draft`."""
    app = typer.Typer(name="yuebao")
    app.callback()(lambda: None)
    for name in COMMANDS:
        import_module(f"yuebao.cli.{name}").register(app)
    return dict(leaves("yuebao", get_command(app)))


def leaves(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    for child in getattr(command, "commands", {}).values():
        yield from leaves(f"{name} {child.name}", child)
    if not hasattr(command, "commands"):
        yield name, command


def test_every_command_and_option_has_chinese_help() -> None:
    silent = [name for name, command in commands().items() if not HAN.search(command.help or "")]
    silent += [
        f"{name} {param.name}"
        for name, command in commands().items()
        for param in command.params
        if not HAN.search(param.help or "")
    ]
    assert silent == []


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "scripts/handbook/commands.md").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r"^## `(yuebao(?: [a-z-]+)+).*?$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    )
    missing = [name for name in commands() if name not in sections]
    missing += [
        f"{name} {option}"
        for name, command in commands().items()
        for param in command.params
        for option in param.opts
        if option.startswith("--") and option != "--root" and option not in sections.get(name, option)
    ]
    assert missing == []
    assert "--root" in page


def test_the_help_of_a_command() -> None:
    status, out, _ = run_apart("validate", "--help")
    assert status == 0
    assert out.startswith("用法：yuebao validate [选项] [PERIOD]…\n\n  核验各期")
    assert "\n参数：\n  [PERIOD]…  统计期，如 2021-07、2021-Q4；不写则核验全部。\n" in out
    assert out.endswith("  --help               显示这份说明。\n")


def test_a_wrong_call_ends_with_status_two_and_one_line() -> None:
    assert run_apart("validat") == (
        2,
        "",
        "用法有误：没有命令“validat”；相近的有 validate。加上 --help 可以查看用法。\n",
    )


def toy() -> typer.Typer:
    """A program with one of everything that can be called wrongly."""
    app = typer.Typer(name="toy", add_completion=False, rich_markup_mode=None)

    @app.command()
    def copy(
        source: Annotated[
            Path,
            typer.Argument(metavar="FILE", help="要抄的文件。", exists=True, dir_okay=False),
        ],
        times: Annotated[int, typer.Option("--times")] = 1,
        force: Annotated[bool, typer.Option("--force")] = False,
        root: Annotated[Path, typer.Option("--root", file_okay=False)] = Path(),
    ) -> None:
        """抄写"""

    app.callback()(lambda: None)
    speak_chinese(app)
    return app


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("", "缺少命令"),
        ("cop", "没有命令“cop”；相近的有 copy"),
        ("paste", "没有命令“paste”"),
        ("copy", "没有写要抄的文件"),
        ("copy here.txt more", "多出了“more”"),
        ("copy here.txt --tims 2", "没有选项 --tims；相近的有 --times"),
        ("copy here.txt --zzz", "没有选项 --zzz"),
        ("copy here.txt --times", "选项 --times 后面要写值"),
        ("copy here.txt --times many", "--times 要写整数"),
        ("copy here.txt --force=yes", "选项 --force 后面不写值"),
        ("copy gone.txt", "FILE：没有“gone.txt”"),
        ("copy folder", "FILE：“folder”是文件夹，需要的是文件"),
        ("copy here.txt --root here.txt", "--root：“here.txt”是文件，需要的是文件夹"),
    ],
)
def test_each_wrong_call_is_answered_in_chinese(
    call: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here.txt").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(typer.TyperException) as caught:
        toy()(args=call.split(), standalone_mode=False)
    assert usage_error(caught.value) == [f"用法有误：{said}。加上 --help 可以查看用法。"]


def test_a_bare_call_shows_the_help() -> None:
    status, _, err = run_apart()
    assert status == 2
    assert err.startswith("用法：yuebao [选项] 命令\n")
    assert [name for name in COMMANDS if name not in err] == []

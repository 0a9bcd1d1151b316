"""How the program ends for each kind of failure, where `--root` may stand, what the options of all commands take, how far
work has come, and the help of a small program as a whole."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command

from tests.support.archive import ArchiveFolder
from yuebao import __version__
from yuebao.cli import app, progress
from yuebao.cli.chinese import speak_chinese
from yuebao.cli.options import resolve_periods, resolve_root, resolve_settings, resolve_target
from yuebao.model.fault import Fault, Stopped, Unready, UsageError

NOT_DATA = "程序或规则有误（不是数据的问题）："


def ending(answer: object) -> Callable[[object], Callable[..., object]]:
    """A program that returns, or raises, this."""

    def called(**_: object) -> object:
        if isinstance(answer, BaseException):
            raise answer
        return answer

    return lambda commands: called


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (0, 0, []),
        (None, 0, []),
        (1, 1, []),
        (130, 130, ["已中断。每个文件或是原来的，或是写好的，没有写了一半的；再运行一次即可。"]),
        (UsageError("没有这一期"), 2, ["用法有误：没有这一期"]),
        (Unready("先改正"), 1, ["先改正"]),
        (Stopped("写完了 3 个"), 130, ["已中断：写完了 3 个。"]),
        (Fault("schemas/a.yaml 第 1 行", "第二行", 3), 3, [f"{NOT_DATA}schemas/a.yaml 第 1 行", "第二行", 3]),
        (MemoryError(), 3, [f"{NOT_DATA}内存不足。"]),
        (OSError(errno.ENOSPC, "full", "a.csv"), 3, [f"{NOT_DATA}a.csv：磁盘空间不足。"]),
        (OSError(errno.ENOSPC, "full"), 3, [f"{NOT_DATA}磁盘空间不足。"]),
        (OSError(errno.ENAMETOOLONG, "long", "a"), 2, ["用法有误：a：名称过长。"]),
        (ValueError("bug"), 3, ["程序出错（不是数据的问题）。请把以上内容报告给维护者。"]),
    ],
)
def test_each_kind_of_end(
    answer: object,
    status: int,
    said: list[object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(app, "build_app", ending(answer))
    assert app._run(["validate"]) == (status, said)
    told = capsys.readouterr()
    assert ("ValueError: bug" in told.err) is isinstance(answer, ValueError)
    assert told.out == ""


def test_a_folder_that_is_gone_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    monkeypatch.setattr(app, "build_app", ending(FileNotFoundError(errno.ENOENT, "no", ".")))
    assert app._run(["validate"]) == (
        2,
        ["用法有误：当前所在的文件夹已经删去或移走；请先进入别的文件夹，再运行一次。"],
    )


@pytest.mark.parametrize(
    ("call", "behind"),
    [
        ("validate --root a", "validate --root a"),
        ("--root a validate 2021-07", "validate 2021-07 --root a"),
        ("--root=a validate 2021-07", "validate 2021-07 --root=a"),
        ("--root a errata draft 2021-07 --write", "errata draft 2021-07 --write --root a"),
        ("--root a derive -- --odd", "derive --root a -- --odd"),
        ("--root a --version", "--root a --version"),
        ("--root a", "--root a"),
        ("--root", "--root"),
        ("", ""),
        ("--rooted a validate", "--rooted a validate"),
        ("--root a derive -- --root", "derive --root a -- --root"),
    ],
)
def test_root_may_stand_before_the_command(call: str, behind: str) -> None:
    assert list(app._root_behind(call.split())) == behind.split()


@pytest.mark.parametrize(
    "call", ["--root a validate --root b", "--root a --root b validate", "--root=a validate --root=b"]
)
def test_root_is_said_once(call: str) -> None:
    assert app._run(call.split()) == (2, ["用法有误：--root 写了不止一次"])


def test_the_command_that_is_called_is_loaded_alone() -> None:
    assert app._asked_for(["validate", "--help"]) == ["validate"]
    for call in ([], ["validat"], ["--help"], ["--version", "validate"]):
        assert app._asked_for(call) == app.COMMANDS


# --- what options take ---


def test_periods_as_the_archive_calls_them(archive: ArchiveFolder) -> None:
    assert resolve_periods(["2003年12月", "200401", "2030Q1"], archive.folder) == [
        "2003-12",
        "2004-01",
        "2030-Q1",
    ]
    with pytest.raises(UsageError, match=r"^“去年”不是统计期；可以写作 2020-08、202008、2020年8月，2021Q4"):
        resolve_periods(["2003-12", "去年"], archive.folder)


def test_the_archive_that_is_meant(
    archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert resolve_root(archive.folder / "data/..") == archive.folder
    monkeypatch.chdir(archive.folder / "data/2003-12")
    assert resolve_root(None) == archive.folder
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError) as caught:
        resolve_root(empty)
    assert str(caught.value) == f"{empty} 不是月报档案：里面没有 data 文件夹"
    monkeypatch.chdir(empty)
    with pytest.raises(UsageError):
        resolve_root(None)


def test_settings_lie_outside_the_archive(archive: ArchiveFolder, tmp_path: Path) -> None:
    inside, outside = archive / "more.yml", tmp_path / "more.yml"
    for path in (inside, outside):
        path.write_text("a: 1\n", encoding="utf-8")
    link = tmp_path / "link.yml"
    link.symlink_to(inside)
    assert resolve_settings(outside, archive.folder) == outside
    for path in (inside, link):
        with pytest.raises(UsageError) as caught:
            resolve_settings(path, archive.folder)
        assert str(caught.value) == (f"{path} 在档案里，会随推送而来；--settings 的文件请放在档案之外")
    with pytest.raises(UsageError) as caught:
        resolve_settings(tmp_path / "none.yml", archive.folder)
    assert str(caught.value) == f"没有文件 {tmp_path / 'none.yml'}"


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UsageError) as caught:
        resolve_target(tmp_path / "a")
    assert str(caught.value) == f"{tmp_path / 'a'} 的符号链接绕成了圈；没有改动任何文件"
    assert resolve_target(tmp_path / "c/../d") == tmp_path / "d"


# --- how far work has come ---


class Clock:
    """A time that the test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


STEPS = [(100.9, 1), (101.0, 2), (103.0, 3), (105.9, 4), (106.0, 5), (120.0, 10)]


def shown(make: Callable[[str], Any], clock: Clock) -> None:
    step = make("核验各期").step
    for now, done in STEPS:
        clock.now = now
        step(done, 10)


def test_a_log_has_a_line_now_and_then(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing within a second; then a line, and the next no sooner than five seconds later; none when all is done."""
    shown(progress._Lines, clock)
    assert capsys.readouterr().err == "核验各期 2/10\n核验各期 5/10\n"


def test_a_terminal_has_a_bar_that_goes(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    shown(progress._Bar, clock)
    bars = [f"\r\x1b[K核验各期 {'█' * (3 * done)}{'░' * (30 - 3 * done)} {done}/10" for done in (2, 3, 4, 5)]
    assert capsys.readouterr().err == "".join([*bars, "\r\x1b[K"])


def test_quick_work_shows_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    for make in (progress._Lines, progress._Bar):
        step = make("核验").step
        step(1, 2)
        step(2, 2)
    progress.progress("核验", True)(1, 2)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("terminal", "kind"), [(True, "_Bar"), (False, "_Lines")])
def test_which_of_the_two(terminal: bool, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    step: Any = progress.progress("核验", False)
    assert type(step.__self__).__name__ == kind


# --- the help ---


def sample() -> typer.Typer:
    made = typer.Typer(name="sample", add_completion=False, rich_markup_mode=None)
    inner = typer.Typer(name="inner", help="里面的命令。\n第二行。")

    @made.command("copy")
    def copy(
        source: Annotated[str, typer.Argument(metavar="FILE", help="抄哪个文件。")],
        more: Annotated[Sequence[str] | None, typer.Argument(help="还有哪些。")] = None,
        times: Annotated[int, typer.Option("--times", "-n", help="几遍。")] = 2,
        name: Annotated[str, typer.Option("--name", metavar="NAME", help="叫什么。")] = "",
        force: Annotated[bool, typer.Option("--force/--gentle", help="强行。")] = False,
        needed: Annotated[str, typer.Option("--needed", help="必要。")] = ...,
    ) -> None:
        """抄写。

        第二段。
        """

    @inner.command("do")
    def do() -> None:
        """做。"""

    made.callback()(lambda: None)
    inner.callback()(lambda: None)
    made.add_typer(inner)
    speak_chinese(made)
    return made


COPY = """\
用法：sample copy [选项] FILE MORE

  抄写。

  第二段。

参数：
  FILE  抄哪个文件。（必填）
  MORE  还有哪些。

选项：
  --times, -n TIMES  几遍。（默认 2）
  --name NAME        叫什么。
  --force, --gentle  强行。
  --needed NEEDED    必要。（必填）
  --help             显示这份说明。"""
WHOLE = """\
用法：sample [选项] 命令


选项：
  --help  显示这份说明。

命令：
  copy   抄写。
  inner  里面的命令。"""


def test_the_help_as_a_whole() -> None:
    group: Any = get_command(sample())
    context = group.make_context("sample", [], resilient_parsing=True)
    assert group.get_help(context) == WHOLE
    command = group.get_command(context, "copy")
    inside = command.make_context("copy", [], parent=context, resilient_parsing=True)
    assert command.get_help(inside) == COPY


def test_a_pipe_that_another_program_closed_is_a_fault() -> None:
    broken = typer.Typer(add_completion=False)

    @broken.command()
    def run() -> None:
        raise BrokenPipeError

    speak_chinese(broken)
    with pytest.raises(Fault) as caught:
        broken(args=[], standalone_mode=False)
    assert str(caught.value) == "所调用的程序（如 git）提前结束了，没有得出结果；请重新运行。"


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert app._run(["--version"]) == (0, [])
    assert capsys.readouterr().out == f"{__version__}\n"

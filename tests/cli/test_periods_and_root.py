"""Periods as people write them, and `--root` before or after the command, for every command that takes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.archive import made_archive
from tests.support.program import run
from tests.synthetic import SMALL

COMMANDS = {
    "validate": ("validate", "{}"),
    "tidy": ("tidy", "{}"),
    "derive": ("derive", "{}"),
    "errata draft": ("errata", "draft", "{}"),
    "export": ("export", "{}"),
    "import": ("import", "{report}", "--period", "{}", "--force"),
}
MONTH = "2004-01"
SAME = ("2004-1", "200401", "2004年1月", "２００４年１月份", "2004/01")
NONE = ("2020-13", "7月", "2021-07-01", "")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = made_archive(tmp_path_factory.mktemp("written") / "archive", 3, first="2003-11", **SMALL)
    assert archive.run("export", MONTH, "--to", str(archive / "build/report")).status == 0
    assert archive.run(*call("import", MONTH, archive.folder)).status in (0, 1), "once more changes nothing"
    return archive.folder


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Path:
    return shutil.copytree(kept, tmp_path / "archive")


def call(command: str, period: str, archive: Path) -> list[str]:
    report = archive / f"build/report/{MONTH}.docx"
    return [part.format(period, report=report) for part in COMMANDS[command]]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_understands_a_period_as_people_write_it(command: str, archive: Path) -> None:
    expected = run(*call(command, MONTH, archive), "--root", str(archive))
    assert expected[0] in (0, 1)
    for text in SAME:
        assert run(*call(command, text, archive), "--root", str(archive)) == expected, text


@pytest.mark.parametrize("command", [*COMMANDS, "new"])
@pytest.mark.parametrize("text", NONE)
def test_what_is_no_period_is_a_wrong_call(command: str, text: str, kept: Path) -> None:
    arguments = ["new", text] if command == "new" else call(command, text, kept)
    status, out, err = run(*arguments, "--root", str(kept))
    assert (status, out) == (2, "")
    assert err.startswith(
        f"用法有误：“{text}”不是统计期；可以写作 2020-08、202008、2020年8月，2021Q4、2021年第四季度，"
    )


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "import"])
@pytest.mark.parametrize("text", ["2021Q4", "2021年第四季度"])
def test_a_period_that_the_archive_lacks_is_a_wrong_call(command: str, text: str, kept: Path) -> None:
    status, _, err = run(*call(command, text, kept), "--root", str(kept))
    assert (status, err) == (2, "用法有误：data/ 里没有 2021-Q4；现有各期：2003-11、2003-12、2004-01\n")


@pytest.mark.parametrize("command", [*COMMANDS, "rules", "revisions"])
def test_the_root_may_stand_before_the_command(command: str, archive: Path) -> None:
    arguments = call(command, MONTH, archive) if command in COMMANDS else [command]
    behind = run(*arguments, "--root", str(archive))
    assert behind[0] in (0, 1)
    assert run("--root", str(archive), *arguments) == behind
    assert run(f"--root={archive}", *arguments) == behind


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--root", "{}", "validate", "--root", "{}"), 2, "用法有误：--root 写了不止一次\n"),
        (("--root", "{}", "--root={}", "validate"), 2, "用法有误：--root 写了不止一次\n"),
        (("--root",), 2, "用法有误：选项 --root 后面要写值。加上 --help 可以查看用法。\n"),
        (("--root", "{}"), 2, "用法有误：缺少命令。加上 --help 可以查看用法。\n"),
        (("--root", "{}", "valdate"), 2, "用法有误：没有命令“valdate”；相近的有 validate。加上 --help 可以查看用法。\n"),
        (("--root", "{}/none", "validate"), 2, "用法有误：{}/none 不是月报档案：里面没有 data 文件夹\n"),
        (("--root", "{}", "init", "x"), 2, "用法有误：没有选项 --root。加上 --help 可以查看用法。\n"),
    ],
)  # fmt: skip
def test_a_root_that_leads_nowhere_is_a_wrong_call(
    arguments: tuple[str, ...], status: int, message: str, kept: Path
) -> None:
    assert run(*(each.format(kept) for each in arguments)) == (status, "", message.format(kept))


def test_what_follows_the_end_of_the_options_is_no_root(kept: Path) -> None:
    status, _, err = run("--root", str(kept), "validate", "--", "--root")
    assert (status, err.startswith("用法有误：“--root”不是统计期")) == (2, True)


def test_the_help_says_that_the_root_may_come_first() -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert "--root DIR" in out and "--version" in out

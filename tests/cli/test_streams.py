"""What becomes of the output changes nothing about how a command ends: pipes that close, streams that are closed."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.archive import made_archive
from tests.support.git_repository import new_repository
from tests.support.repository import ROOT
from tests.synthetic import SMALL

COMMANDS = {
    "validate": 0,
    "validate --format json": 0,
    "validate 2003-12 --format markdown": 0,
    "errata draft 2003-12": 0,
    "rules": 0,
    "revisions": 0,
    "--help": 0,
    "validate --help": 0,
    "validate 1999-01": 2,
    "nosuchcommand": 2,
    "serve --port 0": 2,
}
"""Commands that write nothing but their output, and how each ends."""
ENDINGS = {
    "nobody reads": "{0} | true",
    "one line is read": "{0} | head -n 1 >/dev/null",
    "no stdout": "{0} >&-",
    "no stderr": "{0} 2>&-",
    "no stdin": "{0} <&-",
    "no stream": "{0} <&- >&- 2>&-",
    "a full disk for messages": "{0} 2>/dev/full",
    "no home": "env -u HOME {0}",
    "no locale": "LC_ALL=C LANG=C {0}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = made_archive(tmp_path_factory.mktemp("streams") / "archive", 3, first="2003-11", **SMALL)
    new_repository(archive.folder).commit("示例")
    return archive.folder


def ended(folder: Path, command: str, ending: str) -> tuple[int, str]:
    """Status of the command itself, and what stands on stderr, in a shell of everyday use."""
    program = f"{shlex.quote(sys.executable)} -m yuebao {command}"
    line = f"{ending.format(program)}; exit ${{PIPESTATUS[0]}}"
    if ending.startswith("{0} <&- >&-"):
        line = f"{ending.format(program)}; exit $?"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": "/", "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_command_ends_as_it_ends(folder: Path, ending: str) -> None:
    for command, status in COMMANDS.items():
        got, said = ended(folder, command, ENDINGS[ending])
        assert got == status, (command, said)
        assert "Traceback" not in said and "Exception ignored" not in said, command


def test_a_full_disk_is_no_clean_result(folder: Path) -> None:
    for command in ("validate", "rules", "--help", "validate --format json"):
        assert ended(folder, command, "{0} >/dev/full") == (
            3,
            "程序或规则有误（不是数据的问题）：结果没有写完，标准输出写不进去：磁盘空间不足。\n",
        )


def test_no_text_commands_the_terminal(folder: Path) -> None:
    """An argument, which comes back in the message, with colours, a bell, a carriage return and a turned direction."""
    status, said = ended(folder, "validate $'20\\x1b[31m\\a\\r20\\xe2\\x80\\xae'", "{0}")
    assert status == 2
    assert "20\\u001b[31m\\u0007\\u000d20\\u202e" in said
    assert not set("\x1b\a\r\u202e") & set(said)

"""Texts and paths that pass Typer's checkers by: with the same outcome, and without what the checkers load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from tests.support.archive import ArchiveFolder
from tests.support.repository import ROOT
from yuebao.cli.app import COMMANDS, build_app

TEXTS = ("", "2021-07", " 2021-07 ", "０７", "中文", "a\udcffb", "-1", "true", "./a/../b", "~/x")


def parameters() -> Iterator[tuple[Any, Any]]:
    """Every parameter of every command: one that Typer checks, and the same one with its check passed by."""
    quick: Any = get_command(build_app())
    for name in COMMANDS:
        command = quick.get_command(None, name)
        for param in command.get_params(command.make_context(name, [], resilient_parsing=True)):
            if "get_runtime_param" in vars(param):
                yield command, param


def test_what_passes_unchecked_is_what_typer_would_give() -> None:
    seen = 0
    for command, param in parameters():
        quick = param.get_runtime_param()
        slow = type(param).get_runtime_param(param)
        context = command.make_context(command.name, [], resilient_parsing=True)
        many = param.multiple or param.nargs == -1
        values: list[Any] = [None, *([list(TEXTS), ()] if many else TEXTS)]
        if param.type_descriptor.annotation is bool:
            values = [None, True, False]
        for value in values:
            given = [each.coerce(value, param=param, ctx=context) for each in (quick, slow)]
            assert given[0] == given[1] and type(given[0]) is type(given[1]), (
                command.name,
                param.name,
                value,
            )
            seen += 1
    assert seen > 200


def test_a_run_on_unchanged_data_loads_no_checker(archive: ArchiveFolder, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from yuebao.cli.app import main\n"
        "try: main()\n"
        "finally: print([name for name in ('frictionless', 'pydantic', 'yuebao.model.table') if name in sys.modules], file=sys.stderr)\n"
    )
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PATH": "", "YUEBAO_CACHE": str(tmp_path / "kept")}
    told = []
    for arguments in (["2003-12"], ["2003-12", "--format", "json"], ["2003-12", "--quiet"]):
        done = subprocess.run(
            [sys.executable, "-c", code, "validate", "--root", str(archive.folder), *arguments],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told.append(done.stderr.splitlines()[-1])
    first = "['frictionless', 'pydantic', 'yuebao.model.table']"
    written = "['yuebao.model.table']"
    assert told == [first, written, "[]"], "the first run checks every cell, the second writes another report"

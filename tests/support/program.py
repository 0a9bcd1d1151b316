"""The program, called as a person calls it: within this process, or in one of its own where that is what is tried."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.repository import ROOT
from yuebao.cli.app import main


class Ended(NamedTuple):
    """How a call ended, and what it said."""

    status: int
    out: str
    err: str


def run(*words: str) -> Ended:
    """`yuebao` with these words, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["yuebao", *words])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                return Ended(int(end.code or 0), out.getvalue(), err.getvalue())
    raise AssertionError("the program did not end")


def command(*words: str) -> list[str]:
    """The line that starts `yuebao` with these words, whatever lies in the folder that it is started in."""
    return [sys.executable, "-P", "-m", "yuebao", *words]


def environment(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables of a process of its own: it takes the program that is tested, and leaves nothing beside it."""
    return {**variables, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}


def run_apart(
    *words: str,
    folder: Path | None = None,
    variables: Mapping[str, str] = os.environ,
    prepare: Callable[[], None] | None = None,
) -> Ended:
    """`yuebao` with these words in a process of its own, started in ``folder`` with these variables; ``prepare`` is
    called in that process first."""
    done = subprocess.run(
        command(*words),
        cwd=folder,
        env=environment(variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=prepare,
    )
    return Ended(done.returncode, done.stdout, done.stderr)

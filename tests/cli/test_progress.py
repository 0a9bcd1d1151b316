"""Progress: a bar on a terminal, lines elsewhere, nothing when quiet; and an interruption that leaves no trace."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import yuebao.cli.progress
from tests.support.archive import tree
from tests.support.program import environment, run_apart
from tests.support.waiting import PATIENCE, until
from tests.synthetic import SMALL, make_archive
from yuebao.cli.progress import progress, progress_after


class Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, quiet: bool = False, soon: float = 0) -> str:
    """What stands on stderr after three steps of four and the last."""
    stream = Stream(terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(yuebao.cli.progress, "_SOON", soon)
    monkeypatch.setattr(yuebao.cli.progress, "_EVERY", 0)
    step = progress("核验各月", quiet)
    for done in (1, 2, 4):
        step(done, 4)
    return stream.getvalue()


def test_a_bar_on_a_terminal_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, terminal=True) == (
        "\r\x1b[K核验各月 ███████░░░░░░░░░░░░░░░░░░░░░░░ 1/4"
        "\r\x1b[K核验各月 ███████████████░░░░░░░░░░░░░░░ 2/4"
        "\r\x1b[K"
    )


def test_plain_lines_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, terminal=False) == "核验各月 1/4\n核验各月 2/4\n"


@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_when_quiet_or_soon_done(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    assert shown(monkeypatch, terminal=terminal, quiet=True) == ""
    assert shown(monkeypatch, terminal=terminal, soon=60) == ""


@pytest.mark.parametrize(("made", "said"), [(progress, "，约剩 25 分"), (progress_after, "")])
def test_what_comes_after_other_work_takes_no_time_from_it(
    made: Callable[[str, bool], Callable[[int, int], None]], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of 150 parts, ten seconds after all was begun."""
    now = [0.0]
    stream = Stream(terminal=False)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("yuebao.cli.progress.time.monotonic", lambda: now[0])
    monkeypatch.setattr(yuebao.cli.progress, "_SOON", 0)
    step = made("导入", False)
    now[0] = 10
    step(1, 150)
    assert stream.getvalue() == f"导入 1/150{said}\n"


HALTING = """
import signal, sys
from pathlib import Path
from yuebao.cli.app import main
from yuebao.workflows.kept_documents import KeptDocuments

files, mark, months = KeptDocuments.files, Path(sys.argv.pop(1)), []

def halting(self, edition, typesetter):
    made = files(self, edition, typesetter)
    months.append(edition.name)
    if len(months) == 3:
        mark.touch()
        signal.pause()
    return made

KeptDocuments.files = halting
main()
"""
"""The program, which makes the documents of three months and then waits for what will befall it."""


@pytest.mark.slow
@pytest.mark.race
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interruption_leaves_everything_as_it_was(tmp_path: Path, how: signal.Signals) -> None:
    make_archive(tmp_path, months=30, **SMALL)
    before = tree(tmp_path)
    arguments = ["emit", "--root", str(tmp_path)]
    mark = tmp_path.with_name(f"{tmp_path.name}-mark")
    process = subprocess.Popen(
        [sys.executable, "-c", HALTING, str(mark), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
    until(mark.exists, lambda: process.poll() is None)
    os.killpg(process.pid, how)
    assert process.wait(PATIENCE) == (130 if how == signal.SIGINT else -how)
    left = list((tmp_path / "docs").glob(".staging-*"))
    assert len(left) == (how == signal.SIGKILL)
    for folder in left:
        shutil.rmtree(folder)  # the next run does so a minute later: tests/write/test_last_good_state.py
    assert tree(tmp_path) == before
    assert run_apart(*arguments).status == 0
    assert "docs/issues/2001-01.md" in tree(tmp_path)

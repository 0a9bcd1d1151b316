"""Whether an archive can be handed on by git: where it cannot, that is an answer and no failure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.git_repository import new_repository
from yuebao.history.sending import has_repository, upstream
from yuebao.history.tips import NONE, line_of


def nothing(folder: Path) -> None:
    """No program of that name."""


def unusable(folder: Path) -> None:
    """One that nobody may run."""
    (folder / "git").write_text("", encoding="utf-8")


def broken(folder: Path) -> None:
    """One that is none."""
    (folder / "git").write_text("no program", encoding="utf-8")
    (folder / "git").chmod(0o755)


@pytest.mark.parametrize("git", [nothing, unusable, broken])
def test_without_a_git_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: Callable[[Path], None]
) -> None:
    new_repository(tmp_path / "archive")
    assert has_repository(tmp_path / "archive")
    (tmp_path / "bin").mkdir()
    git(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert not has_repository(tmp_path / "archive")
    assert upstream(tmp_path / "archive") == ""
    assert line_of(tmp_path / "archive") == NONE


def test_outside_of_git(tmp_path: Path) -> None:
    assert not has_repository(tmp_path)

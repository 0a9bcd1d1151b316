"""A copy of the real archive that a test may spoil, and the program called in this process."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.repository import ROOT
from yuebao.cli.app import main

MONTH = "data/2020-07"


def copy_archive(folder: Path) -> Path:
    """`data/`, `schemas/` and `mkdocs.yml` of the repository, in ``folder``."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace the one place where ``old`` stands."""
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, (path.name, old, text.count(old))
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def run(*arguments: str) -> tuple[int, str, str]:
    """Status, stdout and stderr of `yuebao` with these arguments."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["yuebao", *arguments])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                return int(end.code or 0), out.getvalue(), err.getvalue()
    raise AssertionError("the program did not end")

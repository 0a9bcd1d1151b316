"""Whatever `emit` writes is no file of the archive's history: git ignores it, here and in a new archive."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.repository import PACKAGE, ROOT


@pytest.mark.parametrize(
    "rules", [ROOT / ".gitignore", PACKAGE / "starter/dot-gitignore"], ids=["here", "new"]
)
def test_git_ignores_all_that_is_written(archive: ArchiveFolder, rules: Path) -> None:
    shutil.copy(rules, archive / ".gitignore")
    subprocess.run(["git", "init", "-q", archive.folder], check=True)
    before = _untracked(archive.folder)
    assert archive.run("emit")[0] == 0
    assert (archive / "docs/index.md").is_file()
    assert sorted(_untracked(archive.folder) - before) == []


def _untracked(folder: Path) -> set[str]:
    words = ["git", "-C", str(folder), "status", "--porcelain", "--untracked-files=all", "-z"]
    return set(subprocess.run(words, check=True, capture_output=True, text=True).stdout.split("\0"))

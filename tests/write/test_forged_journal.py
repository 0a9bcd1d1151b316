"""A journal that came with the archive is not believed: only what this user began on this machine is finished."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, tree
from tests.support.git_repository import new_repository
from tests.support.interrupted import run_until
from tests.support.program import command
from tests.synthetic.explained import EXPLAINED, make_explained_archive
from yuebao.write import journal

MONTH = f"data/{EXPLAINED}"
TARGETS = {
    "a table": f"{MONTH}/town-volume-month.csv",
    "a new file": f"{MONTH}/forged.csv",
    "the settings": "mkdocs.yml",
    "a schema": "schemas/archive.yaml",
    "outside": "../outside.txt",
    "absolute": "/tmp/yuebao-forged-outside.txt",
    "git": ".git/hooks/pre-commit",
}
COMMANDS = ("rules", "validate", "emit", "derive")


def forged(root: Path, target: str, form: str) -> Path:
    """A folder as a killed command leaves it, with a file that waits for the target."""
    folder = root / ".staging-forged"
    folder.mkdir()
    (folder / "x.new").write_text("forged", encoding="utf-8")
    place = root / target
    if place.is_file():
        shutil.copy(place, folder / "x.old")
    steps = [{"name": target, "waiting": "x.new"}]
    content = {"now": {"steps": steps, "once": "0" * 32}, "before": steps, "broken": "["}[form]
    (folder / journal.NAME).write_text(
        content if isinstance(content, str) else json.dumps(content), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("form", ["now", "before", "broken"])
@pytest.mark.parametrize("target", TARGETS)
def test_a_forged_journal_does_nothing(tmp_path: Path, target: str, form: str) -> None:
    """Committed, and come back with a checkout; whichever command is the first to run there."""
    root = make_explained_archive(tmp_path / "archive")
    repository = new_repository(root)
    forged(root, TARGETS[target], form)
    repository.git("add", "--force", "--all")
    repository.commit("带着伪造的一份")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", str(root), str(clone))
    before = tree(clone)
    name = COMMANDS[list(TARGETS).index(target) % len(COMMANDS)]
    month = [EXPLAINED] if name == "derive" else []
    _, out, err = ArchiveFolder(clone).run(name, *month)
    assert "已经写完" not in err and "Traceback" not in out + err
    after = tree(clone)
    assert {name: after.get(name) for name in before} == before
    assert not any(
        name for name in after.keys() - before.keys() if not name.startswith(("docs/", ".yuebao/"))
    )
    assert not (tmp_path / "outside.txt").exists() and not os.path.exists(TARGETS["absolute"])


@pytest.mark.slow
@pytest.mark.race
def test_what_was_begun_here_is_finished_and_forgotten(tmp_path: Path) -> None:
    """Killed between its renames: the next command finishes, and nothing is remembered any more."""
    from platformdirs import user_state_path

    kept = user_state_path("yuebao", appauthor=False) / "unfinished"
    whole = folder_of(tmp_path / "whole")
    call = command("derive", EXPLAINED, "--root", str(whole))
    steps = run_until(call, tmp_path).steps
    new = tree(whole)
    finished = 0
    for step in range(steps, 0, -1):
        root = folder_of(tmp_path / f"step-{step}")
        old = tree(root)
        if not run_until(command("derive", EXPLAINED, "--root", str(root)), tmp_path, step).killed:
            continue  # the first run also made the folders in which things are remembered
        half = any(root.glob(f".staging-*/{journal.NAME}"))
        _, _, err = ArchiveFolder(root).run("rules")
        now = {name: text for name, text in tree(root).items() if not name.startswith(".staging-")}
        assert now in (old, new)
        finished += "已经写完" in err
        if finished and not half:
            break
    assert finished and now == old
    for folder in list(tmp_path.rglob(".staging-*")):
        os.utime(folder, (1, 1))
        ArchiveFolder(folder.parent).run("rules")
    assert run_until(
        command("derive", EXPLAINED, "--root", str(folder_of(tmp_path / "last"))), tmp_path
    ).steps
    mine = os.fsencode(tmp_path)
    assert [path for path in kept.iterdir() if path.read_bytes().startswith(mine)] == []


def folder_of(root: Path) -> Path:
    """A month with two tables whose totals are still to be worked out."""
    make_explained_archive(root)
    for table in ("town-volume-month", "town-volume-year"):
        path = root / MONTH / f"{table}.csv"
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[-2] = ",合计" + "," * (lines[0].count(",") - 1)
        path.write_text("\n".join(lines), encoding="utf-8")
    return root

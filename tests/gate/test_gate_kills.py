"""The gate killed at any step: the live site is the old one or the new one, whole; the next run ends with the newest, is
kept waiting by nobody, and leaves nothing.

The steps are counted, not timed. `GATE_KILLS` says how many trials each part gets; `make kills` gives each so many that there
are more than 110.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.git_repository import Repository
from tests.support.interrupted import run_until, spread
from tests.support.program import command
from tests.write.test_kills import make_publication, tree
from yuebao.gate.checking import FOLDER

pytestmark = [pytest.mark.slow, pytest.mark.race]

GATE_KILLS = int(os.environ.get("GATE_KILLS", "3"))
RELEASES = (
    ("www/site.releases", ".building-*"),
    ("www/site.releases", ".link-*"),
    (f"server.git/{FOLDER}", "*"),
)


@dataclass(frozen=True)
class Part:
    """A part of the gate: its command, and whether it publishes."""

    command: Callable[[Path], list[str]]
    publishes: bool


def hook(root: Path, name: str) -> list[str]:
    """The hook as git calls it: in the repository, told on its standard input what happens."""
    program = shlex.join(command("hooks", name))
    return ["sh", "-c", f"cd {shlex.quote(str(root / 'server.git'))} && exec {program} < ../{name}"]


PARTS = {
    "pre-receive": Part(lambda root: hook(root, "pre-receive"), publishes=False),
    "post-receive": Part(lambda root: hook(root, "post-receive"), publishes=True),
    "publish": Part(lambda root: command("hooks", "publish", str(root / "server.git")), publishes=True),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server whose site shows the first commit, whose main holds the second, and in whose draft a third waits."""
    root = tmp_path_factory.mktemp("prepared")
    make_publication(root)
    clerk = Repository(root / "clerk")
    first, second = clerk.git("rev-parse", "HEAD~1", "HEAD").stdout.split()
    news = clerk.folder / "data/2003-12/news.csv"
    news.write_text(news.read_text(encoding="utf-8").replace("示例", "示例又示例"), encoding="utf-8")
    clerk.commit("又改动")
    clerk.git("push", "--quiet", str(root / "server.git"), "HEAD:refs/heads/draft")
    (root / "post-receive").write_text(f"{first} {second} refs/heads/main\n", encoding="ascii")
    (root / "pre-receive").write_text(f"{second} {clerk.head()} refs/heads/main\n", encoding="ascii")
    return root


def copied(prepared: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(prepared, to, symlinks=True)
    Repository(to / "server.git").git("config", "yuebao.site", str(to / "www/site"))
    return to


def site(root: Path) -> dict[str, bytes]:
    return tree(root / "www/site")


def is_as_listed(root: Path) -> bool:
    """Whether every file of the live site has the digest that its list gives."""
    listed = (root / "www/site/.yuebao-site").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("  ", 1) for line in listed if not line.startswith("#") and "  " in line]
    return len(pairs) > 20 and all(
        hashlib.sha256((root / "www/site" / name).read_bytes()).hexdigest() == digest
        for digest, name in pairs
    )


def left(root: Path) -> list[str]:
    """What waits or was put aside, and stays behind."""
    return [str(path) for folder, pattern in RELEASES for path in (root / folder).glob(pattern)]


@pytest.mark.parametrize("name", PARTS)
def test_the_gate_killed_at_any_step(prepared: Path, tmp_path: Path, name: str) -> None:
    part = PARTS[name]
    root = copied(prepared, tmp_path / "work")
    references = Repository(root / "server.git").git("for-each-ref").stdout
    old = site(root)
    whole = run_until(part.command(root), tmp_path)
    assert whole.returncode == 0, whole.stderr
    new = site(root)
    assert (old != new) == part.publishes and left(root) == [] and is_as_listed(root)
    killed = 0
    for step in spread(whole.steps, GATE_KILLS, seed=len(name)):
        root = copied(prepared, tmp_path / "work")
        killed += run_until(part.command(root), tmp_path, step).killed
        assert site(root) in (old, new) and is_as_listed(root), (name, step, whole.steps)
        assert Repository(root / "server.git").git("for-each-ref").stdout == references
        finished = run_until(part.command(root), tmp_path)
        assert finished.returncode == 0, (name, step, finished.stderr)
        assert "另一次发布正在进行" not in finished.stderr, (name, step)
        assert site(root) == new and left(root) == [], (name, step, left(root))
        assert Repository(root / "server.git").git("fsck", "--strict").returncode == 0
    assert killed == min(GATE_KILLS, whole.steps)

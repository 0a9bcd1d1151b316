"""A bureau's server in miniature: a bare repository with the hooks, and a clerk's clone of it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support.git_repository import ENVIRONMENT, Repository, new_repository
from tests.synthetic import SMALL, make_archive
from yuebao.gate.install import install


@dataclass(frozen=True)
class Pushed:
    """How a push ended: what the pusher saw, without git's prefix, and whether it was accepted."""

    accepted: bool
    screen: str


@dataclass(frozen=True)
class Server:
    """``bare`` is the server's repository, ``clerk`` the clone of a clerk, ``url`` where the clerk pushes to."""

    bare: Path
    clerk: Repository
    url: str

    def push(self, *references: str) -> Pushed:
        """Push; the default is the clerk's main."""
        arguments = ("push", self.url, *(references or ("main",)))
        done = self.clerk.git(*arguments, check=False)
        lines = (line.removeprefix("remote: ").rstrip() for line in done.stderr.split("\n"))
        return Pushed(done.returncode == 0, "\n".join(lines))

    def has(self, reference: str) -> str:
        """What a reference of the server names, empty when it does not exist."""
        done = subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}"],
            cwd=self.bare,
            env=ENVIRONMENT,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()


def make_clerk(folder: Path, months: int = 3) -> Repository:
    """A small clean archive with its first commit."""
    make_archive(folder, months=months, first="2003-11", **SMALL)
    clerk = new_repository(folder)
    clerk.commit("示例档案")
    return clerk


def make_server(folder: Path, clerk: Repository, site: Path | None = None) -> Server:
    """A bare repository with the hooks that accepted the clerk's first commit; the clerk is copied."""
    bare = folder / "server.git"
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch", "main", str(bare)],
        env=ENVIRONMENT,
        check=True,
    )
    shutil.copytree(clerk.folder, folder / "clerk", symlinks=True)
    install(bare, None, site)
    return Server(bare, Repository(folder / "clerk"), f"file://{bare}")


def spoil_total(folder: Path, month: str = "data/2004-01") -> None:
    """A total of the month, the newest one if not said, that is none: found in C4."""
    path = folder / month / "town-volume-month.csv"
    *rows, total = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    cells = total.split(",")
    cells[2] = "999999"
    path.write_text("\n".join([*rows, ",".join(cells), ""]), encoding="utf-8")

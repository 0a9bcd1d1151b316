"""Which versions of a branch were accepted, written down where no push can write: in the git folder of the server.

They are what was published. A line of commits that came in one push is one version, whatever lies between.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import quote

from yuebao.history.git import run
from yuebao.history.tips import Tip, first_parents, read_tips, write_tips

_FOLDER: Final = "yuebao/accepted"
_LONGEST: Final = 200
"""Characters of a file's name."""


def begin(repository: Path, branch: str) -> None:
    """A branch that does not exist yet: what its first push brings along was never published."""
    with _locked(repository, branch) as path:
        if not path.exists():
            _write(path, ())


def accepted_tips(repository: Path, branch: str, tip: str) -> tuple[Tip, ...]:
    """The accepted versions of the branch, the oldest first, up to ``tip``, at which it stands now and which is written
    down if it is not yet.

    Where nothing was written down, because the branch is older than the gate, its own line of commits was published.
    """
    with _locked(repository, branch) as path:
        if not path.exists():
            tips = [*first_parents(repository, tip), Tip(tip, date.today().isoformat())]
            _write(path, tips[:-1] if len(tips) > 1 and tips[-2].commit == tip else tips)
        tips = list(read_tips(path.read_text(encoding="ascii")))
        known = [each.commit for each in tips]
        if tip not in known:
            known.insert(place := _place(repository, known, tip), tip)
            tips.insert(place, Tip(tip, date.today().isoformat()))
            _write(path, tips)
        return tuple(tips[: known.index(tip) + 1])


def _place(repository: Path, known: Sequence[str], tip: str) -> int:
    """Behind the last that leads to it: of two pushes, the one that was accepted first may come to be written last."""
    place = len(known)
    while place and _leads(repository, tip, known[place - 1]):
        place -= 1
    return place


def _leads(repository: Path, old: str, new: str) -> bool:
    try:
        run(repository, "merge-base", "--is-ancestor", old, new)
    except subprocess.CalledProcessError:
        return False
    return True


@contextmanager
def _locked(repository: Path, branch: str) -> Iterator[Path]:
    folder = repository / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        name = quote(branch, safe="", errors="surrogateescape")
        yield folder / (name if len(name) <= _LONGEST else sha256(name.encode()).hexdigest())
    finally:
        os.close(descriptor)


def _write(path: Path, tips: Sequence[Tip]) -> None:
    """The whole record in the place of the old one, on the disk before it is there."""
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("w", encoding="ascii") as stream:
        stream.write(write_tips(tips))
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(temporary, path)

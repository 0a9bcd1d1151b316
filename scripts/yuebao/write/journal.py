"""What was decided, written down before it is done: a command that is killed on the way is finished by the next one.

The journal lies in the folder in which the files wait. It is there only while files that belong together are renamed,
and the files that it speaks of are on the disk before it is.

It is believed only where its digest lies in the folder that the system has for what programs of this user remember: one
that came with a copy, a download or a checkout was never begun here, and does nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from yuebao.write.durable import sync
from yuebao.write.places import file_inside
from yuebao.write.refusals import refusals
from yuebao.write.staging_folder import abandoned

NAME: Final = "journal"


@dataclass(frozen=True, slots=True)
class Step:
    """The file ``name`` below the root, and the name under which it waits in the folder."""

    name: str
    waiting: str


def begin(folder: Path, steps: Sequence[Step]) -> None:
    """Write down what is about to be done; nothing where this user has no place to remember it. Raises `OSError`."""
    plan = {"steps": [asdict(step) for step in steps], "once": secrets.token_hex(16)}
    content = json.dumps(plan).encode()
    try:
        _remember(content, folder)
    except OSError:
        return
    draft = folder / f"{NAME}.draft"
    draft.write_bytes(content)
    sync([draft])
    os.rename(draft, folder / NAME)
    sync([folder])


def end(folder: Path) -> None:
    """It is done, or undone."""
    with suppress(FileNotFoundError):
        content = (folder / NAME).read_bytes()
        (folder / NAME).unlink()
        _remembered(content).unlink(missing_ok=True)


def _remember(content: bytes, folder: Path) -> None:
    """Keep the digest, on the disk before the journal is, and forget those whose folder is gone. Raises `OSError`."""
    mark = _remembered(content)
    mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for other in mark.parent.iterdir():
        with suppress(OSError):
            begun = Path(os.fsdecode(other.read_bytes()))
            if begun.parent.is_dir() and not begun.exists():
                other.unlink()
    mark.write_bytes(os.fsencode(folder.absolute()))
    sync([mark, mark.parent])


def _remembered(content: bytes) -> Path:
    """Where the digest of this journal lies while it is not done."""
    from platformdirs import user_state_path

    return user_state_path("yuebao", appauthor=False) / "unfinished" / sha256(content).hexdigest()


def finish(root: Path) -> tuple[str, ...]:
    """Do what is written down and was not done, in every folder that a killed command left in ``root``; the names of the
    files that were written. A file that somebody changed since is left as it is, and so is everything by a journal that was
    not begun by this user on this machine. Raises `Fault`."""
    written: list[str] = []
    if not any(root.glob(f".staging-*/{NAME}")):
        return ()
    with refusals(root, "上一次写到一半的文件还没有写完"):
        for folder in abandoned(root, sign=NAME):
            if not _remembered((folder / NAME).read_bytes()).is_file():
                continue
            written += [step.name for step in _steps(folder) if _do(root, folder, step)]
            sync({file_inside(root, name).parent for name in written})
            end(folder)
            shutil.rmtree(folder, ignore_errors=True)
    return tuple(written)


def _steps(folder: Path) -> list[Step]:
    return [Step(**step) for step in json.loads((folder / NAME).read_bytes())["steps"]]


def _do(root: Path, folder: Path, step: Step) -> bool:
    place, waiting = file_inside(root, step.name), folder / Path(step.waiting).name
    old = waiting.with_suffix(".old")
    if not waiting.is_file():
        return False
    before = old.read_bytes() if old.is_file() else None
    now = place.read_bytes() if place.is_file() else None
    if before != now:
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    os.replace(waiting, place)
    return True

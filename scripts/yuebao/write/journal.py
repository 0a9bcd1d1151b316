"""What was decided, written down before it is done: a command that is killed on the way is finished by the next one.

The journal lies in the folder in which the files wait. It is there only while files that belong together are renamed,
and the files that it speaks of are on the disk before it is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
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
    """Write down what is about to be done. Raises `OSError`."""
    draft = folder / f"{NAME}.draft"
    draft.write_text(json.dumps([asdict(step) for step in steps], ensure_ascii=False), encoding="utf-8")
    sync([draft])
    os.rename(draft, folder / NAME)
    sync([folder])


def end(folder: Path) -> None:
    """It is done, or undone."""
    (folder / NAME).unlink(missing_ok=True)


def finish(root: Path) -> tuple[str, ...]:
    """Do what is written down and was not done, in every folder that a killed command left in ``root``; the names of the
    files that were written. A file that somebody changed since is left as it is. Raises `Fault`."""
    written: list[str] = []
    if not any(root.glob(f".staging-*/{NAME}")):
        return ()
    with refusals(root, "上一次写到一半的文件还没有写完"):
        for folder in abandoned(root, sign=NAME):
            written += [step.name for step in _steps(folder) if _do(root, folder, step)]
            sync({file_inside(root, name).parent for name in written})
            end(folder)
            shutil.rmtree(folder, ignore_errors=True)
    return tuple(written)


def _steps(folder: Path) -> list[Step]:
    return [Step(**step) for step in json.loads((folder / NAME).read_text(encoding="utf-8"))]


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

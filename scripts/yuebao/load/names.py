"""The names of files in the archive: what they hold, and what nobody could see in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from yuebao.load.problem import Problem, as_finding
from yuebao.model.characters import shown, unfit
from yuebao.model.finding import Finding

_MOST: Final = 10_000
"""Names that are looked at in one folder; a month has some thirty."""


def names_in(folder: Path) -> list[str]:
    """The path of every file and folder inside, with ``/``, sorted; hidden ones, and what lies behind links, left out."""
    found: list[str] = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(place).relative_to(folder).as_posix()
        found += [
            name if inside == "." else f"{inside}/{name}"
            for name in (*folders, *files)
            if not name.startswith(".")
        ]
        if len(found) >= _MOST:
            break
    return sorted(found)


def odd_name(name: str) -> Problem | None:
    """The problem with a name that holds a character which nobody sees or nothing can carry."""
    character = unfit(name) or ("U+000A 换行" if "\n" in name else "")
    return Problem(f"文件名“{shown(name)}”含有 {character}", "请改正文件名。") if character else None


def odd_names(names: Iterable[str], month: str, folder: str) -> Iterator[Finding]:
    """A finding for each name of a folder that cannot be seen or carried as it is."""
    for name in names:
        problem = odd_name(name.rpartition("/")[2])
        if problem is not None:
            yield as_finding(problem, month, None, shown(f"{folder}/{name}"))

"""The names of files in the archive: what they hold, and what nobody could see in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from yuebao.load.files import read_bytes
from yuebao.load.problem import Problem, as_finding
from yuebao.load.properties import document_properties
from yuebao.model.characters import shown, unfit
from yuebao.model.finding import Finding
from yuebao.model.month import Aside

_MOST: Final = 10_000
"""Names that are looked at in one folder; a month has some thirty."""
_DOCUMENT: Final = 100_000_000
"""Bytes of the largest document that is looked into."""
_PLAIN: Final = (".csv", ".yaml", ".txt")
"""Files that have no properties."""


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


def asides(path: Path, folder: str) -> tuple[Aside, ...]:
    """The name of every file of a month, and the properties of its documents."""
    found = []
    for name in names_in(path):
        found.append(Aside(f"{folder}/{name}", "文件名", name.rpartition("/")[2]))
        if name.endswith(_PLAIN) or not (path / name).is_file():
            continue
        content = read_bytes(path / name, _DOCUMENT)
        said = "" if isinstance(content, Problem) else document_properties(content)
        if said:
            found.append(Aside(f"{folder}/{name}", "文档属性", said))
    return tuple(found)


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

"""Where the originals of an issue are kept."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

from yuebao.load.month import SOURCE
from yuebao.model.issue import Source
from yuebao.write.checksums import of_bytes


def place_of(known: Iterable[Source], folder: Path, name: str, content: bytes) -> str:
    """The place of an original in the ``folder`` of an issue: where the issue lists it already, whatever it is called there,
    else beside another one of its name, never in its place."""
    digest = of_bytes(content)
    listed = next((each.file for each in known if each.sha256 == digest), "")
    return listed or _free(folder, name, content)


def holds(file: Path, content: bytes) -> bool:
    """Whether exactly this stands there."""
    return file.is_file() and not file.is_symlink() and file.read_bytes() == content


def _free(folder: Path, name: str, content: bytes) -> str:
    file = Path(name)
    names = chain([name], (f"{file.stem}-{number}{file.suffix}" for number in count(2)))
    places = (f"{SOURCE}/{each}" for each in names)
    return next(each for each in places if not (folder / each).exists() or holds(folder / each, content))

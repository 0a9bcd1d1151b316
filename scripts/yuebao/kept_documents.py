"""The documents of all issues: what was made before from the same content is taken from what was kept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from yuebao.keep.fingerprint import of_parts, of_path, of_program
from yuebao.keep.shelf import Shelf
from yuebao.processes import processors, spread
from yuebao.render.archive import Archive, Edition
from yuebao.render.downloads.documents import content_of, documents

KEPT: Final = ".cache/yuebao/documents"
_PART: Final = 8
"""Issues that a process takes at a time."""


def kept_documents(root: Path, archive: Archive) -> dict[str, bytes]:
    """Every document by its path; the bytes are the same however they came about."""
    standing, shelf = _standing(root), Shelf(root / KEPT)
    files: dict[str, bytes] = {}
    missing: list[tuple[Edition, str | None]] = []
    for edition in archive.editions:
        key = None if standing is None else of_parts([standing, *content_of(edition)])
        value = shelf.get(edition.name, key)
        if value is None:
            missing.append((edition, key))
        else:
            files |= {path: b64decode(text) for path, text in value.items()}
    parts = [missing[start : start + _PART] for start in range(0, len(missing), _PART)]
    for name, key, made in spread(_make, parts, processors()):
        shelf.put(name, key, {path: b64encode(content).decode() for path, content in made.items()})
        files |= made
    return files


def _standing(root: Path) -> str | None:
    """What every document follows from beside its issue; ``None`` when it cannot be read: then nothing is kept."""
    try:
        return of_parts(
            [of_program(), of_path(root / "schemas"), of_path(root / "data" / "organizations.csv")]
        )
    except OSError:
        return None


def _make(
    editions: Sequence[tuple[Edition, str | None]],
) -> Iterator[tuple[str, str | None, Mapping[str, bytes]]]:
    for edition, key in editions:
        yield edition.name, key, documents(edition)

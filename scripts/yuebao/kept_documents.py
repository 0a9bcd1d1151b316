"""The documents of all issues: what was made before from the same content is taken from what was kept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from yuebao.keep.fingerprint import of_parts, of_program
from yuebao.keep.shelf import Shelf
from yuebao.processes import processors, spread
from yuebao.render.archive import Archive, Edition
from yuebao.render.downloads.documents import content_of, documents, shared_content

KEPT: Final = ".cache/yuebao/documents"
Step = Callable[[int, int], None]
"""Called with how many issues are done, and of how many that were not kept."""
_PART: Final = 8
"""Issues that a process takes at a time."""


def kept_documents(root: Path, archive: Archive, step: Step = lambda done, total: None) -> dict[str, bytes]:
    """Every document by its path; the bytes are the same however they came about.

    The keys follow from what the archive holds in memory: what changes on the disk meanwhile cannot mislead them.
    """
    shelf = Shelf(root / KEPT)
    shared = of_parts([of_program(), *shared_content(archive)])
    files: dict[str, bytes] = {}
    missing: list[tuple[Edition, str]] = []
    for edition in archive.editions:
        key = of_parts([shared, *content_of(edition)])
        value = shelf.get(edition.name, key)
        if value is None:
            missing.append((edition, key))
        else:
            files |= {path: b64decode(text) for path, text in value.items()}
    parts = [missing[start : start + _PART] for start in range(0, len(missing), _PART)]
    for done, (name, key, made) in enumerate(spread(_make, parts, processors()), 1):
        shelf.put(name, key, {path: b64encode(content).decode() for path, content in made.items()})
        files |= made
        step(done, len(missing))
    return files


def _make(
    editions: Sequence[tuple[Edition, str]],
) -> Iterator[tuple[str, str, Mapping[str, bytes]]]:
    for edition, key in editions:
        yield edition.name, key, documents(edition)

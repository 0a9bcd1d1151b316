"""Everything that `emit` writes beside the documents, by its path under `docs/`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from yuebao.model.content import Content
from yuebao.site.archive import Archive
from yuebao.site.files import OF_ARCHIVE, OF_ISSUE


def render_site(archive: Archive) -> dict[str, bytes]:
    """Every renderer in turn, in this process."""
    whole = (render(archive) for render in OF_ARCHIVE)
    issues = (render(archive, edition) for edition in archive.editions for render in OF_ISSUE)
    return {name: _bytes(content) for name, content in _all(chain(whole, issues))}


def _all(parts: Iterator[Iterator[tuple[str, Content]]]) -> Iterator[tuple[str, Content]]:
    for part in parts:
        yield from part


def _bytes(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        content(path)
        return path.read_bytes()

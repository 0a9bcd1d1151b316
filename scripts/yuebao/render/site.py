"""The whole site, as bytes by path under `docs/`: every page and every file to download but the documents of the issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from yuebao.render.archive import Archive
from yuebao.render.downloads.registry import DOWNLOADS
from yuebao.render.pages.registry import PAGES
from yuebao.render.search import scripts

RENDERERS: Final[tuple[Callable[[Archive], Iterable[tuple[str, bytes]]], ...]] = (
    *PAGES,
    *DOWNLOADS,
    scripts.files,
)
"""Each gives files of its own, and none needs what another gave."""


def render_site(archive: Archive) -> dict[str, bytes]:
    """What `emit` writes beside the documents. The same archive gives the same bytes."""
    return {path: content for render in RENDERERS for path, content in render(archive)}

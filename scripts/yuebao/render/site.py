"""The whole site, as bytes by path under `docs/`: every page and every file to download but the documents of the issues."""

from __future__ import annotations

from yuebao.render.archive import Archive
from yuebao.render.downloads.registry import DOWNLOADS
from yuebao.render.pages.registry import PAGES
from yuebao.render.search import scripts


def render_site(archive: Archive) -> dict[str, bytes]:
    """What `emit` writes beside the documents. The same archive gives the same bytes."""
    files = {path: content for render in (*PAGES, *DOWNLOADS) for path, content in render(archive)}
    return files | dict(scripts.files(archive))

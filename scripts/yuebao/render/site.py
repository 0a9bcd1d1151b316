"""The whole site: every page and every file to download, as bytes by path under `docs/`."""

from __future__ import annotations

from yuebao.render.archive import Archive
from yuebao.render.pages.registry import PAGES
from yuebao.render.search import scripts


def render_site(archive: Archive) -> dict[str, bytes]:
    """All that `emit` writes. The same archive gives the same bytes."""
    files = {path: content for pages in PAGES for path, content in pages(archive)}
    return files | dict(scripts.files(archive))

"""Links of a built site that lead nowhere, raw HTML included, of which MkDocs knows nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


def broken_links(site: Path) -> list[str]:
    """`page: address` for every link, picture, style and script of the site that is not there."""
    found = []
    for page in sorted(site.rglob("*.html")):
        for _, attribute, address, _ in html.fromstring(page.read_bytes()).iterlinks():
            parts = urlsplit(address)
            if attribute not in ("href", "src") or parts.scheme or parts.netloc or not parts.path:
                continue
            target = page.parent / unquote(parts.path)
            if not (target / "index.html" if target.is_dir() else target).is_file():
                found.append(f"{page.relative_to(site)}: {address}")
    return found

"""`robots.txt`: every page and file is for everybody; the map of the site, where its address is known."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The one file. Without ``site_url`` it names no map, which must be a whole address (RFC 9309)."""
    lines = ["User-agent: *", "Allow: /"]
    if archive.settings.site_url:
        lines += ["", f"Sitemap: {archive.settings.site_url.rstrip('/')}/sitemap.xml"]
    yield addresses.ROBOTS, ("\n".join(lines) + "\n").encode()

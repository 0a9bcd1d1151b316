"""The Markdown pages of an archive, and the tables and facts that a reader sees on them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from tests.support.published import published_archive
from tests.support.rendered import render_site


def pages_of(root: Path) -> dict[str, str]:
    site = render_site(published_archive(root))
    return {path: content.decode() for path, content in site.items() if path.endswith(".md")}


def words(html: str) -> str:
    return unescape(re.sub(r'<(a|abbr) class="mark".*?</\1>', "", html).replace("<br>", "｜")).strip()


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", words(html))


def table(page: str, identity: str) -> list[list[str]]:
    """The cells of a table of the page, header first."""
    body = page[page.index(f'id="{identity}"') :]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body[: body.index("</table>")])
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def facts(page: str) -> dict[str, str]:
    return {plain(name): plain(text) for name, text in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)}

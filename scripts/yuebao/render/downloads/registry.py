"""Every file to download. A new format is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from yuebao.render.archive import Archive
from yuebao.render.downloads import database, feed, figures_csv, issue_json, tables

DOWNLOADS: Final[tuple[Callable[[Archive], Iterator[tuple[str, bytes]]], ...]] = (
    tables.files,
    figures_csv.files,
    database.files,
    issue_json.files,
    feed.files,
)

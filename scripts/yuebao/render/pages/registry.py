"""Every kind of page. A new kind is a module, its template and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from yuebao.render.archive import Archive
from yuebao.render.pages import counties, errata, files, home, issue, issues, notes, organizations

PAGES: Final[tuple[Callable[[Archive], Iterator[tuple[str, bytes]]], ...]] = (
    home.pages,
    issues.pages,
    issue.pages,
    organizations.pages,
    counties.pages,
    errata.pages,
    notes.pages,
    files.pages,
)

"""The whole site, file by file, by paths under `docs/`.

What follows from one issue is made issue by issue; what follows from all of them, by a renderer of its own. Each gives
files of its own and needs nothing that another gave, so that whoever writes them can spread the work and need not hold
more than one file at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from yuebao.model.content import Content
from yuebao.printed.edition import Edition
from yuebao.site.archive import Archive
from yuebao.site.compare import scripts as compare_scripts
from yuebao.site.downloads import (
    archive_package,
    catalog,
    database,
    feed,
    figures_csv,
    issue_json,
    json_schema,
    organization_feeds,
    registers,
    robots,
    tables,
)
from yuebao.site.pages import (
    accessibility,
    compare,
    comparison,
    errata,
    files,
    home,
    issue,
    issues,
    json_keys,
    notes,
    organizations,
)
from yuebao.site.search import answers, scripts

OF_ARCHIVE: Final[tuple[Callable[[Archive], Iterator[tuple[str, Content]]], ...]] = (
    database.files,
    organizations.pages,
    figures_csv.files,
    issues.pages,
    scripts.files,
    compare_scripts.files,
    compare.pages,
    home.pages,
    comparison.pages,
    errata.pages,
    notes.pages,
    json_keys.pages,
    accessibility.pages,
    files.pages,
    issue_json.index,
    feed.files,
    organization_feeds.files,
    robots.files,
    registers.files,
    archive_package.files,
    catalog.files,
    json_schema.files,
)
"""The longest work first. A new kind of page or file is a module and a line here."""

OF_ISSUE: Final[tuple[Callable[[Archive, Edition], Iterator[tuple[str, bytes]]], ...]] = (
    issue.pages,
    tables.files,
    issue_json.files,
    answers.files,
)
"""The same for an issue, but for its documents: they are costly, and whoever writes them may keep them."""

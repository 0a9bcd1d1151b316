"""All errata of the archive on one page, each leading to its cell and to its entry on the page of the issue."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.site import download_addresses as downloads
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.marks import marks_of
from yuebao.site.pages.layout import render_page


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The newest issue first, its errata in published order."""
    issues = [(edition, marks) for edition in reversed(archive.editions) if (marks := marks_of(edition))]
    titles = {name: schema.title for name, schema in archive.tables.items()}
    yield (
        addresses.source(addresses.ERRATA),
        render_page(
            "errata.md.j2",
            {
                "title": "存疑",
                "hide": ["navigation"],
                "description": "档案中每一个与核验规则不符的公布数字，及其说明。",
            },
            issues=issues,
            titles=titles,
            total=sum(len(marks) for _, marks in issues),
            addresses=addresses,
            feed=downloads.ERRATA_FEED,
        ),
    )

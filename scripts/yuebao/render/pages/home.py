"""The first page: the newest issue's key figures and the list of all issues."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.render.archive import Archive
from yuebao.render.pages import addresses
from yuebao.render.pages.highlights import key_figures
from yuebao.render.pages.issues import by_year
from yuebao.render.pages.layout import render_page


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The home page; an archive without issues says so."""
    newest = archive.editions[-1] if archive.editions else None
    yield (
        addresses.source(addresses.HOME),
        render_page(
            "home.md.j2",
            {
                "title": archive.settings.site_name,
                "description": "政务服务月报公开档案：逐期可查，每个公布的数字要么核验无误，要么附有说明。",
                "hide": ["navigation", "toc"],
            },
            site_name=archive.settings.site_name,
            newest=newest,
            figures=key_figures(archive, newest) if newest else (),
            years=by_year(archive),
            explained=sum(len(edition.explained) for edition in archive.editions),
            count=len(archive.editions),
            addresses=addresses,
        ),
    )

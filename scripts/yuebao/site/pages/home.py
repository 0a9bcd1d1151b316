"""The first page: the newest issue's key figures and the list of all issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from yuebao.printed.edition import Edition
from yuebao.printed.trust_notes import summary_of
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.courses import RECENT, drawn, highlights_over
from yuebao.site.pages.data_table import mark_link
from yuebao.site.pages.highlights import key_figures, published_highlight
from yuebao.site.pages.insight_list import short_insights
from yuebao.site.pages.issues import by_year
from yuebao.site.pages.layout import render_page
from yuebao.site.pages.plain_table import heading, link, plain_table, row_head

LEAD: Final = "公开档案，逐期可查。每个数字都写明：核对相符、存疑有说明、或没有规则可核。"
"""What the archive is, where its settings do not say it."""


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The home page; an archive without issues says so."""
    recent = archive.editions[-RECENT:]
    newest = archive.editions[-1] if archive.editions else None
    yield (
        addresses.source(addresses.HOME),
        render_page(
            "home.md.j2",
            {
                "title": archive.settings.site_name,
                "description": archive.settings.site_description or LEAD,
                "hide": ["navigation", "toc"],
            },
            site_name=archive.settings.site_name,
            lead=archive.settings.site_description or LEAD,
            newest=newest,
            charts=drawn(highlights_over(archive, recent)),
            table=_figures(archive, recent),
            recent=len(recent),
            figures=key_figures(archive, newest) if newest else (),
            insights=short_insights(archive, newest) if newest else "",
            years=by_year(archive),
            explained=sum(len(edition.explained) for edition in archive.editions),
            checked=summary_of((edition.checked for edition in archive.editions), "各期各表"),
            count=len(archive.editions),
            withdrawn=len(archive.withdrawn),
            addresses=addresses,
            mark_link=mark_link,
        ),
    )


def _figures(archive: Archive, editions: Sequence[Edition]) -> Markup:
    """The highlights of the issues that the charts show, the newest first."""
    forms = archive.highlights

    def row(edition: Edition) -> str:
        page, marks = addresses.issue(edition.name), archive.marks(edition)
        cells = "".join(published_highlight(archive, edition, form, marks, page) for form in forms)
        return row_head(link(page, edition.period.title)) + cells

    headings = [heading("统计期", False), *(heading(form.label) for form in forms)]
    return plain_table("t.highlights", "近期各期主要数字", headings, map(row, reversed(editions)))

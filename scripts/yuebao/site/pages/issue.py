"""The page of one issue, laid out like the printed report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup, escape

from yuebao.model.issue import DRAFT_MARK, Absence
from yuebao.model.table import Table
from yuebao.printed.edition import Edition
from yuebao.printed.grouping import item_groups
from yuebao.printed.model import Attachment, Run
from yuebao.printed.trust_notes import summary, unproven_notes
from yuebao.rules.scope import TOTAL
from yuebao.site import download_addresses as downloads
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.change_words import table_title
from yuebao.site.download_addresses import issue_files
from yuebao.site.marks import Mark, marks_of
from yuebao.site.pages.courses import RECENT, highlights_over
from yuebao.site.pages.data_table import (
    LEFT,
    Group,
    Marks,
    data_table,
    mark_link,
    mark_links,
    marked_as,
)
from yuebao.site.pages.highlights import key_figures
from yuebao.site.pages.insight_list import issue_insights
from yuebao.site.pages.issue_changes import correction_views, revision_views
from yuebao.site.pages.layout import render_page


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its place on the page."""

    id: str
    heading: str
    html: Markup
    notes: tuple[str, ...]
    csv: str
    absent: tuple[Absence, ...] = ()


_ALL_LEFT: Final = Markup(f'<p class="yb-words">{LEFT}</p>')
"""Stands in the place of a table that is left of a draft."""


def pages(archive: Archive, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The page of one of the archive's issues."""
    address = addresses.issue(edition.name)
    yield addresses.source(address), _page(archive, edition, _meta(edition), addresses.up(address))


def draft_page(archive: Archive, edition: Edition, told: str) -> bytes:
    """The page of a draft, for a preview: marked as one, and without anything that promises that it was published.
    ``told`` says how far it is."""
    name = edition.issue.full_title or edition.label
    meta = {
        "title": f"{DRAFT_MARK}：{name}",
        "description": told,
        "hide": ["navigation"],
        "robots": "noindex",
    }
    return _page(archive, edition, meta, addresses.up(addresses.issue(edition.name)), told)


def _meta(edition: Edition) -> dict[str, Any]:
    return {
        "title": edition.issue.full_title,
        "description": f"{edition.issue.title}：{_about(edition)}逐项核验，存疑的附有说明。",
        "hide": ["navigation"],
        "published": edition.issue.published.isoformat(),
        "column": "各期",
        "source": edition.issue.publisher,
        "keywords": ",".join(_keywords(edition)),
    }


def _page(archive: Archive, edition: Edition, meta: dict[str, Any], up: str, draft: str = "") -> bytes:
    marks = marks_of(edition)
    cells = archive.notes(edition)
    printed = {attachment.form.table for attachment in edition.report.attachments}
    newest = archive.editions[-1] if archive.editions and not draft else edition
    own = edition.period
    return render_page(
        "issue.md.j2",
        meta,
        draft=draft,
        edition=edition,
        issue=edition.issue,
        report=edition.report,
        up=up,
        addresses=addresses,
        newest=None if newest is edition else newest,
        previous=next((other for other in reversed(archive.editions) if other.period < own), None),
        next=next((other for other in archive.editions if own < other.period), None),
        figures=() if draft else key_figures(archive, edition),
        insights="" if draft else issue_insights(archive, edition, up),
        chart="" if draft else _course(archive, edition),
        mark_link=mark_link,
        words=lambda runs: _words(runs, cells, edition),
        kind=lambda block: type(block).__name__,
        attachments=[
            _attachment(archive, edition, attachment, cells, up) for attachment in edition.report.attachments
        ],
        others=[
            _plain(archive, edition, name, cells, up)
            for name in edition.layout.tables
            if name not in printed and (name in edition.month.tables or edition.issue.awaits(name))
        ],
        unpublished=[
            (item, edition.layout.tables[item.table].title)
            for item in edition.issue.absent
            if not item.column
        ],
        files=issue_files(edition.name),
        offered={
            source.file: up + quote(downloads.source_document(edition.name, source.file))
            for source in archive.offered(edition)
        },
        marks=[(mark, _place(mark, edition)) for mark in marks],
        notices=edition.notices,
        checked=summary(edition.checked),
        unproven=[] if edition.notices else list(unproven_notes(edition.checked, edition.layout.tables)),
        corrections=correction_views(archive, edition),
        revisions=revision_views(archive, edition),
    )


def _course(archive: Archive, edition: Edition) -> Markup:
    """The course of the first highlights up to this issue."""
    place = archive.by_month[edition.name]
    charts = highlights_over(archive, archive.editions[max(0, place + 1 - RECENT) : place + 1])
    return charts[0] if charts else Markup("")


def _keywords(edition: Edition) -> Iterator[str]:
    issue = edition.issue
    yield from (
        word for word in (edition.report.masthead[0], edition.label, issue.ordinal, issue.home) if word
    )


def _about(edition: Edition) -> str:
    return f"{edition.layout.form.about}，" if edition.layout.form.about else ""


def _words(runs: tuple[Run, ...], cells: Marks, edition: Edition) -> Markup:
    """A sentence whose figures lead to the cells that they repeat, with marks where one is explained."""
    parts = []
    for run in runs:
        text = str(escape(run.text))
        known = cells.get(run.cell, ()) if run.cell else ()
        found = [note for note in known if note.target]
        if len(found) < len(known):  # no more words in a sentence than the report's
            text = f'<abbr class="u" title="{escape(known[-1].title)}">{text}</abbr>'
        kinds = " ".join(marked_as(found))
        parts.append(f'<span class="{kinds}">{text}{mark_links(found)}</span>' if found else text)
    return Markup("".join(parts))


def organization_links(archive: Archive, edition: Edition, table: Table, up: str) -> dict[int, str]:
    """The page of each row's organization."""
    return {
        row: up + addresses.organization(identity)
        for row in range(len(table))
        if (identity := edition.scope.identity(table, row)) is not None and identity != TOTAL
    }


def _attachment(
    archive: Archive, edition: Edition, attachment: Attachment, marks: Marks, up: str
) -> TableView:
    form = attachment.form
    heading = f"附件{attachment.number}　{attachment.title}"
    table = edition.month.tables.get(form.table)
    if table is None:  # left of a draft
        return TableView(form.table, heading, _ALL_LEFT, (), "")
    schema = edition.layout.tables[form.table]
    html = data_table(
        table,
        schema,
        attachment.title,
        marks,
        edition.addresses,
        form.subhead,
        _groups(edition, attachment),
        form.grouped.by if form.grouped else "",
        organization_links(archive, edition, table, up),
        _kept(edition, table),
    )
    csv = downloads.table_csv(edition.name, form.table)
    return TableView(form.table, heading, html, form.notes, csv, _absent(edition, form.table))


def _kept(edition: Edition, table: Table) -> list[str]:
    """The ids of the columns that matter most: those that charts and highlights show, and that of the archive's own place."""
    form, home = edition.layout.form, edition.scope.home
    wanted = [
        *(column for chart in form.charts if chart.table == table.name for column in chart.columns),
        *(item.column for item in form.highlights if item.table == table.name),
        *(
            field.name
            for field in edition.layout.tables[table.name].fields
            if home is not None and edition.scope.named_after(field) == home
        ),
    ]
    return [
        edition.addresses.column(table.name, str(column))
        for column in dict.fromkeys(wanted)
        if column in table.header
    ]


def _absent(edition: Edition, table: str) -> tuple[Absence, ...]:
    """What of a table was not published."""
    return tuple(item for item in edition.issue.absent if item.table == table)


def _groups(edition: Edition, attachment: Attachment) -> tuple[Group, ...]:
    """The groups as printed: place, name and score."""
    return tuple(
        Group(f"{group.place}　{group.name}" + (f"　{group.score} 分" if group.score else ""), group.rows)
        for group in item_groups(attachment.form, edition.scope)
    )


def _plain(archive: Archive, edition: Edition, name: str, marks: Marks, up: str) -> TableView:
    table, schema = edition.month.tables.get(name), edition.layout.tables[name]
    if table is None:  # left of a draft
        return TableView(name, schema.title, _ALL_LEFT, (), "")
    links = organization_links(archive, edition, table, up)
    caption, keep = f"{edition.label}{schema.title}", _kept(edition, table)
    html = data_table(table, schema, caption, marks, edition.addresses, links=links, keep=keep)
    csv = downloads.table_csv(edition.name, name)
    return TableView(name, schema.title, html, (), csv, _absent(edition, name))


def _place(mark: Mark, edition: Edition) -> dict[str, str]:
    """Where the explained cell stands: the table's title, the row, the column and the address on the page."""
    erratum = mark.erratum
    return {
        "title": table_title(edition, erratum.table),
        "row": erratum.row or "",
        "column": erratum.column or "",
        "address": mark.address,
        "href": f"#{mark.anchor}" if mark.anchor else f"#{erratum.table}",
    }

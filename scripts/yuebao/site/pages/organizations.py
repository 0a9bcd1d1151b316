"""One page for each organization, and the list of them by kind."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from yuebao.model.issue import NOT_PUBLISHED
from yuebao.model.organization import Organization
from yuebao.model.period import in_order
from yuebao.model.table import Cell
from yuebao.printed.edition import Edition
from yuebao.schema.report_form import ChartForm
from yuebao.site import download_addresses as downloads
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.compare.measures import comparing
from yuebao.site.pages.courses import course, drawn, value_of
from yuebao.site.pages.data_table import mark_link
from yuebao.site.pages.highlights import Change, KeyFigure, change_text, compared, shown_unit
from yuebao.site.pages.history import Histories, Listing, histories
from yuebao.site.pages.insight_list import organization_insights
from yuebao.site.pages.layout import render_page
from yuebao.site.pages.organization_columns import column_chart, column_sections
from yuebao.site.pages.organization_list import list_page
from yuebao.site.pages.over_time import figure_label, published_names, sections, without
from yuebao.site.pages.succession import breaks, turns


@dataclass(frozen=True, slots=True)
class Newest:
    """The figures of an organization in the newest issue that has them."""

    edition: Edition
    figures: tuple[KeyFigure, ...]


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Every organization of the registry, whether an issue lists it or not, and the list."""
    found = histories(archive)
    children: dict[str, list[Organization]] = {}
    for entry in archive.registry.by_id.values():
        if entry.parent:
            children.setdefault(entry.parent, []).append(entry)
    yield addresses.source(addresses.ORGANIZATIONS), list_page(archive, found)
    for identity, periods in archive.registry.entries.items():
        address = addresses.organization(identity)
        yield addresses.source(address), _page(archive, found, periods, children.get(identity, ()), address)


def _page(
    archive: Archive,
    found: Histories,
    periods: Sequence[Organization],
    children: Sequence[Organization],
    address: str,
) -> bytes:
    entry = periods[-1]
    up = addresses.up(address)
    kinds = archive.latest.organizations
    title = kinds.full_name(entry)
    tables = found.rows.get(entry.id, {})
    forms = [
        form for form in archive.charts if form.table in tables and archive.tables[form.table].lists_once
    ]
    parents = [archive.registry.by_id[entry.parent]] if entry.parent in archive.registry.by_id else []
    months, names = _months(found, entry.id), published_names(archive, found, entry.id)
    told, feed = f"{title}：月报公布的历期数字。", downloads.organization_feed(entry.id)
    return render_page(
        "organization.md.j2",
        {"title": title, "hide": ["navigation"], "description": told, "feed": feed},
        title=title,
        feed=feed,
        kinds=kinds,
        entry=entry,
        periods=periods,
        names=names,
        aliases=_aliases(periods, names),
        turns=turns(archive.registry, entry.id, up),
        parents=parents,
        children=_by_kind(children),
        first=months[0] if months else None,
        last=months[-1] if months else None,
        count=len(months),
        newest=_newest(archive, found, entry.id, forms),
        insights=organization_insights(archive, months, entry.id, up),
        said=months[-1] if months else None,
        comparing=_comparing(archive, found, entry.id, forms),
        charts=_charts(archive, found, entry.id, forms),
        sections=[
            *sections(archive, found, entry.id, title, up),
            *column_sections(archive, found, entry.id, title, up),
        ],
        addresses=addresses,
        mark_link=mark_link,
        up=up,
    )


def _aliases(periods: Sequence[Organization], names: Container[str]) -> list[str]:
    """Its other names, those that issues print (``names``) left out."""
    found = dict.fromkeys(alias for period in periods for alias in period.aliases)
    return [alias for alias in found if alias not in names]


def _by_kind(entries: Sequence[Organization]) -> dict[str, list[Organization]]:
    found: dict[str, list[Organization]] = {}
    for entry in entries:
        found.setdefault(entry.type, []).append(entry)
    return found


def _charts(archive: Archive, found: Histories, identity: str, forms: Sequence[ChartForm]) -> Markup:
    tables, broken = found.rows.get(identity, {}), breaks(archive.registry, identity)
    charts = [
        course(
            form,
            archive.tables[form.table],
            tables[form.table],
            f"course-{number}",
            broken,
            without(archive, form.table, identity),
            found.marks,
        )
        for number, form in enumerate(forms, 1)
    ]
    return drawn([*charts, *column_chart(archive, found, identity)])


def _comparing(archive: Archive, found: Histories, identity: str, forms: Sequence[ChartForm]) -> str:
    """Where it is compared with others: by its first chart, or by the totals of the columns that it heads."""
    if forms:
        return comparing(archive, forms[0].table, forms[0].columns[0], identity)
    headed = [name for name in found.columns.get(identity, {}) if archive.tables[name].total_row]
    return comparing(archive, headed[0], "", identity) if headed else ""


def _months(found: Histories, identity: str) -> list[Edition]:
    """The issues that name the organization, the oldest first."""
    listed = {
        item.table.month: item.edition
        for group in (found.rows.get(identity, {}), found.columns.get(identity, {}))
        for items in group.values()
        for item in items
    }
    return [listed[month] for month in in_order(listed)]


def _newest(archive: Archive, found: Histories, identity: str, forms: Sequence[ChartForm]) -> Newest | None:
    tables = found.rows.get(identity, {})
    if not forms:
        return None
    edition = max((tables[form.table][-1].edition for form in forms), key=lambda item: item.period)
    return Newest(
        edition,
        tuple(
            figure
            for form in forms
            if tables[form.table][-1].edition is edition
            for figure in key_figures(archive, found, identity, tables[form.table], form)
        ),
    )


def key_figures(
    archive: Archive, found: Histories, identity: str, listings: Sequence[Listing], form: ChartForm
) -> Iterator[KeyFigure]:
    """The newest figures that a chart shows, with their changes where the archive has the other months and the
    organization was the same then."""
    schema = archive.tables[form.table]
    by_span = {item.edition.period.span: item for item in listings[-13:]}
    item = listings[-1]
    for column in filter(item.table.has, form.columns):
        field = schema.field[column]
        text, value = item.text(column), value_of(item.number(column))
        noted = found.marks.get(item.table.month, {}).get(Cell(form.table, item.rows[0], column), ())
        changes = []
        for span, against in compared(item.edition.period).items():
            other = by_span.get(span)
            if other and identity in archive.registry.remade(other.table.month, item.table.month):
                continue
            before = value_of(other.number(column)) if other else None
            if value is not None and before is not None:
                changes.append(Change(against, change_text(value - before, field, form.best == "lowest")))
        anchor = archive.address(item.edition, form.table, item.rows[0], column)
        unit = shown_unit(field) if text else ""
        label = figure_label(schema, form, column)
        said = text or ("无" if item.table.published(item.rows[0], column) else NOT_PUBLISHED)
        if text and form.best == "lowest" and unit:
            said = f"第{text}"
        yield KeyFigure(label, said, unit, anchor, tuple(changes), noted)

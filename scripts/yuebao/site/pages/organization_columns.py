"""Figures in columns that are named after organizations: totals over time, and matrices by the rows' organizations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from yuebao.model.period import in_order, title_of
from yuebao.model.table import Cell, Table
from yuebao.printed.edition import Edition
from yuebao.rules.registry import accumulating
from yuebao.rules.scope import TOTAL
from yuebao.schema.table_schema import TableSchema
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.charts.line_chart import line_chart
from yuebao.site.charts.model import Axis, Chart
from yuebao.site.pages.courses import is_doubtful, line, value_of
from yuebao.site.pages.history import Column, Histories
from yuebao.site.pages.over_time import Section
from yuebao.site.pages.plain_table import (
    Heading,
    heading,
    link,
    missing_cell,
    plain_table,
    published_cell,
    row_head,
)
from yuebao.site.pages.succession import breaks

RECENT: Final = 36
"""The months of a chart with a line for each column: more cannot be told apart."""

_COLUMNS: Final = 12
"""The issues beside each other in a matrix of months."""


def about_tables(archive: Archive, kinds: Collection[str]) -> list[TableSchema]:
    """The tables with columns that are named after organizations of those kinds."""
    return [
        schema for schema in archive.tables.values() if any(field.about in kinds for field in schema.fields)
    ]


def accumulates(schema: TableSchema) -> bool:
    """Whether the table holds figures from January on, as its rules declare."""
    return accumulating(schema.rules)


def last_of_years(editions: Sequence[Edition]) -> list[Edition]:
    """The last issue of each year, the oldest first."""
    return list({edition.year: edition for edition in editions}.values())


def total_of(item: Column) -> Decimal | None:
    """The published total of the column."""
    return None if item.table.total is None else value_of(item.table.numbers[item.name][item.table.total])


def doubtful_totals(found: Histories, items: Iterable[Column]) -> Iterator[str]:
    """The issues in which an erratum stands beside the total of the column."""
    for item in items:
        total = item.table.total
        cell = None if total is None else Cell(item.table.name, total, item.name)
        if is_doubtful(found.marks.get(item.table.month), cell):
            yield item.table.month


def column_chart(archive: Archive, found: Histories, identity: str) -> list[Markup]:
    """The published totals of one organization's columns over the months; year-to-date figures are left out."""
    charts: list[Markup] = []
    for name, items in found.columns.get(identity, {}).items():
        schema = archive.tables[name]
        if not accumulates(schema):
            axis = Axis.of([item.edition.name for item in items])
            values = {item.table.month: total_of(item) for item in items}
            field = schema.field[items[-1].name]
            title = f"{schema.title}，合计"
            chart = Chart(
                title,
                field.unit,
                axis,
                (
                    line(
                        field.title,
                        values,
                        axis,
                        breaks=breaks(archive.registry, identity),
                        doubtful=doubtful_totals(found, items),
                    ),
                ),
            )
            charts.append(line_chart(chart, f"total-{len(charts) + 1}"))
    return charts


def column_sections(
    archive: Archive, found: Histories, identity: str, name: str, up: str
) -> Iterator[Section]:
    """The totals of the organization's columns in every issue, then each table by the organizations of its rows."""
    tables = found.columns.get(identity, {})
    if not tables:
        return
    yield Section("totals", "合计", _totals(archive, found, tables, name, up))
    for table, items in tables.items():
        schema = archive.tables[table]
        editions = [item.edition for item in items]
        shown = last_of_years(editions) if accumulates(schema) else editions[-_COLUMNS:]
        html = matrix(
            archive,
            found,
            shown[::-1],
            schema,
            items[-1].name,
            f"m.{table}",
            f"{name}：{schema.title}，{'各年最后一期' if accumulates(schema) else '最近各期'}",
            up,
        )
        yield Section(table, schema.title, html)


def _totals(
    archive: Archive, found: Histories, tables: Mapping[str, Sequence[Column]], name: str, up: str
) -> Markup:
    by_month: dict[str, dict[str, Column]] = {}
    for table, items in tables.items():
        for item in items:
            by_month.setdefault(item.table.month, {})[table] = item

    def row(month: str) -> str:
        nothing = next(iter(by_month[month].values())).edition.month.nothing
        cells = "".join(
            total_cell(found, by_month[month].get(table), missing_cell(table, nothing), up)
            for table in tables
        )
        return row_head(link(up + addresses.issue(month), title_of(month))) + cells

    headings = [heading("统计期", False), *(heading(archive.tables[table].title) for table in tables)]
    return plain_table("t.totals", f"{name}：合计，历期", headings, map(row, in_order(by_month)[::-1]))


def total_cell(found: Histories, item: Column | None, missing: str, up: str) -> str:
    """The published total of a column, with its marks; ``missing`` where there is none."""
    if item is None or item.table.total is None:
        return missing
    page, marks = up + addresses.issue(item.table.month), found.marks.get(item.table.month, {})
    return published_cell(item.table, item.table.total, item.name, True, marks, page)


def matrix(
    archive: Archive,
    found: Histories,
    editions: Sequence[Edition],
    schema: TableSchema,
    column: str,
    identity: str,
    caption: str,
    up: str,
) -> Markup:
    """One column of the table in some issues, side by side: a row for each organization that any of them lists, in the
    order of the registry; the total row last. An organization that an issue does not list is blank there. A narrow screen
    shows the newest before the others, on whichever side it stands."""
    newest = max(editions, key=lambda edition: edition.period)
    tables = {edition.name: archive.shown(edition).get(schema.name) for edition in editions}
    places = {
        edition.name: edition.scope.identities(edition.month.tables[schema.name])
        for edition in editions
        if tables[edition.name] is not None
    }
    listed = {identity for found_rows in places.values() for identity in found_rows}

    def cells(identity: str) -> str:
        return "".join(
            missing_cell(schema.name, edition.month.nothing)
            if (table := tables[edition.name]) is None
            else _matrix_cell(found, table, column, places[edition.name].get(identity), up)
            for edition in editions
        )

    headings = [
        heading(schema.entity.title if schema.entity else "", False),
        *(
            Heading(
                link(f"{up}{addresses.issue(edition.name)}#{schema.name}", edition.period.title),
                kept=edition is newest,
            )
            for edition in editions
        ),
    ]
    rows = [
        row_head(link(up + addresses.organization(identity), entry.name)) + cells(identity)
        for identity, entry in archive.registry.by_id.items()
        if identity in listed
    ]
    foot = row_head(schema.total_row.label) + cells(TOTAL) if schema.total_row and TOTAL in listed else ""
    return plain_table(identity, caption, headings, rows, foot)


def _matrix_cell(found: Histories, table: Table, column: str, row: int | None, up: str) -> str:
    if row is None:
        return missing_cell("", ())
    marks, page = found.marks.get(table.month, {}), up + addresses.issue(table.month)
    return published_cell(table, row, column, True, marks, page)

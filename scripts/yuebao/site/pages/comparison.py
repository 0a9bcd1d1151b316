"""The organizations that head columns beside each other: totals by month and by year, and the places of the one whose
reports these are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from yuebao.model.organization import Organization
from yuebao.printed.edition import Edition
from yuebao.rules.registry import ranked
from yuebao.schema.organization_kinds import Comparison
from yuebao.schema.table_schema import TableSchema
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.charts.line_chart import line_chart
from yuebao.site.charts.model import Axis, Chart
from yuebao.site.pages.courses import line
from yuebao.site.pages.history import Column, Histories, column_histories
from yuebao.site.pages.insight_list import organization_insights
from yuebao.site.pages.layout import render_page
from yuebao.site.pages.organization_columns import (
    RECENT,
    about_tables,
    accumulates,
    doubtful_totals,
    last_of_years,
    matrix,
    total_cell,
    total_of,
)
from yuebao.site.pages.plain_table import Heading, heading, link, missing_cell, plain_table, row_head
from yuebao.site.pages.succession import breaks


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of one table: a chart, when it has a course to show, above its figures."""

    id: str
    title: str
    note: str
    chart: Markup
    html: Markup


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one year."""

    year: int
    html: Markup


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The page, where the archive declares one and its tables have columns for it."""
    page = archive.latest.organizations.comparison
    tables = about_tables(archive, archive.latest.organizations.compared)
    if page is None or not tables:
        return
    found = column_histories(archive)
    newest = archive.editions[-1] if archive.editions else None
    home = newest.scope.home if newest else None
    yield (
        addresses.source(addresses.COUNTIES),
        render_page(
            "comparison.md.j2",
            {"title": page.title, "hide": ["navigation"], "description": page.description},
            page=page,
            home=newest.issue.home if newest else "",
            said=newest,
            insights=_home_insights(archive, newest, home),
            totals=[_totals(archive, found, schema, page, home.id if home else "") for schema in tables],
            ranks=[rank for schema in tables for rank in _ranks(archive, found, schema)],
            addresses=addresses,
        ),
    )


def _home_insights(archive: Archive, newest: Edition | None, home: Organization | None) -> Markup:
    """What the newest issue says of the organization that the reports are of."""
    if newest is None or home is None:
        return Markup("")
    return organization_insights(archive, [newest], home.id, "")


def _columns(archive: Archive, found: Histories, table: str) -> dict[str, dict[str, Column]]:
    """By id of the compared organization and month."""
    return {
        identity: {item.edition.name: item for item in tables[table]}
        for identity, tables in found.columns.items()
        if table in tables and archive.registry.by_id[identity].type in archive.latest.organizations.compared
    }


def _totals(archive: Archive, found: Histories, schema: TableSchema, page: Comparison, home: str) -> Totals:
    yearly = accumulates(schema)
    editions = last_of_years(archive.editions) if yearly else list(archive.editions)
    columns = _columns(archive, found, schema.name)

    def row(edition: Edition) -> str:
        href = f"{addresses.issue(edition.name)}#{schema.name}"
        words = f"{edition.year}年（1—{edition.period.last_month}月）" if yearly else edition.period.title
        missing = missing_cell(schema.name, edition.month.nothing)
        cells = "".join(
            total_cell(found, months.get(edition.name), missing, "") for months in columns.values()
        )
        return row_head(link(href, words)) + cells

    names = [
        Heading(
            link(addresses.organization(identity), archive.registry.by_id[identity].name),
            kept=identity == home,
        )
        for identity in columns
    ]
    table = plain_table(
        f"t.{schema.name}",
        f"{schema.title}：各{page.called}合计，{'各年最后一期' if yearly else '历期'}",
        [heading("年度" if yearly else "统计期", False), *names],
        map(row, reversed(editions)),
    )
    chart = _chart(schema, page, found, columns, archive, home, editions)
    note = "年度累计取各年最后一期；走势图只画满十二个月的年度。" if yearly else ""
    return Totals(schema.name, schema.title, note, chart, table)


def _chart(
    schema: TableSchema,
    page: Comparison,
    found: Histories,
    columns: dict[str, dict[str, Column]],
    archive: Archive,
    home: str,
    editions: Sequence[Edition],
) -> Markup:
    yearly = accumulates(schema)
    whole = (
        [edition for edition in editions if edition.period.last_month == 12] if yearly else editions[-RECENT:]
    )
    if not whole or not columns:
        return Markup("")

    def period(edition: Edition) -> str:
        return f"{edition.year:04d}" if yearly else edition.name

    axis = Axis.of([period(edition) for edition in whole])
    lines = []
    for identity, months in columns.items():
        values = {
            period(edition): total_of(months[edition.name]) for edition in whole if edition.name in months
        }
        name, broken = archive.registry.by_id[identity].name, breaks(archive.registry, identity)
        doubt = {period(edition) for edition in whole if edition.name in months}
        doubt &= {f"{month:.4}" if yearly else month for month in doubtful_totals(found, months.values())}
        lines.append(line(name, values, axis, identity == home, broken, doubt))
    unit = next(field.unit for field in schema.fields if field.about in page.kinds)
    title = f"各{page.called}{'年度' if yearly else '每期'}合计"
    return line_chart(Chart(title, unit, axis, tuple(lines)), f"chart-{schema.name}")


@dataclass(frozen=True, slots=True)
class Ranks:
    """The places that one rule of a table derives, a matrix for each year, the newest first."""

    id: str
    title: str
    years: tuple[Places, ...]


def _ranks(archive: Archive, found: Histories, schema: TableSchema) -> Iterator[Ranks]:
    years: dict[int, list[Edition]] = {}
    for edition in reversed(archive.editions):
        years.setdefault(edition.year, []).insert(0, edition)
    for field in (schema.field[column] for column in ranked(schema.rules)):
        named = archive.latest.organizations.titles(schema.entity.names) if schema.entity else "行"
        yield Ranks(
            f"places-{schema.name}",
            f"{archive.latest.masthead.home_title}各{named}{field.title}",
            tuple(
                Places(
                    year,
                    matrix(
                        archive,
                        found,
                        editions,
                        schema,
                        field.name,
                        f"m.{year}.{schema.name}",
                        f"{year}年各{named}{field.title}",
                        "",
                    ),
                )
                for year, editions in years.items()
            ),
        )

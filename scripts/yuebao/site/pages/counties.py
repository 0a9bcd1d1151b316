"""The counties beside each other: totals by month and by year, and the places of the home county by department."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from yuebao.printed.edition import Edition
from yuebao.rules.registry import ranked
from yuebao.schema.table_schema import TableSchema
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.charts.line_chart import line_chart
from yuebao.site.charts.model import Chart, periods_between
from yuebao.site.pages.county_figures import (
    RECENT,
    about_tables,
    accumulates,
    last_of_years,
    matrix,
    total_cell,
    total_of,
)
from yuebao.site.pages.courses import line
from yuebao.site.pages.history import Column, Histories, column_histories
from yuebao.site.pages.layout import render_page
from yuebao.site.pages.plain_table import Heading, heading, link, plain_table, row_head

KIND: Final = "county"


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
    """The page of comparison, for a city whose tables have columns for its counties."""
    tables = about_tables(archive, KIND)
    if not tables:
        return
    found = column_histories(archive)
    newest = archive.editions[-1] if archive.editions else None
    home = newest.issue.county if newest else ""
    yield (
        addresses.source(addresses.COUNTIES),
        render_page(
            "counties.md.j2",
            {
                "title": "县区对比",
                "hide": ["navigation"],
                "description": "本市各县（区）每月与年度办结件合计，以及本县各部门的对比名次。",
            },
            home=home,
            totals=[_totals(archive, found, schema, home) for schema in tables],
            ranks=[rank for schema in tables for rank in _ranks(archive, found, schema)],
            addresses=addresses,
        ),
    )


def _columns(archive: Archive, found: Histories, table: str) -> dict[str, dict[str, Column]]:
    """By id of the county and month."""
    return {
        identity: {item.edition.name: item for item in tables[table]}
        for identity, tables in found.columns.items()
        if table in tables and archive.registry.by_id[identity].type == KIND
    }


def _totals(archive: Archive, found: Histories, schema: TableSchema, home: str) -> Totals:
    yearly = accumulates(schema)
    editions = last_of_years(archive.editions) if yearly else list(archive.editions)
    columns = _columns(archive, found, schema.name)

    def row(edition: Edition) -> str:
        href = f"{addresses.issue(edition.name)}#{schema.name}"
        words = f"{edition.year}年（1—{edition.number}月）" if yearly else edition.name
        cells = "".join(total_cell(found, months.get(edition.name), "") for months in columns.values())
        return row_head(link(href, words)) + cells

    names = [
        Heading(link(addresses.organization(identity), archive.registry.by_id[identity].name))
        for identity in columns
    ]
    table = plain_table(
        f"t.{schema.name}",
        f"{schema.title}：各县（区）合计，{'各年最后一期' if yearly else '历期'}",
        [heading("年度" if yearly else "月份", False), *names],
        map(row, reversed(editions)),
    )
    chart = _chart(archive, schema, columns, home, editions)
    note = "年度累计取各年最后一期；走势图只画满十二个月的年度。" if yearly else ""
    return Totals(schema.name, schema.title, note, chart, table)


def _chart(
    archive: Archive,
    schema: TableSchema,
    columns: dict[str, dict[str, Column]],
    home: str,
    editions: Sequence[Edition],
) -> Markup:
    yearly = accumulates(schema)
    whole = [edition for edition in editions if edition.number == 12] if yearly else editions[-RECENT:]
    if not whole or not columns:
        return Markup("")

    def period(edition: Edition) -> str:
        return f"{edition.year:04d}" if yearly else edition.name

    periods = periods_between(period(whole[0]), period(whole[-1]))
    lines = []
    for identity, months in columns.items():
        values = {
            period(edition): total_of(months[edition.name]) for edition in whole if edition.name in months
        }
        named = {item.name for item in months.values()}
        lines.append(line(archive.registry.by_id[identity].name, values, periods, home in named))
    unit = next(field.unit for field in schema.fields if field.about == KIND)
    title = "各县（区）年度合计" if yearly else "各县（区）每月合计"
    return line_chart(Chart(title, unit, periods, tuple(lines)), f"chart-{schema.name}")


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
        yield Ranks(
            f"places-{schema.name}",
            field.title,
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
                        f"{year}年各部门{field.title}",
                        "",
                    ),
                )
                for year, editions in years.items()
            ),
        )

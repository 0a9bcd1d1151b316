"""One series across the layouts of an archive: every column that a table ever had, under one name through all issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from yuebao.model.table import Cell, Table, renamed
from yuebao.schema.insight_form import FigureInsight, Insights
from yuebao.schema.layout import Layout
from yuebao.schema.report_form import ChartForm, Highlight
from yuebao.schema.rule import OtherColumn
from yuebao.schema.table_schema import TableSchema

_Value = TypeVar("_Value")
_Figure = TypeVar("_Figure", bound=FigureInsight)


def series_of(layouts: Sequence[Layout]) -> Mapping[str, TableSchema]:
    """Each table of the layouts, the newest of which comes first, with the columns of its newest layout and after them those
    that it had before. A header that stood for another column before is told apart by its id."""
    found: dict[str, TableSchema] = {}
    for layout in layouts:
        for name, schema in layout.tables.items():
            found[name] = schema if name not in found else _with_older(found[name], schema)
    return found


def _with_older(newer: TableSchema, older: TableSchema) -> TableSchema:
    """The newer schema with the columns that only the older one has."""
    added = [field for field in older.fields if field.id not in newer.by_id]
    if not added:
        return newer
    names = {
        field.name: f"{field.name}（{field.id}）" if field.name in newer.field else field.name
        for field in added
    }
    described = {field["name"]: field for field in older.descriptor["fields"]}
    descriptor = {
        **newer.descriptor,
        "fields": [
            *newer.descriptor["fields"],
            *({**described[field.name], "name": names[field.name]} for field in added),
        ],
    }
    fields = (*newer.fields, *(replace(field, name=names[field.name]) for field in added))
    return replace(newer, fields=fields, descriptor=descriptor)


def in_series(table: Table, own: TableSchema, series: TableSchema) -> Table:
    """The table with its columns called as in the series."""
    names = own.renaming(series)
    return table if all(old == new for old, new in names.items()) else renamed(table, names)


def cells_in_series(
    found: Mapping[Cell, _Value], own: Mapping[str, TableSchema], series: Mapping[str, TableSchema]
) -> dict[Cell, _Value]:
    """What is known of cells, the cells named as in the series."""
    names = {name: schema.renaming(series[name]) for name, schema in own.items()}
    return {
        replace(cell, column=names.get(cell.table, {}).get(cell.column, cell.column)): value
        for cell, value in found.items()
    }


def highlights_of(layouts: Iterable[Layout], series: Mapping[str, TableSchema]) -> tuple[Highlight, ...]:
    """The key figures of the layouts, each once: the newest form of those about one column."""
    found: dict[tuple[str, str], Highlight] = {}
    for layout in layouts:
        for form in layout.form.highlights:
            column = layout.tables[form.table].renaming(series[form.table])[form.column]
            found.setdefault((form.table, column), replace(form, column=OtherColumn(column)))
    return tuple(found.values())


def charts_of(layouts: Iterable[Layout], series: Mapping[str, TableSchema]) -> tuple[ChartForm, ...]:
    """The charts of the layouts, each once: the newest form of those about one column at least."""
    found: dict[tuple[str, str], ChartForm] = {}
    for layout in layouts:
        for form in layout.form.charts:
            names = layout.tables[form.table].renaming(series[form.table])
            columns = tuple(OtherColumn(names[column]) for column in form.columns)
            if not any((form.table, column) in found for column in columns):
                found |= dict.fromkeys(
                    [(form.table, column) for column in columns], replace(form, columns=columns)
                )
    return tuple({id(form): form for form in found.values()}.values())


def insights_of(layout: Layout, series: Mapping[str, TableSchema]) -> Insights:
    """The sentences of a layout, their columns called as in the series; none where it declares none."""
    form = layout.form.insights or Insights()

    def named(insight: _Figure) -> _Figure:
        if not insight.table:
            return insight
        names = layout.tables[insight.table].renaming(series[insight.table])
        column = OtherColumn(names.get(insight.column, ""))
        return replace(insight, column=column, whole=OtherColumn(names.get(insight.whole, "")))

    return Insights(tuple(map(named, form.issue)), tuple(map(named, form.organization)), form.compared)

"""Courses of figures over time as charts: of one organization, of columns, of the highlights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from markupsafe import Markup

from yuebao.model.numbers import UNREADABLE, ZERO, Number
from yuebao.model.period import in_order
from yuebao.model.table import Cell
from yuebao.printed.edition import Edition
from yuebao.schema.report_form import ChartForm
from yuebao.schema.table_schema import TableSchema
from yuebao.site.archive import Archive
from yuebao.site.charts.line_chart import line_chart
from yuebao.site.charts.model import Axis, Break, Chart, Line
from yuebao.site.pages.data_table import Marks
from yuebao.site.pages.highlights import figure, highlight_cell
from yuebao.site.pages.history import Listing

RECENT: Final = 13
"""The issues of a course of the highlights: a year, and the same month of the year before."""


def value_of(number: Number, blank: Decimal | None = None) -> Decimal | None:
    """The value of a cell, ``blank`` of an empty one; one that could not be read has none."""
    return None if number is UNREADABLE else blank if number is None else number


def line(
    label: str,
    values: Mapping[str, Decimal | None],
    axis: Axis,
    strong: bool = False,
    breaks: tuple[Break, ...] = (),
    doubtful: Iterable[str] = (),
) -> Line:
    """A line along the axis from the values of the periods that have one."""
    found = tuple(None if name is None else values.get(name) for name in axis.names)
    return Line(label, found, strong, breaks, frozenset(doubtful))


def is_doubtful(marks: Marks | None, cell: Cell | None) -> bool:
    """Whether an erratum stands beside the cell, by the marks of its issue."""
    return bool(marks) and cell is not None and any(note.kind == "x" for note in (marks or {}).get(cell, ()))


def course(
    form: ChartForm,
    schema: TableSchema,
    listings: Sequence[Listing],
    identity: str,
    breaks: tuple[Break, ...] = (),
    without: Iterable[Edition] = (),
    marks: Mapping[str, Marks] | None = None,
) -> Markup:
    """The chart of an organization that the form declares; nothing while there are fewer than two figures. It is broken
    where the organization became another, and has a gap at the issues ``without`` the table.

    ``marks`` are those of each issue, the columns called as in `Archive.tables`. A blank count of an organization that the table lists is 0 cases; a blank place or share is a gap.
    """
    blank = ZERO if form.best == "highest" and schema.field[form.columns[0]].grammar == "count" else None
    first, last = listings[0].edition.period, listings[-1].edition.period
    between = (edition.name for edition in without if first < edition.period < last)
    axis = Axis.of(in_order([*(item.edition.name for item in listings), *between]))
    lines = tuple(
        line(
            schema.field[column].title,
            {
                item.table.month: value_of(item.number(column), blank)
                for item in listings
                if item.table.has(column)
            },
            axis,
            breaks=breaks,
            doubtful=(
                item.table.month
                for item in listings
                if is_doubtful((marks or {}).get(item.table.month), Cell(form.table, item.rows[0], column))
            ),
        )
        for column in form.columns
    )
    unit = schema.field[form.columns[0]].unit
    return line_chart(
        Chart(form.title, unit, axis, lines, form.base == "zero", form.best == "lowest"), identity
    )


def highlights_over(archive: Archive, editions: Sequence[Edition]) -> list[Markup]:
    """The highlights over these issues, a chart for each unit; none while there are fewer than two issues."""
    if len(editions) < 2:
        return []
    axis = Axis.of([edition.name for edition in editions])
    units = [archive.tables[form.table].field[form.column].unit for form in archive.highlights]
    pairs = sorted(zip(units, archive.highlights, strict=True), key=lambda pair: units.index(pair[0]))
    charts = []
    for number, (unit, group) in enumerate(groupby(pairs, key=lambda pair: pair[0]), 1):
        forms = [form for _, form in group]
        lines = tuple(
            line(
                form.label,
                {edition.name: figure(archive.shown(edition), form)[1] for edition in editions},
                axis,
                doubtful=(
                    edition.name
                    for edition in editions
                    if is_doubtful(archive.marks(edition), highlight_cell(archive.shown(edition), form))
                ),
            )
            for form in forms
        )
        title = forms[0].label if len(forms) == 1 else "主要数字"
        charts.append(line_chart(Chart(title, unit, axis, lines), f"highlights-{number}"))
    return [chart for chart in charts if chart]


def drawn(charts: Iterable[Markup]) -> Markup:
    """The charts side by side where there is room, or nothing."""
    found = [chart for chart in charts if chart]
    return (
        Markup('<div class="yb-charts">\n{}\n</div>').format(Markup("\n").join(found))
        if found
        else Markup("")
    )

"""The key figures of an issue, and their change against the period before and the same one of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yuebao.model.issue import NOT_PUBLISHED
from yuebao.model.numbers import UNREADABLE, in_percent, plain
from yuebao.model.period import Period, Span
from yuebao.model.table import Cell, Table
from yuebao.printed.edition import Edition
from yuebao.schema.report_form import Highlight
from yuebao.schema.table_schema import Field
from yuebao.site.archive import Archive
from yuebao.site.marks import Note
from yuebao.site.pages.data_table import Marks
from yuebao.site.pages.plain_table import missing_cell, published_cell
from yuebao.site.series import highlights_of


@dataclass(frozen=True, slots=True)
class Change:
    """How much more or less than in another period; ``text`` carries its sign."""

    against: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure as published, and where it stands on the page of its issue."""

    label: str
    text: str
    unit: str
    anchor: str
    changes: tuple[Change, ...]
    marks: tuple[Note, ...]


def key_figures(archive: Archive, edition: Edition) -> tuple[KeyFigure, ...]:
    """The figures that the form calls highlights. A change is shown only where the archive has the other period."""
    own = highlights_of((edition.layout,), archive.tables)
    marks = archive.marks(edition)
    return tuple(_key_figure(archive, edition, form, marks) for form in own)


def highlight_cell(tables: Mapping[str, Table], form: Highlight) -> Cell | None:
    """Where the highlight stands: in the total row, or in the first row of a table without one; ``None`` in an issue
    that does not have it."""
    table = tables.get(form.table)
    if table is None or not table.has(form.column) or not len(table):
        return None
    return Cell(form.table, table.total if table.total is not None else 0, form.column)


def figure(tables: Mapping[str, Table], form: Highlight) -> tuple[str, Decimal | None]:
    """The published text and its value; blank counts as no value."""
    cell = highlight_cell(tables, form)
    if cell is None:
        return "", None
    value = tables[form.table].numbers[form.column][cell.row]
    return tables[form.table].texts[form.column][cell.row], None if value is UNREADABLE else value


def published_highlight(archive: Archive, edition: Edition, form: Highlight, marks: Marks, page: str) -> str:
    """The highlight of an issue as the cell of another table, with the marks that lead to what explains or corrected it on ``page``."""
    tables = archive.shown(edition)
    cell = highlight_cell(tables, form)
    if cell is None:
        return missing_cell(form.table, edition.month.nothing)
    return published_cell(tables[form.table], cell.row, form.column, True, marks, page)


def compared(own: Period) -> dict[Span, str]:
    """The months that a figure is compared with, each with the words for it: those just before, as many, and the same
    ones a year before, which for a year are one."""
    return {own.span_before: f"比{own.last_one}", own.span_a_year_before: f"比{own.last_year}"}


def change_text(difference: Decimal, field: Field, lowest_best: bool = False) -> str:
    """How much more or less, with its sign and unit; of places, how far forward or back."""
    if not difference:
        return "持平"
    size = plain(abs(difference))
    if lowest_best:
        return f"{'前进' if difference < 0 else '后退'} {size}{field.unit}"
    unit = " 个百分点" if in_percent(field.grammar) else field.unit
    return f"{'＋' if difference > 0 else '−'}{size}{unit}"


def _key_figure(
    archive: Archive, edition: Edition, form: Highlight, marks: Mapping[Cell, tuple[Note, ...]]
) -> KeyFigure:
    tables = archive.shown(edition)
    text, value = figure(tables, form)
    field = archive.tables[form.table].field[form.column]
    changes = []
    for span, against in compared(edition.period).items():
        other = archive.by_span.get(span)
        before = figure(archive.shown(other), form)[1] if other else None
        if value is not None and before is not None:
            changes.append(Change(against, change_text(value - before, field)))
    cell = highlight_cell(tables, form)
    anchor = archive.address(edition, form.table, cell.row, form.column) if cell else form.table
    own = marks.get(cell, ()) if cell else ()
    unit = shown_unit(field) if text else ""
    there = form.table not in edition.month.nothing
    if cell is not None:
        there = tables[form.table].published(cell.row, form.column)
    return KeyFigure(
        form.label, text or ("无" if there else NOT_PUBLISHED), unit, anchor, tuple(changes), own
    )


def shown_unit(field: Field) -> str:
    """The unit to print after a figure: none after one that carries its own sign."""
    return "" if in_percent(field.grammar) else field.unit

"""The key figures of an issue, and their change against the month before and the same month of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yuebao.model.month import month_before
from yuebao.model.numbers import UNREADABLE, plain
from yuebao.render.archive import Archive, Edition
from yuebao.spec.report_form import Highlight
from yuebao.spec.table_schema import Field


@dataclass(frozen=True, slots=True)
class Change:
    """How much more or less than in another month; ``text`` carries its sign."""

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


def key_figures(archive: Archive, edition: Edition) -> tuple[KeyFigure, ...]:
    """The figures that the form calls highlights. A change is shown only where the archive has the other month."""
    return tuple(_key_figure(archive, edition, form) for form in archive.form.highlights)


def figure(edition: Edition, form: Highlight) -> tuple[str, Decimal | None]:
    """The published text and its value; blank counts as no value."""
    table = edition.month.tables[form.table]
    row = table.total if table.total is not None else 0
    if not len(table):
        return "", None
    value = table.numbers[form.column][row]
    return table.texts[form.column][row], None if value is UNREADABLE else value


def compared(month: str) -> tuple[tuple[str, str], ...]:
    """The months that a figure is compared with, each with the words for it."""
    return ("比上月", month_before(month)), ("比上年同月", f"{int(month[:4]) - 1:04d}{month[4:]}")


def change_text(difference: Decimal, field: Field, lowest_best: bool = False) -> str:
    """How much more or less, with its sign and unit; of places, how far forward or back."""
    if not difference:
        return "持平"
    size = plain(abs(difference))
    if lowest_best:
        return f"{'前进' if difference < 0 else '后退'} {size}{field.unit}"
    unit = " 个百分点" if field.grammar == "percent" else field.unit
    return f"{'＋' if difference > 0 else '−'}{size}{unit}"


def _key_figure(archive: Archive, edition: Edition, form: Highlight) -> KeyFigure:
    table = edition.month.tables[form.table]
    text, value = figure(edition, form)
    field = archive.spec.tables[form.table].field[form.column]
    changes = []
    for against, month in compared(edition.name):
        other = archive.edition(month)
        before = figure(other, form)[1] if other else None
        if value is not None and before is not None:
            changes.append(Change(against, change_text(value - before, field)))
    row = table.total if table.total is not None else 0
    anchor = f"{form.table}.{table.address(row, form.column)}" if len(table) else form.table
    return KeyFigure(form.label, text or "无", shown_unit(field) if text else "", anchor, tuple(changes))


def shown_unit(field: Field) -> str:
    """The unit to print after a figure: none after one that carries its own sign."""
    return "" if field.grammar == "percent" else field.unit

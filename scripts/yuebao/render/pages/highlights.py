"""The key figures of an issue, and their change against the month before and the same month of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yuebao.model.month import month_before
from yuebao.model.numbers import UNREADABLE, plain
from yuebao.render.archive import Archive, Edition
from yuebao.spec.report_form import Highlight


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


def _key_figure(archive: Archive, edition: Edition, form: Highlight) -> KeyFigure:
    table = edition.month.tables[form.table]
    text, value = figure(edition, form)
    field = archive.spec.tables[form.table].field[form.column]
    percent = field.grammar == "percent"
    others = (
        ("比上月", month_before(edition.name)),
        ("比上年同月", f"{edition.year - 1:04d}{edition.name[4:]}"),
    )
    changes = []
    for against, month in others:
        other = archive.edition(month)
        before = figure(other, form)[1] if other else None
        if value is not None and before is not None:
            changes.append(Change(against, _signed(value - before, " 个百分点" if percent else field.unit)))
    row = table.total if table.total is not None else 0
    anchor = f"{form.table}.{table.address(row, form.column)}" if len(table) else form.table
    return KeyFigure(
        form.label, text or "无", "" if percent or not text else field.unit, anchor, tuple(changes)
    )


def _signed(difference: Decimal, unit: str) -> str:
    if not difference:
        return "持平"
    return f"{'＋' if difference > 0 else '−'}{plain(abs(difference))}{unit}"

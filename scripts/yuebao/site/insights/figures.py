"""Sentences about one figure: what it is, how it changed, which share of another one it is, the how manieth it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from yuebao.model.numbers import ratio, round_half_up
from yuebao.schema.insight_form import FigureInsight, Insight
from yuebao.site.insights.clause import Clause, Piece, filled
from yuebao.site.insights.reading import Kind, Reading
from yuebao.site.insights.words import Cells, amount, changes, points_words

Place = tuple[Piece, ...]


def figure(
    insight: Insight,
    reading: Reading,
    row: int,
    column: str,
    cells: Cells,
    place: Place = (),
    lowest: bool = False,
) -> Clause | None:
    """The published figure, a place where the ``lowest`` is best. One with an erratum is said with its mark, without change or ``place``; nothing of a blank and of what
    was not published."""
    text = reading.table.texts[column][row] if reading.table.has(column) else ""
    if not text or not reading.table.published(row, column):
        return None
    kind, _ = reading.value(row, column, place=lowest)
    said = reading.piece(amount(text, reading.field(column), lowest), row, column)
    marks = [
        Piece(f"（{note.label}）", reading.edition.name, note.target) for note in reading.errata(row, column)
    ]
    if kind is not Kind.SOUND and not marks:
        return None
    places: dict[str, Sequence[Piece]] = {"period": period(reading), "value": (said, *marks)}
    if kind is Kind.SOUND:
        places["changes"] = tuple(changes(reading, row, column, cells, lowest))
        places["place"] = place
    return filled(insight, places, reading.unchecked((row,), column))


def share(insight: FigureInsight, reading: Reading, row: int, cells: Cells) -> Clause | None:
    """`34.5%（1234／3576件）`: to one decimal, half up. A change is the difference of the two shares as they are printed.
    Nothing where one of the two figures is not sound, they have other units, or the whole is 0 or less than the part."""
    now = _share(insight, reading, row)
    if now is None:
        return None
    pieces: list[Piece] = []
    for words, other in reading.others(insight.column):
        there = cells(other)
        before = None if there is None else _share(insight, other, there)
        if there is not None and before is not None:
            difference = points_words(before, now)
            pieces += [Piece(f"，比{words}"), other.piece(difference, there, insight.column)]
    texts = reading.table.texts
    value = (
        Piece(f"{now:f}%（"),
        reading.piece(texts[insight.column][row] or "0", row, insight.column),
        Piece("／"),
        reading.piece(texts[insight.whole][row], row, insight.whole),
        Piece(f"{reading.field(insight.whole).unit}）"),
    )
    places = {"period": period(reading), "value": value, "changes": tuple(pieces)}
    return filled(insight, places, reading.unchecked((row,), insight.column, insight.whole))


def _share(insight: FigureInsight, reading: Reading, row: int) -> Decimal | None:
    found = [reading.value(row, column) for column in (insight.column, insight.whole)]
    if any(kind is not Kind.SOUND for kind, _ in found):
        return None
    part, whole = (value for _, value in found)
    if reading.field(insight.column).unit != reading.field(insight.whole).unit:
        return None
    return round_half_up(ratio(part, whole) * 100, 1) if 0 <= part <= whole and whole else None


def standing(values: Iterable[tuple[Kind, Decimal]], own: Decimal, called: str) -> Place:
    """`，在 31 个乡中居第 2`, the highest first; nothing where one of the figures is not sound, or the own one is 0."""
    found = list(values)
    if len(found) < 2 or own <= 0 or any(kind is Kind.DOUBTFUL for kind, _ in found):
        return ()
    above = sum(value > own for _, value in found)
    tied = sum(value == own for _, value in found) > 1
    return (Piece(f"，在 {len(found)} 个{called}中{'并列' if tied else '居'}第 {above + 1}"),)


def period(reading: Reading) -> tuple[Piece, ...]:
    """`本月`."""
    return (Piece(reading.edition.period.this),)

"""Figures and their changes in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from yuebao.model.numbers import in_percent, plain, ratio, round_half_up
from yuebao.schema.table_schema import Field
from yuebao.site.insights.clause import Piece, listed
from yuebao.site.insights.reading import Kind, Reading
from yuebao.site.pages.highlights import shown_unit

Cells = Callable[[Reading], int | None]
"""In which row of another period's table the same figure stands; ``None`` where it does not compare."""


def amount(text: str, field: Field, place: bool = False) -> str:
    """A published figure with its unit: `2525件`, `94.5%`, `第2名`."""
    return f"第{text}{field.unit}" if place else f"{text}{shown_unit(field)}"


def change_words(before: Decimal, now: Decimal, field: Field, place: bool = False) -> str:
    """`增加12件`, `下降0.5个百分点`, `前进2名`, `持平`."""
    difference = now - before
    if not difference:
        return "持平"
    size = plain(abs(difference))
    if place:
        return f"{'前进' if difference < 0 else '后退'}{size}{field.unit}"
    if in_percent(field.grammar):
        return points_words(before, now)
    return f"{'增加' if difference > 0 else '减少'}{size}{field.unit}"


def share_of_change(before: Decimal, now: Decimal, field: Field, place: bool) -> str:
    """`（5.1%）`: to one decimal, half up; none of a place or a percentage, nor where there was nothing before or less,
    nothing changed, or it is ten times as much or more, which no percentage makes plainer."""
    change = abs(now - before)
    if place or in_percent(field.grammar) or not change or before <= 0 or change >= before * 10:
        return ""
    return f"（{percent(change, before)}）"


def points_words(before: Decimal, now: Decimal) -> str:
    """The change of a percentage: `下降0.5个百分点`, `持平`."""
    size = plain(abs(now - before))
    return "持平" if now == before else f"{'上升' if now > before else '下降'}{size}个百分点"


def percent(part: Decimal, whole: Decimal) -> str:
    """`5.1%`; ``whole`` is above 0."""
    return f"{round_half_up(ratio(part, whole) * 100, 1):f}%"


def changes(reading: Reading, row: int, column: str, cells: Cells, place: bool = False) -> Iterator[Piece]:
    """`，比上月增加12件（5.1%）`, for each period that compares; each leads to the figure there. Places compare while the
    same organizations head columns beside them."""
    kind, now = reading.value(row, column, place=place)
    if kind is not Kind.SOUND:
        return
    for words, other in reading.others(column):
        there = cells(other)
        if there is None or (place and reading.beside != other.beside):
            continue
        found, before = other.value(there, column, place=place)
        if found is Kind.SOUND:
            yield Piece(f"，比{words}")
            field = reading.field(column)
            yield other.piece(change_words(before, now, field, place), there, column)
            yield Piece(share_of_change(before, now, field, place))


def left_out(reading: Reading, cells: Sequence[tuple[int, str]]) -> tuple[Piece, ...]:
    """Whose figures, in which rows and columns, were not counted, and why."""
    if not cells:
        return ()
    names = listed([reading.name(row, column) for row, column in cells])
    return (Piece("（"), *names, Piece("的数字存疑或没有公布，未计）"))

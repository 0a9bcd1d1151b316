"""How a printed table fits its page: size of type, height of rows, widths of columns, upright or across.

All measures in millimetres but for the size of type, in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from yuebao.printed.printed_table import Column, PrintedTable

SIZES: Final = (14.0, 12.0, 10.5, 9.0)
"""四号, 小四, 五号, 小五: the sizes that a table may be set in, the most readable first."""
LONG: Final = 10.5
"""The size of a table that takes several pages."""
TOP, BOTTOM, LEFT, RIGHT = 24.0, 22.0, 28.0, 26.0
"""The margins of a page with an attachment; the side margins are those of GB/T 9704."""
BODY_MARGINS: Final = (37.0, RIGHT, 35.0, LEFT)
TABLE_MARGINS: Final = (TOP, RIGHT, BOTTOM, LEFT)
"""Millimetres: those of an official document, and less above and below where a table must fit on the page."""
UPRIGHT: Final = (210.0, 297.0)
_EM: Final = 25.4 / 72
_PADDING: Final = 2.4
_HEADING: Final = 25.0
_NOTE: Final = 6.5
_LOOSEST: Final = 10.0
_SHORTEST_TEXT: Final = 6.0
"""Characters of a line below which a text column does not shrink."""


@dataclass(frozen=True, slots=True)
class Fit:
    """``widths`` of the columns add up to the page between its margins; ``height`` is that of the lowest row."""

    size: float
    height: float
    widths: tuple[float, ...]
    page: tuple[float, float]

    @property
    def width(self) -> float:
        """The page between its margins."""
        return self.page[0] - LEFT - RIGHT


def fit(table: PrintedTable, notes: int) -> Fit:
    """The largest type in which the table stands on one page; failing that, in which no figure breaks.

    A table too wide for the upright page is printed across. Where even that is too narrow, texts break into lines.
    """
    page = UPRIGHT if _least(table.columns, SIZES[-1]) <= UPRIGHT[0] - LEFT - RIGHT else UPRIGHT[::-1]
    width, height = page[0] - LEFT - RIGHT, page[1] - TOP - BOTTOM - _HEADING - notes * _NOTE
    lines = len(table.body) + 2
    for size in SIZES:
        if _wanted(table.columns, size) <= width and lines * _row(size) <= height:
            return Fit(size, min(_LOOSEST, height / lines), shared(table.columns, size, width), page)
    fitting = [size for size in SIZES if size <= LONG and _wanted(table.columns, size) <= width]
    size = fitting[0] if fitting else LONG
    if _least(table.columns, size) > width:
        size = SIZES[-1]
    return Fit(size, _row(size), shared(table.columns, size, width), page)


def shared(columns: Sequence[Column], size: float, page: float) -> tuple[float, ...]:
    """The widths of the columns, together the page.

    What is left over is shared evenly. Where there is too little, the widest texts give way first, figures last.
    """
    wanted = [_width(column.ems, size) for column in columns]
    excess = sum(wanted) - page
    if excess <= 0:
        return tuple(width - excess / len(wanted) for width in wanted)
    least = [_least_width(column, size) for column in columns]
    if sum(least) > page:
        return tuple(width * page / sum(least) for width in least)
    low, high = 0.0, max(wanted)
    for _ in range(40):
        cap = (low + high) / 2
        low, high = (low, cap) if sum(_capped(wanted, least, cap)) > page else (cap, high)
    return tuple(_capped(wanted, least, low))


def _capped(wanted: Iterable[float], least: Iterable[float], cap: float) -> list[float]:
    return [max(floor, min(width, cap)) for width, floor in zip(wanted, least, strict=True)]


def _width(ems: float, size: float) -> float:
    return ems * size * _EM + _PADDING


def _least_width(column: Column, size: float) -> float:
    return _width(min(column.ems, _SHORTEST_TEXT) if column.breaks else column.ems, size)


def _wanted(columns: Iterable[Column], size: float) -> float:
    return sum(_width(column.ems, size) for column in columns)


def _least(columns: Iterable[Column], size: float) -> float:
    return sum(_least_width(column, size) for column in columns)


def _row(size: float) -> float:
    """The height of a row of one line."""
    return size * _EM * 1.25 + 1.1

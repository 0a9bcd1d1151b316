"""Columns of text on a terminal, where a Chinese character takes the room of two others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each row as a line: the first column to the left, the others, which are figures, to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [first + " " * (widths[0] - width(first))]
        cells += [" " * (room - width(cell)) + cell for cell, room in zip(others, widths[1:], strict=True)]
        yield "  ".join(cells)


def width(text: str) -> int:
    """How many columns the text takes: 2 for each wide character."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

"""How wide a text prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wcwidth import wcswidth

NARROW: Final = 0.6
"""The part of a Chinese character's width that a digit needs in the widest of the usual fonts (Times needs 0.5)."""

BOLD: Final = 0.7
"""The same of a bold digit, also where neither Times nor a font of its measures is installed (DejaVu Serif: 0.696)."""


def columns(text: str) -> int:
    """In the columns of a spreadsheet: 2 for each wide character, 1 for the others; what is ambiguous, such as “ and —,
    is wide in Chinese print. A character without a width, which no legal text has, counts as 1.
    """
    counted: int = wcswidth(text, ambiguous_width=2)
    return counted if counted >= 0 else len(text)


def ems(text: str, narrow: float = NARROW) -> float:
    """In Chinese characters of print, with room to spare for digits, of which each takes ``narrow``."""
    wide = columns(text) - len(text)
    return wide + narrow * (len(text) - wide)


def most_ems(texts: Iterable[str], narrow: float = NARROW) -> float:
    """The width of the widest text in characters, 0 of none."""
    return max((ems(text, narrow) for text in texts), default=0.0)

"""How wide a text prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

NARROW: Final = 0.6
"""The part of a Chinese character's width that a digit needs in the widest of the usual fonts (Times needs 0.5)."""


def columns(text: str) -> int:
    """In the columns of a spreadsheet or terminal: 2 for each wide character, 1 for the others."""
    return sum(2 if _wide(character) else 1 for character in text)


def ems(text: str) -> float:
    """In Chinese characters of print, with room to spare for digits."""
    return sum(1.0 if _wide(character) else NARROW for character in text)


def most_columns(texts: Iterable[str]) -> int:
    """The width of the widest text in columns, 0 of none."""
    return max((columns(text) for text in texts), default=0)


def most_ems(texts: Iterable[str]) -> float:
    """The width of the widest text in characters, 0 of none."""
    return max((ems(text) for text in texts), default=0.0)


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"

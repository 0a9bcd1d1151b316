"""How wide a text prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

NARROW: Final = 0.6
"""The part of a Chinese character's width that a digit needs in the widest of the usual fonts (Times needs 0.5)."""


def columns(text: str) -> int:
    """In the columns of a spreadsheet or terminal: 2 for each wide character, 1 for the others."""
    return len(text) + _wide_characters(text)


def ems(text: str) -> float:
    """In Chinese characters of print, with room to spare for digits."""
    wide = _wide_characters(text)
    return wide + NARROW * (len(text) - wide)


def most_ems(texts: Iterable[str]) -> float:
    """The width of the widest text in characters, 0 of none."""
    return max(map(ems, texts), default=0.0)


def _wide_characters(text: str) -> int:
    """How many there are. Most cells hold figures, and every text is measured, so this is kept quick."""
    return 0 if text.isascii() else sum(map(_is_wide, text))


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"

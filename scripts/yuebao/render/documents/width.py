"""How wide a text prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

NARROW: Final = 0.6
"""The part of a Chinese character's width that a digit needs in the widest of the usual fonts (Times needs 0.5)."""


@lru_cache(maxsize=1 << 14)
def columns(text: str) -> int:
    """In the columns of a spreadsheet or terminal: 2 for each wide character, 1 for the others.

    Remembered, because names and figures come again in every table and every issue.
    """
    return len(text) + sum(unicodedata.east_asian_width(character) in "WFA" for character in text)


def ems(text: str) -> float:
    """In Chinese characters of print, with room to spare for digits."""
    wide = columns(text) - len(text)
    return wide + NARROW * (len(text) - wide)


def most_ems(texts: Iterable[str]) -> float:
    """The width of the widest text in characters, 0 of none."""
    return max(map(ems, texts), default=0.0)

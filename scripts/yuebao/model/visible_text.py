"""Whether a text says anything to whoever reads it."""

from __future__ import annotations

import unicodedata
from typing import Final

_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their category that are shown as nothing."""


def says_something(text: str) -> bool:
    """Whether at least one letter or digit can be seen: spaces of any width, punctuation, marks, controls and characters
    of no width say nothing, however many there are."""
    return any(unicodedata.category(character)[0] in "LN" and character not in _FILLERS for character in text)

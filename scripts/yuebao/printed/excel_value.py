"""A published figure as a number that a workbook shows exactly as it was published."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from yuebao.model.numbers import SIGNED, UNREADABLE, in_percent, parse

TEXT: Final = "@"
DIGITS: Final = 15
"""A workbook keeps this many significant digits; a longer figure stays text."""


@lru_cache(maxsize=1 << 14)
def excel_value(text: str, grammar: str) -> tuple[str | int | float | None, str]:
    """The value and the number format: a number where its format shows the published text, else the text itself.

    Blank stays blank, ``-`` and what cannot be read in the grammar stay text. A percentage is stored as its fraction.
    Remembered, because the same figures come again in every table and every issue.
    """
    if not text:
        return None, TEXT
    number = parse(text, grammar) if grammar else UNREADABLE
    if not isinstance(number, Decimal) or len(number.as_tuple().digits) > DIGITS:
        return text, TEXT
    shown = number_format(text, grammar)
    if in_percent(grammar):
        return float(number / 100), shown
    return (float(number) if "." in text else int(number)), shown


def number_format(text: str, grammar: str) -> str:
    """The format with the decimals, the sign and the percent sign of the published text."""
    point = text.find(".")
    decimals = len(text.removesuffix("%")) - point - 1 if point >= 0 else 0
    plain = "0" + (f".{'0' * decimals}" if decimals else "")
    if in_percent(grammar):
        plain += "%"
    return f"+{plain};-{plain}" if grammar in SIGNED else plain

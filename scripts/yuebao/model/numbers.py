"""The one number grammar and the one rounding of the archive.

Figures are exact decimals. A blank cell is ``None`` (no cases); what cannot be read is ``UNREADABLE``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, Literal


class Unreadable(Enum):
    """The mark of a cell that fails `structure`; a rule that needs it is undecided."""

    UNREADABLE = "unreadable"


UNREADABLE: Final = Unreadable.UNREADABLE
Number = Decimal | None | Literal[Unreadable.UNREADABLE]

_WHOLE, _PART = r"(?:0|[1-9][0-9]{0,14})", r"(?:\.[0-9]{1,6})?"
GRAMMARS: Final[dict[str, re.Pattern[str]]] = {
    "count": re.compile(_WHOLE),
    "decimal": re.compile(_WHOLE + _PART),
    "signed": re.compile(r"[+-]" + _WHOLE + _PART),
    "percent": re.compile(_WHOLE + _PART + "%"),
    "difference": re.compile("-?" + _WHOLE + _PART),
    "signed-percent": re.compile(r"[+-]" + _WHOLE + _PART + "%"),
    "difference-percent": re.compile("-?" + _WHOLE + _PART + "%"),
}
"""Every way in which a published figure may be written, ASCII only. At most 15 digits before and 6 after the point: the
sum of a million such figures still fits the 28 digits of `decimal`, so every sum is exact."""

GRAMMAR_WORDS: Final = {
    "count": "半角整数",
    "decimal": "半角数字，可带小数",
    "signed": "带正负号的半角数字",
    "percent": "半角数字加 %",
    "difference": "半角数字，负的带负号",
    "signed-percent": "带正负号的半角数字加 %",
    "difference-percent": "半角数字加 %，负的带负号",
}
"""Each of them in words; the value of a percent is in percent."""
SIGNED: Final = frozenset({"signed", "signed-percent"})
"""Those that print the sign of every figure."""
NEGATIVE: Final = SIGNED | {"difference", "difference-percent"}
"""Those in which a figure may be below 0."""

ZERO: Final = Decimal(0)


def parse(text: str, grammar: str) -> Number:
    """The value of a non-blank figure, or ``UNREADABLE`` when it is not written in the grammar."""
    if GRAMMARS[grammar].fullmatch(text) is None:
        return UNREADABLE
    return Decimal(text.removesuffix("%"))


def in_percent(grammar: str) -> bool:
    """Whether its figures end in ``%``."""
    return grammar.endswith("percent")


def declared(text: str) -> Number:
    """The value of a figure in `schemas/`, a decimal with or without a sign, or ``UNREADABLE``."""
    return parse(text, "signed" if text[:1] in ("+", "-") else "decimal")


def total(values: Iterable[Decimal | None]) -> Decimal:
    """The exact sum; a blank counts as 0."""
    return sum((value for value in values if value is not None), ZERO)


def ratio(part: Decimal, whole: Decimal) -> Fraction:
    """The exact quotient; ``whole`` is not 0."""
    numerator, scale = part.as_integer_ratio()
    denominator, other = whole.as_integer_ratio()
    return Fraction(numerator * other, denominator * scale)


def round_half_up(value: Fraction | Decimal, digits: int = 0) -> Decimal:
    """``value`` to ``digits`` decimals, halves away from zero. Exact: no binary floating point takes part."""
    numerator, denominator = value.as_integer_ratio()
    whole = (abs(numerator) * 10**digits * 2 + denominator) // (denominator * 2)
    rounded = Decimal(whole).scaleb(-digits)
    return -rounded if numerator < 0 and whole else rounded


def plain(value: Decimal) -> str:
    """``value`` in plain digits: no exponent, no trailing zeros after the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(value: Decimal, grammar: str) -> str:
    """``value`` as a column of that grammar prints it, without trailing zeros."""
    text = plain(value)
    sign = "+" if grammar in SIGNED and value >= 0 else ""
    return f"{sign}{text}{'%' if in_percent(grammar) else ''}"

"""A workbook's number as its cell shows it: the published figure is what was read off the sheet or its print.

Understood are the formats that such tables use: whole numbers, fixed decimals, thousands, percent, a sign always shown.
Any other format shows the number plainly. A binary fraction stands for the shortest decimal that it was typed as.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from yuebao.model.numbers import plain, round_half_up

_FIXED: Final = re.compile(r"(\+?)(?:#,##)?0(?:\.(0+))?(%?)")
_ASIDE: Final = re.compile(r'_.|\*.|\[[^\]]*\]|\\|"[^"]*"|\s')


def shown(value: object, number_format: str) -> str:
    """The text of a cell's value. Dates are written ``2020-07-01``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), number_format)
    return str(value)


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    pattern = _section(value, number_format.split(";"))
    if not pattern:
        return ""
    match = _FIXED.fullmatch(_ASIDE.sub("", pattern).removeprefix("-" if value < 0 else ""))
    if match is None:
        return plain(value)
    sign, decimals, percent = match.groups()
    digits = len(decimals or "")
    rounded = round_half_up(value * 100 if percent else value, digits)
    text = f"{rounded:.{digits}f}{percent}"
    return f"+{text}" if sign and value > 0 else text


def _section(value: Decimal, sections: list[str]) -> str:
    """The part of a format for negative numbers, for zero (empty where zeros are not shown), or for the rest."""
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]

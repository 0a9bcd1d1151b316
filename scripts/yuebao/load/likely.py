"""What a cell that cannot be read was probably meant to be, as a question. Nothing is changed by it.

A suggestion is made only where one reading is at hand: a number that Excel keeps for a day, a day without its year, a day
that its month does not have, a figure with a letter, a mark or a word too many. Else there is none.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from yuebao.model.numbers import UNREADABLE, parse, plain
from yuebao.model.period import is_period, period
from yuebao.schema.table_schema import Field

_SERIAL: Final = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_FULL: Final = re.compile(r"((?:19|20)?[0-9]{2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?")
_SOLID: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_SHORT: Final = re.compile(r"(?:([0-9]{1,2})[月./-])?([0-9]{1,2})[日号]?")
_SHOWN_DAY: Final = re.compile(r"((?:19|20)[0-9]{2})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})日?")
_DASH: Final = re.compile("[-‐‑‒–—―─－﹣−]{1,2}")
_SCALED: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)万")
_TIME: Final = re.compile(r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?")
_ZERO: Final = date(1899, 12, 30)
_PLAUSIBLE: Final = range(1990, 2100)
_EXCEL_BEGAN: Final = 1901
"""Days of this year and before are no days of a report, but small numbers that are shown as days."""
_NUMERALS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LETTERS: Final = str.maketrans("OoQlI|Zz", "00011122")


def likely(text: str, field: Field, month: str) -> str:
    """The question, like `像 2020-07-01？`; empty where there is none."""
    bare = text.strip()
    if not bare or len(bare) > 40:
        return ""
    if field.type == "date":
        return _day(bare, month) if is_period(month) else ""
    return _figure(bare, field.grammar) if field.grammar else ""


def _day(text: str, month: str) -> str:
    if _SERIAL.fullmatch(text):
        day = _ZERO + timedelta(days=int(Decimal(text)))
        return f"像 Excel 的日期序号：{day.isoformat()}？" if day.year in _PLAUSIBLE else ""
    written = _digits(text)
    full = _FULL.fullmatch(written) or _SOLID.fullmatch(written)
    if full is not None:
        year = int(full[1]) if len(full[1]) == 4 else 2000 + int(full[1])
        return _question(year, int(full[2]), int(full[3]), month)
    short = _SHORT.fullmatch(written)
    if short is None:
        return ""
    own = period(month)
    number = int(short[1]) if short[1] else own.first_month if own.length == 1 else 0
    return _question(own.year, number, int(short[2]), month) if number else ""


def _question(year: int, month: int, day: int, own: str) -> str:
    """The day, or what it may have been when the calendar has no such day."""
    found = _made(year, month, day)
    if found is not None:
        return f"像 {found.isoformat()}？"
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return ""
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    here = period(own)
    instead = (
        _made(here.year, here.first_month, day) if here.length == 1 and month != here.first_month else None
    )
    return f"{month} 月只有 {last.day} 天；像 {(instead or last).isoformat()}？"


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digits(text: str) -> str:
    """Chinese numerals in figures: 七月三十一日 is 7月31日, 二〇二〇年 is 2020年."""
    text = re.sub(
        "([一二三])?十([一二三四五六七八九])?", lambda found: f"{found[1] or '一'}{found[2] or '〇'}", text
    )
    return text.translate(_NUMERALS).replace(" ", "")


def _figure(text: str, grammar: str) -> str:
    if _DASH.fullmatch(text):
        return "像会计格式里的 0：没有请留空，有请写 0？"
    day = _SHOWN_DAY.match(text)
    if day is not None:
        return _beneath(int(day[1]), int(day[2]), int(day[3]))
    if _TIME.fullmatch(text):
        return "像被 Excel 显示成时间的数，请照原报告写"
    scaled = _SCALED.fullmatch(text)
    if scaled is not None:
        return f"像 {plain(Decimal(scaled[1]) * 10_000)}？"
    letters = text.translate(_LETTERS)
    runs = re.findall(r"[+-]?[0-9]+(?:\.[0-9]+)?%?", letters)
    whole = letters if parse(letters, grammar) is not UNREADABLE else runs[0] if len(runs) == 1 else ""
    for meant in (whole, f"+{whole}", f"{whole}%", whole.removesuffix("%")):
        if whole and meant != text and parse(meant, grammar) is not UNREADABLE:
            return f"像 {meant}？"
    return ""


def _beneath(year: int, month: int, day: int) -> str:
    """The number that Excel shows as this day."""
    found = _made(year, month, day)
    if found is None or year > _EXCEL_BEGAN:
        return "像被 Excel 变成日期的数，请照原报告写"
    number = (found - _ZERO).days - (1 if found < date(1900, 3, 1) else 0)
    return f"像被 Excel 显示成日期的数：{number}？"

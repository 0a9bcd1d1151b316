"""Days and times as a workbook shows them: a number counts the days since the end of 1899, or since 1904.

As in Excel, 0 is the day before 1900 began, and 1900 has a 29 February. A number before that or beyond the year 9999 is
no day: Excel fills its cell with `#`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from yuebao.importing.number_format import Section, Token
from yuebao.model.numbers import round_half_up

NO_DAY: Final = "########"
_LAST: Final = 2_958_465
_SINCE_1904: Final = 1_462
_SECONDS: Final = 86_400
_ENGLISH: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEK: Final = "一二三四五六日"
_NUMERALS: Final = {1: "〇一二三四五六七八九十", 2: "零壹贰叁肆伍陆柒捌玖拾"}


def day_of(value: Decimal, *, from_1904: bool) -> str:
    """The day of a number as ``2020-07-01``; empty for a number that is no day, and for a time of no day (0 to 1)."""
    if not 1 <= value < _LAST + 1:
        return ""
    year, month, day = _calendar(int(value) + (_SINCE_1904 if from_1904 else 0))
    return f"{year:04d}-{month:02d}-{day:02d}"


def shown_day(value: Decimal, section: Section, *, from_1904: bool) -> str:
    """The number as the section shows it."""
    if not 0 <= value < _LAST + 1:
        return NO_DAY
    seconds = int(round_half_up((value % 1) * _SECONDS))
    number = int(value) + seconds // _SECONDS + (_SINCE_1904 if from_1904 else 0)
    clock = _Clock(_calendar(number), number, int(round_half_up(value * _SECONDS)), seconds % _SECONDS)
    half = section.has("noon")
    parts = []
    for index, token in enumerate(section.tokens):
        if token.kind == "date":
            text = clock.part(_meant(token, section.tokens, index), half)
            parts.append(_in_words(text, token.text, section.numerals))
        elif token.kind == "elapsed":
            parts.append(clock.elapsed(token.text.lower()))
        elif token.kind == "noon":
            parts.append(clock.noon(token.text))
        else:
            parts.append("" if token.kind == "@" else token.text)
    return "".join(parts)


def _meant(token: Token, tokens: Sequence[Token], index: int) -> str:
    """The letters of a part; `m` behind hours or before seconds are minutes, written `n` here."""
    text = token.text.lower()
    if text[0] != "m" or len(text) > 2:
        return text
    before = next((other for other in reversed(tokens[:index]) if other.kind in ("date", "elapsed")), None)
    behind = next((other for other in tokens[index + 1 :] if other.kind in ("date", "elapsed")), None)
    near = (before is not None and before.text[0] in "hH") or (behind is not None and behind.text[0] in "sS")
    return text.replace("m", "n") if near else text


def _calendar(number: int) -> tuple[int, int, int]:
    if number == 0:
        return 1900, 1, 0
    if number == 60:
        return 1900, 2, 29
    day = date(1899, 12, 31) + timedelta(days=number if number < 60 else number - 1)
    return day.year, day.month, day.day


def _in_words(text: str, letters: str, numerals: int) -> str:
    """Digits in Chinese where the format asks for it: a year digit by digit, other numbers as they are spoken."""
    if not numerals or not text.isdigit():
        return text
    words = _NUMERALS[numerals]
    if letters[0] in "yYeE":
        return "".join(words[int(digit)] for digit in text)
    tens, ones = divmod(int(text), 10)
    spoken = "" if tens == 0 else words[10] if tens == 1 and numerals == 1 else words[tens] + words[10]
    return spoken + (words[ones] if ones or not tens else "")


class _Clock:
    """One moment: its day in the calendar, its number, its seconds since the beginning and since midnight."""

    def __init__(self, day: tuple[int, int, int], number: int, total: int, seconds: int) -> None:
        self._day, self._number, self._total = day, number, total
        self._hour, self._minute, self._second = seconds // 3600, seconds // 60 % 60, seconds % 60

    def part(self, letters: str, half: bool) -> str:
        """The part of the moment that the letters ask for; hours of ``half`` days are counted from 12."""
        year, month, day = self._day
        kind, long = letters[0], len(letters) > 1
        if kind in "ye":
            return f"{year % 100:02d}" if kind == "y" and len(letters) < 3 else f"{year:04d}"
        if kind == "a":
            return ("星期" if len(letters) == 4 else "") + _WEEK[(self._number - 2) % 7]
        if kind == "m" and len(letters) > 2:
            return _ENGLISH[month - 1][: {3: 3, 4: None, 5: 1}.get(len(letters))]
        if kind == "d" and len(letters) > 2:
            return "星期" + _WEEK[(self._number - 2) % 7]
        hour = (self._hour - 1) % 12 + 1 if half else self._hour
        number = {"m": month, "d": day, "h": hour, "n": self._minute, "s": self._second}[kind]
        return f"{number:02d}" if long else str(number)

    def elapsed(self, letters: str) -> str:
        """Hours, minutes or seconds since the beginning."""
        seconds = {"h": 3600, "m": 60, "s": 1}[letters[0]]
        return f"{self._total // seconds:0{len(letters)}d}"

    def noon(self, words: str) -> str:
        """The word for the half of the day."""
        first, _, second = words.partition("/")
        return first if self._hour < 12 else second

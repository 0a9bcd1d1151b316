"""A line with its period and its days in the one writing that patterns know: `二〇二〇年六月份` as `2020年6月`."""

from __future__ import annotations

import re
from typing import Final

from yuebao.importing.compact_text import Squeezed
from yuebao.model.period import title_of
from yuebao.model.period_text import plain_text, said_periods

_LONGEST: Final = 60
"""Characters of the longest line in which a period is written anew: a title, no paragraph."""
_DAY: Final = re.compile(
    "[〇○◯零一二三四五六七八九OＯ0]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_TENS: Final = {number: text for number, text in enumerate("一二三四五六七八九", 1)}


def with_plain_periods(text: Squeezed) -> Squeezed:
    """The same line, its words as published kept beneath; the line itself where it says nothing of the kind."""
    if len(text.text) > _LONGEST:
        return text
    for match in reversed(list(_DAY.finditer(text.text))):
        text = _replaced(text, match.start(), match.end(), _day(match.group()))
    said = next((each for each in said_periods(text.text) if each.name and each.year and not each.bare), None)
    if said is None:
        return text
    title = title_of(said.name)
    size = len(text.text)
    for start in range(size):
        for end in range(start + 1, size + 1):
            if plain_text(text.text[start:end]) == said.words:
                return _replaced(text, start, end, title)
    return text


def _replaced(text: Squeezed, start: int, end: int, new: str) -> Squeezed:
    places = (*(text.index[start],) * (len(new) - 1), text.index[end - 1])
    return Squeezed(
        text.source,
        text.text[:start] + new + text.text[end:],
        (*text.index[:start], *places, *text.index[end:]),
    )


def _day(text: str) -> str:
    year, rest = text.split("年")
    month, rest = rest.split("月")
    return f"{plain_text(f'{year}年')[:4]}年{_number(month)}月{_number(rest.rstrip('日'))}日"


def _number(text: str) -> int:
    """`十一` is 11, `二十` 20, `三十一` 31."""
    tens, ten, ones = text.rpartition("十")
    digits = {word: number for number, word in _TENS.items()}
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)

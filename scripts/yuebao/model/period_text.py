"""Periods as people write them, on the command line and in titles: `2020-8`, `202008`, `2020年8月`, `2021年第四季度`.

Full-width digits, spaces and any kind of dash are read alike, Chinese numerals too. What could as well be a day
(`2023-01-04`) is none of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from yuebao.model.period import is_period, period, spellings

WRITTEN: Final = "2020-08、202008、2020年8月，2021Q4、2021年第四季度，2024H1、2024年上半年，2021、2021年，2023-01_04、2023年1-4月"
"""The ways of writing a period that people are told of; there are more."""

_DIGITS: Final = {
    "〇": "0",
    "○": "0",
    "零": "0",
    **{text: str(n) for n, text in enumerate("一二三四五六七八九", 1)},
}
_NUMERAL: Final = "[〇○零一二三四五六七八九]"
_TO: Final = r"(?:[-~_]|至|到)"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_SPOKEN: Final = (
    rf"(?P<year>[0-9]{{4}})年(?:"
    rf"第?(?P<quarter>[1-4])季度?"
    rf"|(?P<half>[上下])半年"
    rf"|前(?P<quarters>[23])个?季度?"
    rf"|(?P<first>{_MONTH})月?(?:份)?{_TO}(?:(?P=year)年)?(?P<last>{_MONTH})月(?:份)?(?![0-9]*日)"
    rf"|(?P<month>{_MONTH})月(?:份)?(?![0-9]*日)"
    rf"|(?P<whole>全年|度|))(?![0-9]+月)"
)
_COMPACT: Final = (
    rf"(?P<year>[0-9]{{4}})(?:"
    rf"[-/.年]?Q(?P<quarter>[1-4])"
    rf"|[-/.年]?H(?P<half>[12])"
    rf"|[-/.]?(?P<first>{_MONTH}){_TO}(?P=year)[-/.]?(?P<last>{_MONTH})"
    rf"|[-/.]?(?P<from>{_MONTH})(?:_|~|至|到)(?P<to>{_MONTH})月?"
    rf"|[-/.](?P<month>{_MONTH})月?"
    rf"|(?P<two>0[1-9]|1[0-2])"
    rf"|)"
)
_FORMS: Final = (re.compile(_SPOKEN), re.compile(_COMPACT))
_FIND: Final = re.compile(_SPOKEN)
_HALVES: Final = {"1": 1, "2": 2, "上": 1, "下": 2}


def read_period(text: str) -> str | None:
    """The name of the period that the whole text says; ``None`` where it says none."""
    plain = _plain(text)
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match is not None:
            return _name(match)
    return plain if is_period(plain) else None


def stated_period(text: str) -> tuple[str, str] | None:
    """The first period that a title says in words, with these words; ``None`` where it says none. A day is no month."""
    plain = _plain(text)
    match = _FIND.search(plain)
    name = None if match is None else _name(match)
    if match is None or name is None:
        return None
    return name, match.group()


def replaced_period(text: str, old: str, new: str) -> str | None:
    """A title that says the period ``old``, saying ``new`` instead; ``None`` where it does not say it."""
    stated = stated_period(text)
    said = period(old).title
    if stated is None or period(stated[0]).span != period(old).span:
        return None
    words = next((words for words in (said, stated[1]) if words in text), None)
    return None if words is None else text.replace(words, period(new).title)


def among(names: Collection[str], name: str) -> str:
    """The one of the names that stands for the same months, however it is called; ``name`` itself where none does."""
    return next((other for other in (name, *spellings(period(name).span)) if other in names), name)


def _plain(text: str) -> str:
    """Without spaces and widths, one dash for all, capitals, Arabic digits."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    folded = re.sub("[\u2010-\u2015\u2212\u30fc]+|-{2,}", "-", folded)
    folded = re.sub(f"{_NUMERAL}{{4}}(?=年)", lambda found: _arabic(found.group()), folded)
    folded = re.sub(
        "(?:[一二三四五六七八九]|十[一二]?)(?=月|个?季|[-~至到](?:[一二三四五六七八九]|十[一二]?)月)",
        lambda found: _small(found.group()),
        folded,
    )
    return folded.replace("前两", "前2")


def _arabic(text: str) -> str:
    return "".join(_DIGITS[character] for character in text)


def _small(text: str) -> str:
    return str(10 + int(_DIGITS.get(text[1:], "0"))) if text[0] == "十" else _DIGITS[text]


def _name(match: re.Match[str]) -> str | None:
    """The name of what was matched; ``None`` for months that end before they begin."""
    said = match.groupdict()
    year = said["year"]
    if said["quarter"]:
        return f"{year}-Q{said['quarter']}"
    if said["half"]:
        return f"{year}-H{_HALVES[said['half']]}"
    if said.get("quarters"):
        return f"{year}-01_{int(said['quarters']) * 3:02d}"
    first, last = (said.get("first") or said.get("from")), (said["last"] or said.get("to"))
    if first and last:
        name = f"{year}-{int(first):02d}_{int(last):02d}"
        return name if is_period(name) else None
    month = said["month"] or said.get("two")
    return f"{year}-{int(month):02d}" if month else year

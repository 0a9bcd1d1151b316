"""Periods as people write them, on the command line and in titles: `2020-8`, `202008`, `2020年8月`, `2021年第四季度`.

Full-width digits, spaces and any kind of dash are read alike, Chinese numerals too. What could as well be a day
(`2023-01-04`) is none of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.model.fault import UsageError
from yuebao.model.period import is_period, period, spellings, title_of

WRITTEN: Final = "2020-08、202008、2020年8月，2021Q4、2021年第四季度，2024H1、2024年上半年，2021、2021年，2023-01_04、2023年1-4月"
"""The ways of writing a period that people are told of; there are more."""

_DIGITS: Final = {
    **dict.fromkeys("〇○◯零O0", "0"),
    **{text: str(n) for n, text in enumerate("一二三四五六七八九", 1)},
    **{text: str(n) for n, text in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
}
_NUMERAL: Final = f"[{''.join(_DIGITS)}]"
_LIST: Final = "、和及与"
_SMALL: Final = "(?:[一二三四五六七八九壹贰叁肆伍陆柒捌玖]|[十拾][一二壹贰]?)"
_TO: Final = r"(?:[-~_]|至|到)"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_APART: Final = re.compile(r"(?<=[0-9])[ \t\u3000]+(?=[0-9])")
_GAP: Final = "_._"
"""What stands for the spaces between two numbers: nothing that a period could hold. A title may be set with a space after every
sign, though: then all are left out."""
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
    rf"|[-/.]?(?P<from>{_MONTH})(?:_|~|至|到)(?P<until>{_MONTH})月?"
    rf"|[-/.](?P<month>{_MONTH})月?"
    rf"|(?P<two>0[1-9]|1[0-2])"
    rf"|)"
)
_FORMS: Final = (re.compile(_SPOKEN), re.compile(_COMPACT))
_DAY: Final = r"(?![0-9]+(?:[-~至到、.][0-9]+)*[日号])"
_CENTURY: Final = r"(?:19|20)[0-9]{2}"
_STATED: Final = tuple(
    map(
        re.compile,
        (
            rf"(?:(?P<year>{_CENTURY})(?:年度?|(?=第?[1-4]季|[上下]半年|Q[1-4]|H[12]))"
            rf"|(?<![0-9])(?P<short>[0-9]{{2}})年(?=第?[1-9]))?(?:"
            rf"(?<![0-9])第?(?P<quarter>[1-4])季度?"
            rf"|(?P<half>[上下])半年"
            rf"|(?<=[0-9年])(?:Q(?P<q>[1-4])|H(?P<h>[12]))(?![0-9])"
            rf"|前(?P<quarters>[23])个?季度?"
            rf"|(?<![0-9.])(?P<first>{_MONTH})月?(?:份)?(?P<to>{_TO}|[{_LIST}])(?:(?P=year)年|{_CENTURY}年)?(?P<last>{_MONTH})月(?:份)?{_DAY}"
            rf"|(?<![0-9.])(?P<month>{_MONTH})月(?:份)?{_DAY})",
            rf"(?<![0-9])(?P<year>{_CENTURY})(?:"
            rf"\.(?P<first>{_MONTH})-(?:(?P=year)\.)?(?P<last>{_MONTH})(?![0-9.])"
            rf"|(?P<dot>[-/._])(?P<month>{_MONTH})月?(?![0-9]|[-/._][0-9])"
            rf"|(?P<two>0[1-9]|1[0-2])(?![0-9]))",
            rf"(?P<year>{_CENTURY})年(?P<whole>全年|度)?(?![0-9]+月)",
        ),
    )
)
"""How a heading or a name says a period: in words, with or without the year; in figures; a year alone."""
_HALVES: Final = {"1": 1, "2": 2, "上": 1, "下": 2}


def read_period(text: str) -> str | None:
    """The name of the period that the whole text says; ``None`` where it says none."""
    plain = plain_text(text)
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match is not None:
            return _name(match.groupdict())
    return plain if is_period(plain) else None


def resolved(text: str, names: Collection[str]) -> str:
    """The name of the period that a person wrote, as the one of the names that stands for the same months. Raises
    `UsageError` for what is none."""
    name = read_period(text)
    if name is None:
        raise UsageError(f"“{text}”不是统计期；可以写作 {WRITTEN}")
    return among(names, name)


@dataclass(frozen=True, slots=True)
class Said:
    """A period as it is said in ``words``: ``year`` is empty where they leave it out, ``name`` where nothing completes
    them. ``bare`` is a year of which nothing says that all of it is meant (`2020年第6期`)."""

    name: str
    words: str
    year: str
    start: int
    end: int
    bare: bool = False


def said_periods(text: str, year: int | None = None) -> tuple[Said, ...]:
    """Every period that a heading or a name says, in its order; ``year`` completes those that leave theirs out. A number
    of an issue is no month, and neither is a day."""
    return _said_in(plain_text(_APART.sub(_GAP, text)), year) or _said_in(plain_text(text), year)


def _said_in(plain: str, year: int | None) -> tuple[Said, ...]:
    found = sorted(
        (match for form in _STATED for match in form.finditer(plain)),
        key=lambda each: (each.start(), -each.end()),
    )
    said: list[Said] = []
    for match in found:
        if said and match.start() < said[-1].end:
            continue
        said.append(_said(match, year))
    return tuple(said)


def _said(match: re.Match[str], year: int | None) -> Said:
    parts = {key: value or "" for key, value in match.groupdict().items()}
    own = parts["year"] or (f"20{parts['short']}" if parts.get("short") else "")
    whole = not any(value for key, value in parts.items() if key not in ("year", "short", "whole"))
    used = own or ("" if year is None else f"{year:04d}")
    several = parts.get("first") and parts.get("to", "") in _LIST and parts.get("to")
    if several and int(parts["last"]) != int(parts["first"]) + 1:
        name = ""  # months that do not follow each other are no period
    else:
        name = _name({**parts, "year": used}) or ""
    return Said(
        name if used else "", match.group(), own, match.start(), match.end(), whole and not parts.get("whole")
    )


def stated_period(text: str) -> tuple[str, str] | None:
    """The first period that a title says with its year, with these words; ``None`` where it says none."""
    return next(((each.name, each.words) for each in said_periods(text) if each.name), None)


def replaced_period(text: str, old: str, new: str) -> str | None:
    """A title that says the period ``old``, saying ``new`` instead; ``None`` where it does not say it."""
    stated = stated_period(text)
    said = title_of(old)
    if stated is None or period(stated[0]).span != period(old).span:
        return None
    words = next((words for words in (said, stated[1]) if words in text), None)
    return None if words is None else text.replace(words, title_of(new))


def among(names: Collection[str], name: str) -> str:
    """The one of the names that stands for the same months, however it is called; ``name`` itself where none does."""
    return next((other for other in (name, *spellings(period(name).span)) if other in names), name)


def plain_text(text: str) -> str:
    """Without spaces and widths, one dash for all, capitals, Arabic digits."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    folded = re.sub("[\u2010-\u2015\u2212\u30fc]+|-{2,}", "-", folded)
    folded = re.sub(f"{_NUMERAL}{{4}}(?=年)", lambda found: _arabic(found.group()), folded)
    folded = re.sub(
        f"{_SMALL}(?=月|个?季|[-~至到{_LIST}]{_SMALL}月)",
        lambda found: _small(found.group()),
        folded,
    )
    return folded.replace("前两", "前2")


def _arabic(text: str) -> str:
    return "".join(_DIGITS[character] for character in text)


def _small(text: str) -> str:
    return str(10 + int(_DIGITS.get(text[1:], "0"))) if text[0] in "十拾" else _DIGITS[text]


def _name(said: Mapping[str, str | None]) -> str | None:
    """The name of what was matched; ``None`` for months that end before they begin."""
    year, half = said["year"], said.get("half") or said.get("h")
    quarter = said.get("quarter") or said.get("q")
    if quarter:
        return f"{year}-Q{quarter}"
    if half:
        return f"{year}-H{_HALVES[half]}"
    if quarters := said.get("quarters"):
        return f"{year}-01_{int(quarters) * 3:02d}"
    first, last = (said.get("first") or said.get("from")), (said.get("last") or said.get("until"))
    if first and last:
        name = f"{year}-{int(first):02d}_{int(last):02d}"
        return name if is_period(name) else None
    month = said.get("month") or said.get("two")
    return f"{year}-{int(month):02d}" if month else year

"""The span of months that an issue covers, and the name by which its folder goes.

`2020-07` is a month, `2021-Q4` a quarter, `2024-H1` a half-year, `2021` a year, `2023-01_04` several months in one issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

_NAME: Final = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?:(?P<first>0[1-9]|1[0-2])(?:_(?P<last>0[1-9]|1[0-2]))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months of one year, both ends included, as counted since the year 0: `first` and `last` order and compare.

    Periods of one archive do not overlap, so that their order is that of their first months.
    """

    first: int
    last: int
    name: str

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.first // 12

    @property
    def first_month(self) -> int:
        """1 for a period that begins in January."""
        return self.first % 12 + 1

    @property
    def last_month(self) -> int:
        """12 for a period that ends in December."""
        return self.last % 12 + 1

    @property
    def months(self) -> tuple[str, ...]:
        """Each month as it is written: `2021-10`, `2021-11`, `2021-12`."""
        return tuple(month_name(number) for number in range(self.first, self.last + 1))

    @property
    def end(self) -> str:
        """The last month, in which names have to be in force."""
        return month_name(self.last)

    @property
    def length(self) -> int:
        """How many months it covers."""
        return self.last - self.first + 1

    def overlaps(self, other: Period) -> bool:
        """Whether a month lies in both."""
        return self.first <= other.last and other.first <= self.last

    def follows(self, other: Period) -> bool:
        """Whether it begins where the other ends."""
        return self.first == other.last + 1

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day.year * 12 + day.month - 1 <= self.last


def month_name(number: int) -> str:
    """The month with that count since the year 0: 24246 is `2020-07`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def is_period(name: str) -> bool:
    """Whether ``name`` is that of a period: several months are at least two, the later one last."""
    match = _NAME.fullmatch(name)
    return match is not None and (match["last"] is None or match["first"] < match["last"])


@cache
def period(name: str) -> Period:
    """The period of that name. Raises `ValueError` for anything else."""
    match = _NAME.fullmatch(name)
    if match is None or not is_period(name):
        raise ValueError(f"“{name}”不是统计期")
    start = int(match["year"]) * 12
    if match["quarter"]:
        first = (int(match["quarter"]) - 1) * 3
        return Period(start + first, start + first + 2, name)
    if match["half"]:
        first = (int(match["half"]) - 1) * 6
        return Period(start + first, start + first + 5, name)
    if match["first"]:
        first = int(match["first"]) - 1
        return Period(start + first, start + int(match["last"] or match["first"]) - 1, name)
    return Period(start, start + 11, name)


def in_order(names: Iterable[str]) -> list[str]:
    """Names of periods by their time: `2019-Q4` before `2020-01_02` before `2020-03`."""
    return sorted(names, key=period)


def year_before(name: str, names: Iterable[str]) -> str | None:
    """That of the names whose period is the same of the year before, whichever way it is written."""
    return _shifted(name, names, -12)


def year_after(name: str, names: Iterable[str]) -> str | None:
    """That of the names whose period is the same of the year after."""
    return _shifted(name, names, 12)


def _shifted(name: str, names: Iterable[str], months: int) -> str | None:
    now = period(name)
    wanted = (now.first + months, now.last + months)
    found = (other for other in names if is_period(other))
    return next((other for other in found if (period(other).first, period(other).last) == wanted), None)


def within(name: str, since: str, until: str) -> bool:
    """Whether what is in force from the period ``since`` to the period ``until``, both included and empty for no limit,
    is in force at the end of the period ``name``."""
    end = period(name).last
    return (not since or period(since).first <= end) and (not until or end <= period(until).last)

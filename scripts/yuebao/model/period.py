"""The span of months that an issue covers, and the name by which its folder goes.

`2020-07` is a month, `2021-Q4` a quarter, `2024-H1` a half-year, `2021` a year, `2023-01_04` several months in one issue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

_NAME: Final = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?:(?P<first>0[1-9]|1[0-2])(?:_(?P<last>0[1-9]|1[0-2]))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)

FORMS: Final = "2020-07（月）、2021-Q4（季度）、2024-H1（半年）、2021（年）、2023-01_04（几个月合为一期）"
"""The forms that the name of a period may have, as people are told."""

Span = tuple[int, int]
"""The first and the last month of a period: the same for two names of the same months."""

_QUARTERS: Final = "一二三四"
_THIS: Final[Mapping[str, str]] = {"month": "本月", "quarter": "本季度", "half": "本半年", "year": "本年"}
_LAST: Final[Mapping[str, str]] = {
    "month": "上月",
    "quarter": "上季度",
    "half": "前一个半年",
    "year": "上年",
}


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

    @property
    def span(self) -> Span:
        """Its first and last month as they are counted."""
        return self.first, self.last

    @property
    def span_before(self) -> Span:
        """As many months as it has, just before it."""
        return self.first - self.length, self.first - 1

    @property
    def span_a_year_before(self) -> Span:
        """The same months of the year before."""
        return self.first - 12, self.last - 12

    @property
    def form(self) -> str:
        """`month`, `quarter`, `half`, `year`, or `months` for several in one issue."""
        if len(self.name) == 4:
            return "year"
        return {"Q": "quarter", "H": "half"}.get(self.name[5], "months" if "_" in self.name else "month")

    @property
    def title(self) -> str:
        """How people call it: `2020年7月`, `2021年第四季度`, `2024年上半年`, `2021年`, `2023年1—4月`."""
        return f"{self.year}年" if self.form == "year" else f"{self.year}年{self.short}"

    @property
    def short(self) -> str:
        """The same without the year: `7月`, `第四季度`, `上半年`, `全年`, `1—4月`."""
        if self.form == "quarter":
            return f"第{_QUARTERS[self.first_month // 3]}季度"
        if self.form == "half":
            return "上半年" if self.first_month == 1 else "下半年"
        if self.form == "year":
            return "全年"
        return f"{self.first_month}月" if self.form == "month" else f"{self.first_month}—{self.last_month}月"

    @property
    def this(self) -> str:
        """`本月`, `本季度`; `本期` for several months in one issue."""
        return _THIS.get(self.form, "本期")

    @property
    def last_one(self) -> str:
        """What `span_before` is called: `上月`, `上季度`; `上期` for several months in one issue."""
        return _LAST.get(self.form, "上期")

    @property
    def last_year(self) -> str:
        """What `span_a_year_before` is called: `上年同月`, `上年同期`; `上年` for a year."""
        return {"month": "上年同月", "year": "上年"}.get(self.form, "上年同期")

    def overlaps(self, other: Period) -> bool:
        """Whether a month lies in both."""
        return self.first <= other.last and other.first <= self.last

    def follows(self, other: Period) -> bool:
        """Whether it begins where the other ends."""
        return self.first == other.last + 1

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day.year * 12 + day.month - 1 <= self.last


def title_of(name: str) -> str:
    """How people call the period of that name."""
    return period(name).title


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


def span_name(span: Span, like: Period) -> str:
    """The months of ``span`` as a name of the form that ``like`` has; two months with `至` between where no period has
    them."""
    first, last = span
    year, number = divmod(first, 12)
    if first == last or first // 12 != last // 12:
        return month_name(first) if first == last else f"{month_name(first)} 至 {month_name(last)}"
    ends = {"quarter": f"-Q{number // 3 + 1}", "half": f"-H{number // 6 + 1}", "year": ""}
    return f"{year:04d}{ends.get(like.form, f'-{number + 1:02d}_{last % 12 + 1:02d}')}"


def month_before(month: str) -> str:
    """The calendar month before."""
    return month_name(period(month).first - 1)


def month_after(month: str) -> str:
    """The calendar month after."""
    return month_name(period(month).last + 1)


def in_order(names: Iterable[str]) -> list[str]:
    """Names of periods by their time: `2019-Q4` before `2020-01_02` before `2020-03`."""
    return sorted(names, key=period)


def spellings(span: Span) -> tuple[str, ...]:
    """Every name that whole months of one year may go by."""
    first, last = span
    year, number = divmod(first, 12)
    if first == last:
        return (month_name(first),)
    named = {
        (3, 0): f"{year:04d}-Q{number // 3 + 1}",
        (6, 0): f"{year:04d}-H{number // 6 + 1}",
        (12, 0): f"{year:04d}",
    }
    length = last - first + 1
    own = named.get((length, number % length))
    several = f"{year:04d}-{number + 1:02d}_{last % 12 + 1:02d}"
    return (several,) if own is None else (own, several)


def year_before(name: str, names: Collection[str]) -> str | None:
    """That of the names whose period is the same of the year before, whichever way it is written."""
    return _shifted(name, names, -12)


def year_after(name: str, names: Collection[str]) -> str | None:
    """That of the names whose period is the same of the year after."""
    return _shifted(name, names, 12)


def _shifted(name: str, names: Collection[str], months: int) -> str | None:
    now = period(name)
    wanted = spellings((now.first + months, now.last + months))
    return next((other for other in wanted if other in names), None)


def order_of(name: str) -> tuple[int, int, str]:
    """What sorts names by their time; an empty one, which stands for none, comes first."""
    if not name:
        return -1, -1, name
    read = period(name)
    return read.first, read.last, name


def overlapping(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of these periods those that share months with others, in order, each with the others."""
    periods = sorted(map(period, names))
    found: dict[str, list[str]] = {}
    for place, one in enumerate(periods):
        for other in periods[place + 1 :]:
            if not one.overlaps(other):
                break
            found.setdefault(one.name, []).append(other.name)
            found.setdefault(other.name, []).append(one.name)
    return {name: tuple(in_order(found[name])) for name in in_order(found)}

"""Which months a change can affect, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from yuebao.model.period import in_order, is_period, order_of, year_after

_PROGRAM: Final = ("scripts", "pyproject.toml", "requirements.lock")
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """The months to judge with the reason for each, in Chinese, and those among them that were changed themselves."""

    reasons: Mapping[str, str]
    changed: tuple[str, ...]

    @property
    def months(self) -> tuple[str, ...]:
        """The months in their order."""
        return tuple(in_order(self.reasons))


def affected(paths: Iterable[str], months: Sequence[str], gaps: Set[str] = frozenset()) -> Selection:
    """The months of the archive that a change of ``paths`` can affect.

    A month is judged from its own folder, from the newest earlier month that is not withdrawn (year to date, order of
    issues) and from the same month of the year before: so a change affects the month, the next one that the archive has
    and that of the year after, also when the month itself is gone; past ``gaps``, months that may be withdrawn, the one
    after too. The schemas, the registry and the program are
    behind every verdict.
    """
    touched: dict[str, list[str]] = {}
    common = ""
    for path in paths:
        top, _, rest = path.partition("/")
        month, _, file = rest.partition("/")
        common = common or _common(path, top)
        if top == "data" and is_period(month):
            touched.setdefault(month, []).append(file or path)
    changed = tuple(month for month in in_order(touched) if month in months)
    if common:
        return Selection(dict.fromkeys(months, common), changed)
    reasons: dict[str, str] = {}
    for month in in_order(touched):
        again = year_after(month, months)
        if again is not None:
            reasons[again] = f"去年同期的 {month} 有改动，同比要对照它"
    for month in in_order(touched):
        for later in _next(month, months, gaps):
            reasons[later] = f"紧接在有改动的 {month} 之后，累计与期号要对照它"
    reasons |= {month: f"改动了 {_names(touched[month])}" for month in changed}
    return Selection(reasons, changed)


def _next(month: str, months: Sequence[str], gaps: Set[str]) -> Iterator[str]:
    """The next month, and while it may be withdrawn, the one after it."""
    for later in months[bisect_right(months, order_of(month), key=order_of) :]:
        yield later
        if later not in gaps:
            return


def _common(path: str, top: str) -> str:
    """Why a change of this path touches every month; empty where it does not."""
    if top == "schemas":
        return f"{path} 有改动：规则管着每个月"
    if top in _PROGRAM:
        return f"{path} 有改动：程序核验每个月"
    if path == "data/organizations.csv":
        return "data/organizations.csv 有改动：登记册用于每个月"
    return ""


def _names(files: Sequence[str]) -> str:
    more = f" 等 {len(files)} 个文件" if len(files) > _SHOWN else ""
    return "、".join(files[:_SHOWN]) + more

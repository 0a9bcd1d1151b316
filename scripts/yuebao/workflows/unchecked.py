"""What of an issue was not checked because of what the archive does not have, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from yuebao.load.folder import draft_names
from yuebao.model.issue import WITHDRAWN
from yuebao.model.month import Month
from yuebao.model.period import Period, month_name, period, title_of
from yuebao.rules.registry import accumulating
from yuebao.rules.scope import Scope


def of_gap(root: Path, months: Sequence[str], scope: Scope, previous: Month | None) -> Iterator[str]:
    """Which rules had nothing to continue, or only something to stay above, because the issue just before is withdrawn or
    a draft, or not there though earlier ones are."""
    own = period(scope.month)
    gap = next((name for name in months if period(name).last == own.first - 1), None)
    if scope.begins_year or (scope.before is not None and not scope.gap) or not (scope.earlier or gap):
        return
    rules = [
        f"《{schema.title}》的 {rule.id}"
        for schema in scope.schemas.values()
        for rule in schema.rules
        if accumulating([rule])
    ]
    if not rules:
        return
    named = "、".join(dict.fromkeys(rules))
    why = f"{_missing(own, previous)}没有收入档案" if gap is None else _state_of(root, gap)
    if scope.before is None or previous is None:
        yield f"{own.title}的累计没有核对：{why}，{named} 不适用"
    else:
        yield f"{own.title}的累计只核对了不低于{title_of(previous.month)}的累计与{own.this}数之和：{why}，{named} 不能逐格推算"


def _state_of(root: Path, gap: str) -> str:
    return f"{title_of(gap)}还在整理" if draft_names(root, (gap,)) else f"{title_of(gap)}{WITHDRAWN}"


def _missing(own: Period, previous: Month | None) -> str:
    """The months of the year, or since the issue before, that lie before this one."""
    january = own.year * 12
    first = january if previous is None else max(january, period(previous.month).last + 1)
    last = own.first - 1
    ends = [title_of(month_name(number)) for number in dict.fromkeys((first, last))]
    return "至".join(ends)

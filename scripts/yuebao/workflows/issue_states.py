"""How far each issue of an archive is, from those not begun to those published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from yuebao.load.folder import draft_names, gap_names
from yuebao.model.approval import AGREED
from yuebao.model.finding import Status
from yuebao.model.issue import DRAFT, WITHDRAWN
from yuebao.model.period import Period, period, span_name, title_of
from yuebao.outcome.outcome import Outcome
from yuebao.review.digest import in_force
from yuebao.workflows.judge import Standing
from yuebao.workflows.validate import validate

NOT_BEGUN: Final = "未开始"
IN_WORK: Final = DRAFT
TO_CHECK: Final = "待核对"
TO_REVIEW: Final = "待审"
RETURNED: Final = "已退回"
TO_PUBLISH: Final = "待公布"
PUBLISHED: Final = "已发布"
ORDER: Final = (IN_WORK, TO_CHECK, RETURNED, TO_REVIEW, TO_PUBLISH, NOT_BEGUN, PUBLISHED, WITHDRAWN)
"""What is to be done first comes first."""


@dataclass(frozen=True, slots=True)
class IssueState:
    """An issue, what it is called, its state, and what is left: cells, and findings or doubts. ``words`` say both, and what
    the reviewer said."""

    month: str
    title: str
    state: str
    left: int = 0
    open: int = 0
    words: str = ""

    @property
    def told(self) -> str:
        """`整理中，还差 22 格`; `待核对 3 处`."""
        if self.state == IN_WORK:
            more = f"，待核对 {self.open} 处" if self.open else ""
            return f"{IN_WORK}，还差 {self.left} 格{more}"
        if self.state in (TO_CHECK, PUBLISHED) and self.open:
            return (
                f"{TO_CHECK} {self.open} 处"
                if self.state == TO_CHECK
                else f"{PUBLISHED}，有 {self.open} 处问题"
            )
        return f"{self.state}：{self.words}" if self.words else self.state


def issue_states(standing: Standing) -> tuple[IssueState, ...]:
    """Every issue in its order, those not begun among them: the gaps between others, and the one after the newest."""
    outcome = validate(standing.root)
    gaps = gap_names(standing.root, standing.months)
    drafts = draft_names(standing.root, gaps)
    found = []
    for month in standing.months:
        if month in drafts:
            found.append(state_of(standing, month, outcome))
        elif month in gaps:
            found.append(IssueState(month, title_of(month), WITHDRAWN))
        else:
            count = sum(each.status is not Status.EXPLAINED for each in outcome.of_month(month))
            found.append(IssueState(month, title_of(month), PUBLISHED, open=count))
    found += [
        IssueState(name, title_of(name), NOT_BEGUN) for name in _not_begun([*map(period, standing.months)])
    ]
    return tuple(sorted(found, key=lambda each: period(each.month)))


def state_of(standing: Standing, month: str, outcome: Outcome) -> IssueState:
    """The state of a draft."""
    read, title = standing.reader.read(month), title_of(month)
    left = sum(read.left.values())
    open_ = sum(each.status is not Status.EXPLAINED for each in outcome.of_month(month)) + len(read.undecided)
    if left or open_:
        return IssueState(month, title, IN_WORK if left else TO_CHECK, left, open_)
    approval = in_force(read)
    if approval is None:
        return IssueState(month, title, TO_REVIEW)
    state = TO_PUBLISH if approval.verdict == AGREED else RETURNED
    return IssueState(month, title, state, words=approval.words)


def next_to_do(states: Sequence[IssueState]) -> IssueState | None:
    """What to take up first: the newest of what is furthest along, and what was not begun last of all."""
    waiting = [each for each in states if each.state in ORDER[: ORDER.index(NOT_BEGUN) + 1]]
    begun = [each for each in waiting if each.state != NOT_BEGUN]
    if begun:
        return min(reversed(begun), key=lambda each: ORDER.index(each.state))
    return waiting[-1] if waiting else None


def _not_begun(periods: Sequence[Period]) -> Iterator[str]:
    """The spans between issues that no issue covers, month by month or in the length of the neighbour before, and the one
    after the newest."""
    for before, after in pairwise(periods):
        yield from _between(before, after.first)
    if periods:
        yield from _between(periods[-1], periods[-1].last + 1 + periods[-1].length)


def _between(before: Period, end: int) -> Iterator[str]:
    start, length = before.last + 1, before.length
    while start < end:
        step = length if start + length <= end and start // 12 == (start + length - 1) // 12 else 1
        yield span_name((start, start + step - 1), before if step > 1 else period("2000-01"))
        start += step

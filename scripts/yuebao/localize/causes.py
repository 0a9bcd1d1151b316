"""The one thing that happened: of what each kind of slip proposes, that which the rules agree with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from yuebao.localize.changes import change_of
from yuebao.localize.rejudge import settled_by
from yuebao.localize.slips.look import Hypothesis, Look
from yuebao.localize.slips.registry import KINDS
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.model.suggestion import Assertion, Cause, Suggestion
from yuebao.rules.scope import Scope

_MOST: Final = 60
"""Proposals that are judged: an issue with more of them needs its report, not guesses."""
_NEW: Final = 4
"""Findings that have to go for one that comes: where a figure was lost, nobody knows what stood there."""


@dataclass(frozen=True, slots=True)
class _Tried:
    hypothesis: Hypothesis
    settles: frozenset[Assertion]
    new: int


def causes(month: Month, scope: Scope, findings: Sequence[Finding]) -> tuple[Suggestion, ...]:
    """Slips in whole rows and columns, each with what it settles, the most far-reaching first; a finding is in one at most.
    Nothing where nothing is open. The work is bounded by a number of trials, not by a clock."""
    look = Look(month, scope, findings)
    if not look.open:
        return ()
    before = {Assertion.of(each) for each in findings if each.status is not Status.EXPLAINED}
    proposed = islice(chain.from_iterable(propose(look) for propose in KINDS), _MOST)
    tried = sorted(
        (each for hypothesis in proposed if (each := _judged(month, scope, hypothesis, before)) is not None),
        key=lambda each: (each.new - len(each.settles), len(each.hypothesis.texts)),
    )
    return tuple(_chosen(tried, month, scope))


def _judged(month: Month, scope: Scope, hypothesis: Hypothesis, before: set[Assertion]) -> _Tried | None:
    settles = {Assertion.of(each) for each in hypothesis.own}
    new: set[Assertion] = set()
    if hypothesis.tables:
        gone, come = settled_by(month, scope, hypothesis.tables, before)
        settles |= gone
        new = {each for each in come if (each.table, each.row) not in hypothesis.unknown}
    if len(settles) < hypothesis.least or len(new) * _NEW > len(settles):
        return None
    return _Tried(hypothesis, frozenset(settles), len(new))


def _chosen(tried: Sequence[_Tried], month: Month, scope: Scope) -> Iterator[Suggestion]:
    taken: set[Assertion] = set()
    for each in tried:
        if taken.isdisjoint(each.settles):
            taken |= each.settles
            hypothesis = each.hypothesis
            yield Suggestion(
                month.month,
                tuple(change_of(scope, cell, text) for cell, text in hypothesis.texts.items()),
                tuple(sorted(each.settles, key=str)),
                (),
                Cause(hypothesis.message, hypothesis.remedy, hypothesis.place),
            )

"""The outcome of a validation: every finding in public order, and what was evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from yuebao.model.finding import NOT_YET, Finding, Status, Tally
from yuebao.model.period import order_of
from yuebao.model.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class MonthVerdict:
    """What judging one month gave, errata settled. ``notices`` say what was not checked and why. ``draft`` says what is
    left of an issue that is still being transcribed; of its findings only those at the indexes ``barred`` block anything
    but itself."""

    month: str
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    suggestions: tuple[Suggestion, ...] = ()
    notices: tuple[str, ...] = ()
    draft: str | None = None
    barred: tuple[int, ...] = ()

    @property
    def lasting(self) -> bool:
        """Whether the same files will be judged alike on any later day."""
        return all(finding.breach != NOT_YET for finding in self.findings)


@dataclass(frozen=True)
class Outcome:
    """All verdicts together. ``findings`` are ordered by month, table, line, column and rule; ``tallies`` are those of
    each month, table by table; ``notices`` say of a month, in Chinese, what was not checked and why; ``drafts`` are the
    issues still being transcribed, each with what is left. What is found in them blocks where they were ``named``, and
    where it is among the ``barred``: what no state excuses."""

    months: tuple[str, ...]
    findings: tuple[Finding, ...]
    tallies: Mapping[str, tuple[Tally, ...]]
    suggestions: tuple[Suggestion, ...] = ()
    notices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drafts: Mapping[str, str] = field(default_factory=dict)
    barred: tuple[Finding, ...] = ()
    named: frozenset[str] = frozenset()

    def count(self, status: Status) -> int:
        """How many findings have the status, those that are progress of a draft left out."""
        return sum(1 for finding in self.findings if finding.status is status and finding not in self.pending)

    def total(self, count: str) -> int:
        """The sum of one of the counts of all tallies."""
        return sum(getattr(tally, count) for tallies in self.tallies.values() for tally in tallies)

    @property
    def silent_rules(self) -> tuple[tuple[str, str, str], ...]:
        """Each rule that asserted nothing: the period, the table (empty for the issue as a whole) and the rule."""
        return tuple(
            (month, tally.table, rule)
            for month, tallies in self.tallies.items()
            for tally in tallies
            for rule in tally.silent
        )

    @property
    def rules_evaluated(self) -> int:
        """Every assertion that was looked at."""
        return self.total("evaluated")

    @cached_property
    def blocking(self) -> tuple[Finding, ...]:
        """Everything that keeps the archive from being published: all but the explained, and but what is found in
        drafts."""
        unsettled = (finding for finding in self.findings if finding.status is not Status.EXPLAINED)
        return tuple(finding for finding in unsettled if finding not in self.pending)

    @cached_property
    def pending(self) -> frozenset[Finding]:
        """What was found in drafts and is neither explained nor in anybody's way: progress, and counted nowhere else."""
        if not self.drafts:
            return frozenset()
        barred = set(self.barred)
        return frozenset(
            finding
            for month in self.drafts
            if month not in self.named
            for finding in self.of_month(month)
            if finding.status is not Status.EXPLAINED and finding not in barred
        )

    def asked_for(self, months: Iterable[str]) -> Outcome:
        """The outcome for who named these months: findings in drafts among them block too."""
        return replace(self, named=frozenset(months))

    def of_month(self, month: str) -> tuple[Finding, ...]:
        """The findings of one month."""
        return self._by_month.get(month, ())

    @cached_property
    def _by_month(self) -> dict[str, tuple[Finding, ...]]:
        return {month: tuple(found) for month, found in groupby(self.findings, lambda each: each.month)}


class Shared(dict[Any, Any]):
    """One copy of what the tallies of many months have in common: read from a file or sent by a process, every month
    brings its own, and those of a hundred years weigh more than all else."""

    def verdict(self, verdict: MonthVerdict) -> MonthVerdict:
        """The same verdict, made of shared tallies."""
        return replace(verdict, tallies=tuple([self._tally(tally) for tally in verdict.tallies]))

    def _tally(self, tally: Tally) -> Tally:
        if tally not in self:
            self[tally] = tally._replace(rules=self.setdefault(tally.rules, tally.rules))
        shared: Tally = self[tally]
        return shared


def gather(verdicts: Iterable[MonthVerdict], archive_findings: Iterable[Finding] = ()) -> Outcome:
    """One outcome from the verdicts of all months and the findings that belong to none."""
    verdicts, archive_findings = tuple(verdicts), tuple(archive_findings)
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    return Outcome(
        months=tuple(verdict.month for verdict in verdicts),
        findings=tuple(sorted([*archive_findings, *findings], key=_order)),
        tallies={verdict.month: verdict.tallies for verdict in verdicts},
        suggestions=tuple(suggestion for verdict in verdicts for suggestion in verdict.suggestions),
        notices={verdict.month: verdict.notices for verdict in verdicts if verdict.notices},
        drafts={verdict.month: verdict.draft for verdict in verdicts if verdict.draft is not None},
        barred=(
            *archive_findings,
            *(verdict.findings[index] for verdict in verdicts for index in verdict.barred),
        ),
    )


def _order(finding: Finding) -> tuple[tuple[int, int, str], str, int, str, str, str, str]:
    return (
        order_of(finding.month),
        finding.table or "",
        finding.line or 0,
        finding.column or "",
        finding.rule,
        finding.file,
        finding.message,
    )

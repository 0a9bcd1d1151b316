"""The outcome of a validation: every finding in public order, and what was evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from sys import intern

from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class MonthVerdict:
    """What judging one month gave, errata settled."""

    month: str
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """All verdicts together. ``findings`` are ordered by month, table, line, column and rule."""

    months: tuple[str, ...]
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    suggestions: tuple[Suggestion, ...] = ()

    def count(self, status: Status) -> int:
        """How many findings have the status."""
        return sum(1 for finding in self.findings if finding.status is status)

    @property
    def rules_evaluated(self) -> int:
        """Every assertion that was looked at."""
        return sum(tally.evaluated for tally in self.tallies)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Everything that keeps the archive from being published: all but the explained."""
        return tuple(finding for finding in self.findings if finding.status is not Status.EXPLAINED)

    def of_month(self, month: str) -> tuple[Finding, ...]:
        """The findings of one month."""
        return self._by_month.get(month, ())

    @cached_property
    def _by_month(self) -> dict[str, tuple[Finding, ...]]:
        return {month: tuple(found) for month, found in groupby(self.findings, lambda each: each.month)}


def sharing_words(verdict: MonthVerdict) -> MonthVerdict:
    """The same verdict, its tallies using one copy of each name: read from a file or sent by a process, every month
    brings its own, and twenty years of them weigh more than all else."""
    tallies = tuple(
        [tally._replace(table=intern(tally.table), rule=intern(tally.rule)) for tally in verdict.tallies]
    )
    return replace(verdict, tallies=tallies)


def gather(verdicts: Iterable[MonthVerdict], archive_findings: Iterable[Finding] = ()) -> Outcome:
    """One outcome from the verdicts of all months and the findings that belong to none."""
    verdicts = tuple(verdicts)
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    return Outcome(
        months=tuple(verdict.month for verdict in verdicts),
        findings=tuple(sorted([*archive_findings, *findings], key=_order)),
        tallies=tuple(tally for verdict in verdicts for tally in verdict.tallies),
        suggestions=tuple(suggestion for verdict in verdicts for suggestion in verdict.suggestions),
    )


def _order(finding: Finding) -> tuple[str, str, int, str, str, str, str]:
    return (
        finding.month,
        finding.table or "",
        finding.line or 0,
        finding.column or "",
        finding.rule,
        finding.file,
        finding.message,
    )

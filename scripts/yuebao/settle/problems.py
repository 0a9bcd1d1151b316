"""One wrong cell that breaks several rules is one problem with its consequences.

What belongs together is told by what is known, most certain first: a cell that cannot be read and all that is undecided
because of it; the findings that one suggested change settles, which the rules themselves have tried; sums that share a
cell and are off by the same amount; three or more rows of a column that are off alike; an erratum that lost its finding
and the finding that stands there now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuebao.model.finding import Finding, Status
from yuebao.model.suggestion import Assertion, Suggestion
from yuebao.model.table import HEADER, Cell


@dataclass(frozen=True, slots=True)
class Problem:
    """Findings with one cause, the one that names it first. ``suggestion`` says which change settles them, if one was
    found."""

    findings: tuple[Finding, ...]
    suggestion: Suggestion | None = None


def problems(findings: Iterable[Finding], suggestions: Iterable[Suggestion] = ()) -> list[Problem]:
    """The findings of one or more months, grouped within each month, the most far-reaching problem first."""
    months: dict[str, list[Finding]] = {}
    for finding in findings:
        months.setdefault(finding.month, []).append(finding)
    suggested = list(suggestions)
    return [
        problem
        for month, found in months.items()
        for problem in _problems_of_month(found, [item for item in suggested if item.month == month])
    ]


class _Sorting:
    """The findings of a month that are not in a problem yet, and the problems so far."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.left = {id(finding): finding for finding in findings}
        self.problems: list[Problem] = []

    def take(self, first: Finding, others: Iterable[Finding], suggestion: Suggestion | None = None) -> None:
        """Make a problem of a finding and others; nothing when it would stand alone."""
        members = {id(item): item for item in others if id(item) in self.left and item is not first}
        if id(first) in self.left and (members or suggestion is not None):
            consequences = sorted(members.values(), key=lambda item: item.status is Status.UNDECIDED)
            self.problems.append(Problem((first, *consequences), suggestion))
            for key in (id(first), *members):
                del self.left[key]


def _problems_of_month(findings: Sequence[Finding], suggestions: Sequence[Suggestion]) -> list[Problem]:
    sorting = _Sorting(findings)
    for cause in [item for item in findings if item.rule == "structure"]:
        sorting.take(cause, [item for item in sorting.left.values() if _because(item, cause)])
    for suggestion in suggestions:
        settled = [item for item in sorting.left.values() if Assertion.of(item) in suggestion.settles]
        if settled:
            sorting.take(_nearest(settled, suggestion), settled, suggestion)
    while alike := _alike(list(sorting.left.values())):
        first = alike[0]
        sorting.take(first, [*alike, *_left_by(first, sorting.left.values())])
    for finding in [item for item in findings if item.status is Status.OPEN]:
        same = [item for item in sorting.left.values() if _same(item, finding)]
        sorting.take(finding, [*(same if len(same) > 2 else []), *_left_by(finding, sorting.left.values())])
    found = [*sorting.problems, *(Problem((finding,)) for finding in sorting.left.values())]
    order = {id(finding): index for index, finding in enumerate(findings)}
    return sorted(found, key=lambda problem: (-len(problem.findings), order[id(problem.findings[0])]))


def _cells(finding: Finding) -> frozenset[Cell]:
    own = () if finding.cell is None else (finding.cell,)
    return frozenset((*own, *finding.evidence))


def _because(finding: Finding, cause: Finding) -> bool:
    """Whether the finding could not be decided, or an erratum not be matched, because of what fails `structure`."""
    if finding.status not in (Status.UNDECIDED, Status.STALE):
        return False
    cells = _cells(cause)
    if cells:
        return bool(cells & _cells(finding))
    return cause.line in (None, 1) and any(
        cell.row == HEADER and cell.table == cause.table for cell in finding.evidence
    )


def _nearest(members: Sequence[Finding], suggestion: Suggestion) -> Finding:
    """The finding about a changed cell, else the first that reads one."""
    changed = {change.cell for change in suggestion.changes}
    return min(members, key=lambda item: (item.cell not in changed, not changed & _cells(item)))


def _alike(findings: Sequence[Finding]) -> list[Finding]:
    """The most sums that read one cell and are off by one amount, the one about that cell first; none when no two do.

    Ties go to the cell that is itself reported, then to the one that a narrow sum reads, then to the first in the file.
    """
    reading: dict[tuple[Cell, Decimal], list[Finding]] = {}
    for finding in findings:
        amount = _amount(finding)
        if amount is not None:
            for cell in _cells(finding):
                reading.setdefault((cell, amount), []).append(finding)
    shared = [key for key, members in reading.items() if len(members) > 1]
    if not shared:
        return []
    reported = Counter(finding.cell for finding in findings)

    def rank(key: tuple[Cell, Decimal]) -> tuple[int, int, int, str, int, str]:
        cell, members = key[0], reading[key]
        width = min(len(_cells(item)) for item in members)
        return (-len(members), -reported[cell], width, cell.table, cell.row, cell.column)

    best = min(shared, key=rank)
    return sorted(reading[best], key=lambda item: item.cell != best[0])


def _amount(finding: Finding) -> Decimal | None:
    """By how much an open sum is off; ``None`` for bounds, orders and rates."""
    if (
        finding.status is not Status.OPEN
        or finding.difference is None
        or not (finding.expected or "").isdigit()
    ):
        return None
    return abs(Decimal(finding.difference))


def _same(finding: Finding, other: Finding) -> bool:
    """Whether both say the same of two rows of one column: after a lost row every running number is off by one."""
    alike = (finding.rule, finding.table, finding.column, finding.difference)
    return finding.difference is not None and alike == (
        other.rule,
        other.table,
        other.column,
        other.difference,
    )


def _left_by(cause: Finding, findings: Iterable[Finding]) -> list[Finding]:
    """The errata whose finding is now another one at the same place."""
    place = (cause.table, cause.row, cause.column)
    return [
        item
        for item in findings
        if item.status is Status.STALE and (item.table, item.row, item.column) == place
    ]

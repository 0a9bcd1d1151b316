"""One wrong cell that breaks several rules is one problem with its consequences.

The findings of a month are brought together by the cells that they read: the cell that most findings share is the
probable cause, whatever reads it is a consequence. Nothing is guessed where only one finding reads a cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuebao.model.finding import Finding, Status
from yuebao.model.table import Cell


@dataclass(frozen=True, slots=True)
class Problem:
    """Findings that one cell explains. ``cause`` is ``None`` where a finding stands alone."""

    cause: Cell | None
    findings: tuple[Finding, ...]


def problems(findings: Iterable[Finding]) -> list[Problem]:
    """The findings of one or more months, grouped within each month, the most far-reaching problem first.

    A cell that fails `structure` is the cause of everything undecided because of it. Among other cells, the one read
    by the most findings wins; ties go to the cell that is itself reported, then to the first in the file.
    """
    months: dict[str, list[Finding]] = {}
    for finding in findings:
        months.setdefault(finding.month, []).append(finding)
    return [problem for month in months.values() for problem in _problems_of_month(month)]


def _problems_of_month(findings: Sequence[Finding]) -> list[Problem]:
    left = list(findings)
    result = []
    while left:
        cause = _cause(left)
        if cause is None:
            break
        members = _members(left, cause)
        result.append(Problem(cause, tuple(sorted(members, key=lambda item: _closeness(item, cause)))))
        left = [finding for finding in left if finding not in members]
    result += [Problem(None, (finding,)) for finding in left]
    order = {id(finding): index for index, finding in enumerate(findings)}
    return sorted(result, key=lambda problem: (-len(problem.findings), order[id(problem.findings[0])]))


def _cells(finding: Finding) -> frozenset[Cell]:
    own = () if finding.cell is None else (finding.cell,)
    return frozenset((*own, *finding.evidence))


def _cause(findings: Sequence[Finding]) -> Cell | None:
    for finding in findings:
        if finding.rule == "structure" and finding.cell is not None:
            return finding.cell
    cells = sorted({cell for finding in findings for cell in _cells(finding)}, key=_address)
    shared = {cell: len(_members(findings, cell)) for cell in cells}
    if max(shared.values(), default=0) < 2:
        return None
    reported = Counter(finding.cell for finding in findings if finding.cell is not None)
    return min(cells, key=lambda cell: (-shared[cell], -reported[cell], _width(cell, findings)))


def _members(findings: Sequence[Finding], cell: Cell) -> list[Finding]:
    """The findings that one change of the cell could mend together.

    Sums that are off by different amounts cannot have one cause, so the largest group off by one amount counts;
    findings that state no amount join it.
    """
    reading = [finding for finding in findings if cell in _cells(finding)]
    amounts = Counter(amount for finding in reading if (amount := _amount(finding)) is not None)
    common = max(amounts, key=lambda amount: (amounts[amount], amount), default=None)
    return [
        finding for finding in reading if _amount(finding) in (None, common) and _reaches(finding, common)
    ]


def _amount(finding: Finding) -> Decimal | None:
    """By how much an equation is off; ``None`` for bounds, orders and rates."""
    if finding.difference is None or finding.expected is None or not finding.expected.isdigit():
        return None
    return abs(Decimal(finding.difference))


def _reaches(finding: Finding, common: Decimal | None) -> bool:
    """Whether a change by the common amount is large enough for a broken bound."""
    if common is None or finding.difference is None or not (finding.expected or "").startswith("≤"):
        return True
    return common >= Decimal(finding.difference)


def _address(cell: Cell) -> tuple[str, int, str]:
    return (cell.table, cell.row, cell.column)


def _width(cell: Cell, findings: Sequence[Finding]) -> int:
    """How many cells the narrowest finding about this cell reads: a narrow one points more sharply."""
    return min(len(_cells(finding)) for finding in findings if cell in _cells(finding))


def _closeness(finding: Finding, cause: Cell) -> tuple[bool, bool, int]:
    return (finding.rule != "structure", finding.cell != cause, finding.status is Status.UNDECIDED)

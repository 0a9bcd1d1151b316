"""A suggestion where the error is: the smallest change of figures that the rules agree with. Never applied."""

from __future__ import annotations

from dataclasses import dataclass

from yuebao.model.finding import Finding
from yuebao.model.table import Cell


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that would have to be another. ``slip`` names the way in which it may have been mistyped, empty when
    it looks like no typing slip."""

    cell: Cell
    file: str
    line: int
    row: str | None
    column: str
    address: str | None
    published: str
    suggested: str
    slip: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """What tells a finding from every other of its month."""

    rule: str
    table: str | None
    row: str | None
    column: str | None
    value: str | None
    expected: str | None
    breach: str | None
    against: str | None

    @classmethod
    def of(cls, finding: Finding) -> Assertion:
        """The assertion that the finding is about."""
        place = (finding.rule, finding.table, finding.row, finding.column)
        return cls(*place, finding.value, finding.expected, finding.breach, finding.against)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``changes`` together settle the findings ``settles`` and break nothing that held. ``others`` are changes that would
    do as well, most plausible first."""

    month: str
    changes: tuple[Change, ...]
    settles: tuple[Assertion, ...]
    others: tuple[tuple[Change, ...], ...]

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
class Place:
    """Where something stands: a file, a table, and as much of line, row, column and spreadsheet cell as applies. What is
    lacking stands at no line: it belongs ``before`` one."""

    file: str
    table: str
    line: int | None = None
    row: str | None = None
    column: str | None = None
    address: str | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """The one thing that happened, in words, what to do, and where it begins."""

    message: str
    remedy: str
    place: Place


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``changes`` together settle the findings ``settles`` and break nothing that held. ``others`` are changes that would
    do as well, most plausible first. ``cause`` is what one slip in a whole row or column did, where that is told; it may
    have no ``changes``. ``printed`` says that the documents print these tables so, to the letter: then the error is the
    report's and no slip of who typed it."""

    month: str
    changes: tuple[Change, ...]
    settles: tuple[Assertion, ...]
    others: tuple[tuple[Change, ...], ...]
    cause: Cause | None = None
    printed: bool = False

    @property
    def slip(self) -> bool:
        """Whether it looks like a slip of who typed the tables."""
        return not self.printed and (self.cause is not None or all(change.slip for change in self.changes))

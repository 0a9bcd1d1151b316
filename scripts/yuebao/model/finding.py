"""Findings: what the rules found, in the words of the public JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from yuebao.model.table import Cell


class Status(StrEnum):
    """open blocks; explained is settled by an erratum; stale is an erratum without its finding; undecided could
    not be checked."""

    OPEN = "open"
    EXPLAINED = "explained"
    STALE = "stale"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Finding:
    """One break of one rule at one place.

    ``row`` is the row's key, ``line`` the physical line, ``address`` the spreadsheet cell; each is ``None`` where it
    does not apply. ``cell`` and ``evidence`` name the cells that the rule read: they bring together the findings that
    one wrong cell causes, and are not part of the public JSON. ``erratum`` is the index of the entry that explains it.
    """

    rule: str
    status: Status
    month: str
    table: str | None
    file: str
    message: str
    remedy: str
    line: int | None = None
    row: str | None = None
    column: str | None = None
    address: str | None = None
    value: str | None = None
    expected: str | None = None
    difference: str | None = None
    cell: Cell | None = None
    evidence: tuple[Cell, ...] = field(default=())
    erratum: int | None = None


class Tally(NamedTuple):
    """What one rule did in one table of one month: how many assertions it evaluated and how they ended.

    A tuple because there are some seventy a month, and those of twenty years are read back at every run.
    """

    month: str
    table: str
    rule: str
    passed: int
    failed: int
    undecided: int
    explained: int = 0

    @property
    def evaluated(self) -> int:
        """Every assertion that was looked at; one that could not be decided counts, but never as passed."""
        return self.passed + self.failed + self.undecided

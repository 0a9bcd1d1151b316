"""Sums that share a cell and are off by the same amount."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from yuebao.model.finding import Finding, Status
from yuebao.model.table import Cell
from yuebao.outcome.problem import cells_of


class _Reading(NamedTuple):
    """A cell, and by how much the sums that read it are off."""

    cell: Cell
    amount: Decimal


class _Rank(NamedTuple):
    """What comes first: most sums, then the cell that is itself reported, then the one that a narrow sum reads, then the
    first in the file."""

    sums: int
    reported: int
    width: int
    table: str
    row: int
    column: str
    order: int


class Sums:
    """The open sums of a month that are in no problem yet, by the cells that they read.

    A heap holds the cells by rank. A rank only falls when sums are taken, so the first one that is still true is best.
    """

    def __init__(self, findings: Sequence[Finding], left: Iterable[int]) -> None:
        self._findings = findings
        amounts = {number: _amount(findings[number]) for number in left}
        self.cells = {
            number: cells_of(findings[number]) for number, amount in amounts.items() if amount is not None
        }
        self._amounts = {number: amount for number, amount in amounts.items() if amount is not None}
        self._reading: dict[_Reading, dict[int, None]] = {}
        for number, cells in self.cells.items():
            for cell in cells:
                self._reading.setdefault(_Reading(cell, self._amounts[number]), {})[number] = None
        self._reported = Counter(findings[number].cell for number in left)
        keys = [key for key, members in self._reading.items() if len(members) > 1]
        self._order = {key: index for index, key in enumerate(keys)}
        self._heap = [(self._rank(key), key) for key in keys]
        heapq.heapify(self._heap)

    def _rank(self, key: _Reading) -> _Rank:
        cell, members = key.cell, self._reading[key]
        width = min((len(self.cells[number]) for number in members), default=0)
        order = self._order[key]
        return _Rank(-len(members), -self._reported[cell], width, cell.table, cell.row, cell.column, order)

    def best(self) -> list[int]:
        """The most sums that read one cell and are off by one amount, the one about that cell first; none when no two
        do."""
        while self._heap:
            rank, key = self._heap[0]
            if len(self._reading[key]) < 2:
                heapq.heappop(self._heap)
                continue
            now = self._rank(key)
            if now == rank:
                return sorted(self._reading[key], key=lambda number: self._findings[number].cell != key.cell)
            heapq.heapreplace(self._heap, (now, key))
        return []

    def take(self, numbers: Iterable[int]) -> None:
        """These findings are in a problem now."""
        for number in numbers:
            self._reported[self._findings[number].cell] -= 1
            for cell in self.cells.pop(number, ()):
                del self._reading[_Reading(cell, self._amounts[number])][number]


def _amount(finding: Finding) -> Decimal | None:
    """By how much an open sum is off; ``None`` for bounds, orders and rates."""
    if (
        finding.status is not Status.OPEN
        or finding.difference is None
        or not (finding.expected or "").isdigit()
    ):
        return None
    return abs(Decimal(finding.difference))

"""The cheapest changes that make an equation hold without breaking another.

A best-first search: take an equation that does not hold, let each of its cells in turn absorb what is lacking, and go
on with the equations that this disturbs. It finds every set of changes in which each changed cell is fixed by one
equation, cheapest first, and stops after a fixed number of steps, so that the same data give the same answer.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Final

from yuebao.localize.equations import System
from yuebao.model.numbers import ZERO
from yuebao.model.table import Cell

STEPS: Final = 3000
LARGEST: Final = 4
"""Changes at most: whoever mistypes more in one place does not need a guess but the report."""
DEAREST: Final = 6.0

Price = Callable[[Cell, Decimal], float | None]
"""What it costs that the cell should have held the figure; ``None`` when it cannot hold it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Cells and the figures that they would have to hold, and the price of it."""

    changed: Mapping[Cell, Decimal]
    price: float


def repairs(system: System, broken: int, price: Price) -> Iterator[Repair]:
    """Repairs of the equation with the index ``broken``, cheapest first; every equation that they touch holds."""
    tie = count()
    heap: list[tuple[float, int, dict[Cell, Decimal]]] = [(0.0, next(tie), {})]
    seen: set[frozenset[tuple[Cell, Decimal]]] = set()
    for _ in range(STEPS):
        if not heap:
            return
        spent, _tie, changed = heapq.heappop(heap)
        key = frozenset(changed.items())
        if key in seen:
            continue
        seen.add(key)
        index = _disturbed(system, broken, changed)
        if index is None:
            yield Repair(changed, spent)
        elif len(changed) < LARGEST:
            for cell, value, cost in _absorbing(system, index, changed, price):
                if spent + cost <= DEAREST:
                    heapq.heappush(heap, (spent + cost, next(tie), {**changed, cell: value}))


def _disturbed(system: System, broken: int, changed: Mapping[Cell, Decimal]) -> int | None:
    """The shortest equation that does not hold, among the first and those that the changes touch."""
    touched = {broken, *(index for cell in changed for index in system.using[cell])}
    off = [index for index in sorted(touched) if system.rest(index, changed)]
    return min(off, key=lambda index: len(system.equations[index].terms), default=None)


def _absorbing(
    system: System, index: int, changed: Mapping[Cell, Decimal], price: Price
) -> Iterator[tuple[Cell, Decimal, float]]:
    rest = system.rest(index, changed)
    for cell, sign in system.equations[index].terms.items():
        if cell in changed:
            continue
        value = system.values[cell] - rest / sign
        cost = price(cell, value + ZERO)
        if cost is not None:
            yield cell, value, cost

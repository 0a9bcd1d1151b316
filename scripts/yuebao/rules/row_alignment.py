"""Which row of a table is which printed row, so that one cause is one difference and not twenty shifted cells.

Rows that are alike are matched first, those at the same place before others, then those that stand in the same place and differ in one cell, then those that
differ in one cell wherever they stand, then those of one key, and last those in the same place that have half of their
cells in common. The work grows with the number of rows and columns, no faster.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Texts = Sequence[str | None]
"""The cells of a row; ``None`` is one that is not compared."""
Signature = Callable[[Texts], Hashable | None]
"""What rows have in common that are one; ``None`` of a row that cannot be told so."""


class Pair(NamedTuple):
    """The index of a printed row and that of the row of the table which it is."""

    printed: int
    own: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The ``pairs`` in the order of the table; the printed rows that it lacks, its rows that are not printed, and those of
    its rows that stand in another place among the others: as few as can be."""

    pairs: tuple[Pair, ...]
    missing: tuple[int, ...]
    extra: tuple[int, ...]
    moved: frozenset[int]


def align(printed: Sequence[tuple[str, ...]], own: Sequence[Texts], key: Sequence[int]) -> Alignment:
    """Match the rows; ``key`` are the positions of the cells by which the table tells its rows apart."""
    matching = _Matching(printed, own)
    matching.ends()
    matching.by(tuple)
    matching.in_place(_all_but_one)
    for position in range(len(printed[0]) if printed else 0):
        matching.by(_without(position))
    if key:
        matching.by(lambda row: _key(row, key))
    alone = len(printed) == len(own) == 1
    matching.in_place(_half if key and not alone else _any)
    return matching.alignment()


class _Matching:
    """The pairs so far, by the row of the table, and what is left on either side in its order."""

    def __init__(self, printed: Sequence[tuple[str, ...]], own: Sequence[Texts]) -> None:
        self._printed, self._own = printed, own
        self._pairs: dict[int, int] = {}
        self._printed_left = dict.fromkeys(range(len(printed)))
        self._own_left = dict.fromkeys(range(len(own)))

    def _take(self, printed: int, own: int) -> None:
        self._pairs[own] = printed
        del self._printed_left[printed], self._own_left[own]

    def ends(self) -> None:
        """The rows that are alike from the first on, and from the last back; of as many rows those at the same number."""
        fewest = min(len(self._printed), len(self._own))
        if len(self._printed) == len(self._own):
            for number in range(fewest):
                if tuple(self._own[number]) == self._printed[number]:
                    self._take(number, number)
            return
        start = 0
        while start < fewest and tuple(self._own[start]) == self._printed[start]:
            self._take(start, start)
            start += 1
        end = 1
        while end <= fewest - start and tuple(self._own[-end]) == self._printed[-end]:
            self._take(len(self._printed) - end, len(self._own) - end)
            end += 1

    def by(self, signature: Signature) -> None:
        """Rows of one signature, in their order."""
        found: dict[Hashable, deque[int]] = {}
        for index in self._printed_left:
            mark = signature(self._printed[index])
            if mark is not None:
                found.setdefault(mark, deque()).append(index)
        for index in list(self._own_left):
            row = self._own[index]
            mark = signature(row)
            if mark is not None and found.get(mark):
                self._take(found[mark].popleft(), index)

    def in_place(self, alike: Callable[[Sequence[str], Texts], bool]) -> None:
        """Rows that are left between the same two matched ones, one after the other, where they are ``alike``."""
        for printed, own in list(self._gaps()):
            for one, other in zip(printed, own, strict=False):
                if alike(self._printed[one], self._own[other]):
                    self._take(one, other)

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        anchors = [Pair(self._pairs[own], own) for own in sorted(rising(self._pairs))]
        printed, own = deque(self._printed_left), deque(self._own_left)
        for anchor in (*anchors, Pair(len(self._printed), len(self._own))):
            gap: tuple[list[int], list[int]] = ([], [])
            for left, end, into in zip((printed, own), anchor, gap, strict=True):
                while left and left[0] < end:
                    into.append(left.popleft())
            if all(gap):
                yield gap

    def alignment(self) -> Alignment:
        """All that was found."""
        stays = rising(self._pairs)
        return Alignment(
            tuple(Pair(self._pairs[own], own) for own in sorted(self._pairs)),
            tuple(self._printed_left),
            tuple(self._own_left),
            frozenset(own for own in self._pairs if own not in stays),
        )


def rising(pairs: dict[int, int]) -> set[int]:
    """The rows of the table that need not move for all of them to stand as printed: as many as can be."""
    ends: list[int] = []  # of the rising runs of each length, the printed row that ends the lowest
    last: list[int] = []
    before: dict[int, int | None] = {}
    for own in sorted(pairs):
        place = bisect_left(ends, pairs[own])
        before[own] = last[place - 1] if place else None
        ends[place : place + 1] = [pairs[own]]
        last[place : place + 1] = [own]
    found: set[int] = set()
    current = last[-1] if last else None
    while current is not None:
        found.add(current)
        current = before[current]
    return found


def _without(position: int) -> Signature:
    """All cells but one, where they say enough to know a row by."""

    def signature(row: Texts) -> Hashable | None:
        rest = (*row[:position], *row[position + 1 :])
        return rest if None not in rest and len([text for text in rest if text]) >= _enough(row) else None

    return signature


def _enough(row: Sequence[object]) -> int:
    return min(2, len(row) - 1)


def _key(row: Texts, positions: Sequence[int]) -> Hashable | None:
    texts = tuple(row[position] for position in positions)
    return texts if any(texts) and None not in texts else None


def _common(printed: Sequence[str], own: Texts) -> int:
    """How many cells are filled alike."""
    return sum(1 for one, other in zip(printed, own, strict=True) if one and one == other)


def _all_but_one(printed: Sequence[str], own: Texts) -> bool:
    differing = sum(1 for one, other in zip(printed, own, strict=True) if other is not None and one != other)
    return differing <= 1 and _common(printed, own) >= _enough(own)


def _half(printed: Sequence[str], own: Texts) -> bool:
    filled = sum(1 for one, other in zip(printed, own, strict=True) if one or other)
    return 2 * _common(printed, own) >= filled


def _any(printed: Sequence[str], own: Texts) -> bool:
    return True

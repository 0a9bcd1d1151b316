"""Whether the work grows no faster than what it is done on: one of ten times the size against ten of the size.

Processor time of this process alone, which no other process uses up. Both sides read as many rows and fill as much
memory, as often one after the other, so that what the machine and the heap of a long run cost falls on both alike: one
small run repeated stays in the processor's cache, which a large one does not. Rounds alternate and the quickest of
each size counts, for what disturbs a round only makes it slower. What grows with the square takes ten times as long,
whatever else happens.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

TIMES: Final = 10
BOUND: Final = 2.0
ROUNDS: Final = 40
SHORTEST: Final = 0.02
"""Seconds below which a round is repeated, for a clock to see it."""


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """The time of one at ten times the size as a multiple of that of ten at the size; stops when it is within the bound.

    ``work`` prepares for a size, which is not measured, and returns what is.
    """
    small, large = [work(size) for _ in range(TIMES)], [work(size * TIMES)]
    repeated = max(1, round(SHORTEST / max(_seconds(small, 1), 1e-6)))
    best_small = best_large = float("inf")
    ratio = float("inf")
    for _ in range(ROUNDS):
        best_small = min(best_small, _seconds(small, repeated))
        best_large = min(best_large, _seconds(large, repeated))
        ratio = best_large / best_small
        if ratio <= BOUND:
            break
    return ratio


def _seconds(works: Sequence[Callable[[], object]], times: int) -> float:
    """Processor seconds of one of ``times`` runs of all, without the collector, whose rounds fall where they like."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        for _ in range(times):
            for work in works:
                work()
        return (time.process_time() - begin) / times
    finally:
        gc.enable()


def calls(work: Callable[[], object]) -> Counter[str]:
    """How often each function of Python is entered, by its name; a generator at each of its values. The same at every
    run, on whatever machine."""
    found: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            found[frame.f_code.co_name] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def growth_of_calls(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """As `growth`, in calls instead of seconds."""
    small, large = (sum(calls(work(each)).values()) for each in (size, size * TIMES))
    return large / small / TIMES

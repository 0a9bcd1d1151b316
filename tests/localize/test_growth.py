"""Suggestions take no more than their share, and end: counted in calls, which no other work on the machine changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rules.test_growth import DAMAGES, checked
from tests.support.growth import BOUND, calls, growth_of_calls
from yuebao.localize.search import LARGEST, STEPS
from yuebao.localize.suggest import PLACES, suggest

SIZE = 10
WRONG = [
    "every figure off by its own amount",
    "every figure off by one",
    "backwards",
]
"""Damages that leave more equations broken, in the smaller month already, than are looked at."""


def suggesting(damage: str) -> Callable[[int], Callable[[], object]]:
    def work(size: int) -> Callable[[], object]:
        _, month, scope, verdicts = checked(size, damage)
        return lambda: suggest(month, scope, verdicts.findings)

    return work


@pytest.mark.slow
@pytest.mark.parametrize("damage", WRONG)
def test_a_month_of_ten_times_the_size_takes_ten_times_the_calls(damage: str) -> None:
    assert growth_of_calls(suggesting(damage), SIZE) <= BOUND


@pytest.mark.parametrize("damage", DAMAGES)
def test_however_much_is_wrong_so_many_places_are_looked_at_in_so_many_steps(damage: str) -> None:
    counted = calls(suggesting(damage)(SIZE))
    assert (PLACES, STEPS, LARGEST) == (12, 3000, 4)
    assert counted["best"] <= PLACES
    assert counted["_disturbed"] <= PLACES * STEPS
    assert counted["trial"] <= PLACES * 8

"""Two organizations may bear one name, but not at one time: every way in which two or three times can lie to each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from yuebao.load.registry import _clashes
from yuebao.model.organization import Organization

MONTHS = [f"2003-{number:02d}" for number in range(12)]
BOUNDS = ("2003-03", "2003-05", "2003-07")
TIMES = [
    (first, last)
    for first, last in product(("", *BOUNDS), ("", *BOUNDS))
    if not first or not last or first <= last
]


def entry(number: int, time: tuple[str, str], name: str = "甲") -> Organization:
    return Organization(f"o-{number}", "town", name, (), "", "", *time)


def words(one: Organization) -> Iterator[tuple[str, str]]:
    yield one.type, one.name


def at_one_time(one: Organization, other: Organization) -> bool:
    return any(one.in_force(month) and other.in_force(month) for month in MONTHS)


@pytest.mark.parametrize("first", TIMES, ids=str)
def test_two_of_one_name_clash_where_they_share_a_month(first: tuple[str, str]) -> None:
    for second in TIMES:
        entries = [entry(0, first), entry(1, second)]
        found = [("甲", 0, 1)] if at_one_time(*entries) else []
        assert list(_clashes(entries, words)) == found, second


@pytest.mark.parametrize("first", TIMES, ids=str)
def test_of_three_none_that_clashes_is_passed_over(first: tuple[str, str]) -> None:
    """At least one pair is told where any clash, each told does, and where none does nothing is told."""
    for times in product(TIMES, TIMES):
        entries = [entry(number, time) for number, time in enumerate((first, *times))]
        clashing = {
            (one, other)
            for one, other in combinations(range(3), 2)
            if at_one_time(entries[one], entries[other])
        }
        told = {(one, other) for _, one, other in _clashes(entries, words)}
        assert told <= clashing and bool(told) == bool(clashing), times


def test_other_names_and_other_kinds_never_clash() -> None:
    open_ended = ("", "")
    entries = [entry(0, open_ended), entry(1, open_ended, "乙")]
    assert list(_clashes(entries, words)) == []
    assert list(_clashes([entries[0], entries[0]], lambda one: iter(()))) == []

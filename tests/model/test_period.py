"""Periods: what their names stand for, and what lies before and beside."""

from __future__ import annotations

from datetime import date

import pytest

from yuebao.model.period import (
    in_order,
    is_period,
    month_after,
    month_before,
    month_name,
    order_of,
    period,
    spellings,
    year_after,
    year_before,
)


@pytest.mark.parametrize(
    ("name", "first", "last", "length"),
    [
        ("2030-07", "2030-07", "2030-07", 1),
        ("2031-Q1", "2031-01", "2031-03", 3),
        ("2031-Q4", "2031-10", "2031-12", 3),
        ("2034-H1", "2034-01", "2034-06", 6),
        ("2034-H2", "2034-07", "2034-12", 6),
        ("2033-01_04", "2033-01", "2033-04", 4),
        ("2031", "2031-01", "2031-12", 12),
    ],
)
def test_what_a_name_stands_for(name: str, first: str, last: str, length: int) -> None:
    read = period(name)
    assert (read.name, month_name(read.first), read.end, read.length) == (name, first, last, length)
    assert (read.months[0], read.months[-1], len(read.months)) == (first, last, length)


@pytest.mark.parametrize(
    "name",
    [
        *("", "2030-7", "203007", "2030-13", "2030-00", "2030-Q5", "2030-H3", "2030-04_04", "2030-05_04"),
        *("2030-11_02", "2030-q1", "2030-07 ", "20-07", "2030-Q1_Q2", "2030-07-01", "２０３０-07"),
    ],
)
def test_no_name_of_a_period(name: str) -> None:
    assert not is_period(name)
    with pytest.raises(ValueError, match="不是统计期"):
        period(name)


def test_order_is_that_of_time() -> None:
    names = ["2031", "2030-07", "2029-Q4", "2030-01_02", "2030-03", "2022-03"]
    assert in_order(names) == ["2022-03", "2029-Q4", "2030-01_02", "2030-03", "2030-07", "2031"]


@pytest.mark.parametrize(
    ("earlier", "later", "follows", "overlaps"),
    [
        ("2030-06", "2030-07", True, False),
        ("2029-12", "2030-01", True, False),
        ("2029-Q4", "2030-01_02", True, False),
        ("2030-06", "2030-08", False, False),
        ("2030-Q1", "2030-03", False, True),
        ("2030", "2030-H2", False, True),
    ],
)
def test_neighbours(earlier: str, later: str, follows: bool, overlaps: bool) -> None:
    assert period(later).follows(period(earlier)) is follows
    assert period(later).overlaps(period(earlier)) is overlaps
    assert period(earlier).overlaps(period(later)) is overlaps


@pytest.mark.parametrize(
    ("name", "day", "holds"),
    [
        ("2030-07", date(2030, 7, 31), True),
        ("2030-07", date(2030, 8, 1), False),
        ("2031-Q4", date(2031, 10, 1), True),
        ("2031-Q4", date(2031, 9, 30), False),
        ("2031", date(2030, 12, 31), False),
    ],
)
def test_days(name: str, day: date, holds: bool) -> None:
    assert period(name).holds(day) is holds


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("2030-07", "2029-07"),
        ("2030-Q1", "2029-01_03"),
        ("2030-01_03", "2029-01_03"),
        ("2030", "2029-01_12"),
        ("2031-07", None),
        ("2029-H2", None),
    ],
)
def test_the_same_period_of_the_year_before(name: str, before: str | None) -> None:
    names = ["organizations", "2028-Q3", "2029-01_03", "2029-01_12", "2029-07", "2030-08"]
    assert year_before(name, names) == before
    if before is not None:
        assert year_after(before, [*names, name]) == name


def test_names_are_ordered_with_none_before_them() -> None:
    names = ["2031", "2030-07", "", "2029-Q4", "2030-Q3"]
    assert sorted(names, key=order_of) == ["", "2029-Q4", "2030-07", "2030-Q3", "2031"]
    assert order_of("2030-Q3") == (2030 * 12 + 6, 2030 * 12 + 8, "2030-Q3")


def test_the_months_beside_one() -> None:
    assert (month_before("2030-01"), month_after("2030-12")) == ("2029-12", "2031-01")
    assert (month_before("2030-03"), month_after("2030-03")) == ("2030-02", "2030-04")


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("2030-07", ("2030-07",)),
        ("2030-Q3", ("2030-Q3", "2030-07_09")),
        ("2030-08_10", ("2030-08_10",)),
        ("2030-H2", ("2030-H2", "2030-07_12")),
        ("2030-04_09", ("2030-04_09",)),
        ("2030", ("2030", "2030-01_12")),
        ("2030-01_04", ("2030-01_04",)),
    ],
)
def test_every_name_of_the_same_months(name: str, names: tuple[str, ...]) -> None:
    assert spellings(period(name).span) == names

"""Periods: what their names stand for, and what lies before, beside and within."""

from __future__ import annotations

from datetime import date

import pytest

from yuebao.model.period import in_order, is_period, month_name, period, within, year_after, year_before


@pytest.mark.parametrize(
    ("name", "first", "last", "length"),
    [
        ("2020-07", "2020-07", "2020-07", 1),
        ("2021-Q1", "2021-01", "2021-03", 3),
        ("2021-Q4", "2021-10", "2021-12", 3),
        ("2024-H1", "2024-01", "2024-06", 6),
        ("2024-H2", "2024-07", "2024-12", 6),
        ("2023-01_04", "2023-01", "2023-04", 4),
        ("2021", "2021-01", "2021-12", 12),
    ],
)
def test_what_a_name_stands_for(name: str, first: str, last: str, length: int) -> None:
    read = period(name)
    assert (read.name, month_name(read.first), read.end, read.length) == (name, first, last, length)
    assert (read.months[0], read.months[-1], len(read.months)) == (first, last, length)


@pytest.mark.parametrize(
    "name",
    [
        *("", "2020-7", "202007", "2020-13", "2020-00", "2020-Q5", "2020-H3", "2020-04_04", "2020-05_04"),
        *("2020-11_02", "2020-q1", "2020-07 ", "20-07", "2020-Q1_Q2", "2020-07-01", "２０２０-07"),
    ],
)
def test_no_name_of_a_period(name: str) -> None:
    assert not is_period(name)
    with pytest.raises(ValueError, match="不是统计期"):
        period(name)


def test_order_is_that_of_time() -> None:
    names = ["2021", "2020-07", "2019-Q4", "2020-01_02", "2020-03", "2012-03"]
    assert in_order(names) == ["2012-03", "2019-Q4", "2020-01_02", "2020-03", "2020-07", "2021"]


@pytest.mark.parametrize(
    ("earlier", "later", "follows", "overlaps"),
    [
        ("2020-06", "2020-07", True, False),
        ("2019-12", "2020-01", True, False),
        ("2019-Q4", "2020-01_02", True, False),
        ("2020-06", "2020-08", False, False),
        ("2020-Q1", "2020-03", False, True),
        ("2020", "2020-H2", False, True),
    ],
)
def test_neighbours(earlier: str, later: str, follows: bool, overlaps: bool) -> None:
    assert period(later).follows(period(earlier)) is follows
    assert period(later).overlaps(period(earlier)) is overlaps
    assert period(earlier).overlaps(period(later)) is overlaps


@pytest.mark.parametrize(
    ("name", "day", "holds"),
    [
        ("2020-07", date(2020, 7, 31), True),
        ("2020-07", date(2020, 8, 1), False),
        ("2021-Q4", date(2021, 10, 1), True),
        ("2021-Q4", date(2021, 9, 30), False),
        ("2021", date(2020, 12, 31), False),
    ],
)
def test_days(name: str, day: date, holds: bool) -> None:
    assert period(name).holds(day) is holds


@pytest.mark.parametrize(
    ("name", "since", "until", "held"),
    [
        ("2020-07", "", "", True),
        ("2020-07", "2020-07", "2020-07", True),
        ("2020-07", "2020-08", "", False),
        ("2020-07", "", "2020-06", False),
        ("2020-Q3", "2020-09", "", True),
        ("2020-Q3", "2020-10", "", False),
        ("2020-Q3", "", "2020-08", False),
        ("2020-08", "2020-Q3", "2020-Q3", True),
        ("2020-12", "2020", "2020", True),
    ],
)
def test_in_force_is_told_by_the_last_month(name: str, since: str, until: str, held: bool) -> None:
    assert within(name, since, until) is held


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("2020-07", "2019-07"),
        ("2020-Q1", "2019-01_03"),
        ("2020-01_03", "2019-01_03"),
        ("2020", "2019-01_12"),
        ("2021-07", None),
        ("2019-H2", None),
    ],
)
def test_the_same_period_of_the_year_before(name: str, before: str | None) -> None:
    names = ["organizations", "2018-Q3", "2019-01_03", "2019-01_12", "2019-07", "2020-08"]
    assert year_before(name, names) == before
    if before is not None:
        assert year_after(before, [*names, name]) == name

"""Which periods are missing between two issues: as long as the issues beside them, as far as that fits."""

from __future__ import annotations

import pytest

from yuebao.model.period import period
from yuebao.site.pages.issues import _between


@pytest.mark.parametrize(
    ("one", "other", "missing"),
    [
        ("2020-06", "2020-07", []),
        ("2020-06", "2020-08", ["2020-07"]),
        ("2020-11", "2021-02", ["2020-12", "2021-01"]),
        ("2020-12", "2021-01", []),
        ("2020-12", "2021-03", ["2021-01", "2021-02"]),
        ("2020-10", "2021-01", ["2020-11", "2020-12"]),
        ("2020-Q1", "2020-Q4", ["2020-Q2", "2020-Q3"]),
        ("2020-Q3", "2021-Q2", ["2020-Q4", "2021-Q1"]),
        ("2020-H1", "2021-H2", ["2020-H2", "2021-H1"]),
        ("2018", "2021", ["2019", "2020"]),
        # In the year of the later one as long as that, before it as the earlier.
        ("2020-10", "2021-Q2", ["2020-11", "2020-12", "2021-Q1"]),
        ("2020-Q3", "2021-03", ["2020-Q4", "2021-01", "2021-02"]),
        ("2019-Q2", "2021-03", ["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2021-01", "2021-02"]),
        # In one year as long as the first of the two whose length fits.
        ("2020-01", "2020-Q3", ["2020-02", "2020-03", "2020-04", "2020-05", "2020-06"]),
        ("2020-Q1", "2020-07", ["2020-Q2"]),
        ("2020-Q1", "2020-08", ["2020-04", "2020-05", "2020-06", "2020-07"]),
        # Several months in one issue are an exception, unless both are.
        ("2020-01_04", "2020-07", ["2020-05", "2020-06"]),
        ("2020-01_02", "2020-07_08", ["2020-03_04", "2020-05_06"]),
        ("2020-01_04", "2020-11_12", ["2020-05_06", "2020-07_08", "2020-09_10"]),
    ],
)  # fmt: skip
def test_what_is_missing_between_two_issues(one: str, other: str, missing: list[str]) -> None:
    assert [own.name for own in _between(period(one), period(other))] == missing

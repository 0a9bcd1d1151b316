"""Which periods are missing between two issues: as long as the issues beside them, as far as that fits."""

from __future__ import annotations

import pytest

from yuebao.model.period import period
from yuebao.site.pages.issues import _between


@pytest.mark.parametrize(
    ("one", "other", "missing"),
    [
        ("2030-06", "2030-07", []),
        ("2030-06", "2030-08", ["2030-07"]),
        ("2030-11", "2031-02", ["2030-12", "2031-01"]),
        ("2030-12", "2031-01", []),
        ("2030-12", "2031-03", ["2031-01", "2031-02"]),
        ("2030-10", "2031-01", ["2030-11", "2030-12"]),
        ("2030-Q1", "2030-Q4", ["2030-Q2", "2030-Q3"]),
        ("2030-Q3", "2031-Q2", ["2030-Q4", "2031-Q1"]),
        ("2030-H1", "2031-H2", ["2030-H2", "2031-H1"]),
        ("2028", "2031", ["2029", "2030"]),
        # In the year of the later one as long as that, before it as the earlier.
        ("2030-10", "2031-Q2", ["2030-11", "2030-12", "2031-Q1"]),
        ("2030-Q3", "2031-03", ["2030-Q4", "2031-01", "2031-02"]),
        ("2029-Q2", "2031-03", ["2029-Q3", "2029-Q4", "2030-Q1", "2030-Q2", "2030-Q3", "2030-Q4", "2031-01", "2031-02"]),
        # In one year as long as the first of the two whose length fits.
        ("2030-01", "2030-Q3", ["2030-02", "2030-03", "2030-04", "2030-05", "2030-06"]),
        ("2030-Q1", "2030-07", ["2030-Q2"]),
        ("2030-Q1", "2030-08", ["2030-04", "2030-05", "2030-06", "2030-07"]),
        # Several months in one issue are an exception, unless both are.
        ("2030-01_04", "2030-07", ["2030-05", "2030-06"]),
        ("2030-01_02", "2030-07_08", ["2030-03_04", "2030-05_06"]),
        ("2030-01_04", "2030-11_12", ["2030-05_06", "2030-07_08", "2030-09_10"]),
    ],
)  # fmt: skip
def test_what_is_missing_between_two_issues(one: str, other: str, missing: list[str]) -> None:
    assert [own.name for own in _between(period(one), period(other))] == missing

"""From when to when a name was printed: over all tables that list the organization, in whatever order they come."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from yuebao.site.archive import Archive
from yuebao.site.pages.history import Histories, Listing, histories
from yuebao.site.pages.over_time import published_names
from yuebao.workflows.published import read_archive

TABLES = ("town-volume-month", "town-volume-year")
SPANS: dict[str, tuple[list[int], list[int], tuple[str, str]]] = {
    "alike": ([0, 1, 2], [0, 1, 2], ("2001-01", "2001-04")),
    "one within the other": ([0, 1, 2, 3], [1, 2], ("2001-01", "2002-12")),
    "one after the other": ([0], [2, 3], ("2001-01", "2002-12")),
    "in turn": ([0, 2], [1, 3], ("2001-01", "2002-12")),
    "one issue each": ([2], [1], ("2001-02", "2001-04")),
    "one table alone": ([1, 2], [], ("2001-02", "2001-04")),
}
"""Which issues list the town in either table, and the first and last month of its name."""


@pytest.fixture(scope="module")
def archive(_hostile: Path) -> Archive:
    read, _ = read_archive(_hostile)
    assert read is not None
    return read


@pytest.fixture(scope="module")
def listed(archive: Archive) -> dict[str, list[Listing]]:
    rows = histories(archive).rows["town-1"]
    return {table: rows[table] for table in TABLES}


@pytest.mark.parametrize("order", permutations((0, 1)))
@pytest.mark.parametrize("case", SPANS)
def test_a_name_has_the_first_and_the_last_month_of_all(
    archive: Archive, listed: dict[str, list[Listing]], case: str, order: tuple[int, int]
) -> None:
    *kept, expected = SPANS[case]
    cut = {TABLES[at]: [listed[TABLES[at]][place] for place in kept[at]] for at in order if kept[at]}
    assert published_names(archive, Histories({"town-1": cut}, {}, {}), "town-1") == {"示例一乡": expected}


def test_an_organization_that_heads_columns_is_dated_by_them(archive: Archive) -> None:
    found = histories(archive)
    for identity in found.columns:
        names = published_names(archive, Histories({}, found.columns, {}), identity)
        assert set(names.values()) == {(archive.editions[0].name, archive.editions[-1].name)}


def test_who_is_listed_nowhere_has_no_name(archive: Archive) -> None:
    assert published_names(archive, Histories({}, {}, {}), "town-1") == {}

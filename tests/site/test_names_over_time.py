"""From when to when a name was printed: over all tables that list the organization, in whatever order they come."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from tests.support.published import published_archive
from yuebao.site.archive import Archive
from yuebao.site.pages.history import Histories, Listing, histories
from yuebao.site.pages.over_time import published_names, sections

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
    return published_archive(_hostile)


@pytest.fixture(scope="module")
def listed(archive: Archive) -> dict[str, list[Listing]]:
    rows = histories(archive).rows["town-1"]
    return {table: rows[table] for table in TABLES}


@pytest.mark.parametrize("order", list(permutations((0, 1))))
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


CATEGORIES = ["红旗窗口", "卫生红旗窗口", "规范服务星"]
COUNTED: dict[str, tuple[list[int], str]] = {
    "once": ([0], "红旗窗口"),
    "each once": ([0, 2], "红旗窗口、规范服务星"),
    "twice": ([0, 0], "红旗窗口 2 次"),
    "twice and once": ([2, 0, 0], "规范服务星、红旗窗口 2 次"),
    "once and thrice": ([1, 2, 2, 2], "卫生红旗窗口、规范服务星 3 次"),
}


@pytest.mark.parametrize("case", COUNTED)
def test_how_often_a_list_with_categories_names_somebody(archive: Archive, case: str) -> None:
    """In the order of the list, the newest month first; how many rows, of a list without categories."""
    kinds, expected = COUNTED[case]
    months = []
    for edition in archive.editions[-2:]:
        table = edition.month.tables["awards"]
        assert len(table) >= 4
        texts = [CATEGORIES[kind] for kind in kinds] + [CATEGORIES[1]] * (len(table) - len(kinds))
        spoiled = replace(table, texts={**table.texts, "类别": tuple(texts)})
        months.append(Listing(edition, spoiled, tuple(range(len(kinds)))))
    items = [replace(item, table=item.edition.month.tables["window-score-items"]) for item in months]
    found = Histories({"w": {"awards": months, "window-score-items": items}}, {}, {})
    [lists] = sections(archive, found, "w", "示例", "../")
    cells = re.findall(r"<td[^>]*><a [^>]*>(.*?)</a></td>", lists.html)
    rows = [(expected, str(len(kinds))), (expected, str(len(kinds)))]
    assert sorted(cells) == sorted(text for row in rows for text in row)
    assert re.findall(r"2003年\d月</a></th>", lists.html) == ["2003年3月</a></th>", "2003年1月</a></th>"]

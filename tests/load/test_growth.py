"""What an issue says of itself takes no more than its share: at ten times the entries the time a unit is within twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.rules import bench_of
from tests.support.growth import BOUND, growth
from yuebao.load.absence import mark_absent, read_absences
from yuebao.load.drafts import left_of
from yuebao.load.sources import read_sources
from yuebao.load.table import read_table
from yuebao.load.yaml_data import Keys, read_document
from yuebao.model.finding import Finding
from yuebao.model.issue import Absence, Issue, Source
from yuebao.model.table import Table

pytestmark = pytest.mark.race

DAY = date(2001, 3, 1)
LAYOUT, JUDGES = bench_of({"t": "名称,甲"}, {})
DRAFT = Issue({}, {}, (Source("source/x.txt", "0"),), draft=True)


def table_of(size: int, row: str) -> tuple[Table, list[Finding]]:
    text = "\n".join(["名称,甲", *(row.format(number) for number in range(size))])
    table, _, found = read_table(text.encode(), LAYOUT.tables["t"], JUDGES["t"], "2001-02", "t.csv")
    assert table is not None and len(table) == size
    return table, found


MARKED: dict[str, tuple[str, Callable[[int], list[str]]]] = {
    "a column, blank throughout": ("局{0},", lambda size: [""]),
    "a column, filled throughout": ("局{0},{0}", lambda size: [""]),
    "every cell of a column": ("局{0},", lambda size: [f"局{number}" for number in range(size)]),
    "rows that are none": ("局{0},", lambda size: [f"处{number}" for number in range(size)]),
}
"""A row of the table; the rows of which the column is said to be absent, all of them where it is empty."""


@pytest.mark.parametrize("case", MARKED)
def test_marking_what_is_absent(case: str) -> None:
    """With the reading of the table: without it the few steps a row take as long as the memory is far away."""
    row, named = MARKED[case]

    def work(size: int) -> Callable[[], object]:
        absent = [Absence("t", "甲", name, "示例", "示例", DAY, 1) for name in named(size)]

        def read() -> None:
            table, found = table_of(size, row)
            mark_absent(table, LAYOUT.tables["t"], found, absent)

        return read

    assert growth(work, 300) <= BOUND


@pytest.mark.parametrize("row", ["局{0},", "局{0},x", "一局,{0}"], ids=["blank", "unreadable", "twice"])
def test_what_is_left_of_a_draft(row: str) -> None:
    """With the reading of the table, likewise."""

    def work(size: int) -> Callable[[], object]:
        def read() -> None:
            table, found = table_of(size, row)
            left_of(DRAFT, LAYOUT, {"t": table}, found)

        return read

    assert growth(work, 300) <= BOUND


ENTRY = "- {{table: t, column: 甲, row: {0}, reason: 示例, reviewer: 示例人, reviewed: 2001-03-01}}\n"


@pytest.mark.parametrize("row", ["局{0}", "局"], ids=["cells", "one cell again and again"])
def test_reading_what_is_absent(row: str) -> None:
    def work(size: int) -> Callable[[], object]:
        keys = keys_of("absent:\n" + "".join(ENTRY.format(row.format(number)) for number in range(size)))
        return lambda: read_absences(keys, LAYOUT.tables, DAY, None)

    assert growth(work, 200) <= BOUND


@pytest.mark.parametrize("name", ["{0}.txt", "x.txt"], ids=["files", "one file again and again"])
def test_reading_sources(name: str) -> None:
    line = f"- {{{{file: source/{name}, sha256: '0', role: 更正, in_force: true}}}}\n"

    def work(size: int) -> Callable[[], object]:
        keys = keys_of("sources:\n" + "".join(line.format(number) for number in range(size)))
        return lambda: read_sources(keys)

    assert growth(work, 200) <= BOUND


def keys_of(text: str) -> Keys:
    document, _, problems = read_document(text.encode(), "2001-02")
    assert document is not None and problems == []
    return Keys(document, (), document.value)

"""Slips in whole rows and columns of a made-up archive: what is told, that the rules judge, and that no finding is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.archive import ArchiveFolder, Rows, rows
from yuebao.localize.causes import causes
from yuebao.localize.edited import with_cells, with_columns, with_row, without_row
from yuebao.model.numbers import UNREADABLE
from yuebao.model.suggestion import Suggestion
from yuebao.model.table import Cell, Table
from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import gather
from yuebao.schema.table_schema import TableSchema
from yuebao.workflows.judge import judge_month, read_month, read_standing, scope_of

MONTH = "2004-01"
TOWNS = f"data/{MONTH}/town-volume-month.csv"


def without(line: int) -> Callable[[Rows], Rows]:
    return lambda table: [*table[: line - 1], *table[line:]]


def blank(column: str) -> Callable[[Rows], Rows]:
    def typed(table: Rows) -> Rows:
        place = table[0].index(column)
        return [table[0], *([*row[:place], "", *row[place + 1 :]] for row in table[1:])]

    return typed


def named(line: int, name: str) -> Callable[[Rows], Rows]:
    def typed(table: Rows) -> Rows:
        table[line - 1][1] = name
        return table

    return typed


SLIPS: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "a row left out": (without(3), "缺少"),
    "the numbers not filled in": (blank("序号"), "“序号”一列整列空白，还没有填"),
    "a name that nobody bears": (named(3, "示例没有的镇"), "单位登记册里没有“示例没有的镇”，这张表又缺少"),
}


def judged(archive: ArchiveFolder) -> tuple[tuple[Suggestion, ...], int, int]:
    """The causes, how many findings they settle, and how many there are."""
    standing = read_standing(archive.folder, keep=False)
    month, previous = read_month(standing, MONTH)
    verdict = judge_month(standing, month, previous)
    found = causes(month, scope_of(standing, month, previous), verdict.findings)
    outcome = gather([verdict])
    grouped = problems(outcome.blocking, outcome.suggestions)
    assert sorted(map(str, outcome.blocking)) == sorted(
        str(finding) for problem in grouped for finding in problem.findings
    )
    return found, sum(len(each.settles) for each in found), len(outcome.blocking)


@pytest.mark.parametrize("case", SLIPS)
def test_one_slip_is_one_cause(archive: ArchiveFolder, case: str) -> None:
    typed, said = SLIPS[case]
    archive.edit(TOWNS, rows(typed))
    (found,), settled, open_ = judged(archive)
    assert found.cause is not None and said in found.cause.message
    assert (found.cause.place.file, settled) == (TOWNS, open_)


def test_a_clean_issue_has_none(archive: ArchiveFolder) -> None:
    assert judged(archive) == ((), 0, 0)


def test_two_slips_are_two_causes_and_share_no_finding(archive: ArchiveFolder) -> None:
    archive.edit(TOWNS, rows(without(3)))
    archive.edit(f"data/{MONTH}/department-volume-month.csv", rows(blank("序号")))
    found, settled, open_ = judged(archive)
    assert len(found) == 2 and settled == open_
    assert len({each for suggestion in found for each in suggestion.settles}) == settled


def table_of(archive: ArchiveFolder) -> tuple[Table, TableSchema]:
    standing = read_standing(archive.folder, keep=False)
    month, _ = read_month(standing, MONTH)
    return month.tables["town-volume-month"], standing.layout(MONTH).tables["town-volume-month"]


def test_edited_tables_are_as_they_would_have_been_read(archive: ArchiveFolder) -> None:
    table, schema = table_of(archive)
    assert with_cells(table, schema, {}) == table
    assert without_row(with_row(table, schema, 2, {}), schema, 2) == table
    same = {name: name for name in table.texts}
    assert with_columns(table, schema, same) == table
    spoiled = with_cells(table, schema, {Cell(table.name, 0, "受理件"): "一"})
    assert spoiled.numbers["受理件"][0] is UNREADABLE and (0, "受理件") in spoiled.unreadable
    longer = with_row(table, schema, 1, {"序号": "2", "乡镇名称": "示例新镇", "受理件": "7"})
    assert (longer.keys[1], longer.lines[1], len(longer)) == ("示例新镇", table.lines[1], len(table) + 1)
    assert longer.total is not None and longer.keys[longer.total] == "合计"


def test_what_nobody_knows_stays_so_beside_a_change(archive: ArchiveFolder) -> None:
    """Cells that are left, unknown or not published are no blanks because another cell is another."""
    table, schema = table_of(archive)
    place = (1, "受理件")
    marks = frozenset({place})
    numbers = {**table.numbers, "受理件": tuple(UNREADABLE if row == 1 else each for row, each in enumerate(table.numbers["受理件"]))}  # fmt: skip
    marked = replace(table, numbers=numbers, unreadable=marks, unknown=marks, nothing=marks, left=marks)
    for made, row in (
        (with_cells(marked, schema, {Cell(table.name, 0, "受理件"): "9"}), 1),
        (with_row(marked, schema, 0, {"序号": "1"}), 2),
        (without_row(marked, schema, 0), 0),
    ):
        assert made.numbers["受理件"][row] is UNREADABLE
        assert made.unreadable == made.unknown == made.nothing == made.left == {(row, "受理件")}
    mended = with_cells(marked, schema, {Cell(table.name, *place): "9"})
    assert (mended.unreadable, mended.unknown, mended.nothing, mended.left) == (frozenset(),) * 4

"""Which rows and columns of a sheet nobody sees, by itself: hidden by hand, folded, of no height, or hidden by a filter."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from yuebao.importing.sheet import FLAT, FOLDED, HIDDEN
from yuebao.importing.xlsx_hidden import unseen
from yuebao.importing.xlsx_sheet import Cells

TEXTS = {
    (0, 0): "名称",
    (0, 1): "件数",
    (1, 0): "甲",
    (1, 1): "5",
    (2, 0): "乙",
    (2, 1): "6",
    (3, 0): "丙",
    (3, 1): "7",
    (4, 0): "丁",
}


def sheet(rows: str = "", more: str = "") -> Any:
    return etree.fromstring(f"<worksheet><sheetData>{rows}</sheetData>{more}</worksheet>")


def found(rows: str = "", more: str = "", *tables: str) -> tuple[dict[int, str], dict[int, str], set[int]]:
    hiding = unseen(sheet(rows, more), Cells(TEXTS), [etree.fromstring(table) for table in tables])
    return dict(hiding.rows), dict(hiding.columns), set(hiding.filtered)


ROWS: dict[str, tuple[str, dict[int, str]]] = {
    "none": ('<row r="1"/><row r="2"/>', {}),
    "hidden": ('<row r="2" hidden="1"/>', {1: HIDDEN}),
    "hidden in a word": ('<row r="2" hidden="true"/>', {1: HIDDEN}),
    "not hidden": ('<row r="2" hidden="0"/><row r="3" hidden="false"/><row r="4" hidden=""/>', {}),
    "folded": ('<row r="2" hidden="1" outlineLevel="1"/>', {1: FOLDED}),
    "a level that is not folded": ('<row r="2" outlineLevel="1"/>', {}),
    "hidden on no level": ('<row r="2" hidden="1" outlineLevel="0"/>', {1: HIDDEN}),
    "of no height": ('<row r="2" ht="0"/>', {1: FLAT}),
    "of no height, exactly": ('<row r="2" ht="0.00"/>', {1: FLAT}),
    "of some height": ('<row r="2" ht="10"/><row r="3" ht="0.5"/><row r="4" ht=""/>', {}),
    "hidden and of no height": ('<row r="2" hidden="1" ht="0"/>', {1: HIDDEN}),
    "without numbers": ('<row/><row hidden="1"/><row r="9"/><row hidden="1"/>', {1: HIDDEN, 9: HIDDEN}),
    "a number that is none": ('<row r="x" hidden="1"/><row r="99999999" hidden="1"/>', {0: HIDDEN, 1: HIDDEN}),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_rows_that_nobody_sees(case: str) -> None:
    rows, expected = ROWS[case]
    assert found(rows) == (expected, {}, set())


COLUMNS: dict[str, tuple[str, dict[int, str]]] = {
    "hidden": ('<col min="1" max="1" hidden="1"/>', {0: HIDDEN}),
    "several": ('<col min="1" max="2" hidden="1"/>', {0: HIDDEN, 1: HIDDEN}),
    "to the end of the sheet": ('<col min="2" max="16384" hidden="1"/>', {1: HIDDEN}),
    "beyond what is filled": ('<col min="3" max="3" hidden="1"/>', {}),
    "folded": ('<col min="2" max="2" hidden="1" outlineLevel="2"/>', {1: FOLDED}),
    "of no width": ('<col min="2" max="2" width="0"/>', {1: FLAT}),
    "of some width": ('<col min="2" max="2" width="8.5" ht="0"/>', {}),
    "no numbers": ('<col hidden="1"/><col min="x" max="2" hidden="1"/><col min="1" max="y" hidden="1"/>', {}),
    "numbers too long": ('<col min="1" max="99999999999" hidden="1"/>', {}),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_columns_that_nobody_sees(case: str) -> None:
    columns, expected = COLUMNS[case]
    assert found(more=f"<cols>{columns}</cols>") == ({}, expected, set())


def filtered(*chosen: str, ref: str = "A1:B4") -> str:
    return f'<autoFilter ref="{ref}">{"".join(chosen)}</autoFilter>'


def column(number: int, *values: str, more: str = "") -> str:
    listed = "".join(f'<filter val="{value}"/>' for value in values)
    return f'<filterColumn colId="{number}"><filters{more}>{listed}</filters></filterColumn>'


ALL = "".join(f'<row r="{row}" hidden="1"/>' for row in range(1, 6))
HAND = dict.fromkeys(range(5), HIDDEN)
FILTERS: dict[str, tuple[str, set[int]]] = {
    # what hides, and the rows of five hidden ones that it hides
    "no filter": ("", set()),
    "arrows alone": (filtered(), set()),
    "one value stays": (filtered(column(0, "乙")), {1, 3}),
    "two values stay": (filtered(column(0, "乙", "甲")), {3}),
    "two columns": (filtered(column(0, "甲", "乙"), column(1, "6")), {1, 3}),
    "another column": (filtered(column(1, "6", "5", "7")), set()),
    "by a rule": (filtered('<filterColumn colId="0"><customFilters/></filterColumn>'), {1, 2, 3}),
    "blanks stay too": (filtered(column(1, "6", more=' blank="1"')), {1, 2, 3}),
    "blanks do not stay": (filtered(column(1, "6", more=' blank="0"')), {1, 3}),
    "by a day": (filtered('<filterColumn colId="0"><filters><dateGroupItem/></filters></filterColumn>'), {1, 2, 3}),
    "a column that is none": (filtered('<filterColumn colId="x"><filters/></filterColumn>'), set()),
    "a column beyond": (filtered('<filterColumn colId="123456"><filters/></filterColumn>'), set()),
    "a column without rule": (filtered('<filterColumn colId="0"/>'), set()),
    "further to the right": (filtered(column(0, "6"), ref="B1:B4"), {1, 3}),
    "further below": (filtered(column(0, "丙"), ref="A3:B5"), {4}),
    "a place that is none": (filtered(column(0, "乙"), ref="x"), set()),
    "on, and nobody knows how": ('<sheetPr filterMode="1"/>', {1, 2, 3, 4}),
    "off": ('<sheetPr filterMode="0"/>', set()),
    "on, with a filter": (f'<sheetPr filterMode="1"/>{filtered(column(0, "乙"))}', {1, 3}),
}  # fmt: skip


@pytest.mark.parametrize("case", FILTERS)
def test_rows_that_a_filter_hides(case: str) -> None:
    more, hides = FILTERS[case]
    by_hand = {row: how for row, how in HAND.items() if row not in hides}
    assert found(ALL, more) == (by_hand, {}, hides)


def test_the_filter_of_a_table_hides_as_well() -> None:
    table = f"<table>{filtered(column(0, '乙'))}</table>"
    assert found(ALL, "", table) == ({0: HIDDEN, 2: HIDDEN, 4: HIDDEN}, {}, {1, 3})
    assert found(ALL, filtered(column(0, "丁"), ref="A4:B5"), table)[2] == {1, 3}
    assert found(ALL, '<sheetPr filterMode="1"/>', table)[2] == {1, 3}


def test_a_row_of_no_height_was_not_hidden_by_a_filter() -> None:
    rows = '<row r="2" ht="0"/><row r="3" hidden="1"/><row r="4" hidden="1" outlineLevel="1"/>'
    assert found(rows, filtered(column(0, "无"))) == ({1: FLAT}, {}, {2, 3})


def test_a_row_that_is_seen_is_under_no_filter() -> None:
    assert found('<row r="2"/>', filtered(column(0, "无"))) == ({}, {}, set())

"""A table by itself: its rows, cells and addresses, columns called otherwise, and as CSV."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from yuebao.model.csv_text import csv_text, published_rows, table_rows
from yuebao.model.numbers import UNREADABLE
from yuebao.model.table import Table, renamed, spreadsheet_column

TABLE = Table(
    name="towns",
    file="data/2021-07/towns.csv",
    month="2021-07",
    header=("name", "gone", "cases", "rate"),
    lines=(2, 3, 5),
    keys=("甲", None, "合计"),
    texts={
        "name": ("甲", "乙", "合计"),
        "gone": ("", "", ""),
        "cases": ("1", "", "３"),
        "rate": ("10%", "", "20%"),
    },
    numbers={
        "gone": (UNREADABLE,) * 3,
        "cases": (Decimal(1), None, UNREADABLE),
        "rate": (Decimal(10), UNREADABLE, Decimal(20)),
    },
    unreadable=frozenset({(0, "gone"), (1, "gone"), (2, "gone"), (2, "cases"), (1, "rate")}),
    totals=(2,),
    unknown=frozenset({(1, "name")}),
    nothing=frozenset({(0, "gone"), (1, "gone"), (2, "gone"), (1, "rate")}),
    left_out=frozenset({"gone"}),
    left=frozenset({(1, "rate")}),
)
PLAIN = replace(
    TABLE, unreadable=frozenset(), nothing=frozenset(), left_out=frozenset(), left=frozenset(), totals=()
)


def test_rows_and_totals() -> None:
    assert (len(TABLE), TABLE.total, TABLE.body()) == (3, 2, [0, 1])
    assert (PLAIN.total, PLAIN.body()) == (None, [0, 1, 2])
    both = replace(TABLE, totals=(0, 2))
    assert (both.total, both.body()) == (None, [1])
    assert [TABLE.row_name(row) for row in range(3)] == ["甲", "2", "合计"]
    assert [name for name in ("name", "gone", "cases", "x") if TABLE.has(name)] == ["name", "gone", "cases"]


def test_what_can_be_read_and_what_was_published() -> None:
    cells = [(row, name) for name in TABLE.header for row in range(3)]
    assert {cell for cell in cells if not TABLE.readable(*cell)} == TABLE.unreadable
    assert {cell for cell in cells if not TABLE.published(*cell)} == TABLE.nothing
    assert [name for name in TABLE.header if TABLE.prints(name)] == ["name", "cases", "rate"]
    assert all(PLAIN.readable(*cell) and PLAIN.published(*cell) for cell in cells)
    assert all(PLAIN.prints(name) for name in PLAIN.header)
    assert [TABLE.clear(TABLE.numbers[name]) for name in ("gone", "cases", "rate")] == [False] * 3
    assert TABLE.clear((Decimal(1), None)) and TABLE.clear(())
    assert PLAIN.clear((Decimal(1), UNREADABLE))  # of a table in which all can be read nobody looks


@pytest.mark.parametrize(
    ("rows", "addresses"),
    [((), ["A2", "B3", "C5"]), ((7, 8, 9), ["A7", "B8", "C9"])],
)
def test_addresses_are_those_of_the_file(rows: tuple[int, ...], addresses: list[str]) -> None:
    table = replace(TABLE, sheet_rows=rows)
    assert table.written == ("name", "cases", "rate")
    places = [table.address(row, name) for row, name in enumerate(("name", "cases", "rate"))]
    assert places == addresses
    assert (table.address(0, "gone"), table.address(0, "x")) == (None, None)
    assert (PLAIN.written, PLAIN.address(0, "rate")) == (PLAIN.header, "D2")


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (728, "ABA")],
)
def test_the_letters_of_a_column(index: int, letters: str) -> None:
    assert spreadsheet_column(index) == letters


def test_columns_called_otherwise() -> None:
    names = {"gone": "去", "rate": "率", "x": "y", "name": "名"}
    assert renamed(TABLE, names) == Table(
        name="towns",
        file="data/2021-07/towns.csv",
        month="2021-07",
        header=("名", "去", "cases", "率"),
        lines=(2, 3, 5),
        keys=("甲", None, "合计"),
        texts={
            "名": ("甲", "乙", "合计"),
            "去": ("", "", ""),
            "cases": ("1", "", "３"),
            "率": ("10%", "", "20%"),
        },
        numbers={
            "去": (UNREADABLE,) * 3,
            "cases": (Decimal(1), None, UNREADABLE),
            "率": (Decimal(10), UNREADABLE, Decimal(20)),
        },
        unreadable=frozenset({(0, "去"), (1, "去"), (2, "去"), (2, "cases"), (1, "率")}),
        totals=(2,),
        unknown=frozenset({(1, "名")}),
        nothing=frozenset({(0, "去"), (1, "去"), (2, "去"), (1, "率")}),
        left_out=frozenset({"去"}),
        left=frozenset({(1, "率")}),
    )
    assert renamed(TABLE, {}) == TABLE


def test_as_csv() -> None:
    gone = replace(TABLE, left_out=frozenset())  # the blank column stands in the file
    written = [("name", "cases", "rate"), ("甲", "1", "10%"), ("乙", "", ""), ("合计", "３", "20%")]
    assert table_rows(TABLE) == published_rows(TABLE) == published_rows(gone) == written
    assert table_rows(gone) == [
        ("name", "gone", "cases", "rate"),
        *(("甲", "", "1", "10%"), ("乙", "", "", ""), ("合计", "", "３", "20%")),
    ]
    assert csv_text(written[:2]) == "name,cases,rate\n甲,1,10%\n"
    assert csv_text([("a", "b"), ('x"y', "1,2"), ("二\n行", " 甲 ")]) == 'a,b\n"x""y","1,2"\n"二\n行", 甲 \n'
    assert csv_text([]) == ""

"""Sheets of either workbook format by themselves: what nobody sees, what merged cells cover, what is told of it and in which
words; the same parts serve .xls and .xlsx."""

from __future__ import annotations

import pytest

from yuebao.importing.blocks import Aside, Grid, Paragraph, Row, Stored
from yuebao.importing.sheet import (
    FLAT,
    FOLDED,
    HIDDEN,
    Area,
    Place,
    Sheet,
    Unseen,
    address,
    blocks_of_sheets,
    filtered_rows,
    hidden_by_rule,
    hidden_sheet,
    is_within,
    left_out,
    not_shown,
    visible_part,
)

TEXTS: dict[Place, str] = {
    (0, 0): "序号",
    (0, 1): "名称",
    (0, 2): "件数",
    (1, 0): "1",
    (1, 1): "甲",
    (1, 2): "5",
    (2, 0): "2",
    (2, 1): "乙",
    (2, 2): "6",
}
STORED = {(1, 2): Stored("5.0", "0"), (2, 2): Stored("6.0", "0")}


def sheet(*merged: Area, texts: dict[Place, str] = TEXTS) -> Sheet:
    return Sheet("表", texts, STORED, merged, "s.xml")


UNSEEN: dict[str, tuple[tuple[Area, ...], Unseen, list[Place], list[tuple[str, str, str, str]]]] = {
    # merged ranges, what is hidden, the places that are left out, what is told: place, words, reason, as the file has it
    "nothing": ((), Unseen(), [], []),
    "a row": ((), Unseen({1: HIDDEN}), [(1, 0), (1, 1), (1, 2)], [("第 2 行", "1｜甲｜5", "隐藏的行，没有读入", "1甲5.0")]),
    "two rows, each hidden otherwise": (
        (), Unseen({1: FOLDED, 2: FLAT}), [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)],
        [("第 2 行", "1｜甲｜5", "分级显示里折叠的行，没有读入", "1甲5.0"), ("第 3 行", "2｜乙｜6", "高度或宽度为 0 的行，没有读入", "2乙6.0")],
    ),
    "a column": ((), Unseen(columns={2: HIDDEN}), [(0, 2), (1, 2), (2, 2)], [("C 列", "件数｜5｜6", "隐藏的列，没有读入", "件数5.06.0")]),
    "a row and a column": (
        (), Unseen({1: HIDDEN}, {2: FLAT}), [(0, 2), (1, 0), (1, 1), (1, 2), (2, 2)],
        [("C 列", "件数｜6", "高度或宽度为 0 的列，没有读入", "件数6.0"), ("第 2 行", "1｜甲｜5", "隐藏的行，没有读入", "1甲5.0")],
    ),
    "rows that a filter hides": ((), Unseen(filtered={1}), [], []),
    "beneath a merged cell": (((0, 0, 1, 1),), Unseen(), [(0, 1), (1, 0), (1, 1)], [
        ("B1", "名称", "被合并的格盖住了，没有读入", "名称"), ("A2", "1", "被合并的格盖住了，没有读入", "1"), ("B2", "甲", "被合并的格盖住了，没有读入", "甲"),
    ]),
    "beneath a merged cell of a hidden row": (((1, 1, 2, 2),), Unseen({2: HIDDEN}), [(1, 2), (2, 0), (2, 1), (2, 2)], [
        ("C2", "5", "被合并的格盖住了，没有读入", "5.0"), ("第 3 行", "2", "隐藏的行，没有读入", "2"),
        ("B3", "乙", "被合并的格盖住了，没有读入", "乙"), ("C3", "6", "被合并的格盖住了，没有读入", "6.0"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSEEN)
def test_what_nobody_sees_of_a_sheet(case: str) -> None:
    merged, unseen, gone, told = UNSEEN[case]
    shown, left = visible_part(sheet(*merged), unseen)
    assert dict(shown.texts) == {place: text for place, text in TEXTS.items() if place not in gone}
    assert dict(shown.stored) == {place: kept for place, kept in STORED.items() if place not in gone}
    assert (shown.name, shown.merged, shown.part) == ("表", merged, "s.xml")
    assert list(left) == [
        Aside(f"工作表“表”{where}", words, reason, "s.xml", raw=raw) for where, words, reason, raw in told
    ]


MOVED: dict[str, tuple[Area, Unseen, Place]] = {
    "all of it seen": ((0, 0, 2, 1), Unseen(), (0, 0)),
    "its first row hidden": ((0, 0, 2, 1), Unseen({0: HIDDEN}), (1, 0)),
    "its first two rows hidden": ((0, 0, 2, 1), Unseen({0: HIDDEN, 1: FLAT}), (2, 0)),
    "its first column hidden": ((0, 0, 2, 1), Unseen(columns={0: HIDDEN}), (0, 1)),
    "both": ((0, 0, 2, 1), Unseen({0: HIDDEN}, {0: HIDDEN}), (1, 1)),
    "a row below it hidden": ((0, 0, 1, 1), Unseen({2: HIDDEN}), (0, 0)),
}


@pytest.mark.parametrize("case", MOVED)
def test_a_merged_cell_stands_where_it_is_first_seen(case: str) -> None:
    area, unseen, place = MOVED[case]
    made = Sheet("表", {(0, 0): "5"}, {(0, 0): Stored("5.0")}, (area,))
    shown, left = visible_part(made, unseen)
    assert (dict(shown.texts), dict(shown.stored), left) == ({place: "5"}, {place: Stored("5.0")}, ())
    (_, grid) = blocks_of_sheets([shown])
    assert isinstance(grid, Grid)
    assert [row.cells[place[1]] for row in grid.rows if row.filled] == ["5"]


def test_a_merged_cell_of_which_nothing_is_seen_is_left_out() -> None:
    made = Sheet("表", {(0, 0): "5", (3, 0): "6"}, {}, ((0, 0, 1, 0),))
    shown, left = visible_part(made, Unseen({0: HIDDEN, 1: HIDDEN}))
    assert dict(shown.texts) == {(3, 0): "6"}
    assert [(each.place, each.text) for each in left] == [("工作表“表”第 1 行", "5")]


def test_merged_cells_go_on_below_and_say_so() -> None:
    merged: tuple[Area, ...] = ((0, 0, 1, 1), (1, 2, 9, 2))
    texts = {(0, 0): "甲", (0, 2): "乙", (1, 2): "丙", (3, 0): "丁"}
    heading, grid = blocks_of_sheets(
        [Sheet("一", texts, {(1, 2): Stored("1")}, merged, "s.xml"), Sheet("空", {}, {}, ())]
    )
    assert heading == Paragraph("一", "工作表“一”", caption=True)
    assert isinstance(grid, Grid)
    assert [(row.cells, row.place, sorted(row.continued), dict(row.stored), row.part) for row in grid.rows] == [
        (("甲", "", "乙"), "工作表“一”第 1 行", [], {}, "s.xml"),
        (("甲", "", "丙"), "工作表“一”第 2 行", [0, 1], {2: Stored("1")}, "s.xml"),
        (("", "", "丙"), "工作表“一”第 3 行", [2], {}, "s.xml"),
        (("丁", "", "丙"), "工作表“一”第 4 行", [2], {}, "s.xml"),
    ]  # fmt: skip
    assert [row.spot(2) for row in grid.rows[:1]] == ["工作表“一”第 1 行 C 列"]
    assert Row(("a",), "第 3 行", first=2).spot(0) == "第 3 行第 3 列"


@pytest.mark.parametrize("listed", [False, True])
def test_a_hidden_sheet_is_told_with_all_of_its_words(listed: bool) -> None:
    reason = "隐藏的工作表，供别的格选填，没有读入" if listed else "工作表是隐藏的，没有读入"
    shuffled = dict(reversed(list(TEXTS.items())))
    aside = hidden_sheet(sheet(texts=shuffled), listed=listed)
    assert aside == Aside(
        "工作表“表”", "｜".join(TEXTS.values()), reason, "s.xml", note=listed, raw="序号名称件数1甲5.02乙6.0"
    )


def test_rows_that_a_filter_hides_are_told_in_their_order() -> None:
    assert list(filtered_rows(sheet(), Unseen())) == []
    assert list(filtered_rows(sheet(), Unseen(filtered={11, 2, 1}))) == [
        Aside("工作表“表”", "第 2、3、12 行", "筛选时藏起来的行，也读入了，请核对", read=True)
    ]


def test_words_left_out_of_cells_are_told_by_reason() -> None:
    zero, number = not_shown("0.00"), not_shown("0.05")
    items = [
        ((1, 2), "12", "划了"),
        ((0, 0), "0", zero),
        ((1, 2), "13", "划了"),
        ((9, 27), "5", number),
        ((0, 1), "0", zero),
    ]
    assert list(left_out(items, "表", "s.xml")) == [
        Aside("工作表“表”C2", "12｜13", "划了", "s.xml", raw="1213"),
        Aside("工作表“表”A1、B1", "0｜0", "零按格式不显示，照空白读入", "s.xml", note=True, raw="00"),
        Aside("工作表“表”AB10", "5", "按格式不显示，照空白读入", "s.xml", raw="5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "written"), [((0, 0), "A1"), ((9, 25), "Z10"), ((99, 26), "AA100"), ((0, 701), "ZZ1")]
)
def test_places_as_people_write_them(place: Place, written: str) -> None:
    assert address(place) == written


@pytest.mark.parametrize(
    ("areas", "shown", "sure", "why"),
    [
        ("A1:D9", "A1:D9", True, "条件格式会把这里的字变成底色或不显示；照存的读入，请核对"),
        ("A1:D9", "A1:D9", False, "条件格式怎样改这里的样子，读不出来；照存的读入，请核对"),
        ("", "", True, "条件格式会把这里的字变成底色或不显示；照存的读入，请核对"),
        ("A1 " * 70, ("A1 " * 70)[:200], True, "条件格式会把这里的字变成底色或不显示；照存的读入，请核对"),
    ],
)
def test_what_a_condition_may_take_from_sight_is_read_and_told(
    areas: str, shown: str, sure: bool, why: str
) -> None:
    told = hidden_by_rule("表", areas, sure=sure)
    assert told == Aside(f"工作表“表”{shown}", "", why, read=True)


def test_what_lies_in_an_area_its_edges_included() -> None:
    areas: list[Area] = [(1, 1, 2, 3), (5, 0, 5, 0)]
    inside = [(row, column) for row in range(7) for column in range(5) if is_within((row, column), areas)]
    assert inside == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (5, 0)]
    assert not is_within((0, 0), [])

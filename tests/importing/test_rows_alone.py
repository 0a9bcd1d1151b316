"""Rows beneath a header by themselves: what makes one, in which order those abreast follow, where a table begins again."""

from __future__ import annotations

import pytest

from yuebao.importing.blocks import Row, Stored
from yuebao.importing.header import Layout
from yuebao.importing.remarks import Unplaced
from yuebao.importing.rows import (
    Record,
    begins_again,
    continued_layout,
    in_order,
    is_column_numbers,
    is_other_header,
    is_row_of,
    is_trimmed,
    read_row,
)
from yuebao.schema.reader import Schemas
from yuebao.schema.table_schema import TableSchema

RANK, NAME = "名次", "窗口名称"


def record(number: str, name: str = "") -> Record:
    return Record({RANK: number, NAME: name or f"第{number}"}, f"第 {number} 行")


def numbers(records: list[Record]) -> list[str]:
    return [each.values[RANK] for each in records]


ABREAST: dict[str, tuple[list[list[str]], list[str]]] = {
    "across the lines": ([["1", "2"], ["3", "4"]], ["1", "2", "3", "4"]),
    "down the slots": ([["1", "3"], ["2", "4"]], ["1", "2", "3", "4"]),
    "two figures, across": ([["9", "10"], ["11", "12"]], ["9", "10", "11", "12"]),
    "two figures, down": ([["9", "11"], ["10", "12"]], ["9", "10", "11", "12"]),
    "eight figures, down": ([["10000001", "10000003"], ["10000002", "10000004"]], ["10000001", "10000002", "10000003", "10000004"]),
    "nine figures are no numbers": ([["100000001", "100000003"], ["100000002", "100000004"]], ["100000001", "100000003", "100000002", "100000004"]),
    "a tie, across": ([["1", "2"], ["2", "4"]], ["1", "2", "2", "4"]),
    "a tie down the slots": ([["1", "3"], ["1", "4"], ["2", "5"]], ["1", "1", "2", "3", "4", "5"]),
    "no numbers at all": ([["甲", "乙"], ["丙", "丁"]], ["甲", "乙", "丙", "丁"]),
    "the last slot blank": ([["1", "2"], ["3", ""]], ["1", "2", "3"]),
    "one line": ([["1", "2", "3"]], ["1", "2", "3"]),
}  # fmt: skip


@pytest.mark.parametrize("case", ABREAST)
def test_the_order_of_rows_abreast(case: str) -> None:
    lines, expected = ABREAST[case]
    printed = [tuple(record(number) if number else None for number in line) for line in lines]
    assert numbers(in_order(printed, RANK)) == expected


def test_without_a_column_of_numbers_rows_are_read_across() -> None:
    printed = [(record("1"), record("3")), (record("2"), record("4"))]
    assert numbers(in_order(printed, None)) == ["1", "3", "2", "4"]


AGAIN: dict[str, tuple[list[str], list[str], bool, bool]] = {
    # the numbers that were kept, the fresh ones, whether it begins again, and on another sheet
    "it goes on": (["1", "2"], ["3"], False, False),
    "from one again": (["1", "2"], ["1", "2"], True, True),
    "the last again, as in a tie": (["1", "2"], ["2", "4"], False, True),
    "one before the last again": (["1", "2", "3"], ["2", "4"], True, True),
    "a gap": (["1", "2"], ["4"], False, True),
    "columns that run over both pages": (["1", "3"], ["2", "4"], False, True),
    "beyond nine": (["9", "10"], ["11"], False, False),
    "ten again": (["9", "10", "11"], ["10"], True, True),
    "no numbers before": ([], ["1"], False, True),
    "no numbers after": (["1"], ["甲"], False, True),
    "blanks around a number": (["1", " 2 "], ["3"], False, False),
}  # fmt: skip


@pytest.mark.parametrize("case", AGAIN)
def test_where_a_table_begins_again(case: str) -> None:
    kept, fresh, again, apart = AGAIN[case]
    before, after = [record(number) for number in kept], [record(number) for number in fresh]
    assert begins_again(before, after, RANK) is again
    assert begins_again(before, after, RANK, apart=True) is apart


def test_rows_that_nothing_numbers_never_begin_again_but_on_another_sheet() -> None:
    assert begins_again([record("1")], [record("1")], None) is False
    assert begins_again([record("1")], [record("2")], None, apart=True) is True


TRIMMED: dict[str, tuple[list[tuple[str, ...]], bool]] = {
    "all of one length": ([("a", "b"), ("c", "d")], False),
    "shorter ones, none blank at its end": ([("a", "b"), ("c",)], True),
    "a blank end is kept": ([("a", "b"), ("c", ""), ("d",)], False),
    "an empty line": ([("a", "b"), ()], False),
}


@pytest.mark.parametrize("case", TRIMMED)
def test_whether_line_ends_were_cut(case: str) -> None:
    lines, expected = TRIMMED[case]
    assert is_trimmed([Row(cells, "第 1 行") for cells in lines]) is expected


COLUMN_NUMBERS = {
    ("甲", "乙", "1", "2", "3"): True,
    ("栏次", "1", "2"): True,
    ("1", "2", "3"): True,
    ("", "1", "", "2"): True,
    ("甲", "1"): False,
    ("示例", "1", "2"): False,
    ("1", "3"): False,
    ("2", "3"): False,
    ("1", "甲", "2"): False,
    ("甲", "乙"): False,
    ("1", "2", "2"): False,
}


@pytest.mark.parametrize("cells", COLUMN_NUMBERS, ids="|".join)
def test_a_row_that_numbers_the_columns(cells: tuple[str, ...]) -> None:
    assert is_column_numbers(Row(cells, "第 2 行")) is COLUMN_NUMBERS[cells]


TOWN = ("序号", "乡镇名称", "申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率")


@pytest.fixture
def towns(real_schemas: Schemas) -> TableSchema:
    return real_schemas.layout("2021-07").tables["town-volume-month"]


@pytest.fixture
def layout() -> Layout:
    return Layout("town-volume-month", (dict(enumerate(TOWN)),), (), len(TOWN))


ROWS: dict[tuple[str, ...], tuple[bool, bool]] = {
    # whether it is a row of the table, and whether it is the header of another
    ("1", "示例镇", "5", "5", "5", "", "5", "100%"): (True, False),
    ("12", "", "", "", "", "", "", ""): (True, False),
    ("", "合计", "", "", "", "", "", ""): (True, False),
    ("", "合 计", "x", "x", "x", "x", "x", "x"): (True, False),
    ("合计", "", "x", "x", "x", "x", "x", "x"): (True, False),
    ("制表：示例", "", "审核：示例"): (False, True),
    ("3", "示例镇", "无", "无", "无", "无", "无", "无"): (True, False),
    ("3", "示例镇", "壹", "贰", "叁", "肆", "伍", "陆"): (True, False),
    ("编号", "姓名", "事项", "天数"): (False, True),
    ("编号", "姓名", "事项", "事项"): (False, False),
    ("编号", "姓名"): (True, True),
    ("编号", "姓名", "事项2", "天数"): (False, False),
    ("编号", "姓名", "事项，天数", "备注"): (False, False),
    ("编号", "姓名", "—", "天数"): (False, False),
    ("编号", "姓名", "一二三四五六七八九十一二", "天数"): (False, True),
    ("编号", "姓名", "一二三四五六七八九十一二三", "天数"): (False, False),
    ("编号", "合计", "事项", "天数"): (True, False),
    ("天数",): (False, False),
    ("",): (False, False),
}  # fmt: skip


@pytest.mark.parametrize("cells", ROWS, ids="|".join)
def test_what_is_a_row_of_the_table(cells: tuple[str, ...], layout: Layout, towns: TableSchema) -> None:
    row = Row(cells, "第 5 行")
    assert (is_row_of(row, layout, towns), is_other_header(row, layout, towns)) == ROWS[cells]


def test_words_that_go_on_from_above_are_no_header(layout: Layout, towns: TableSchema) -> None:
    cells = ("编号", "姓名", "事项", "天数")
    assert is_other_header(Row(cells, "第 5 行"), layout, towns)
    assert not is_other_header(Row(cells, "第 5 行", frozenset({0, 2, 3})), layout, towns)


FULL = ("1", "示例镇", "5", "4", "3", "2", "1", "100%")
SHORT: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "nothing lacks": (FULL, dict(zip(TOWN, FULL, strict=True)), ""),
    "the last": (FULL[:-1], dict(zip(TOWN, (*FULL[:-1], ""), strict=True)), "这一行少 1 格，从左到右对齐读入，请核对"),
    "the last two": (FULL[:-2], dict(zip(TOWN, (*FULL[:-2], "", ""), strict=True)), "这一行少 2 格，从左到右对齐读入，请核对"),
    "all but a name": (FULL[:2], dict(zip(TOWN, (*FULL[:2], *[""] * 6), strict=True)), ""),
    "the number": (FULL[1:], dict(zip(TOWN, ("", *FULL[1:]), strict=True)), "这一行少 1 格，按各列的写法只有一种放法，照此读入，请核对"),
    "a figure within": (
        (*FULL[:3], *FULL[4:]), dict(zip(TOWN, (*FULL[:3], *FULL[4:], ""), strict=True)),
        "这一行少 1 格，不知缺的是哪一格；从左到右读入，请核对",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHORT)
def test_a_row_that_lacks_cells(case: str, layout: Layout, towns: TableSchema) -> None:
    cells, values, said = SHORT[case]
    reading = read_row(Row(cells, "第 5 行"), layout, towns, trimmed=False)
    (only,) = reading.records
    assert only is not None and dict(only.values) == values
    assert [(each.place, each.text, each.reason) for each in reading.remarks] == (
        [("第 5 行", "｜".join(cells), said)] if said else []
    )


def test_a_short_row_is_nothing_to_tell_where_line_ends_were_cut(layout: Layout, towns: TableSchema) -> None:
    assert read_row(Row(FULL[:-1], "第 5 行"), layout, towns, trimmed=True).remarks == ()


def test_what_stands_under_no_column_is_told_by_the_word_above(towns: TableSchema) -> None:
    layout = Layout("town-volume-month", (dict(enumerate(TOWN)),), ((8, "邮寄"),), 10, {7: "%"})
    cells = (*FULL, "7", "多", "")
    row = Row(cells, "第 5 行", frozenset(), {2: Stored("5"), 8: Stored("7")})
    reading = read_row(row, layout, towns, trimmed=False)
    assert list(reading.remarks) == [
        Unplaced("第 5 行", "7", "表里没有“邮寄”这一列", cells=("第 5 行第 9 列",)),
        Unplaced("第 5 行", "多", "这一格在表头之外，不知属于哪一列", cells=("第 5 行第 10 列",)),
    ]
    (only,) = reading.records
    assert only is not None
    assert (dict(only.stored), dict(only.units)) == ({"申请件": Stored("5")}, {"按时办结率": "%"})
    going_on = Row(cells, "第 5 行", frozenset({8, 9}))
    assert read_row(going_on, layout, towns, trimmed=False).remarks == ()


def test_a_blank_slot_has_no_record(real_schemas: Schemas) -> None:
    ranking = real_schemas.layout("2021-07").tables["window-scores"]
    slots = ({0: "名次", 1: "窗口名称", 2: "得分"}, {3: "名次", 4: "窗口名称", 5: "得分"})
    layout = Layout("window-scores", slots, (), 6)
    reading = read_row(Row(("1", "甲局", "100", "", "", ""), "第 2 行"), layout, ranking, trimmed=False)
    first, second = reading.records
    assert first is not None and first.values["窗口名称"] == "甲局"
    assert second is None


GOING_ON: dict[str, tuple[tuple[tuple[str, ...], ...], list[list[int]] | None]] = {
    "as in the header": ((("9", "甲局", "100", "", "10", "乙局", "99"),), [[0, 1, 2], [4, 5, 6]]),
    "without the blank between": ((("9", "甲局", "100", "10", "乙局", "99"),), [[0, 1, 2], [3, 4, 5]]),
    "two blanks between": ((("9", "甲局", "100", "", "", "10", "乙局", "99"),), [[0, 1, 2], [5, 6, 7]]),
    "names where figures stand": ((("甲局", "9", "乙", "", "丙局", "10", "丁"),), None),
    "one cell of ten astray": (
        (("9", "甲局", "100", "", "10", "乙局", "99"), ("11", "丙局", "98", "", "12", "丁局", "无")),
        [[0, 1, 2], [4, 5, 6]],
    ),
    "two of ten astray": (
        (("9", "甲局", "无", "", "10", "乙局", "99"), ("11", "丙局", "98", "", "12", "丁局", "无")), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GOING_ON)
def test_where_rows_below_a_break_stand(case: str, real_schemas: Schemas) -> None:
    lines, places = GOING_ON[case]
    ranking = real_schemas.layout("2021-07").tables["window-scores"]
    slots = ({0: "名次", 1: "窗口名称", 2: "得分"}, {4: "名次", 5: "窗口名称", 6: "得分"})
    layout = Layout("window-scores", slots, ((3, "备注"),), 7, {2: "分", 6: "分"})
    found = continued_layout(layout, [Row(cells, "第 9 行") for cells in lines], ranking)
    assert (None if found is None else [list(slot) for slot in found.slots]) == places
    if found is not None:
        assert [list(slot.values()) for slot in found.slots] == [list(slot.values()) for slot in slots]
        assert found.unknown == () and found.width == len(lines[0])
        assert found.notes == {slot[-1]: "分" for slot in places or ()}

"""Where a table ends: nothing is appended to it across an unknown heading or header, another sheet, or a total row, and two
tables that claim one place are told by name. Tables side by side, units, numbered columns."""

from __future__ import annotations

import pytest

from tests.importing.test_grids import grid, read
from tests.importing.test_grids import told as told_of
from yuebao.importing.blocks import Block, Grid, Paragraph, Row
from yuebao.importing.document_reader import Reading
from yuebao.importing.settling import LOST

TOWN = ("序号", "乡镇名称", "申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率")
ONE = ("1", "湾丘彝族乡", "2700", "2700", "2700", "", "2700", "100%")
TWO = ("2", "普威镇", "1700", "1700", "1700", "", "1700", "100%")
THREE = ("3", "白马镇", "1100", "1100", "1100", "", "1100", "100%")
TOTAL = ("", "合计", "5500", "5500", "5500", "", "5500", "100%")
STAFF = ("排名", "姓名", "单位", "得分")
MONTH = Paragraph("2021年7月乡镇一体化平台办件量", "第 1 段")
YEAR = Paragraph("2021年度乡镇一体化平台办件量", "第 1 段")
SHEET = Paragraph("七月", "工作表“七月”", caption=True)


def kept(reading: Reading) -> dict[str, list[str]]:
    """The numbers or names that begin each row, by table."""
    return {
        table: [next(filter(None, record.values.values())) for record in records]
        for table, records in reading.records.items()
        if records
    }


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """What is told, but for each single row of a table that was not read, which its header speaks for."""
    return [remark for remark in told_of(reading) if remark[2] != LOST]


UNKNOWN = "不认得这段文字"
NOWHERE = "不知属于哪张表"
CLAIMED = (
    "《乡镇一体化平台办件量》在第 2 行已经读入，第 9 行又有一张，没有合在一起，也没有读入，请核对该用哪一张"
)
HEADER = "｜".join(TOWN)
ENDS: dict[str, tuple[list[Block], dict[str, list[str]], list[tuple[str, str]]]] = {
    "an unknown heading ends it": (
        [MONTH, grid(TOWN, ONE, TWO, start=2), Paragraph("投诉件情况", "第 2 段"), grid(THREE, start=9)],
        {"town-volume-month": ["1", "2"]},
        [("投诉件情况", UNKNOWN), ("3｜白马镇｜1100｜1100｜1100｜1100｜100%", NOWHERE)],
    ),
    "an unknown heading ends it, header or not": (
        [MONTH, grid(TOWN, ONE, start=2), Paragraph("投诉件情况", "第 2 段"), grid(TOWN, TWO, start=9)],
        {"town-volume-month": ["1"]},
        [
            ("投诉件情况", UNKNOWN),
            (
                HEADER,
                "表头与《乡镇一体化平台办件量》、《年度乡镇一体化平台办件量》都相同，上方没有标题，不能确定是哪一张，没有读入",
            ),
        ],
    ),
    "titles in a row are a list, and announce none": (
        [MONTH, Paragraph("2021年度乡镇一体化平台办件量", "第 2 段"), grid(TOWN, ONE, start=3)],
        {},
        [
            (
                HEADER,
                "表头与《乡镇一体化平台办件量》、《年度乡镇一体化平台办件量》都相同，上方没有标题，不能确定是哪一张，没有读入",
            ),
        ],
    ),
    "a title after words of its own": (
        [
            MONTH,
            Paragraph("投诉件情况", "第 2 段"),
            Paragraph("2021年度乡镇一体化平台办件量", "第 3 段"),
            grid(TOWN, ONE, start=4),
        ],
        {"town-volume-year": ["1"]},
        [("投诉件情况", UNKNOWN)],
    ),
    "an unknown header in a grid of its own": (
        [
            grid(STAFF, ("1", "陈芬", "民政局", "108.62")),
            grid(("编号", "投诉人", "被投诉窗口", "办理天数"), ("2", "王某", "公安局", "3"), start=9),
        ],
        {"staff-scores": ["1"]},
        [("编号｜投诉人｜被投诉窗口｜办理天数", NOWHERE), ("2｜王某｜公安局｜3", NOWHERE)],
    ),
    "an unknown header in the same grid": (
        [
            grid(
                STAFF,
                ("1", "陈芬", "民政局", "108.62"),
                ("编号", "投诉人", "被投诉窗口", "办理天数"),
                ("2", "王某", "公安局", "3"),
            )
        ],
        {"staff-scores": ["1"]},
        [("编号｜投诉人｜被投诉窗口｜办理天数", NOWHERE), ("2｜王某｜公安局｜3", NOWHERE)],
    ),
    "a heading across the same grid": (
        [MONTH, grid(TOWN, ONE, ("投诉件情况",), TWO, start=2)],
        {"town-volume-month": ["1"]},
        [("投诉件情况", NOWHERE), ("2｜普威镇｜1700｜1700｜1700｜1700｜100%", NOWHERE)],
    ),
    "an unknown list ends a list": (
        [
            Paragraph("以下人员被评为综合优胜星：", "第 1 段"),
            Paragraph("陈芬（民政局）", "第 2 段"),
            Paragraph("以下人员受到通报批评：", "第 3 段"),
            Paragraph("李丽（公安局）", "第 4 段"),
        ],
        {"awards": ["综合优胜星"]},
        [("以下人员受到通报批评：", UNKNOWN), ("李丽（公安局）", UNKNOWN)],
    ),
    "a page goes on without header": (
        [MONTH, grid(TOWN, ONE, start=2), Paragraph("续表", "第 2 段"), grid(TWO, TOTAL, start=9)],
        {"town-volume-month": ["1", "2", "合计"]},
        [],
    ),
    "a page number stands above the rows that go on": (
        [MONTH, grid(TOWN, ONE, start=2), grid(("第 8 页", *[""] * 7), TWO, start=9)],
        {"town-volume-month": ["1", "2"]},
        [],
    ),
    "two lines that are known stand above the rows that go on": (
        [MONTH, grid(TOWN, ONE, start=2), grid(("第 8 页", *[""] * 7), ("续表", *[""] * 7), TWO, start=9)],
        {"town-volume-month": ["1", "2"]},
        [],
    ),
    "what is said of rows of a table that is not read is left unsaid": (
        [MONTH, grid(TOWN, ONE, TOTAL, start=2), MONTH, grid(TOWN, TWO, (*THREE, "多"), start=9)],
        {"town-volume-month": ["1", "合计"]},
        [(HEADER, CLAIMED)],
    ),
    "only the rows that number again are counted": (
        [MONTH, grid(TOWN, ONE, TWO, THREE, start=2), grid(TOWN, ONE, start=9)],
        {"town-volume-month": ["1", "2", "3"]},
        [("1 行", CLAIMED)],
    ),
    "a page repeats the header": (
        [MONTH, grid(TOWN, ONE, start=2), grid(TOWN, TWO, TOTAL, start=9)],
        {"town-volume-month": ["1", "2", "合计"]},
        [],
    ),
    "a header that numbers from the beginning is another table": (
        [MONTH, grid(TOWN, ONE, TWO, start=2), grid(TOWN, ONE, TWO, start=9)],
        {"town-volume-month": ["1", "2"]},
        [("2 行", CLAIMED)],
    ),
    "a title printed again over the same numbers": (
        [MONTH, grid(TOWN, ONE, TWO, start=2), MONTH, grid(TOWN, ONE, TWO, start=9)],
        {"town-volume-month": ["1", "2"]},
        [("2 行", CLAIMED)],
    ),
    "nothing follows a total row": (
        [MONTH, grid(TOWN, ONE, TOTAL, start=2), MONTH, grid(TOWN, TWO, start=9)],
        {"town-volume-month": ["1", "合计"]},
        [(HEADER, CLAIMED)],
    ),
    "a table numbers on over two sheets": (
        [SHEET, MONTH, grid(TOWN, ONE, start=2), SHEET, grid(TWO, TOTAL, start=9)],
        {"town-volume-month": ["1", "2", "合计"]},
        [],
    ),
    "two sheets claim one place": (
        [SHEET, MONTH, grid(TOWN, ONE, TWO, start=2), SHEET, MONTH, grid(TOWN, THREE, start=9)],
        {"town-volume-month": ["1", "2", "3"]},
        [],
    ),
    "two sheets claim one place, and leave a number out": (
        [SHEET, MONTH, grid(TOWN, ONE, start=2), SHEET, MONTH, grid(TOWN, THREE, start=9)],
        {"town-volume-month": ["1"]},
        [("1 行", CLAIMED)],
    ),
    "two sheets of words": (
        [
            SHEET,
            grid(("类别", "姓名", "单位"), ("红旗窗口", "", "公安局"), start=2),
            SHEET,
            grid(("类别", "姓名", "单位"), ("红旗窗口", "", "民政局"), start=9),
        ],
        {"awards": ["红旗窗口"]},
        [("1 行", CLAIMED.replace("乡镇一体化平台办件量", "红旗窗口与服务之星"))],
    ),
    "a row of bad cells is a row all the same": (
        [
            MONTH,
            grid(TOWN, ONE, ("2", "普威镇", "壹仟", "壹仟", "壹仟", "", "壹仟", "百分百"), THREE, start=2),
        ],
        {"town-volume-month": ["1", "2", "3"]},
        [],
    ),
    "a total row without figures": (
        [MONTH, grid(TOWN, ONE, ("合计", *[""] * 7), start=2)],
        {"town-volume-month": ["1", "合计"]},
        [],
    ),
}


@pytest.mark.parametrize("case", ENDS)
def test_where_a_table_ends(case: str) -> None:
    blocks, rows, remarks = ENDS[case]
    reading = read(*blocks)
    assert kept(reading) == rows
    assert [(text, reason) for _, text, reason in told(reading)] == remarks


def beside(*rows: tuple[tuple[str, ...], tuple[str, ...]], between: tuple[str, ...] = ("",)) -> Grid:
    return grid(*(left + between + right for left, right in rows))


def wide(text: str, width: int = 8) -> tuple[str, ...]:
    return (text, *[""] * (width - 1))


WINDOW = ("名次", "窗口名称", "得分")
SIDE_BY_SIDE: dict[str, tuple[list[Block], dict[str, list[str]], list[str]]] = {
    "two titles": (
        [beside((wide(MONTH.text), wide(YEAR.text)), (TOWN, TOWN), (ONE, ONE), (TWO, THREE))],
        {"town-volume-month": ["1", "2"], "town-volume-year": ["1", "3"]},
        [],
    ),
    "two titles, lines between them and the headers": (
        [
            beside(
                (wide(MONTH.text), wide(YEAR.text)),
                *[(wide(text), wide(text)) for text in ("续表", "单位：件", "续表", "续")],
                (TOWN, TOWN),
                (ONE, THREE),
            )
        ],
        {"town-volume-month": ["1"], "town-volume-year": ["3"]},
        [],
    ),
    "two titles, nothing between the tables": (
        [beside((wide(MONTH.text), wide(YEAR.text)), (TOWN, TOWN), (ONE, ONE), between=())],
        {"town-volume-month": ["1"], "town-volume-year": ["1"]},
        [],
    ),
    "one title, the same numbers": (
        [MONTH, beside((TOWN, TOWN), (ONE, ONE), (TWO, TWO))],
        {"town-volume-month": ["1", "2"]},
        [CLAIMED.replace("第 2 行", "第 1 行").replace("第 9 行", "第 1 行")],
    ),
    "one table in two columns": (
        [grid((*STAFF, *STAFF), ("1", "陈芬", "民政局", "108.62", "2", "邓成安", "公安局", "108.02"))],
        {"staff-scores": ["1", "2"]},
        [],
    ),
    "two tables of their own": (
        [beside((STAFF, WINDOW), (("1", "陈芬", "民政局", "108.62"), ("1", "民政局", "108.62")))],
        {"staff-scores": ["1"], "window-scores": ["1"]},
        [],
    ),
    "and a third": (
        [
            beside(
                (STAFF, (*WINDOW, *TOWN)),
                (("1", "陈芬", "民政局", "108.62"), ("1", "民政局", "108.62", *ONE)),
                between=(),
            ),
        ],
        {"staff-scores": ["1"], "window-scores": ["1"]},
        [
            "表头与《乡镇一体化平台办件量》、《年度乡镇一体化平台办件量》都相同，上方没有标题，不能确定是哪一张，没有读入"
        ],
    ),
    "what follows a blank row": (
        [
            grid(
                (*wide(MONTH.text), *wide(YEAR.text)),
                (*TOWN, *TOWN),
                (*ONE, *TWO),
                ("",) * 16,
                (*STAFF, *[""] * 12),
                ("1", "陈芬", "民政局", "108.62", *[""] * 12),
            )
        ],
        {"town-volume-month": ["1"], "town-volume-year": ["2"], "staff-scores": ["1"]},
        [],
    ),
}


@pytest.mark.parametrize("case", SIDE_BY_SIDE)
def test_tables_side_by_side(case: str) -> None:
    blocks, rows, reasons = SIDE_BY_SIDE[case]
    reading = read(*blocks)
    assert kept(reading) == rows
    assert [reason for _, _, reason in told(reading)] == reasons


def test_a_word_above_several_columns() -> None:
    """Merged over the counties in the first of two rows, known to a table or not."""
    names = ("东区", "西区", "仁和", "盐边", "米易")
    for word in ("办结", "办结件", "各县（区）办结件"):
        for spread in ((word, "", "", "", ""), (word,) * 5):
            above = Row(
                ("序号", "单位名称", *spread, "对比名次"), "第 1 行", continued=frozenset(range(3, 7))
            )
            header = Row(("序号", "单位名称", *names, "对比名次"), "第 2 行", continued=frozenset({0, 1, 7}))
            below = Row(("1", "公安局", "2", "1", "3", "4", "9", "1"), "第 3 行")
            reading = read(
                Paragraph("7月各县（区）月办件对比及考核得分表", "第 1 段"), Grid((above, header, below))
            )
            (record,) = reading.records["county-comparison-month"]
            assert list(record.values.values()) == list(below.cells), (word, spread)
            assert told(reading) == [], (word, spread)


def test_numbered_columns_are_no_row() -> None:
    for numbers in (
        ("栏次", "甲", "1", "2", "3", "4", "5", "6"),
        ("甲", "乙", "1", "2", "3", "4", "5", "6"),
        ("", "", "1", "2", "3", "4", "5", "6"),
        ("1", "2", "3", "4", "5", "6", "7", "8"),
    ):
        assert kept(read(MONTH, grid(TOWN, numbers, ONE))) == {"town-volume-month": ["1"]}, numbers
    for no_numbers in (
        ("1", "甲", "1", "2", "3", "4", "5", "6"),
        ("栏次", "甲", "1", "2", "3", "4", "5", "5"),
    ):
        assert len(kept(read(MONTH, grid(TOWN, no_numbers, ONE)))["town-volume-month"]) == 2, no_numbers


SAID = "《乡镇一体化平台办件量》各列的单位是%、件；照印的数读入，没有换算，请核对"
BEHIND = "列名后面写着“{}”，这一列的单位是“{}”；照印的数读入，没有换算，请核对"


@pytest.mark.parametrize(
    ("blocks", "reasons"),
    [
        ([MONTH, Paragraph("单位：件", "第 2 段"), grid(TOWN, ONE)], []),
        ([MONTH, Paragraph("（单位：件、%）", "第 2 段"), grid(TOWN, ONE)], []),
        ([MONTH, Paragraph("计量单位：百件", "第 2 段"), grid(TOWN, ONE)], [SAID]),
        ([MONTH, Paragraph("单位：件、万元", "第 2 段"), grid(TOWN, ONE)], [SAID]),
        ([MONTH, grid(("", "", "", "", "", "", "", "单位：百件"), TOWN, ONE)], [SAID]),
        ([Paragraph(f"{MONTH.text}（单位：百件）", "第 1 段"), grid(TOWN, ONE)], [SAID]),
        ([grid((MONTH.text, "", "", "", "", "", "", "单位：百件"), TOWN, ONE)], [SAID]),
        ([Paragraph("单位：件", "第 2 段")], ["写明单位的这一行下面没有表"]),
        ([MONTH, grid((*TOWN[:2], "申请件（百件）", *TOWN[3:]), ONE)], [BEHIND.format("百件", "件")]),
        ([MONTH, grid((*TOWN[:2], "申请件（单位：件）", *TOWN[3:]), ONE)], []),
        ([MONTH, grid((*TOWN[:7], "按时办结率（‰）"), ONE)], [BEHIND.format("‰", "%")]),
        ([MONTH, grid((TOWN[0], "乡镇名称（全称）", *TOWN[2:]), ONE)], ["列名后面写着“全称”，没有读入，请核对"]),
    ],
)  # fmt: skip
def test_units(blocks: list[Block], reasons: list[str]) -> None:
    reading = read(*blocks)
    assert [reason for _, _, reason in told(reading)] == reasons
    assert kept(reading) in ({"town-volume-month": ["1"]}, {})

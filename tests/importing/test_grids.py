"""Grids read from top to bottom: headers of two rows, items in groups, rows across a table; all that is told of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.importing.test_import_documents import cell, word_of
from tests.support.repository import ROOT
from yuebao.importing.blocks import Block, Document, Grid, Paragraph, Refused, Row, Stored
from yuebao.importing.document_reader import Reading, read_blocks
from yuebao.importing.formats import read_document
from yuebao.importing.header import Headers
from yuebao.importing.table_grids import _combined
from yuebao.importing.vocabulary import Words, words_of
from yuebao.importing.word_tables import SPAN
from yuebao.workflows.judge import read_declared

WORDS: Words = words_of(read_declared(ROOT).layout("2021-07"), "2021-07")
CLAUSE = "窗口工作人员受到群众有效投诉或与群众发生争吵的每人扣2分"
REASON = "361631 受到有效投诉。"


def grid(*rows: tuple[str, ...], stored: Iterable[int] = (), start: int = 1) -> Grid:
    return Grid(
        tuple(
            Row(cells, f"第 {number} 行", stored={at: Stored(cells[at]) for at in stored})
            for number, cells in enumerate(rows, start)
        )
    )


def read(*blocks: Block) -> Reading:
    return read_blocks(Document("测试", blocks), WORDS)


def told(reading: Reading) -> list[tuple[str, str, str]]:
    return [(remark.place, remark.text, remark.reason) for remark in reading.remarks]


def rows(reading: Reading, table: str) -> list[tuple[dict[str, str], str, set[str]]]:
    return [
        (dict(record.values), record.place, set(record.stored)) for record in reading.records.get(table, ())
    ]


HEADING = Paragraph("3 公安局 100.5 分", "第 9 段")
ITEM = ("●", CLAUSE, REASON, "-2")
KEPT = {"窗口名称": "公安局", "考核项目": CLAUSE, "事由": REASON, "加减分": "-2"}


def test_an_item_below_its_heading() -> None:
    """It is kept under the name of the group, from where it stands; the table is found at the heading."""
    reading = read(HEADING, grid(ITEM, start=4))
    assert rows(reading, "window-score-items") == [(KEPT, "第 4 行", set())]
    assert reading.places["window-score-items"] == ("第 9 段",)
    assert told(reading) == []


def test_an_item_whose_points_a_sheet_keeps_as_a_number() -> None:
    reading = read(HEADING, grid(ITEM, stored=[3]))
    assert rows(reading, "window-score-items") == [(KEPT, "第 1 行", {"加减分"})]


def test_an_item_below_no_heading() -> None:
    reading = read(grid(ITEM))
    assert rows(reading, "window-score-items") == []
    assert told(reading) == [("第 1 行", f"{CLAUSE}｜{REASON}｜-2", "这一项上面没有分组的标题，不知属于谁")]


def test_an_item_where_no_table_has_groups() -> None:
    reading = read_blocks(Document("测试", (grid(ITEM),)), replace(WORDS, by={}))
    assert dict(reading.records) == {}
    assert told(reading) == [("第 1 行", f"●｜{CLAUSE}｜{REASON}｜-2", "不知属于哪张表")]


def test_an_item_that_lacks_a_cell_is_kept_and_told() -> None:
    reading = read(HEADING, grid(("●", REASON, "-2")))
    assert rows(reading, "window-score-items") == [({**KEPT, "考核项目": ""}, "第 1 行", set())]
    assert told(reading) == [("第 1 行", f"{REASON}｜-2", "这一项少一格，“考核项目”按空白读入，请核对")]


@pytest.mark.parametrize(
    "cells",
    [("●", CLAUSE, REASON, "扣两分"), ("●", REASON), ("●", "-2"), ("●", CLAUSE, REASON, "-2", "多")],
)
def test_an_item_that_does_not_fit_is_told_and_not_kept(cells: tuple[str, ...]) -> None:
    reading = read(HEADING, grid(cells))
    assert rows(reading, "window-score-items") == []
    assert [(place, reason) for place, _, reason in told(reading)] == [
        ("第 1 行", "这一项应有 3 格（考核项目、事由、加减分）")
    ]


def test_rows_of_a_grouped_table_are_named_by_its_headings() -> None:
    """A heading across the table, with or without score, begins a group; a mark before an item is none of its words."""
    reading = read(
        grid(
            ("考核项目", "事由", "加减分"),
            ("1 公安局 100.5 分", "", ""),
            (f"● {CLAUSE}", REASON, "-2"),
            ("2 民政局", "", ""),
            (CLAUSE, REASON, "-2"),
        )
    )
    assert rows(reading, "window-score-items") == [
        (KEPT, "第 3 行", set()),
        ({**KEPT, "窗口名称": "民政局"}, "第 5 行", set()),
    ]
    assert [(group.name, group.number, group.score) for group in reading.groups] == [
        ("公安局", "1", "100.5"),
        ("民政局", "2", ""),
    ]
    assert told(reading) == []


def test_a_full_row_is_no_heading_whatever_it_says() -> None:
    reading = read(grid(("考核项目", "事由", "加减分"), ("1 公安局 100.5 分", "", ""), ("3", "民政局", "-5")))
    assert [group.name for group in reading.groups] == ["公安局"]
    assert [values["事由"] for values, _, _ in rows(reading, "window-score-items")] == ["民政局"]


def test_a_row_that_fits_no_column_is_told() -> None:
    reading = read(grid(("名次", "窗口名称", "得分"), ("1", "民政局", "108.62"), ("不知何物",)))
    assert rows(reading, "window-scores") == [
        ({"名次": "1", "窗口名称": "民政局", "得分": "108.62"}, "第 2 行", set())
    ]
    assert told(reading) == [("第 3 行", "不知何物", "不知属于哪张表")]


def test_a_note_across_a_table_is_none_of_its_rows() -> None:
    note = "注：纳入综合窗口管理的单位不进行月度考核，只参加年终考核。"
    reading = read(grid(("名次", "窗口名称", "得分"), ("1", "民政局", "108.62"), (note, "", "")))
    assert len(rows(reading, "window-scores")) == 1 and told(reading) == []


class Known(Headers):
    """Knows these words."""

    def __init__(self, *words: str) -> None:
        self.words = frozenset(words)

    def knows(self, cell: str) -> bool:
        return cell in self.words


@pytest.mark.parametrize(
    ("first", "second", "known", "both"),
    [
        (("甲", "乙"), ("丙", "丁"), ("甲", "丁"), ["甲", "丁"]),
        (("甲", "乙"), ("丙", "丁"), ("甲", "丙", "乙", "丁"), ["甲", "乙"]),
        (("甲", "乙"), ("丙", "丁"), (), ["甲", "乙"]),
        (("甲",), ("丙", "丁"), ("丁",), ["甲", "丁"]),
        (("甲", "乙"), ("丙",), (), ["甲", "乙"]),
        (("甲",), ("丙", "丁"), (), ["甲", ""]),
        (("", "乙"), ("丙", ""), ("丙", "乙"), ["丙", "乙"]),
    ],
)
def test_a_header_of_two_rows(
    first: tuple[str, ...], second: tuple[str, ...], known: tuple[str, ...], both: list[str]
) -> None:
    assert _combined(Row(first, "一"), Row(second, "二"), Known(*known)) == both


def rows_in_word(*lines: str) -> list[Row]:
    (found,) = [
        block
        for block in read_document(word_of(f"<w:tbl>{''.join(lines)}</w:tbl>"), "x.docx").blocks
        if isinstance(block, Grid)
    ]
    return list(found.rows)


SPELLED = '<w:vMerge w:val="continue"/>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def wide(span: int) -> str:
    return f'<w:gridSpan w:val="{span}"/>'


def test_merged_cells_repeat_what_they_continue_and_say_so() -> None:
    found = rows_in_word(
        f"<w:tr>{cell('甲', DOWN + wide(2))}{cell('乙')}</w:tr>",
        f"<w:tr>{cell('', ON + wide(2))}{cell('丙', ON)}{cell('丁', ON + wide(2))}</w:tr>",
        f"<w:tr>{cell('戊', DOWN)}{cell('', SPELLED)}</w:tr>",
    )
    assert [(row.cells, sorted(row.continued)) for row in found] == [
        (("甲", "", "乙"), []),
        (("甲", "", "乙", "", ""), [0, 1, 2, 3, 4]),
        (("戊", ""), [1]),
    ]


@pytest.mark.parametrize(("cells", "span"), [(1, SPAN), (2, SPAN // 2), (SPAN, 1)])
def test_as_many_columns_as_there_may_be(cells: int, span: int) -> None:
    (row,) = rows_in_word(f"<w:tr>{cell('甲', wide(span)) * cells}</w:tr>")
    assert len(row.cells) == SPAN


@pytest.mark.parametrize(("cells", "span"), [(1, SPAN + 1), (2, SPAN // 2 + 1), (SPAN + 1, 1)])
def test_one_column_more_is_refused(cells: int, span: int) -> None:
    with pytest.raises(Refused, match="文件可能已损坏。请用 Word 或 WPS 打开后另存再导入"):
        rows_in_word(f"<w:tr>{cell('甲', wide(span)) * cells}</w:tr>")


TOWN = ("序号", "乡镇名称", "申请件", "受理件", "办结件")
TITLE = "2021年7月乡镇一体化平台办件量"


def test_words_beside_a_title_are_told_and_no_part_of_it() -> None:
    """Not even a number, which a title might have at its end."""
    reading = read(grid((TITLE, "", "510421198001011234"), TOWN, ("1", "白马镇", "5", "5", "5")))
    assert len(rows(reading, "town-volume-month")) == 1
    assert told(reading) == [("第 1 行", "510421198001011234", "在标题旁边，不知属于哪张表")]


def test_words_beside_the_heading_of_a_group_are_told() -> None:
    reading = read(grid(("3 公安局 100.5 分", "", "", "", "9 分"), ITEM))
    assert rows(reading, "window-score-items") == [(KEPT, "第 2 行", set())]
    assert told(reading) == [("第 1 行", "9 分", "在标题旁边，不知属于哪张表")]


def test_a_cell_apart_from_an_item_is_told_and_the_item_kept() -> None:
    reading = read(HEADING, grid((*ITEM, "", "多")))
    assert rows(reading, "window-score-items") == [(KEPT, "第 1 行", set())]
    assert told(reading) == [("第 1 行", "多", "这一格在这一项之外，没有读入")]


def test_a_cell_apart_from_the_second_row_of_a_header_is_told() -> None:
    header = ("序号", "部门名称", "东区", "西区", "仁和", "盐边", "米易", "平均 办结", "米易占第 一名比例")
    below, row = ("", "", *["办结"] * 5, "", ""), ("1", "米易生态环境局", "2", "7", "", "", "", "2", "")
    title, blank = Paragraph("2021 年度各县（区）一体化平台办件对比表", "第 8 段"), ("", "")
    plain = read(title, grid(header, below, row))
    reading = read(title, grid((*header, *blank), (*below, "", "612"), (*row, *blank)))
    assert len(rows(reading, "county-comparison-year")) == 1 and reading.records == plain.records
    assert [text for _, text, _ in told(reading)] == ["612"]


CONTINUED = {
    "a cell apart": (("3", "得石镇", "7", "7", "7", "", "多"), ("4", "丙谷镇", "8", "8", "8", "", "")),
    "a blank column within": (("3", "得石镇", "", "7", "7", "7"), ("4", "丙谷镇", "", "8", "8", "8")),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTINUED)
def test_a_table_goes_on_beside_what_is_none_of_it(case: str) -> None:
    first = grid(TOWN, ("1", "白马镇", "5", "5", "5"), ("2", "普威镇", "6", "6", "6"))
    reading = read(Paragraph(TITLE, "第 9 段"), first, grid(*CONTINUED[case], start=4))
    names = [values["乡镇名称"] for values, _, _ in rows(reading, "town-volume-month")]
    assert names == ["白马镇", "普威镇", "得石镇", "丙谷镇"]
    assert [text for _, text, _ in told(reading)] == (["多"] if case == "a cell apart" else [])


def test_a_cell_apart_from_a_line_is_no_part_of_it() -> None:
    reading = read(grid(("1.1日，某窗口办件。", "", "示例镇 2700"), ("2.2日，另一窗口办件。", "", "")))
    assert [values["内容"] for values, _, _ in rows(reading, "news")] == ["某窗口办件。", "另一窗口办件。"]
    assert told(reading) == [("第 1 行", "示例镇 2700", "不知属于哪张表")]


def test_a_heading_in_several_cells_is_read_without_the_cell_apart() -> None:
    reading = read(grid(("3", "公安局", "100.5 分", "", "", "9 分"), (*ITEM, "", "")))
    assert rows(reading, "window-score-items") == [(KEPT, "第 2 行", set())]
    assert told(reading) == [("第 1 行", "9 分", "不知属于哪张表")]


def test_the_columns_of_a_table_are_those_of_its_first_header() -> None:
    """In their printed order, and what a later header of the same table lacks changes nothing."""
    header = ("部门", "序号", "申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率")
    row = ("公安局", "1", "5", "5", "5", "", "5", "100%")
    assert read(grid(header, row)).columns == {"department-volume-month": header}
    assert read(grid(header, row, header[:-1], row[:-1])).columns == {"department-volume-month": header}
    assert read(Paragraph("说明", "第 1 段")).columns == {}

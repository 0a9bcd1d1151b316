"""What a reading becomes by itself: cells and every change of them with its row, doubts of one kind together, columns that
the document lacks, headings of groups beside the ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from yuebao.importing.accounting import Account
from yuebao.importing.blocks import Stored
from yuebao.importing.document_reader import Reading
from yuebao.importing.grouped_items import Group
from yuebao.importing.remarks import Ambiguous, Noted, Remark, Unplaced
from yuebao.importing.rows import Record
from yuebao.importing.settling import UNKNOWN_COLUMN
from yuebao.importing.to_tables import Change, Understood, understand
from yuebao.schema.layout import Layout
from yuebao.schema.reader import Schemas

TOWNS, RANKING, ITEMS = "town-volume-month", "window-scores", "window-score-items"
HEADER = ("序号", "乡镇名称", "申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率")
ACCOUNT = Account({}, {}, {}, {})


@pytest.fixture
def layout(real_schemas: Schemas) -> Layout:
    return real_schemas.layout("2021-07")


def town(*cells: str, place: str = "第 3 行", **more: Any) -> Record:
    return Record(dict(zip(HEADER, cells, strict=False)), place, **more)


def window(place: str, name: str, score: str) -> Record:
    return Record({"名次": place, "窗口名称": name, "得分": score}, "第 9 行")


def understood(
    layout: Layout,
    records: Mapping[str, Sequence[Record]],
    *,
    groups: Sequence[Group] = (),
    remarks: Sequence[Remark] = (),
    columns: Mapping[str, tuple[str, ...]] | None = None,
    promised: tuple[str, ...] = (),
) -> Understood:
    read = {table: tuple(each) for table, each in records.items()}
    reading = Reading(
        read, dict.fromkeys(read, ("第 1 行",)), columns or {}, {}, tuple(groups), promised, (), tuple(remarks), ACCOUNT
    )  # fmt: skip
    return understand(reading, layout.tables, layout.form)


def said(result: Understood) -> list[tuple[str, str, str]]:
    return [(each.place, each.text, each.reason) for each in (*result.ambiguous, *result.discrepancies)]


WHOLE = ("1", "示例镇", "5", "5", "5", "", "5", "100%")


def test_each_change_says_in_which_row_it_was_made(layout: Layout) -> None:
    result = understood(
        layout,
        {
            TOWNS: [
                town(*WHOLE),
                town("2", "示 例乡", "１２", "1,200", "5件", "", "5", "100"),
                town("3", "示例乡", "5", "5", "5", "", "5", "100", units={"按时办结率": "%"}),
                town("合 计", "", "6", "6", "6", "", "6", "100%"),
            ]
        },
    )
    assert result.tables[TOWNS] == (
        WHOLE,
        ("2", "示例乡", "12", "1200", "5", "", "5", "100"),
        ("3", "示例乡", "5", "5", "5", "", "5", "100%"),
        ("", "合计", "6", "6", "6", "", "6", "100%"),
    )
    assert result.changes == (
        Change(TOWNS, 2, "乡镇名称", "示 例乡", "示例乡", "去掉字间空格"),
        Change(TOWNS, 2, "申请件", "１２", "12", "全角改半角"),
        Change(TOWNS, 2, "受理件", "1,200", "1200", "去掉千位分隔"),
        Change(TOWNS, 2, "办结件", "5件", "5", "去掉单位"),
        Change(TOWNS, 3, "按时办结率", "100", "100%", "补上列名里的单位"),
        Change(TOWNS, 4, "乡镇名称", "", "合计", "合计移到名称一列"),
    )
    assert result.row_places[TOWNS] == ("第 3 行",) * 4


def test_a_total_that_stands_in_its_column_is_not_moved(layout: Layout) -> None:
    for first, name, change in (("合计", "示例镇", []), ("", "合 计", ["去掉字间空格"]), ("总计", "", [])):
        result = understood(layout, {TOWNS: [town(first, name)]})
        assert [each.how for each in result.changes] == change
        assert result.tables[TOWNS][0][:2] == (first, name.replace(" ", ""))


def test_doubts_of_one_kind_are_told_once_with_every_cell(layout: Layout) -> None:
    result = understood(
        layout,
        {
            TOWNS: [
                town("1", "示例镇", "5¹", "0", "0", stored={"受理件": Stored("1", "f"), "办结件": Stored("1", "f")}),
                town("2", "示例乡", "5¹", "5", "0", place="第 4 行", stored={"办结件": Stored("1", "f")}),
            ]
        },
    )  # fmt: skip
    shown = "存的是 1，按格式“f”显示为“0”；照显示的读入，请核对"
    note = "“¹”是注的记号，读作 5，请看注里说了什么"
    assert said(result) == [
        ("第 3 行", "5¹", f"“申请件”{note}；2 格相同：又在第 4 行“申请件”"),
        ("第 3 行", "0", f"“受理件”{shown}；3 格相同：又在第 3 行“办结件”、第 4 行“办结件”"),
    ]
    assert [change.how for change in result.changes] == ["注的记号另记"] * 2


MISSING = "表头里没有 “线上办件数”、“按时办结率”，这几列按空白读入"
WORDS: dict[str, tuple[list[Remark], tuple[str, ...]]] = {
    "nothing": ([], ()),
    "a word of the header": ([Unplaced("第 1 行", "网上", UNKNOWN_COLUMN)], ("网上",)),
    "two words of the header": ([Unplaced("第 1 行", "网上｜按期率", UNKNOWN_COLUMN)], ("网上", "按期率")),
    "a word of another header": ([Unplaced("第 2 行", "网上", UNKNOWN_COLUMN)], ()),
    "other words of the header": ([Unplaced("第 1 行", "网上", "不认得这段文字")], ()),
    "a cell beneath it": ([Unplaced("第 3 行", "7", "表里没有“网上”这一列")], ("网上",)),
    "two cells beneath it": ([Unplaced("第 3 行", "7", "表里没有“网上”这一列"), Unplaced("第 3 行", "8", "表里没有“网上”这一列")], ("网上",)),
    "a cell of another table": ([Unplaced("第 7 行", "7", "表里没有“网上”这一列")], ()),
    "both, each once": ([Unplaced("第 1 行", "网上", UNKNOWN_COLUMN), Unplaced("第 3 行", "7", "表里没有“网上”这一列")], ("网上",)),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDS)
def test_columns_that_the_header_lacks_are_told_with_the_words_that_it_has(case: str, layout: Layout) -> None:
    remarks, others = WORDS[case]
    kept = tuple(column for column in HEADER if column not in ("线上办件数", "按时办结率"))
    record = Record(dict.fromkeys(kept, "5"), "第 3 行")
    result = understood(layout, {TOWNS: [record]}, remarks=remarks, columns={TOWNS: kept})
    assert result.ambiguous == (Ambiguous("第 1 行", "《乡镇一体化平台办件量》", MISSING, others),)
    assert understood(layout, {TOWNS: [record]}).ambiguous == ()  # of a sentence, which has no header


RANKED = (window("1", "甲局", "103.4"), window("2", "乙局", "103"))
GROUPS = {
    "as ranked": (("甲局", "1", "103.4"), ""),
    "without its score": (("甲局", "1", ""), ""),
    "another place": (("甲局", "2", "103.4"), "标题写第 2 名、103.4 分，《常驻窗口（单位）综合考核排名表》写第 1 名、103.4 分；照排名表读入"),
    "another score": (("乙局", "2", "103.4"), "标题写第 2 名、103.4 分，《常驻窗口（单位）综合考核排名表》写第 2 名、103 分；照排名表读入"),
    "another place without score": (("乙局", "1", ""), "标题写第 1 名，《常驻窗口（单位）综合考核排名表》写第 2 名、103 分；照排名表读入"),
    "not ranked": (("丙局", "3", "99"), "标题写第 3 名、99 分，《常驻窗口（单位）综合考核排名表》里没有它；照排名表读入"),
    "not ranked, without score": (("丙局", "3", ""), "标题写第 3 名，《常驻窗口（单位）综合考核排名表》里没有它；照排名表读入"),
}  # fmt: skip


@pytest.mark.parametrize("case", GROUPS)
def test_the_heading_of_a_group_beside_the_ranking(case: str, layout: Layout) -> None:
    (name, number, score), reason = GROUPS[case]
    group = Group(ITEMS, name, number, score, "第 20 行")
    result = understood(layout, {RANKING: RANKED}, groups=[group])
    assert said(result) == ([("第 20 行", name, reason)] if reason else [])
    assert understood(layout, {}, groups=[group]).discrepancies == ()  # without a ranking


def test_what_is_told_is_sorted_by_its_kind_and_tables_that_are_not_there_are_named(layout: Layout) -> None:
    remarks = (Noted("一", "a", "甲"), Unplaced("二", "b", "乙"), Ambiguous("三", "c", "丙"))
    result = understood(layout, {TOWNS: [town(*WHOLE)]}, remarks=remarks, promised=(RANKING, TOWNS, "awards"))
    assert (result.noted, result.unplaced, result.ambiguous) == tuple((each,) for each in remarks)
    assert result.absent == tuple(name for name in layout.tables if name != TOWNS)
    assert result.promised == tuple(name for name in layout.tables if name in (RANKING, "awards"))

"""What was changed in an issue, in words: each kind of change, place, document and proof, as a reader is told of it."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from tests.support.example_month import example_edition
from yuebao.model.revision import AGAIN, WHOLE, Correction, Document, Proof, Revision
from yuebao.model.table import Cell
from yuebao.site.change_words import (
    change_words,
    changed_by,
    correction_words,
    place_words,
    table_title,
    whole_words,
)
from yuebao.site.marks import Corrected, Mark, Note, corrected_of, marks_of, notes
from yuebao.site.pages.issue_changes import _values

MONTH, YEAR = "county-comparison-month", "county-comparison-year"
TITLE = "附件3《2003年11月各县（区）月办件对比及考核得分表》"


def change(table: str = MONTH, row: str = "", column: str = "", old: str = "", new: str = "") -> Revision:
    return Revision("2003-11", "2004-01-01", table, row, column, old, new)


@pytest.mark.parametrize(
    ("table", "title"),
    [(MONTH, TITLE), ("news", "《工作动态》"), ("gone", "")],
)
def test_a_table_is_called_as_the_page_calls_it(table: str, title: str) -> None:
    assert table_title(example_edition(), table) == title


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        (change(row="县示例五局", column="示例一县", old="4", new="5"), f"{TITLE}“县示例五局”行“示例一县”列：原来 4，改为 5"),
        (change(row="甲", column="乙", old="", new="5"), f"{TITLE}“甲”行“乙”列：原来 空白，改为 5"),
        (change(row="甲", column="乙", old="5", new=""), f"{TITLE}“甲”行“乙”列：原来 5，改为 空白"),
        (change("news", "甲", "", "", "内容 乙，日期 丙"), "《工作动态》“甲”行：新增一行：内容 乙，日期 丙"),
        (change("news", "甲", "", "内容 乙", ""), "《工作动态》“甲”行：整行删去：内容 乙"),
        (change("news", "甲", "", WHOLE, ""), "《工作动态》“甲”行：整行删去"),
        (change("news", "甲", "", "", WHOLE), "《工作动态》“甲”行：新增一行"),
        (change("news", "", "", WHOLE, ""), "《工作动态》：整张表删去"),
        (change("news", "", "", "", WHOLE), "《工作动态》：新增整张表"),
        (change("news", "", "", WHOLE, WHOLE), "《工作动态》：整张表有改动"),
        (change("gone", "", "", "", WHOLE), "：新增整张表"),
        (change("", "", "", WHOLE, ""), "本期：整期删去"),
        (change("", "", "", "", AGAIN), "本期：重新收入"),
        (change("", "", "publisher", "甲", "乙"), "刊头的编者：原来 甲，改为 乙"),
        (change("", "", "sources.0.file", "甲", "乙"), "刊头的原始文件：原来 甲，改为 乙"),
        (change("", "", "sources.12.sha256", "1", "2"), "刊头的原始文件的 SHA-256：原来 1，改为 2"),
        (change("", "", "sources.3.role", "", "更正"), "刊头的原始文件是原件还是更正：原来 空白，改为 更正"),
        (change("", "", "sources.0.in_force", "true", "false"), "刊头的原始文件是否有效：原来 true，改为 false"),
        (change("", "", "state", "", "已撤回"), "刊头的状态：原来 空白，改为 已撤回"),
        (change("", "", "withdrawn.reason", "", "甲"), "刊头的撤回的理由：原来 空白，改为 甲"),
        (change("", "", "withdrawn.reviewer", "", "甲"), "刊头的撤回的审核人：原来 空白，改为 甲"),
        (change("", "", "withdrawn.reviewed", "", "甲"), "刊头的撤回的日期：原来 空白，改为 甲"),
        (change("", "", "absent.0.why", "", "甲"), "刊头的absent.0.why：原来 空白，改为 甲"),
    ],
)  # fmt: skip
def test_a_change_in_a_line(revision: Revision, words: str) -> None:
    edition = example_edition()
    assert change_words(edition, revision) == words
    place, _, values = words.partition("：")
    assert place_words(edition, revision) == place
    assert revision.column or whole_words(revision) == values


@pytest.mark.parametrize(
    ("revision", "html"),
    [
        (change(column="乙", old="<b>", new="5"), "原来 <b>&lt;b&gt;</b>　改为 <b>5</b>"),
        (change(column="乙", old="", new="a&b"), "原来 <b>空白</b>　改为 <b>a&amp;b</b>"),
        (change(column="乙", old="1", new=""), "原来 <b>1</b>　改为 <b>空白</b>"),
        (change(row="甲", new="内容 <i>"), "新增一行：内容 &lt;i&gt;"),
    ],
)
def test_both_values_on_the_page(revision: Revision, html: str) -> None:
    assert _values(revision) == Markup(html)


def test_who_changed_it() -> None:
    assert changed_by(change()) == "修订"
    assert changed_by(Revision("2003-11", "", MONTH, "", "", "", "", "a.docx")) == "更正"


A, B = Document("b.docx", "2004-02-01", "2004-01-30"), Document("a.docx", "2003-12-10", "")
TWO = (change(), change())


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (
            Correction("2003-11", A, B, True, Proof.DOCUMENTS, TWO),
            "出刊的单位用 b.docx（所印出刊日期 2004-01-30，2004-02-01 收入）代替了 a.docx（2003-12-10 收入）。"
            "两份文件所印有以下 2 处不同（由留存的文件重新读出、逐格对照）。",
        ),
        (
            Correction("2003-11", B, Document("c.docx", "", "2003-12-09"), False, Proof.DOCUMENTS),
            "出刊的单位用 a.docx（2003-12-10 收入）代替了 c.docx（所印出刊日期 2003-12-09），后来又被代替。"
            "两份文件所印的各格相同，没有改动（由留存的文件重新读出、逐格对照）。",
        ),
        (
            Correction("2003-11", B, Document("c.docx", "", ""), True, Proof.DOCUMENTS, TWO, partial=True),
            "出刊的单位用 a.docx（2003-12-10 收入）更正了 c.docx 的一部分，没有印的仍以原来的为准。"
            "两份文件所印有以下 2 处不同（由留存的文件重新读出、逐格对照）。",
        ),
        (
            Correction("2003-11", Document("c.docx", "", ""), None, True, Proof.HISTORY, TWO, partial=True),
            "出刊的单位用 c.docx更正了本期。"
            "收入这份文件时改动了以下 2 处（留存的文件不能逐格对照，取自档案的历史）。",
        ),
        (
            Correction("2003-11", Document("c.docx", "", ""), None, False, Proof.HISTORY),
            "出刊的单位用 c.docx更正了本期，后来又被代替。"
            "收入这份文件时各格没有改动（留存的文件不能逐格对照，取自档案的历史）。",
        ),
        (
            Correction("2003-11", Document("c.docx", "", ""), None, True, Proof.NONE),
            "出刊的单位用 c.docx更正了本期。改了哪些无从得知：留存的文件不能逐格对照，档案的历史里也没有。",
        ),
    ],
)
def test_a_correction_in_a_sentence(correction: Correction, words: str) -> None:
    assert correction_words(correction) == words


def test_the_marks_of_an_issue() -> None:
    """One an erratum, in the order of `errata.yaml`, each where its finding stands."""
    edition = example_edition()
    entries = edition.month.errata
    assert marks_of(edition) == (
        Mark(1, entries[0], "≤0", Cell(MONTH, 0, "示例一县"), "C2", f"{MONTH}.department-5.county-1"),
        Mark(2, entries[1], "3263", Cell(MONTH, 5, "示例一县"), "C7", f"{MONTH}.total.county-1"),
        Mark(3, entries[2], "69%", Cell(YEAR, 3, "示例二县占第一名比例"), "F5", f"{YEAR}.department-3.share-of-first"),
        Mark(4, entries[3], "653", Cell(YEAR, 0, "平均办结"), "E2", f"{YEAR}.department-1.average"),
    )  # fmt: skip


@pytest.mark.parametrize(("expected", "said"), [("≤0", "应不超过 0"), ("9", "应为 9"), ("", "应为 空白")])
def test_what_stands_beside_an_explained_cell(expected: str, said: str) -> None:
    mark = Mark(7, example_edition().month.errata[0], expected, None, "", "")
    assert mark.note == Note("疑7", f"存疑7：按规则{said}", "erratum-7", "x")


def test_what_stands_beside_corrected_cells() -> None:
    """Numbered through the corrections, the oldest first; a cell with two notes has the erratum first."""
    edition = example_edition()
    cell, other = Cell(MONTH, 0, "示例一县"), Cell(MONTH, 5, "示例二县")
    first = Revision("2003-11", "", MONTH, "县示例五局", "示例一县", "", "4", "a", cell)
    row = Revision("2003-11", "", MONTH, "合计", "", "", "示例二县 637", "a", other)
    gone = Revision("2003-11", "", MONTH, "县示例五局", "示例一县", "5", "", "b", None)
    one = Correction("2003-11", B, None, False, Proof.DOCUMENTS, (first, row))
    two = Correction("2003-11", A, B, True, Proof.DOCUMENTS, (gone,))
    corrected = corrected_of(edition, (one, two))
    assert corrected == (
        Corrected(1, first, one, f"{MONTH}.department-5.county-1"),
        Corrected(2, row, one, f"{MONTH}.total.county-2"),
        Corrected(3, gone, two, ""),
    )
    said = (
        Note("更1", "出刊的单位更正1：原来 空白，改为 4", "correction-1", "corrected"),
        Note("更2", "出刊的单位更正2：新增一行", "correction-2", "corrected"),
        Note("更3", "出刊的单位更正3：原来 5，改为 空白", "correction-3", "corrected"),
    )
    assert tuple(each.note for each in corrected) == said
    marks = marks_of(edition)
    assert notes(marks[:2], corrected) == {
        cell: (marks[0].note, said[0]),
        Cell(MONTH, 5, "示例一县"): (marks[1].note,),
        other: (said[1],),
    }
    nowhere = Mark(1, marks[0].erratum, "", None, "", "")
    assert notes([nowhere], ()) == {}

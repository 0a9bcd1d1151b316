"""Small parts of importing by themselves: which documents are in force, the list of files, what became of many, marks of
drafts, odd letters, periods in plain writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.importing.test_workbook_parts import WORDS
from yuebao.importing.batch import Batch, Beside, Issue
from yuebao.importing.blocks import Block, Document, Grid, Paragraph, Row
from yuebao.importing.compact_text import squeeze
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.draft_marks import told_of_marks, unmarked
from yuebao.importing.manifest import (
    BROKEN,
    DOUBTFUL,
    HEADER,
    REFUSED,
    RIVAL,
    STANDING,
    TWICE,
    WHOLE,
    Line,
    manifest_text,
    read_manifest,
)
from yuebao.importing.odd_characters import marked_headings, odd_remarks
from yuebao.importing.plain_periods import with_plain_periods
from yuebao.importing.proposals import Told, Unknown
from yuebao.importing.remarks import Ambiguous, Unplaced
from yuebao.importing.sources import sources_after
from yuebao.importing.titles import agrees
from yuebao.importing.xlsx_asides import is_cache
from yuebao.model.doubt import Doubt
from yuebao.model.finding import UNKNOWN_NAME, Finding, Status
from yuebao.model.issue import CORRECTION, DRAFT_MARK, LEFT_MARK, Source
from yuebao.model.period import period

# --- which documents are in force ---

OLD, OTHER, NEW = Source("source/a.docx", "1"), Source("source/b.docx", "2"), Source("source/c.docx", "3")
SECOND = Source("source/a-2.docx", "4")
SOURCES: dict[str, tuple[Sequence[Source], Source, bool, str, list[tuple[str, str, bool]]]] = {
    # known, new, a correction, what it renews: file, role and whether in force
    "the first": ((), NEW, False, "", [("c", "原件", True)]),
    "one more part": ((OLD, OTHER), NEW, False, "", [("a", "原件", True), ("b", "原件", True), ("c", "原件", True)]),
    "the same again": ((OLD, OTHER), Source("source/x.docx", "2"), False, "", [("a", "原件", True), ("b", "原件", True)]),
    "the same again, renewing": ((OLD, OTHER), Source("source/x.docx", "2"), False, "a.docx", [("a", "原件", True), ("b", "原件", True)]),
    "a later state of one": ((OLD, OTHER), NEW, False, "a.docx", [("a", "原件", False), ("b", "原件", True), ("c", "原件", True)]),
    "a later state of one kept twice": ((OLD, SECOND), NEW, False, "a.docx", [("a", "原件", False), ("a-2", "原件", False), ("c", "原件", True)]),
    "a later state of another kind": ((OLD,), NEW, False, "a.txt", [("a", "原件", True), ("c", "原件", True)]),
    "a name that is a pattern": ((OLD,), NEW, False, "..docx", [("a", "原件", True), ("c", "原件", True)]),
    "a name that begins so": ((Source("source/a-b.docx", "1"),), NEW, False, "a.docx", [("a-b", "原件", True), ("c", "原件", True)]),
    "a correction": ((OLD, OTHER), NEW, True, "", [("a", "原件", False), ("b", "原件", False), ("c", CORRECTION, True)]),
    "the same again as a correction": ((OLD, OTHER), OTHER, True, "", [("a", "原件", False), ("b", CORRECTION, True)]),
}  # fmt: skip


@pytest.mark.parametrize("case", SOURCES)
def test_which_documents_are_in_force(case: str) -> None:
    known, new, correction, renews, expected = SOURCES[case]
    found = sources_after(known, new, correction=correction, renews=renews)
    assert [
        (Path(each.file).stem, "原件" if each.role != CORRECTION else CORRECTION, each.in_force)
        for each in found
    ] == expected
    assert found[: len(known) - 1] == tuple(known)[:-1] or correction or renews


# --- the list of files ---

LINES = (
    Line("b/月报,一.docx", "1" * 64, "2003-10", WHOLE),
    Line("a.docx", "2" * 64, "2003-09", DOUBTFUL, 12, '原因“”, "二"\n第二行'),
    Line("c.docx", "3" * 64, "", REFUSED, 0, "打不开"),
    Line("a/z.docx", "4" * 64, "2003-10", TWICE, 0, "b/月报,一.docx"),
    Line("\udcff.docx", "5" * 64, "", REFUSED),
)


def test_the_list_is_by_period_and_file_those_without_period_last() -> None:
    text = manifest_text(LINES)
    assert text.startswith("\ufefffile,sha256,period,state,doubts,note\n".encode())
    assert list(read_manifest(text)) == [
        "a.docx",
        "a/z.docx",
        "b/月报,一.docx",
        "c.docx",
        "\udcff.docx",
    ]
    assert read_manifest(text) == {line.file: line for line in LINES}
    assert manifest_text(reversed(LINES)) == text


UNFINISHED = {
    "cut off": "x.docx,1,2003-10,已导入,",
    "cut off earlier": "x.docx,1,2003",
    "no count": "x.docx,1,2003-10,已导入,,",
    "a count that is none": "x.docx,1,2003-10,已导入,二,",
    "below nothing": "x.docx,1,2003-10,已导入,-1,",
    "one cell more": "x.docx,1,2003-10,已导入,1,,",
    "nothing": "",
    "the header": ",".join(HEADER),
}


@pytest.mark.parametrize("case", UNFINISHED)
def test_a_line_that_was_not_finished_counts_as_none(case: str) -> None:
    whole = "a.docx,1,2003-10,已导入,0,\n"
    assert list(read_manifest(f"{whole}{UNFINISHED[case]}\n{whole.replace('a.', 'b.')}".encode())) == [
        "a.docx",
        "b.docx",
    ]


# --- what became of many ---

ENDS = {
    WHOLE: (True, True, False),
    TWICE: (True, False, False),
    DOUBTFUL: (False, True, False),
    REFUSED: (False, False, False),
    RIVAL: (False, False, False),
    STANDING: (False, False, False),
    BROKEN: (False, False, True),
}


@pytest.mark.parametrize("state", ENDS)
def test_what_became_of_a_file(state: str) -> None:
    """Whether all is placed, whether what it leaves open is told, and whether the program failed."""
    doubt = Doubt("source/a.docx", "第 1 行", "甲", "不认得")
    issue = Issue(Line("a.docx", "1", "2003-10", state), (doubt,), absent=("awards",))
    batch = Batch((Issue(Line("b.docx", "2", "2003-11", WHOLE)), issue), (), ())
    placed, told, broken = ENDS[state]
    assert (batch.placed, batch.broken) == (placed, broken)
    own = [Told("2003-10", (doubt,), (), ("awards",))] if told else []
    assert batch.told() == (Told("2003-11", ()), *own)


def test_only_names_that_are_not_registered_are_unknown() -> None:
    found = Finding("names", Status.OPEN, "2003-10", "awards", "data/2003-10/awards.csv", "示例", "示例")
    findings = (
        replace(found, breach=UNKNOWN_NAME, value="甲局", expected="乙局"),
        replace(found, breach=UNKNOWN_NAME, value="丙局"),
        replace(found, breach=UNKNOWN_NAME, expected="乙局"),
        replace(found, value="丁局", expected="乙局"),
    )
    issue = Issue(Line("a.docx", "1", "2003-10", WHOLE), findings=findings)
    (told,) = Batch((issue,), (), (Beside("2003-10", "a", "b", ()),)).told()
    assert told.unknown == (Unknown("甲局", "乙局"), Unknown("丙局", ""))


# --- marks of drafts ---


def row(*cells: str, going_on: tuple[int, ...] = ()) -> Row:
    return Row(cells, "第 2 行", frozenset(going_on), part="a.xml")


MARKED: dict[str, tuple[Block, list[str], list[str]]] = {
    # a block, the texts that stay, the marks
    "a line": (Paragraph(DRAFT_MARK, "第 1 行"), [], [DRAFT_MARK]),
    "at the head of a line": (Paragraph(f"{DRAFT_MARK}：还差 3 格\n其余", "第 1 行"), [], [f"{DRAFT_MARK}：还差 3 格\n其余"]),
    "before a comma": (Paragraph(f" {DRAFT_MARK}，未公布", "第 1 行"), [], [f" {DRAFT_MARK}，未公布"]),
    "a word that begins so": (Paragraph(f"{DRAFT_MARK}组", "第 1 行"), [f"{DRAFT_MARK}组"], []),
    "within a line": (Paragraph(f"本期{DRAFT_MARK}", "第 1 行"), [f"本期{DRAFT_MARK}"], []),
    "the name of a sheet": (Paragraph(DRAFT_MARK, "工作表", caption=True), [], [""]),
    "what is left": (Paragraph(LEFT_MARK, "第 1 行"), [], [LEFT_MARK]),
    "a cell that is left": (Grid((row("1", LEFT_MARK, "甲"),)), ["1", "", "甲"], [LEFT_MARK]),
    "two cells that are left": (Grid((row("1", f" {LEFT_MARK}", LEFT_MARK),)), ["1", "", ""], [f" {LEFT_MARK}", LEFT_MARK]),
    "a row that is left": (Grid((row(LEFT_MARK, LEFT_MARK), row("1", "甲"))), ["1", "甲"], [LEFT_MARK, LEFT_MARK]),
    "one cell over two rows": (Grid((row("1", LEFT_MARK), row("2", LEFT_MARK, going_on=(1,)))), ["1", "", "2", ""], [LEFT_MARK]),
    "a draft alone in its row": (Grid((row("", DRAFT_MARK), row("1", "甲"))), ["1", "甲"], [DRAFT_MARK]),
    "a draft among others": (Grid((row("1", DRAFT_MARK),)), ["1", DRAFT_MARK], []),
    "a blank row stays": (Grid((row("", ""), row(LEFT_MARK, "1"))), ["", "", "", "1"], [LEFT_MARK]),
    "a whole table": (Grid((row(LEFT_MARK, ""),)), [], [LEFT_MARK]),
}  # fmt: skip


@pytest.mark.parametrize("case", MARKED)
def test_marks_of_a_draft_are_taken_out(case: str) -> None:
    block, stay, marks = MARKED[case]
    document = Document("测试", (block,), margins=(Paragraph("页眉", "页眉"),))
    found = unmarked(document)
    texts = [
        text
        for each in found.blocks
        for text in (
            [each.text]
            if isinstance(each, Paragraph)
            else [cell for line in each.rows for cell in line.cells]
        )
    ]
    assert (texts, [mark.text for mark in found.marks]) == (stay, marks)
    assert found.margins == document.margins
    assert (found is document) == (marks == [])
    assert all(mark.place for mark in found.marks)
    told = f"文件写着“{DRAFT_MARK}”：其中的空白（写着“{LEFT_MARK}”的也作空白）不作没有，留待录入"
    assert told_of_marks(found) == ((told,) if found.draft else ())


def test_marks_in_a_margin_are_taken_out_too() -> None:
    document = Document("测试", (), margins=(Paragraph("页眉", "一"), Paragraph(DRAFT_MARK, "二")))
    found = unmarked(document)
    assert [line.text for line in found.margins] == ["页眉"]
    assert [(mark.text, mark.place) for mark in found.marks] == [(DRAFT_MARK, "二")]


# --- headings with marks of notes ---


def test_a_heading_is_read_without_the_mark_of_a_note() -> None:
    """Of a name that no table has it is none; nor is it in running text."""
    blocks = (
        Paragraph("申请件①", "第 1 段"),
        Grid((Row(("序号", "申请件①", "受理件 *", "别的①"), "表 1 第 1 行"), Row(("1", "办结件²³", "", ""), "表 1 第 2 行"))),
    )  # fmt: skip
    said = "列名后面的“{}”是注的记号，请看注里说了什么"
    assert list(marked_headings(Document("测试", blocks), WORDS.headers)) == [
        Ambiguous("表 1 第 1 行", "申请件①", said.format("①"), cells=("表 1 第 1 行第 2 列",)),
        Ambiguous("表 1 第 1 行", "受理件 *", said.format("*"), cells=("表 1 第 1 行第 3 列",)),
        Ambiguous("表 1 第 2 行", "办结件²³", said.format("²³"), cells=("表 1 第 2 行第 2 列",)),
    ]


# --- lines outside the text ---


def test_a_line_of_a_page_header_that_says_nothing_of_the_report_is_told() -> None:
    lines = (Paragraph("内部资料\n第 2 稿", "页眉"), Paragraph("政务服务月报", "页脚"))
    told = Unplaced("页眉", "内部资料 第 2 稿", "不在正文里，没有读入")
    assert list(read_blocks(Document("测试", (), margins=lines), WORDS).remarks) == [told]


# --- odd letters ---


def test_an_odd_letter_is_told_once_with_every_place() -> None:
    kangxi, lost = "⽰", "\ufffd"
    blocks = (
        Paragraph(f"{kangxi}例{kangxi}", "第 1 段"),
        Grid((Row((f"{kangxi}例", "甲"), "第 2 行"), Row((f"{kangxi}例", lost), "第 3 行", frozenset({0})))),
    )
    document = Document("测试", blocks, margins=(Paragraph(f"页{lost}", "页眉"),))
    assert [(type(each).__name__, each.place, each.text, each.reason) for each in odd_remarks(document)] == [
        ("Noted", "第 1 段", "‹U+2F70›", "U+2F70 读作“示”（U+793A），共 3 处；又在第 2 行"),
        (
            "Ambiguous",
            "第 3 行",
            "‹U+FFFD›",
            "U+FFFD 认不得原来的字，照录，共 2 处；又在页眉；请对照原件改正",
        ),
    ]
    assert list(odd_remarks(Document("测试", (Paragraph("示例", "第 1 段"),)))) == []


# --- periods in plain writing ---

PLAIN = {
    "二〇二一年六月份月报": "2021年6月月报",
    "二〇二一年十二月月报": "2021年12月月报",
    "2021.6政务月报": "2021年6月政务月报",
    "示例2021-06政务月报": "示例2021年6月政务月报",
    "二〇二一年六月": "2021年6月",
    "二〇二一年十月十日": "2021年10月10日",
    "二〇二一年十一月二十日": "2021年11月20日",
    "二〇二一年三月三十一日印发": "2021年3月31日印发",
    "二〇二一年一月一日至二〇二一年二月二日": "2021年1月1日至2021年2月2日",
    "6月份月报": "6月份月报",
    "月报": "月报",
    f"二〇二一年六月{'甲' * 54}": f"二〇二一年六月{'甲' * 54}",
    f"二〇二一年六月{'甲' * 53}": f"2021年6月{'甲' * 53}",
}


@pytest.mark.parametrize("text", PLAIN)
def test_a_period_in_plain_writing(text: str) -> None:
    line = squeeze(text)
    plain = with_plain_periods(line)
    assert plain.text == PLAIN[text]
    assert len(plain.index) == len(plain.text)
    assert plain.source == line.source
    assert (plain.index[0], plain.index[-1]) == (line.index[0], line.index[-1])


AGREE = {
    ("2021-07", "2021-07"): True,
    ("2021-07", "2021-06"): False,
    ("2021-01_07", "2021-07"): True,
    ("2021-01_08", "2021-07"): False,
    ("2021-Q3", "2021-07"): False,
    ("2021-Q3", "2021-09"): True,
    ("2021", "2021-07"): True,
    ("2020", "2021-07"): False,
    ("2021-07", "2021-Q3"): False,
    ("2021-H1", "2021-Q2"): True,
}


@pytest.mark.parametrize(("said", "own"), AGREE)
def test_figures_of_which_periods_can_stand_in_an_issue(said: str, own: str) -> None:
    assert agrees(period(said), period(own)) is AGREE[said, own]


@pytest.mark.parametrize(
    ("part", "cache"),
    [
        ("xl/pivotCache/pivotCacheDefinition1.xml", True),
        ("pivotCache/x.xml", True),
        ("xl/pivotCache/_rels/x.xml.rels", False),
        ("xl/pivotCache/x.bin", False),
        ("xl/pivotTables/pivotTable1.xml", False),
        ("xl/mypivotCache/x.xml", False),
    ],
)
def test_which_parts_keep_what_a_pivot_table_was_made_from(part: str, cache: bool) -> None:
    assert is_cache(part) == cache

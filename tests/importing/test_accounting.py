"""Every character of a document is placed, compared or told, and the program checks the sum by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.importing.test_grids import WORDS, grid
from tests.support.archive import ArchiveFolder, tree
from tests.support.example_report import example_layout
from tests.support.importing_cases import MONTH, TEXT
from tests.support.report_documents import word_bytes, word_document
from yuebao.importing.accounting import Account, Ledger, characters
from yuebao.importing.blocks import Aside, Document, Grid, Paragraph, Row
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.formats import read_document
from yuebao.importing.reading_state import Progress
from yuebao.importing.remarks import Ambiguous, Noted, Unplaced
from yuebao.importing.rows import Record
from yuebao.importing.settling import _values
from yuebao.importing.vocabulary import words_of
from yuebao.model.fault import Fault

OWN = words_of(example_layout(), MONTH)


def account_of(text: str) -> Account:
    return read_blocks(read_document(text.encode(), "report.txt"), OWN).account


def test_the_report_tells_nothing() -> None:
    account = account_of(TEXT)
    assert str(account) == "文字 5,098 个：入表 3,896，对照 1,202，列出 0"
    assert account.whole == {"": 5_098}


SAID = {
    "a line that nobody knows": ("\n五、工作动态", "\n另有3件正在办理。\n\n五、工作动态", 9),
    "a part of a line": ("满意度100%。", "满意度100%。另有3件正在办理。", 9),
    "a cell under no header": ("2\t示例一乡\t1202\t1202\t1202\t\t1202\t100%", "2\t示例一乡\t1202\t1202\t1202\t\t1202\t100%\t补录", 2),
    "a column that the table does not have": ("按时办结率\n1\t示例四镇", "按时办结率\t邮寄\n1\t示例四镇", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_is_added_is_told_and_nothing_else_changes(name: str) -> None:
    before, after, told = SAID[name]
    assert before in TEXT
    account = account_of(TEXT.replace(before, after, 1))
    assert (account.placed, sum(account.compared.values()), account.told) == (
        account_of(TEXT).placed,
        1_202,
        {"": told},
    )


def test_rows_of_a_table_that_is_set_aside_are_told() -> None:
    """A second table of one name is not read: its header is told as before, and now each row of it too."""
    town = grid(("序号", "乡镇名称", "申请件", "受理件", "办结件"), ("1", "白马镇", "5", "5", "5"))
    other = grid(("序号", "乡镇名称", "申请件", "受理件", "办结件"), ("1", "得石镇", "7", "7", "7"), start=9)
    title = Paragraph("2021年7月乡镇一体化平台办件量", "第 1 段")
    news = Paragraph("1.1日，示例。", "第 2 段")
    reading = read_blocks(Document("测试", (title, town, news, title, other)), WORDS)
    assert ("第 10 行", "1｜得石镇｜7｜7｜7") in [
        (remark.place, remark.text) for remark in reading.remarks if isinstance(remark, Unplaced)
    ]


def test_words_left_out_by_a_reader_are_told() -> None:
    asides = (
        Aside("第 7 段", "12", "这几个字划了删除线", "a.xml"),
        Aside("文件属性", "张三", "作者", "b.xml", note=True),
        Aside("第 8 段", "", "这里有一幅图", "a.xml"),
        Aside("第 9 段", "甲\n乙", "显示的是别的", "c.xml", raw="甲乙丙"),
        Aside("第 10 段", "B2", "公式没有保存结果", "c.xml", read=True),
        Aside("文件属性", "李四", "打印的人", "c.xml", note=True, read=True),
    )
    document = Document("测试", (), asides=asides, whole={"a.xml": 2, "b.xml": 2, "c.xml": 3})
    reading = read_blocks(document, WORDS)
    assert reading.remarks == (
        Unplaced("第 7 段", "12", "这几个字划了删除线"),
        Noted("文件属性", "张三", "作者"),
        Unplaced("第 8 段", "（没有文字）", "这里有一幅图"),
        Unplaced("第 9 段", "甲 乙", "显示的是别的"),
        Ambiguous("第 10 段", "B2", "公式没有保存结果"),
        Noted("文件属性", "李四", "打印的人"),
    )
    assert reading.account.told == {"a.xml": 2, "b.xml": 2, "c.xml": 3}


ENTRIES: dict[str, tuple[list[str], list[str], tuple[int, int, int]]] = {
    # what was placed and told of “一 二三四五”, and how many were placed, compared and told
    "nothing": ([], [], (0, 5, 0)),
    "all placed": (["一二三四五"], [], (5, 0, 0)),
    "all told": ([], ["一二三四五"], (0, 0, 5)),
    "some of each": (["一", "二 三"], ["四"], (3, 1, 1)),
    "placed twice": (["一二三", "一二三"], [], (5, 0, 0)),
    "told twice": ([], ["一二三", "一二三"], (0, 0, 5)),
    "placed and told": (["一二三"], ["一二三四"], (1, 0, 4)),
    "blanks": ([" ", "\u3000"], ["\n"], (0, 5, 0)),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_no_character_is_entered_twice(case: str) -> None:
    placed, told, sums = ENTRIES[case]
    ledger = Ledger()
    ledger.enter("a", "一 二三四五", placed=placed, told=told)
    account = ledger.close({"a": 5})
    assert (account.placed["a"], account.compared["a"], account.told["a"]) == sums
    assert account.differences == ()
    ledger.enter("a", "六")
    ledger.enter("", "七八", told=["七"])
    assert ledger.close({"a": 5, "b": 1}).differences == (("", 2, 0), ("a", 6, 5), ("b", 0, 1))
    assert str(ledger.close({})).startswith("文字 8 个：") and ledger.close({}).differences == ()


def test_a_place_that_gave_two_rows_is_named_once() -> None:
    progress = Progress(WORDS.schemas)
    for place in ("第 3 行", "第 3 行", "第 5 行", "第 3 行"):
        progress.keep("awards", Record({"姓名": "甲"}, place), place)
    assert progress.places == {"awards": ["第 3 行", "第 5 行"]}
    assert (len(progress.records["awards"]), progress.recent) == (4, "awards")


def test_what_all_rows_of_a_place_hold_went_into_tables() -> None:
    """Rows of one table abreast, rows of two tables in one line; blanks are nothing."""
    progress = Progress(WORDS.schemas)
    for table, values in (
        ("awards", {"姓名": "甲", "类别": "一"}),
        ("awards", {"姓名": "乙", "类别": " "}),
        ("news", {"内容": "丙"}),
    ):
        progress.keep(table, Record(values, "第 3 行"), "第 3 行")
    progress.keep("awards", Record({"姓名": "丁"}, "第 4 行"), "第 4 行")
    assert _values(progress) == {"第 3 行": ["甲", "一", "乙", "丙"], "第 4 行": ["丁"]}


MARGINS = {
    "the masthead": ("2021年第5期 总第143期", []),
    "the name of the publication": ("政务服务月报", []),
    "a page number": ("- 3 -", []),
    "a number that nothing confirms": ("受理 2019 号", ["受理 2019 号"]),
}


@pytest.mark.parametrize("name", MARGINS)
def test_page_headers_are_compared_or_told(name: str) -> None:
    text, told = MARGINS[name]
    reading = read_blocks(Document("测试", (), margins=(Paragraph(text, "页眉"),)), WORDS)
    assert [remark.text for remark in reading.remarks] == told


def test_another_number_in_the_page_header_is_told() -> None:
    body, head = Paragraph("2021年第5期 总第143期", "第 1 段"), Paragraph("2021年第6期 总第143期", "页眉")
    reading = read_blocks(Document("测试", (body,), margins=(head,)), WORDS)
    assert [(remark.place, remark.reason) for remark in reading.remarks] == [
        ("页眉", "前面已写作“5”，照前面的读入，请核对")
    ]


def test_a_merged_cell_counts_once() -> None:
    rows = (
        Row(("合并", "甲"), "第 1 行", part="x"),
        Row(("合并", "乙"), "第 2 行", frozenset({0}), part="x"),
    )
    assert read_blocks(Document("测试", (Grid(rows),), whole={"x": 4}), WORDS).account.told == {"x": 4}


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        ({"": 5_099}, "全文有 5099 个字，入表、对照、列出的合计 5098 个"),
        ({"": 5_098, "word/x.xml": 3}, "word/x.xml有 3 个字，入表、对照、列出的合计 0 个"),
        ({"word/document.xml": 1}, "全文有 0 个字"),
    ],
)
def test_a_sum_that_does_not_come_out_is_a_fault_of_the_program(whole: dict[str, int], said: str) -> None:
    document = replace(read_document(TEXT.encode(), "report.txt"), whole=whole)
    with pytest.raises(Fault, match=said):
        read_blocks(document, WORDS)


def test_blanks_do_not_count() -> None:
    assert characters(" 一\t二\u3000\xa0三\n") == 3


def test_a_fault_of_the_program_writes_nothing(
    city_archive: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 3, with the part of the file that does not come out, and no half month."""
    file = tmp_path / "report.docx"
    file.write_bytes(word_bytes(word_document(TEXT)))
    before = tree(city_archive.folder / "data")
    monkeypatch.setattr("yuebao.importing.docx.count_word", lambda content: {"word/document.xml": 7})
    status, out, err = city_archive.run("import", str(file), "--period", MONTH)
    assert (status, out) == (3, "")
    assert "word/document.xml有 7 个字" in err
    assert "这是程序的错误，不是文件的错误" in err
    assert tree(city_archive.folder / "data") == before

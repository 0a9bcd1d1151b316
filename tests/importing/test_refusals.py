"""Every way in which a file is refused, its message whole: what it is, where, how much, and the one thing to do."""

from __future__ import annotations

from collections.abc import Callable

import openpyxl
import pytest

from tests.importing.test_import_documents import cell, paragraph, word_of
from tests.importing.test_workbook_parts import book_of, changed
from tests.support.report_documents import workbook_bytes
from tests.support.word_parts import files_of, package
from yuebao.importing.blocks import LINES, Refused
from yuebao.importing.formats import read_document
from yuebao.importing.sheet import COLUMNS, ROWS, SHEETS
from yuebao.importing.word_tables import SPAN

AGAIN = "请用 Word 或 WPS 打开后另存再导入。"
SURE = "请确认选对了文件。"
DAMAGED = "文件已损坏或不完整，打不开。请重新取得文件，或另存后再导入。"


def at(row: int, column: int) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "七月"
    book.worksheets[0].cell(row, column).value = 1
    return workbook_bytes(book)


def sheets(count: int) -> bytes:
    book = openpyxl.Workbook()
    for _ in range(count - 1):
        book.create_sheet()
    book.worksheets[-1]["A1"] = 1
    return workbook_bytes(book)


def merged(reference: str) -> bytes:
    mark = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells></worksheet>'.encode()
    return changed(workbook_bytes(book_of()), "xl/worksheets/sheet1.xml", b"</worksheet>", mark)


def without(content: bytes, part: str) -> bytes:
    return package({name: each for name, each in files_of(content).items() if name != part})


def with_part(content: bytes, part: str, text: bytes) -> bytes:
    return package({**files_of(content), part: text})


def columns(count: int) -> bytes:
    return word_of(f"<w:tbl><w:tr>{cell('甲')}</w:tr><w:tr>{cell('甲') * count}</w:tr></w:tbl>")


def spanning(columns: str) -> bytes:
    span = f'<w:gridSpan w:val="{columns}"/>'
    return word_of(f"<w:tbl><w:tr>{cell('甲', span)}</w:tr></w:tbl>")


WORD, MAIN = word_of(paragraph("甲")), "word/document.xml"
FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a sheet too long": (lambda: at(ROWS + 1, 2), "x.xlsx", f"工作表“七月”用到第 {ROWS + 1} 行、B 列，一期月报不会有这么大。请删去多余的行列，或确认选对了文件。"),
    "a sheet too wide": (lambda: at(3, COLUMNS + 1), "x.xlsx", "工作表“七月”用到第 3 行、GS 列，一期月报不会有这么大。请删去多余的行列，或确认选对了文件。"),
    "too many sheets": (lambda: sheets(SHEETS + 1), "x.xlsx", f"工作簿有 {SHEETS + 1} 个工作表，一期月报不会有这么多。{SURE}"),
    "merged over too much": (
        lambda: merged("A1:CV5000"), "x.xlsx",
        "xl/worksheets/sheet1.xml 有 500016 格（合并的算在内），一期月报不会有这么大。请删去多余的行列，或确认选对了文件。",
    ),
    "merged over what is no range": (
        lambda: merged("甲"), "x.xlsx",
        "xl/worksheets/sheet1.xml 有 200017 格（合并的算在内），一期月报不会有这么大。请删去多余的行列，或确认选对了文件。",
    ),
    "a workbook without its sheets": (
        lambda: without(workbook_bytes(book_of()), "xl/worksheets/sheet1.xml"), "x.xlsx",
        "Excel 工作簿的内容已损坏，读不出来（找不到工作表“表”的内容）。请用 Excel 或 WPS 打开后另存再导入。",
    ),
    "a sheet that is no XML": (
        lambda: with_part(workbook_bytes(book_of()), "xl/worksheets/sheet1.xml", b"<worksheet>"), "x.xlsx",
        "Excel 工作簿的内容已损坏，读不出来（xl/worksheets/sheet1.xml：ParseError）。请用 Excel 或 WPS 打开后另存再导入。",
    ),
    "a package that holds no workbook": (lambda: package({"[Content_Types].xml": b"<Types/>"}), "x.xlsx", "这不是 Excel 工作簿：压缩包里没有工作簿的内容。请用 Excel 或 WPS 另存后再导入。"),
    "a package cut off": (lambda: WORD[:-30], "x.docx", f".docx {DAMAGED}"),
    "a workbook cut off": (lambda: workbook_bytes(book_of())[:-30], "x.xlsx", f".xlsx {DAMAGED}"),
    "a document without a text": (
        lambda: with_part(WORD, MAIN, b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'), "x.docx",
        "这不是 Word 文档：里面没有正文。请确认选对了文件，或用 Word、WPS 打开后另存再导入。",
    ),
    "a document that is no XML": (
        lambda: with_part(WORD, MAIN, b"<a>\n<b>\n</a>"), "x.docx", f"Word 文档的内容已损坏，读不出来（{MAIN}：第 3 行）。{AGAIN}",
    ),
    "entities": (lambda: with_part(WORD, MAIN, b"<!DOCTYPE a><a/>"), "x.docx", f"{MAIN} 里有实体定义（DTD），办公软件不会写出这样的文件，不予打开。请确认文件来源。"),
    "a table too wide": (lambda: columns(SPAN + 1), "x.docx", f"第 1 个表第 2 行有超过 {SPAN} 列，文件可能已损坏。{AGAIN}"),
    "a cell too wide": (
        lambda: spanning("65"), "x.docx",
        f"第 1 个表第 1 行的合并写作“65”，文件可能已损坏。{AGAIN}",
    ),
    "a cell whose width is no number": (
        lambda: spanning("二" * 30), "x.docx",
        f"第 1 个表第 1 行的合并写作“{'二' * 20}”，文件可能已损坏。{AGAIN}",
    ),
    "too many paragraphs": (lambda: word_of(paragraph("甲") * (LINES + 1)), "x.docx", f"文档有超过 {LINES} 段，一期月报不会有这么多。{SURE}"),
    "too many lines": (lambda: b"a\n" * (LINES + 1), "x.txt", f"文件有 {LINES + 2} 行、0 格，一期月报不会有这么多。{SURE}"),
    "too many records": (lambda: b"a,b\n" * (LINES + 1), "x.csv", f"CSV 有 {LINES + 1} 行，一期月报不会有这么多。{SURE}"),
    "nothing": (lambda: b" \r\n\0", "x.docx", f"文件是空的。{SURE}"),
    "no name behind the dot": (lambda: b"a", "月报", "不认识“月报”这种文件。请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再导入。能导入的有："),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_what_is_refused_and_in_which_words(case: str) -> None:
    content, name, said = FILES[case]
    with pytest.raises(Refused) as refused:
        read_document(content(), name)
    message = str(refused.value)
    assert message == said or (said.endswith("：") and message.startswith(said))


LARGEST: dict[str, tuple[Callable[[], bytes], str]] = {
    "the last row": (lambda: at(ROWS, 2), "x.xlsx"),
    "the last column": (lambda: at(3, COLUMNS), "x.xlsx"),
    "as many sheets": (lambda: sheets(SHEETS), "x.xlsx"),
    "as many columns": (lambda: columns(SPAN), "x.docx"),
    "as many records": (lambda: b"a,b\n" * LINES, "x.csv"),
}


@pytest.mark.parametrize("case", LARGEST)
def test_the_largest_that_is_read(case: str) -> None:
    content, name = LARGEST[case]
    assert read_document(content(), name).blocks

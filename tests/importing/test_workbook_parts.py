"""What stands in a workbook beside the figures of its tables: hidden, filtered, covered, struck, set high, said in comments, boxes,
page headers, properties. Each is read, or told with its place and words, and every character is accounted for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.support.report_documents import workbook_bytes
from tests.support.repository import ROOT
from tests.support.word_parts import files_of, package
from yuebao.importing.blocks import Document, Grid, Refused
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.formats import read_document
from yuebao.importing.vocabulary import words_of
from yuebao.importing.xlsx import read_excel
from yuebao.workflows.judge import read_declared

WORDS = words_of(read_declared(ROOT).layout("2021-07"), "2021-07")
ROWS = (("序号", "乡镇名称", "申请件"), (1, "普威镇", 1700), (2, "白马镇", 5), (3, "丙谷镇", 7))
PLACE = "工作表“表”"
SHEET = "xl/worksheets/sheet1.xml"


def book_of(*rows: tuple[Any, ...]) -> Any:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "表"
    for row in rows or ROWS:
        book.worksheets[0].append(row)
    return book


def read(book: Any) -> Document:
    """The workbook as it is read; its account comes out, or `read_blocks` raises."""
    document = read_excel(workbook_bytes(book), "x.xlsx")
    read_blocks(document, WORDS)
    return document


def cells(document: Document) -> list[tuple[str, ...]]:
    return [
        row.cells for block in document.blocks if isinstance(block, Grid) for row in block.rows if row.filled
    ]


def told(document: Document) -> list[tuple[str, str, str]]:
    """What is told, the properties that openpyxl writes left out."""
    return [(each.place, each.text, each.reason) for each in document.asides if "文档属性" not in each.place]


SHOWN: list[tuple[str, ...]] = [("序号", "乡镇名称", "申请件"), ("1", "普威镇", "1700"), ("3", "丙谷镇", "7")]
WITHOUT_NAMES: list[tuple[str, ...]] = [
    ("序号", "", "申请件"),
    ("1", "", "1700"),
    ("2", "", "5"),
    ("3", "", "7"),
]


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def fold_row(sheet: Any) -> None:
    sheet.row_dimensions.group(3, 3, hidden=True)


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True


def fold_column(sheet: Any) -> None:
    sheet.column_dimensions.group("B", "B", hidden=True)


ROW, COLUMN = "2｜白马镇｜5", "乡镇名称｜普威镇｜白马镇｜丙谷镇"
UNSEEN: dict[str, tuple[Callable[[Any], None], list[tuple[str, ...]], tuple[str, str, str]]] = {
    "a row": (hide_row, SHOWN, (f"{PLACE}第 3 行", ROW, "隐藏的行，没有读入")),
    "a folded row": (fold_row, SHOWN, (f"{PLACE}第 3 行", ROW, "分级显示里折叠的行，没有读入")),
    "a column": (hide_column, WITHOUT_NAMES, (f"{PLACE}B 列", COLUMN, "隐藏的列，没有读入")),
    "a folded column": (fold_column, WITHOUT_NAMES, (f"{PLACE}B 列", COLUMN, "分级显示里折叠的列，没有读入")),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSEEN)
def test_what_nobody_sees_is_left_out_and_told(case: str) -> None:
    hide, shown, said = UNSEEN[case]
    book = book_of()
    hide(book.worksheets[0])
    document = read(book)
    assert (cells(document), told(document)) == (shown, [said])


FLAT = {
    "a row": (rb'<row r="3"', b'<row r="3" ht="0" customHeight="1"', SHOWN, (f"{PLACE}第 3 行", ROW, "高度或宽度为 0 的行，没有读入")),
    "a column": (
        b"<sheetData>", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>', WITHOUT_NAMES,
        (f"{PLACE}B 列", COLUMN, "高度或宽度为 0 的列，没有读入"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FLAT)
def test_what_takes_no_room_is_left_out_and_told(case: str) -> None:
    pattern, replacement, shown, said = FLAT[case]
    document = read_excel(changed(workbook_bytes(book_of()), SHEET, pattern, replacement), "x.xlsx")
    assert (cells(document), told(document)) == (shown, [said])


def filtered(book: Any, *hidden: int, values: tuple[str, ...] = ("丙谷镇",)) -> Any:
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = "A1:C4"
    if values:
        sheet.auto_filter.add_filter_column(1, list(values))
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    return book


def test_rows_that_a_filter_hides_are_read_and_told() -> None:
    document = read(filtered(book_of(), 2, 3))
    assert len(cells(document)) == 4
    assert told(document) == [(PLACE, "第 2、3 行", "筛选时藏起来的行，也读入了，请核对")]


def test_a_row_that_meets_the_filter_was_hidden_by_hand() -> None:
    document = read(filtered(book_of(), 2, 4, values=("丙谷镇", "白马镇")))
    assert told(document) == [
        (f"{PLACE}第 4 行", "3｜丙谷镇｜7", "隐藏的行，没有读入"),
        (PLACE, "第 2 行", "筛选时藏起来的行，也读入了，请核对"),
    ]


def test_arrows_of_a_filter_that_is_off_hide_nothing() -> None:
    document = read(filtered(book_of(), 3, values=()))
    assert told(document) == [(f"{PLACE}第 3 行", ROW, "隐藏的行，没有读入")]


def test_the_filter_of_a_table_counts_too() -> None:
    book = book_of(("甲", "乙"), ("1", "2"), ("3", "4"))
    book.worksheets[0].add_table(Table(displayName="T", ref="A1:B3"))
    book.worksheets[0].row_dimensions[2].hidden = True
    content = workbook_bytes(book)
    content = changed(content, "xl/tables/table1.xml", rb'<autoFilter ref="A1:B3"\s*/>',
                      b'<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="3"/></filters></filterColumn></autoFilter>')  # fmt: skip
    document = read_excel(content, "x.xlsx")
    assert told(document) == [(PLACE, "第 2 行", "筛选时藏起来的行，也读入了，请核对")]


def changed(content: bytes, part: str, pattern: bytes, replacement: bytes) -> bytes:
    """The package with a part changed in one place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                text, count = re.subn(pattern, replacement, text)
                assert count == 1, text
            new.writestr(name, text)
    return stream.getvalue()


def rich(*runs: tuple[str, dict[str, Any]]) -> CellRichText:
    return CellRichText(*(TextBlock(InlineFont(**look), words) if look else words for words, look in runs))


RICH: dict[str, tuple[CellRichText, str, list[tuple[str, str, str]]]] = {
    "a figure set high": (rich(("12603", {}), ("1", {"vertAlign": "superscript"})), "12603¹", []),
    "a sign set high": (rich(("12603", {}), ("①", {"vertAlign": "superscript"})), "12603①", []),
    "in brackets set high": (rich(("12603", {}), ("(1)", {"vertAlign": "superscript"})), "12603⁽¹⁾", []),
    "struck digits": (rich(("12", {"strike": True}), ("12603", {})), "12603", [(f"{PLACE}A1", "12", "划掉了的字，没有读入")]),
    "two runs": (rich(("12", {"b": True}), ("603", {})), "12603", []),
}  # fmt: skip


@pytest.mark.parametrize("case", RICH)
def test_runs_of_a_cell(case: str) -> None:
    runs, text, said = RICH[case]
    document = read(book_of((runs,)))
    assert (cells(document), told(document)) == ([(text,)], said)


def test_a_cell_that_is_struck_through_is_left_out_and_told() -> None:
    book = book_of()
    book.worksheets[0]["C3"].font = Font(strike=True)
    document = read(book)
    assert cells(document)[2] == ("2", "白马镇", "")
    assert told(document) == [(f"{PLACE}C3", "5", "划掉了的字，没有读入")]


def test_a_value_beneath_a_merged_cell_is_told() -> None:
    content = workbook_bytes(book_of())
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>'
    document = read_excel(changed(content, SHEET, b"</sheetData>", merged), "x.xlsx")
    read_blocks(document, WORDS)
    assert told(document) == [(f"{PLACE}B3", "白马镇", "被合并的格盖住了，没有读入")]


def test_a_merged_cell_whose_first_row_is_hidden_stands_in_the_next() -> None:
    book = book_of(("甲", 1), (None, 2), ("乙", 3))
    book.worksheets[0].merge_cells("A1:A2")
    book.worksheets[0].row_dimensions[1].hidden = True
    document = read(book)
    assert cells(document) == [("甲", "2"), ("乙", "3")]
    assert told(document) == [(f"{PLACE}第 1 行", "1", "隐藏的行，没有读入")]


def with_comment(book: Any) -> None:
    book.worksheets[0]["B2"].comment = Comment("此数待核", "示例")


def with_prompt(book: Any) -> None:
    book.worksheets[0].add_data_validation(
        DataValidation(type="whole", sqref="C2:C4", promptTitle="申请件", prompt="写整数", error="只能是整数")
    )


def with_name(book: Any) -> None:
    book.defined_names["县名"] = DefinedName("县名", attr_text='"示例县"')


def with_zero_hidden(book: Any) -> None:
    book.worksheets[0]["C3"].value = 0
    book.worksheets[0]["C3"].number_format = "0;-0;;@"


def with_words_hidden(book: Any) -> None:
    book.worksheets[0]["E3"].value = "不公开"
    book.worksheets[0]["E3"].number_format = ";;;"


BESIDE: dict[str, tuple[Callable[[Any], None], tuple[str, str, str]]] = {
    "a comment": (with_comment, (f"{PLACE}B2 的批注", "此数待核", "示例的批注，没有读入")),
    "a prompt": (with_prompt, (f"{PLACE}的录入提示", "申请件；写整数；只能是整数", "属于表格的设置")),
    "a name for a value": (with_name, ("工作簿里起的名称", '"示例县"', "名称“县名”的值，没有读入")),
    "a zero that is not shown": (with_zero_hidden, (f"{PLACE}C3", "0", "零按格式不显示，照空白读入")),
    "words that are not shown": (with_words_hidden, (f"{PLACE}E3", "不公开", "按格式不显示，照空白读入")),
}  # fmt: skip


@pytest.mark.parametrize("case", BESIDE)
def test_what_stands_beside_the_cells_is_told(case: str) -> None:
    add, said = BESIDE[case]
    book = book_of()
    add(book)
    assert [each for each in told(read(book)) if "作者" not in each[0]] == [said]


def drawn(*steps: tuple[str, tuple[Any, ...]]) -> Document:
    """A workbook that xlsxwriter draws on, its sheet called 表."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("表")
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    for name, arguments in steps:
        getattr(sheet, name)(*arguments)
    book.close()
    document = read_excel(stream.getvalue(), "x.xlsx")
    read_blocks(document, WORDS)
    return document


def test_text_boxes_and_page_headers_are_lines_of_the_margin() -> None:
    document = drawn(
        ("insert_textbox", (6, 1, "总第143期\n另有 3 件在办")), ("set_header", ("&L&\"宋体,加粗\"&12内部资料&R第&P页，共&N页",)),
        ("set_footer", ("&C2021年7月",)),
    )  # fmt: skip
    assert [(line.text, line.place) for line in document.margins] == [
        ("内部资料", f"{PLACE}的页眉页脚"), ("2021年7月", f"{PLACE}的页眉页脚"),
        ("总第143期", f"{PLACE}的文本框 1"), ("另有 3 件在办", f"{PLACE}的文本框 1"),
    ]  # fmt: skip


def test_a_chart_is_told_with_its_words_and_values() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, (1, 2, 3))
    chart: Any = book.add_chart({"type": "column"})
    chart.add_series({"values": "=表!$A$1:$C$1"})
    chart.set_title({"name": "办件走势 999"})
    sheet.insert_chart("E1", chart)
    book.close()
    document = read_excel(stream.getvalue(), "x.xlsx")
    read_blocks(document, WORDS)
    assert told(document) == [(PLACE, "办件走势 999 1 2 3", "图表，没有读取")]


def test_a_picture_is_told() -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cf50cf00000381018059ee9d2d0000000049454e44ae426082"
    )
    document = drawn(("insert_image", (6, 1, "x.png", {"image_data": io.BytesIO(dot)})))
    assert told(document) == [
        (PLACE, "x.png", "图片或图形的说明，没有读入"), (PLACE, "", "图片，没有读取")
    ]  # fmt: skip


def test_shared_strings_that_no_cell_uses_are_noted() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("表").write_row(0, 0, ("甲", "乙"))
    book.close()
    content = changed(
        stream.getvalue(), "xl/sharedStrings.xml", b"</sst>", "<si><t>删去的人</t></si></sst>".encode()
    )
    document = read_excel(content, "x.xlsx")
    read_blocks(document, WORDS)
    assert told(document) == [("工作簿", "删去的人", "没有一格用到的文字，是删去的格留下的")]


def test_properties_of_the_file_are_noted() -> None:
    book = book_of()
    book.properties.creator, book.properties.title = "某某", "月报"
    asides = [each for each in read(book).asides if "文档属性" in each.place]
    assert {(each.place, each.text) for each in asides} == {
        ("文档属性“作者”", "某某"),
        ("文档属性“标题”", "月报"),
    }
    assert all(each.note for each in asides)


@pytest.mark.parametrize(
    ("written", "text"),
    [("甲_x000D_乙", "甲\r乙"), ("_x005F_x000D_", "_x000D_"), ("甲_x4E59_", "甲乙"), ("_xD842__xDFB7_", "𠮷"), ("_x12_", "_x12_")],
)  # fmt: skip
def test_escaped_characters_are_decoded(written: str, text: str) -> None:
    content = changed(
        workbook_bytes(book_of(("占位",))),
        SHEET,
        b"&#21344;&#20301;|\xe5\x8d\xa0\xe4\xbd\x8d",
        written.encode(),
    )
    assert cells(read_excel(content, "x.xlsx")) == [(text,)]


STRICT = "http://purl.oclc.org/ooxml/"
FIRM = "http://schemas.openxmlformats.org/"


def test_a_strict_workbook_is_read_like_any_other() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(book_of()))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace(f"{FIRM}spreadsheetml/2006/main", f"{STRICT}spreadsheetml/main")
            text = text.replace(f"{FIRM}officeDocument/2006/", f"{STRICT}officeDocument/")
            new.writestr(name.replace("xl/workbook.xml", "xl/book2.xml"), text.replace("xl/workbook.xml", "xl/book2.xml")
                         ) if "rels/workbook" not in name else new.writestr("xl/_rels/book2.xml.rels", text)  # fmt: skip
    assert cells(read_document(stream.getvalue(), "x.xlsx")) == cells(read(book_of()))


def test_days_since_1904() -> None:
    book = book_of(("日期",), (42916,))
    book.worksheets[0]["A2"].number_format = "yyyy/m/d"
    content = changed(
        workbook_bytes(book), "xl/workbook.xml", rb"<workbookPr\s*/>", b'<workbookPr date1904="1"/>'
    )
    assert cells(read_excel(content, "x.xlsx"))[1] == ("2021/7/1",)


def test_a_sheet_from_which_others_choose_belongs_to_the_form() -> None:
    book = book_of()
    book.create_sheet("名单").append(["甲"])
    book["名单"].sheet_state = "hidden"
    book.worksheets[0].add_data_validation(
        DataValidation(type="list", formula1="=名单!$A$1:$A$1", sqref="B2")
    )
    (aside,) = [each for each in read(book).asides if "文档属性" not in each.place]
    assert (aside.place, aside.text, aside.note) == ("工作表“名单”", "甲", True)


@pytest.mark.parametrize(
    ("part", "pattern", "replacement"),
    [
        (SHEET, rb'<c r="A2" t="n"><v>1</v>', b'<c r="A2" t="s"><v>99</v>'),
        ("xl/workbook.xml", rb'r:id="rId1"', b'r:id="rId99"'),
        (SHEET, rb"<sheetData>", b"<sheetData"),
        ("xl/styles.xml", rb"</styleSheet>", b""),
    ],
)  # fmt: skip
def test_a_workbook_that_refers_to_nothing_is_damaged(part: str, pattern: bytes, replacement: bytes) -> None:
    content = changed(workbook_bytes(book_of()), part, pattern, replacement)
    with pytest.raises(Refused, match="已损坏"):
        read_document(content, "x.xlsx")


BUTTON = '<xml><v:shape><v:textbox style="x"><div>报送<br>12 件</div></v:textbox><x:Anchor>1, 2</x:Anchor></v:shape></xml>'
PARTS: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "data of a form": ("customXml/item1.xml", "<a><b>应为 612 件</b></a>", ("文件里的 customXml/item1.xml", "应为 612 件", "备用的文字，不印出来")),
    "an unknown part": ("xl/x.xml", "<a>甲<b/>乙</a>", ("文件里的 xl/x.xml", "甲 乙", "不知是什么，没有读入")),
    "a file within": ("xl/x.bin", "x", ("文件里的 xl/x.bin", "（没有文字）", "插在工作簿里的文件，没有读入")),
    "a picture not used": ("xl/media/x.png", "x", ("文件里的 xl/media/x.png", "（没有文字）", "没有用到的图片")),
    "a button": ("xl/drawings/x.vml", BUTTON, ("文件里的 xl/drawings/x.vml", "报送 12 件", "按钮、标签或文本框里的字，没有读入")),
}  # fmt: skip


@pytest.mark.parametrize("case", PARTS)
def test_a_part_that_nobody_knows_is_told(case: str) -> None:
    name, content, said = PARTS[case]
    files = {**files_of(workbook_bytes(book_of())), name: content.encode()}
    reading = read_blocks(read_excel(package(files), "x.xlsx"), WORDS)
    assert [
        (each.place, each.text, each.reason) for each in reading.remarks if each.place.startswith("文件里")
    ] == [said]


def test_a_seal_on_the_file_is_no_word_of_it() -> None:
    files = {**files_of(workbook_bytes(book_of())), "_xmlsignatures/sig1.xml": b"<a>c2lnbmF0dXJl</a>"}
    document = read_excel(package(files), "x.xlsx")
    account = read_blocks(document, WORDS).account
    assert told(document) == [] and account.compared["_xmlsignatures/sig1.xml"] == 12


SAID = {
    "a prompt of a newer Excel": (
        '<extLst><ext xmlns:x14="x"><x14:dataValidation prompt="写整数"/></ext></extLst>', (f"{PLACE}的录入提示", "写整数")),
    "the tip of a link": ('<hyperlinks><hyperlink ref="A1" tooltip="见附表"/></hyperlinks>', (f"{PLACE}的链接提示", "见附表")),
    "a scenario": ('<scenarios><scenario name="x" comment="某某改"/></scenarios>', (f"{PLACE}的方案说明", "某某改")),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_what_a_sheet_says_in_attributes_is_noted(case: str) -> None:
    xml, said = SAID[case]
    content = changed(workbook_bytes(book_of()), SHEET, b"</sheetData>", f"</sheetData>{xml}".encode())
    document = read_excel(content, "x.xlsx")
    read_blocks(document, WORDS)
    assert told(document) == [(*said, "属于表格的设置")]


def test_the_comment_of_a_name_and_a_value_with_a_mark_are_noted() -> None:
    book = book_of()
    book.defined_names["甲"] = DefinedName("甲", attr_text="表!$A$1", comment="某某加的")
    book.defined_names["乙"] = DefinedName("乙", attr_text='"应为612!"')
    assert told(read(book)) == [
        ("工作簿里起的名称", "某某加的", "名称“甲”的说明，没有读入"),
        ("工作簿里起的名称", '"应为612!"', "名称“乙”的值，没有读入"),
    ]


@pytest.mark.parametrize(
    ("result", "waiting"), [(b' t="str"><f>""</f><v></v>', []), (b"><f>A1</f><v></v>", [(PLACE, "C3")]), (b' t="str"><f>A1</f>', [(PLACE, "C3")])]
)  # fmt: skip
def test_a_formula_whose_result_is_an_empty_text_has_one(
    result: bytes, waiting: list[tuple[str, str]]
) -> None:
    content = changed(workbook_bytes(book_of()), SHEET, rb' r="C3" t="n"><v>5</v>', b' r="C3"' + result)
    document = read_excel(content, "x.xlsx")
    assert [(place, text) for place, text, _ in told(document)] == waiting


@pytest.mark.parametrize(
    ("mark", "struck"),
    [("", True), (' val="1"', True), (' val="true"', True), (' val="0"', False), (' val="false"', False)],
)
def test_whether_a_font_is_struck_through_may_be_said_in_words(mark: str, struck: bool) -> None:
    book = book_of()
    book.worksheets[0]["C3"].font = Font(strike=True)
    content = changed(workbook_bytes(book), "xl/styles.xml", rb"<strike[^>]*/>", f"<strike{mark}/>".encode())
    document = read_excel(content, "x.xlsx")
    read_blocks(document, WORDS)
    assert cells(document)[2] == ("2", "白马镇", "" if struck else "5")
    assert told(document) == ([(f"{PLACE}C3", "5", "划掉了的字，没有读入")] if struck else [])


LINK = '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"{}/>'
OUTSIDE = ' TargetMode="External"'


@pytest.mark.parametrize(
    ("kind", "target", "mode", "said"),
    [
        ("hyperlink", "https://example.org/a", OUTSIDE, [("工作表“表”的链接", "", "指向 https://example.org/a")]),
        ("hyperlink", "#甲!A1", "", []),
        ("oleObject", "file:///C:/a.xlsx", OUTSIDE, [("工作表“表”", "", "嵌入的对象，没有读取")]),
    ],
)  # fmt: skip
def test_addresses_that_cells_lead_to_are_told(
    kind: str, target: str, mode: str, said: list[tuple[str, str, str]]
) -> None:
    listed = f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{LINK.format(kind, target, mode)}</Relationships>"
    files = {**files_of(workbook_bytes(book_of())), "xl/worksheets/_rels/sheet1.xml.rels": listed.encode()}
    document = read_excel(package(files), "x.xlsx")
    read_blocks(document, WORDS)
    assert told(document) == said


@pytest.mark.parametrize("text", ["丁镇", "3", "0", "甲 &amp; 乙"])
def test_a_text_that_a_formula_made_stands_in_its_cell(text: str) -> None:
    """Figures in it are no number of a text that is kept elsewhere."""
    made = f'<c r="B3" t="str"><f>X1</f><v>{text}</v></c>'.encode()
    content = changed(workbook_bytes(book_of()), SHEET, rb'<c r="B3"[^>]*>.*?</c>', made)
    document = read_excel(content, "x.xlsx")
    assert cells(document)[2] == ("2", text.replace("&amp;", "&"), "5")

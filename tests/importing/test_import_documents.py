"""`yuebao import` of Word documents and workbooks: the same month as from the text, cell for cell."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.support.example_report import bare_example
from tests.support.importing_cases import MONTH, PUBLISHED, TEXT, assert_the_month
from tests.support.report_documents import (
    converted,
    save,
    word_bytes,
    word_document,
    workbook,
    workbook_bytes,
)
from tests.support.repository import ROOT
from yuebao.importing.blocks import Document, Grid, Paragraph, Refused
from yuebao.importing.cells import clean
from yuebao.importing.docx import read_word
from yuebao.importing.formats import read_document
from yuebao.importing.xlsx import read_excel
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import Standing, read_standing


@pytest.fixture(scope="module")
def standing_archive(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return read_standing(bare_example(tmp_path_factory.mktemp("documents") / "archive").folder)


@pytest.fixture
def archive(standing_archive: Standing) -> Standing:
    """The archive without the month that the test before brought in."""
    shutil.rmtree(standing_archive.root / "data" / MONTH, ignore_errors=True)
    return standing_archive


def assert_imported(archive: Standing, path: Path, *, signs: int = 0) -> None:
    imported = import_document(archive, path, MONTH)
    assert_the_month(imported, archive.root, MONTH, PUBLISHED, signs=signs, spelled=5)


def test_word_with_merged_cells(archive: Standing, tmp_path: Path) -> None:
    assert_imported(archive, save(tmp_path, "report.docx", word_bytes(word_document(TEXT))))


def test_workbook_of_texts(archive: Standing, tmp_path: Path) -> None:
    path = save(tmp_path, "report.xlsx", workbook_bytes(workbook(TEXT, numbers=False)))
    assert_imported(archive, path)


def test_workbook_of_numbers(archive: Standing, tmp_path: Path) -> None:
    # Excel keeps +0.2 as 0.2: the sign that the report prints is put back, and each of them is listed.
    path = save(tmp_path, "report.xlsx", workbook_bytes(workbook(TEXT, numbers=True)))
    assert_imported(archive, path, signs=32)


@pytest.mark.slow
def test_word_through_libreoffice_and_back(archive: Standing, tmp_path: Path) -> None:
    path = save(tmp_path, "report.docx", word_bytes(word_document(TEXT)))
    assert_imported(archive, converted(converted(path, "odt"), "docx"))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_old_word(archive: Standing, tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path, "report.docx", word_bytes(word_document(TEXT)))
    assert_imported(archive, converted(path, "doc").rename(tmp_path / f"report{suffix}"))


@pytest.mark.slow
@pytest.mark.parametrize("numbers", [False, True])
def test_old_workbook(archive: Standing, tmp_path: Path, numbers: bool) -> None:
    path = save(tmp_path, "report.xlsx", workbook_bytes(workbook(TEXT, numbers=numbers)))
    assert_imported(archive, converted(path, "xls"), signs=32 if numbers else 0)


def test_old_word_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="这台机器上没有"):
        read_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "report.doc")


def test_a_header_of_two_rows_with_a_title_inside_the_table(archive: Standing, tmp_path: Path) -> None:
    # As some bureaus print it: the title in the first row of the table, 办结件 above the counties.
    book = workbook(TEXT, numbers=False)
    sheet = next(
        sheet for sheet in book.worksheets if "各县（区）月办件对比及考核得分表" in str(sheet["A1"].value)
    )
    assert [cell.value for cell in sheet[2]][2:5] == ["示例一县", "示例二县", "示例三县"]
    for column in range(3, 6):
        sheet.cell(3, column).value = sheet.cell(2, column).value
        sheet.cell(2, column).value = "办结件" if column == 3 else None
    sheet.merge_cells("C2:E2")
    assert_imported(archive, save(tmp_path, "report.xlsx", workbook_bytes(book)))


def lines_of(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows_of(document: Document) -> list[tuple[str, ...]]:
    return [row.cells for block in document.blocks if isinstance(block, Grid) for row in block.rows]


def word_of(xml: str) -> bytes:
    """A document whose body is the given WordprocessingML."""
    document = docx.Document()
    body = document.element.body
    for element in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"):
        body.insert(len(body) - 1, element)
    return word_bytes(document)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


WORD: dict[str, tuple[str, list[str]]] = {
    "accepted as if all changes were": (
        "<w:p><w:r><w:t>受理</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>12</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>11</w:delText></w:r></w:del><w:r><w:t>件</w:t></w:r></w:p>",
        ["受理12件"],
    ),
    "in a content control": (f"<w:sdt><w:sdtContent>{paragraph('总第143期')}</w:sdtContent></w:sdt>", ["总第143期"]),
    "in a text box": (
        "<w:p><w:r><w:t>上</w:t></w:r><w:r><w:pict><w:txbxContent>"
        + paragraph("2021年第5期 总第143期")
        + "</w:txbxContent></w:pict></w:r></w:p>",
        ["上", "2021年第5期 总第143期"],
    ),
    "lines of one paragraph": ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>", ["一", "二"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD)
def test_text_wherever_word_keeps_it(name: str) -> None:
    xml, expected = WORD[name]
    assert lines_of(read_word(word_of(xml), "x.docx")) == expected


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_lie_on_their_grid() -> None:
    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    xml = (
        "<w:tbl>"
        f"<w:tr>{cell('窗口', down)}{cell('得分', wide)}</w:tr>"
        f"<w:tr>{cell('', on)}{cell('本月')}{cell('累计')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('1')}{cell('2')}</w:tr>"
        "</w:tbl>"
    )
    assert rows_of(read_word(word_of(xml), "x.docx")) == [
        ("窗口", "得分", ""),
        ("窗口", "本月", "累计"),
        ("", "1", "2"),
    ]


def test_tabs_between_words_are_a_table() -> None:
    xml = "".join(
        f"<w:p><w:r><w:t>{a}</w:t><w:tab/><w:t>{b}</w:t></w:r></w:p>"
        for a, b in (("名次", "得分"), ("1", "103.2"))
    )
    assert rows_of(read_word(word_of(xml), "x.docx")) == [("名次", "得分"), ("1", "103.2")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2021-07-01", "2021-07-01"),
        (date(2021, 7, 1), "2021-07-01"),
        ("2021年7月1日", "2021-07-01"),
        ("2021/7/1", "2021-07-01"),
        ("7月1日", "7月1日"),  # no year is made up; validate reports it
    ],
)  # fmt: skip
def test_days_in_a_workbook(typed: object, kept: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["日期", "内容"])
    book.worksheets[0].append([typed, "示例"])
    (grid,) = [
        block for block in read_excel(workbook_bytes(book), "x.xlsx").blocks if isinstance(block, Grid)
    ]
    row = grid.rows[1]
    field = read_standing(ROOT).schemas.latest.tables["news"].field["日期"]
    assert clean(row.cells[0], field, spaceless=False, stored=row.stored.get(0)).text == kept


def test_a_sheet_that_is_hidden_and_a_formula_without_result_are_told() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "一"
    book.worksheets[0].append(["=1+1", 3])
    book.create_sheet("二").sheet_state = "hidden"
    book["二"]["A1"] = "不公开"
    asides = [aside for aside in read_excel(workbook_bytes(book), "x.xlsx").asides if not aside.note]
    assert [(aside.place, aside.text, aside.reason) for aside in asides] == [
        ("工作表“一”", "A1", "公式没有保存结果，按空白读入。请用 Excel 或 WPS 打开该文件，保存后再导入"),
        ("工作表“二”", "不公开", "工作表是隐藏的，没有读入"),
    ]


def wide_cell() -> bytes:
    span = '<w:gridSpan w:val="999999999"/>'
    return word_of(f"<w:tbl><w:tr>{cell('x', span)}</w:tr></w:tbl>")


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].cell(1_048_576, 16_384).value = 1
    return workbook_bytes(book)


@pytest.mark.parametrize(
    ("reader", "content", "name"),
    [
        (wide_cell, "合并写作“999999999”", "x.docx"),
        (far_cell, "用到第 1048576 行、XFD 列", "x.xlsx"),
    ],
)  # fmt: skip
def test_a_table_that_reaches_too_far_is_refused(
    reader: Callable[[], bytes], content: str, name: str
) -> None:
    with pytest.raises(Refused, match=content):
        read_document(reader(), name)

""".xls: figures as shown, what nobody sees, what stands beside the cells; made by LibreOffice out of workbooks of openpyxl."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.importing.test_workbook_parts import PLACE, ROW, WORDS, book_of, cells, filtered, rich, told
from tests.support.report_documents import converted, save, workbook_bytes
from yuebao.importing.blocks import Document
from yuebao.importing.colours import SAME_COLOUR
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.formats import read_document

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """One workbook with everything in it, a sheet each, as .xls."""
    book = book_of()
    first = book.worksheets[0]
    first.row_dimensions[3].hidden = True
    first["B2"].comment = Comment("此数待核", "示例")
    first.oddFooter.center.text = "内部资料"
    shown = book.create_sheet("格式")
    for number, (value, code) in enumerate(
        [(3, "yyyy-mm-dd"), (0.5, "h:mm"), (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), (103.19999999999997, "General"), (0.6142, "0.00%"),
         (12603, '0.0,"万"'), (True, "General")], 1,
    ):  # fmt: skip
        shown.cell(number, 1).value, shown.cell(number, 1).number_format = value, code
    look = book.create_sheet("字体")
    look["A1"] = rich(("12603", {}), ("1", {"vertAlign": "superscript"}))
    look["A2"] = rich(("12", {"strike": True}), ("12603", {}))
    look["A3"] = "作废"
    look["A3"].font = Font(strike=True)
    look["A4"] = "留"
    look["A5"], look["A5"].font = "白字", Font(color="FFFFFFFF")
    look["A6"], look["A6"].font = "浅底上的白字", Font(color="FFFFFFFF")
    look["A6"].fill = PatternFill("solid", fgColor="FF1F3864")
    look.column_dimensions["C"].hidden = True
    look["C4"] = "藏"
    secret = book.create_sheet("密")
    secret["A1"], secret.sheet_state = "不公开", "hidden"
    folder = tmp_path_factory.mktemp("old")
    path = converted(save(folder, "x.xlsx", workbook_bytes(book)), "xls")
    document = read_document(path.read_bytes(), "x.xls")
    read_blocks(document, WORDS)
    return document


def test_figures_are_what_is_shown(old: Document) -> None:
    assert cells(old)[3:10] == [
        ("1900-01-03",),
        ("12:00",),
        ("-",),
        ("103.2",),
        ("61.42%",),
        ("12.6万",),
        ("TRUE",),
    ]


def test_what_nobody_sees_and_what_stands_beside_is_told(old: Document) -> None:
    assert cells(old)[:3] == [("序号", "乡镇名称", "申请件"), ("1", "普威镇", "1700"), ("3", "丙谷镇", "7")]
    assert [row[0] for row in cells(old)[10:]] == ["12603¹", "12603", "留", "浅底上的白字"]
    assert set(told(old)) == {
        (f"{PLACE}第 3 行", ROW, "隐藏的行，没有读入"), (f"{PLACE}B2 的批注", "此数待核", "批注，没有读入"),
        ("工作表“字体”A2、A3", "12｜作废", "划掉了的字，没有读入"), ("工作表“字体”A5", "白字", SAME_COLOUR), ("工作表“字体”C 列", "藏", "隐藏的列，没有读入"),
        ("工作表“密”", "不公开", "工作表是隐藏的，没有读入"), ("工作表“格式”", "A1", "列太窄，放不下这些数，打开时显示为 ####；照存的数读入，请核对"),
    }  # fmt: skip
    assert [(line.text, line.place) for line in old.margins] == [("内部资料", f"{PLACE}的页眉页脚")]


def test_rows_that_a_filter_hides_are_read_and_told(tmp_path: Path) -> None:
    path = converted(save(tmp_path, "x.xlsx", workbook_bytes(filtered(book_of(), 2, 3))), "xls")
    document = read_document(path.read_bytes(), "x.xls")
    read_blocks(document, WORDS)
    assert len(cells(document)) == 4
    assert told(document) == [("工作表“表”", "第 2、3 行", "筛选时藏起来的行，也读入了，请核对")]

""".xls: every sheet that is shown, its cells as they are displayed."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, Final

from yuebao.importing.blocks import Document, Refused
from yuebao.importing.displayed_number import shown
from yuebao.importing.sheet import Sheet, blocks_of_sheets, check_count, check_size

_NUMBER, _DATE, _BOOLEAN, _ERROR = 2, 3, 4, 5
SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_excel97(content: bytes, name: str) -> Document:
    """The sheets of a .xls. Raises `Refused` for what is none, is damaged, or is too large."""
    book = _open(content)
    check_count(book.nsheets)
    sheets, remarks = [], []
    for sheet in book.sheets():
        if sheet.visibility:
            remarks.append(f"工作表“{sheet.name}”是隐藏的，没有读取")
        else:
            check_size(sheet.name, sheet.nrows, sheet.ncols)
            sheets.append(_sheet(sheet, book))
    return Document("Excel 97 工作簿", tuple(blocks_of_sheets(sheets)), tuple(remarks))


def _open(content: bytes) -> Any:
    """The workbook. xlrd raises whatever it runs into on a damaged file, so every error means the same here."""
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except MemoryError:
        raise
    except Exception as error:
        raise Refused(
            f"Excel 97 工作簿已损坏或有密码，读不出来（{type(error).__name__}）。"
            "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
        ) from error


def _sheet(sheet: Any, book: Any) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    stored = set()
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            text = _text(cell, book).strip()
            if text:
                texts[row, column] = text
                if cell.ctype == _NUMBER:
                    stored.add((row, column))
    merged = tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    return Sheet(sheet.name, texts, frozenset(stored), merged)


def _text(cell: Any, book: Any) -> str:
    import xlrd

    if cell.ctype == _ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == _BOOLEAN:
        return shown(bool(cell.value), "")
    if cell.ctype == _DATE:
        year, month, day, *_ = xlrd.xldate_as_tuple(cell.value, book.datemode)
        return shown(date(year, month, day), "") if year else shown(cell.value, "")
    if cell.ctype == _NUMBER:
        number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        return shown(cell.value, number_format)
    return str(cell.value)

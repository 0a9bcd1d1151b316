""".xlsx: every sheet that is shown, its cells as they are displayed."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from yuebao.importing.blocks import Document, Refused
from yuebao.importing.displayed_number import shown
from yuebao.importing.package import check_package
from yuebao.importing.sheet import Sheet, blocks_of_sheets, check_count, check_size

CELLS: Final = 200_000
_MERGED: Final = re.compile(rb"<(?:[A-Za-z]+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([^\"']*)")


def read_excel(content: bytes, name: str) -> Document:
    """The sheets of a .xlsx. Raises `Refused` for what is none, is damaged, or is too large."""
    check_package(content, ".xlsx", "xl/workbook.xml")
    _check_sheets(content)
    values, formulas = _open(content, data_only=True), _open(content, data_only=False)
    check_count(len(values.worksheets))
    sheets, remarks = [], []
    for sheet, source in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state != "visible":
            remarks.append(f"工作表“{sheet.title}”是隐藏的，没有读取")
            continue
        remarks += _uncalculated(sheet, source)
        sheets.append(_sheet(sheet))
    return Document("Excel 工作簿", tuple(blocks_of_sheets(sheets)), tuple(remarks))


def _check_sheets(content: bytes) -> None:
    """Refuse sheets of too many cells before openpyxl makes an object of each, those beneath a merged range too."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheet = package.read(name)
                cells = len(re.findall(rb"<(?:[A-Za-z]+:)?c[ >/]", sheet)) + sum(
                    map(_area, _MERGED.findall(sheet))
                )
                if cells > CELLS:
                    raise Refused(
                        f"{name} 有 {cells} 格（合并的算在内），一期月报不会有这么大。请删去多余的行列，或确认选对了文件。"
                    )


def _area(reference: bytes) -> int:
    """The cells of a range like `A1:C5`; a range that is none counts as too many."""
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference.decode("ascii"))
    except (ValueError, UnicodeDecodeError):
        return CELLS + 1
    if left is None or top is None or right is None or bottom is None:
        return CELLS + 1
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _open(content: bytes, *, data_only: bool) -> Any:
    """The workbook. openpyxl raises whatever its parts raise on a damaged file, so every error means the same here."""
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)
    except MemoryError:
        raise
    except Exception as error:
        raise Refused(
            f"Excel 工作簿的内容已损坏，读不出来（{type(error).__name__}）。请用 Excel 或 WPS 打开后另存再导入。"
        ) from error


def _cells(sheet: Any) -> list[Any]:
    """The cells that exist: a sheet may state that it reaches to row 1,048,576 and hold three."""
    cells = list(sheet._cells.values())
    if len(cells) > CELLS:
        raise Refused(f"工作表“{sheet.title}”有 {len(cells)} 格，一期月报不会有这么大。请确认选对了文件。")
    return cells


def _sheet(sheet: Any) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    stored = set()
    for cell in _cells(sheet):
        text = shown(cell.value, str(cell.number_format)).strip()
        if text:
            place = (cell.row - 1, cell.column - 1)
            check_size(sheet.title, cell.row, cell.column)
            texts[place] = text
            if isinstance(cell.value, int | float):
                stored.add(place)
    merged = tuple(
        (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in sheet.merged_cells.ranges
    )
    return Sheet(sheet.title, texts, frozenset(stored), merged)


def _uncalculated(values: Any, formulas: Any) -> list[str]:
    """The formulas whose result the file does not hold: read as blanks, which must not pass unnoticed."""
    cells = [
        cell.coordinate
        for cell in _cells(formulas)
        if cell.data_type == "f" and values[cell.coordinate].value is None
    ]
    if not cells:
        return []
    listed = "、".join(cells[:8]) + (f" 等 {len(cells)} 格" if len(cells) > 8 else "")
    return [
        f"工作表“{values.title}”的公式没有保存结果：{listed}，按空白读入。"
        "请用 Excel 或 WPS 打开该文件，保存后再导入"
    ]

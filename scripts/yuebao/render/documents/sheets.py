"""What all workbooks share: names of sheets, fonts, widths, the header row, the printed page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from yuebao.render.documents.width import columns, most_columns
from yuebao.render.documents.zip_bytes import office_package, unzipped
from yuebao.spec.table_schema import TableSchema

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

FONT: Final = "宋体"
_NAME_LIMIT: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def sheet_names(schemas: Mapping[str, TableSchema]) -> dict[str, str]:
    """A name for the sheet of each table: its title, as far as a workbook allows, never the same twice."""
    names: dict[str, str] = {}
    for table, schema in schemas.items():
        title = " ".join((schema.title or table).translate(_FORBIDDEN).split())[:_NAME_LIMIT]
        number = 2
        name = title
        while name.casefold() in (other.casefold() for other in names.values()):
            name = f"{title[: _NAME_LIMIT - 2]}{number}"
            number += 1
        names[table] = name
    return names


def write_header(sheet: Worksheet, header: Iterable[str]) -> None:
    """The header in the first row: bold, shaded, in view while scrolling, repeated on every printed page."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for index, name in enumerate(header, 1):
        cell = sheet.cell(1, index, name)
        cell.font = Font(name=FONT, bold=True)
        cell.fill = PatternFill("solid", start_color="FFE7EDF5")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def set_widths(
    sheet: Worksheet, texts_by_column: Iterable[Iterable[str]], least: int = 8, most: int = 60
) -> None:
    """Each column as wide as its texts, within bounds."""
    from openpyxl.utils import get_column_letter

    for index, texts in enumerate(texts_by_column, 1):
        wanted = most_columns(texts) + 2
        sheet.column_dimensions[get_column_letter(index)].width = min(max(wanted, least), most)


def set_heights(sheet: Worksheet, texts_by_column: Iterable[Sequence[str]], line: float = 15.0) -> None:
    """Rows as high as their longest text needs in its column: not every program works that out when it opens a file."""
    from openpyxl.utils import get_column_letter

    lines: dict[int, int] = {}
    for index, texts in enumerate(texts_by_column, 1):
        room = int(sheet.column_dimensions[get_column_letter(index)].width) - 1
        if most_columns(texts) > room:
            for row, text in enumerate(texts, 1):
                lines[row] = max(lines.get(row, 1), -(-columns(text) // room))
    for row, count in lines.items():
        if count > 1:
            sheet.row_dimensions[row].height = line * count


def set_page(sheet: Worksheet, landscape: bool) -> None:
    """Printed on A4, as wide as the page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    _set_center(sheet.oddFooter, "第 &P 页　共 &N 页")


def set_page_title(sheet: Worksheet, text: str) -> None:
    """The line above every printed page; `&` begins a code there and is doubled."""
    _set_center(sheet.oddHeader, text.replace("&", "&&"))


def _set_center(part: HeaderFooterItem | None, text: str) -> None:
    assert part is not None and part.center is not None  # openpyxl makes both with the sheet
    part.center.text = text


def workbook_bytes(workbook: Workbook, title: str, author: str, day: date) -> bytes:
    """The workbook as a file whose bytes depend on its content alone."""
    stream = io.BytesIO()
    workbook.save(stream)
    return office_package(unzipped(stream.getvalue()), title, author, day)

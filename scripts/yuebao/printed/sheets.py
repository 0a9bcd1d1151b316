"""What all workbooks share: names of sheets, styles, widths, the header row, the printed page.

XlsxWriter writes them; they are read from their parts.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from yuebao.printed.width import columns
from yuebao.schema.table_schema import TableSchema

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT: Final = "宋体"
_NAME_LIMIT: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_HEADER_LIMIT: Final = 250
_MOST: Final = 60
"""The widest column, in the half characters that all widths are counted in."""
_A4: Final = 9


class Book:
    """A workbook in the making. The bytes depend on what is written into it alone: the times in it are ``day``."""

    def __init__(self, title: str, author: str, day: date) -> None:
        from xlsxwriter import Workbook

        self._stream = io.BytesIO()
        self._workbook = Workbook(self._stream, {"in_memory": True})
        created = datetime.combine(day, time())
        self._workbook.set_properties({"title": title, "author": author, "created": created})
        self._styles: dict[frozenset[tuple[str, Any]], Format] = {}

    def sheet(self, name: str) -> Worksheet:
        """A new sheet after the others."""
        return self._workbook.add_worksheet(name)

    def style(self, **properties: Any) -> Format:
        """The style with these properties, by XlsxWriter's names for them; made with the first cell that has it."""
        key = frozenset(properties.items())
        if key not in self._styles:
            self._styles[key] = self._workbook.add_format({"font_name": FONT, **properties})
        return self._styles[key]

    def content(self) -> bytes:
        """The file. Nothing can be written into the workbook afterwards."""
        self._workbook.close()
        return self._stream.getvalue()


def cut(text: str, limit: int) -> str:
    """The beginning of a text, as far as a workbook has room; it counts in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def sheet_names(schemas: Mapping[str, TableSchema], taken: Collection[str] = ()) -> dict[str, str]:
    """A name for the sheet of each table: its title, as far as a workbook allows, never the same twice and none of
    those that are ``taken``."""
    names: dict[str, str] = {}
    for table, schema in schemas.items():
        title = cut(" ".join((schema.title or table).translate(_FORBIDDEN).split()), _NAME_LIMIT)
        number = 2
        name = title
        while name.casefold() in (other.casefold() for other in (*taken, *names.values())):
            name = f"{cut(title, _NAME_LIMIT - 2)}{number}"
            number += 1
        names[table] = name
    return names


def write_header(book: Book, sheet: Worksheet, header: Iterable[str]) -> None:
    """The header in the first row: bold, shaded, in view while scrolling, repeated on every printed page."""
    style = book.style(bold=True, bg_color="#E7EDF5", align="center", valign="vcenter", text_wrap=True)
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, style)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def measured(texts_by_column: Iterable[Iterable[str]]) -> list[list[int]]:
    """How wide the texts of each column are."""
    return [[*map(columns, texts)] for texts in texts_by_column]


def fitting_widths(lengths_by_column: Iterable[Iterable[int]], least: int = 8) -> list[int]:
    """Each column as wide as its texts, within bounds."""
    return [min(max(max(lengths, default=0) + 2, least), _MOST) for lengths in lengths_by_column]


def set_widths(sheet: Worksheet, widths: Iterable[int]) -> None:
    """The widths of the columns."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def set_heights(
    sheet: Worksheet, lengths_by_column: Iterable[Sequence[int]], widths: Iterable[int], line: float = 15.0
) -> None:
    """Rows as high as their longest text needs in its column: not every program works that out when it opens a file."""
    lines: dict[int, int] = {}
    for lengths, width in zip(lengths_by_column, widths, strict=True):
        room = width - 1
        for row, length in enumerate(lengths) if max(lengths, default=0) > room else ():
            if length > room:
                lines[row] = max(lines.get(row, 1), -(-length // room))
    for row, count in lines.items():
        sheet.set_row(row, line * count)


def set_page(sheet: Worksheet, landscape: bool) -> None:
    """Printed on A4, as wide as the page."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页　共 &N 页")


def set_page_title(sheet: Worksheet, text: str) -> None:
    """The line above every printed page; `&` begins a code there and is doubled."""
    sheet.set_header(f"&C{cut(text.replace('&', '&&'), _HEADER_LIMIT)}")

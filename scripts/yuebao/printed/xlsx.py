"""The tables of a month as a workbook: one sheet a table, each cell as it was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from yuebao.model.issue import Issue
from yuebao.model.table import Table
from yuebao.printed.excel_value import excel_value
from yuebao.printed.printed_table import alignment
from yuebao.printed.published_schema import published_schema
from yuebao.printed.sheets import (
    Book,
    fitting_widths,
    measured,
    set_heights,
    set_page,
    set_page_title,
    sheet_names,
    write_header,
)
from yuebao.schema.table_schema import TableSchema

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_Style = Callable[[str, str, bool], "Format"]
GENERAL: Final = "General"
_WIDE: Final = 110
"""From this width (in half characters) on, a sheet prints in landscape."""


def issue_workbook(issue: Issue, tables: Mapping[str, Table], schemas: Mapping[str, TableSchema]) -> bytes:
    """The .xlsx of an issue. Figures are numbers shown as published; ``-`` and texts stay what they are, and where
    nothing was published there is no cell."""
    book = Book(issue.title, issue.publisher, issue.published)
    names = sheet_names(schemas)
    style = _styles(book)
    for name, table in tables.items():
        sheet = book.sheet(names[name])
        schema = published_schema(schemas[name], table)
        write_header(book, sheet, schema.header)
        _write_cells(sheet, table, schema, style)
        set_page_title(sheet, f"{issue.title}　{schemas[name].title}")
    return book.content()


def _write_cells(sheet: Worksheet, table: Table, schema: TableSchema, style: _Style) -> None:
    lengths = measured((name, *table.texts[name]) for name in schema.header)
    widths = fitting_widths(lengths)
    for column, (name, width) in enumerate(zip(schema.header, widths, strict=True)):
        field = schema.field[name]
        across = alignment(field, schema) if field.grammar else "left"
        sheet.set_column(column, column, width, style(across, GENERAL, False))
        for row, text in enumerate(table.texts[name]):
            value, shown = excel_value(text, field.grammar)
            if isinstance(value, str):
                sheet.write_string(row + 1, column, value, style(across, shown, row in table.totals))
            elif value is not None:
                sheet.write_number(row + 1, column, value, style(across, shown, row in table.totals))
    set_heights(sheet, lengths, widths)
    set_page(sheet, landscape=sum(widths) > _WIDE)


def _styles(book: Book) -> _Style:
    """The styles of cells by their alignment, their number format and whether they stand in a total row. Each cell asks
    for one, so they are remembered."""

    @cache
    def style(across: str, number_format: str, total: bool) -> Format:
        return book.style(
            bold=total, align=across, valign="vcenter", text_wrap=True, num_format=number_format
        )

    return style

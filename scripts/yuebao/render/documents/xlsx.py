"""The tables of a month as a workbook: one sheet a table, each cell as it was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from yuebao.model.issue import Issue
from yuebao.model.table import Table
from yuebao.render.documents.excel_value import excel_value
from yuebao.render.documents.printed_table import alignment
from yuebao.render.documents.sheets import (
    Book,
    fitting_widths,
    measured,
    set_heights,
    set_page,
    set_page_title,
    set_widths,
    sheet_names,
    write_header,
)
from yuebao.spec.table_schema import TableSchema

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

GENERAL: Final = "General"
_WIDE: Final = 110
"""From this width (in half characters) on, a sheet prints in landscape."""


def issue_workbook(issue: Issue, tables: Mapping[str, Table], schemas: Mapping[str, TableSchema]) -> bytes:
    """The .xlsx of an issue. Figures are numbers shown as published; blanks, ``-`` and texts stay what they are."""
    book = Book(issue.title, issue.publisher, issue.published)
    names = sheet_names(schemas)
    for name, table in tables.items():
        sheet = book.sheet(names[name])
        _write(book, sheet, table, schemas[name])
        set_page_title(sheet, f"{issue.title}　{schemas[name].title}")
    return book.content()


def _write(book: Book, sheet: Worksheet, table: Table, schema: TableSchema) -> None:
    write_header(book, sheet, table.header)
    for column, name in enumerate(table.header):
        field = schema.field[name]
        style = _styles(book, alignment(field, schema) if field.grammar else "left")
        numbers = table.numbers.get(name) or (None,) * len(table)
        for row, (text, number) in enumerate(zip(table.texts[name], numbers, strict=True)):
            value, shown = excel_value(text, number, field.grammar)
            look = style(row in table.totals, GENERAL if value is None else shown)
            if value is None:
                sheet.write_blank(row + 1, column, None, look)
            elif isinstance(value, str):
                sheet.write_string(row + 1, column, value, look)
            else:
                sheet.write_number(row + 1, column, value, look)
    lengths = measured((name, *table.texts[name]) for name in table.header)
    widths = fitting_widths(lengths)
    set_widths(sheet, widths)
    set_heights(sheet, lengths, widths)
    set_page(sheet, landscape=sum(widths) > _WIDE)


def _styles(book: Book, across: str) -> Callable[[bool, str], Format]:
    """The styles of a column, by whether the row is the total and by number format: as many as there are cells ask for
    one, so each is looked up once."""

    @cache
    def style(total: bool, number_format: str) -> Format:
        return book.style(
            bold=total, align=across, valign="vcenter", text_wrap=True, num_format=number_format
        )

    return style

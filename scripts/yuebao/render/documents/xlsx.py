"""The tables of a month as a workbook: one sheet a table, each cell as it was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from yuebao.model.issue import Issue
from yuebao.model.table import Table
from yuebao.render.documents.excel_value import TEXT, excel_value
from yuebao.render.documents.sheets import (
    FONT,
    set_page,
    set_page_title,
    set_widths,
    sheet_names,
    workbook_bytes,
    write_header,
)
from yuebao.spec.table_schema import TableSchema

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDE = 90
"""From this width (in half characters) on, a sheet prints in landscape."""


def issue_workbook(issue: Issue, tables: Mapping[str, Table], schemas: Mapping[str, TableSchema]) -> bytes:
    """The .xlsx of an issue. Figures are numbers shown as published; blanks, ``-`` and texts stay what they are."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    names = sheet_names(schemas)
    for name, table in tables.items():
        sheet = workbook.create_sheet(names[name])
        _write(sheet, table, schemas[name])
        set_page_title(sheet, f"{issue.title}　{schemas[name].title}")
    return workbook_bytes(workbook, issue.title, issue.publisher, issue.published)


def _write(sheet: Worksheet, table: Table, schema: TableSchema) -> None:
    from openpyxl.styles import Alignment, Font

    write_header(sheet, table.header)
    plain, bold = Font(name=FONT), Font(name=FONT, bold=True)
    for column, name in enumerate(table.header, 1):
        field = schema.field[name]
        place = Alignment(vertical="center", horizontal="right" if field.grammar else None, wrap_text=True)
        for row, text in enumerate(table.texts[name]):
            cell = sheet.cell(row + 2, column)
            value, shown = excel_value(text, field)
            cell.value = value
            cell.font = bold if row in table.totals else plain
            cell.alignment = place
            if field.grammar and shown != TEXT:
                cell.number_format = shown
            elif isinstance(value, str):
                cell.data_type, cell.number_format = "s", TEXT
    columns = [(name, *table.texts[name]) for name in table.header]
    set_widths(sheet, columns)
    set_page(sheet, sum(dimension.width for dimension in sheet.column_dimensions.values()) > _WIDE)

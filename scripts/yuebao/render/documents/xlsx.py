"""The tables of a month as a workbook: one sheet a table, each cell as it was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from yuebao.model.issue import Issue
from yuebao.model.table import Table
from yuebao.render.documents.excel_value import excel_value
from yuebao.render.documents.printed_table import alignment
from yuebao.render.documents.sheets import (
    FONT,
    set_heights,
    set_page,
    set_page_title,
    set_widths,
    sheet_names,
    workbook_bytes,
    write_header,
)
from yuebao.spec.table_schema import TableSchema

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

GENERAL = "General"
_WIDE = 110
"""From this width (in half characters) on, a sheet prints in landscape."""


def issue_workbook(issue: Issue, tables: Mapping[str, Table], schemas: Mapping[str, TableSchema]) -> bytes:
    """The .xlsx of an issue. Figures are numbers shown as published; blanks, ``-`` and texts stay what they are."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    names = sheet_names(schemas)
    styles = _Styles()
    for name, table in tables.items():
        sheet = workbook.create_sheet(names[name])
        _write(sheet, table, schemas[name], styles)
        set_page_title(sheet, f"{issue.title}　{schemas[name].title}")
    return workbook_bytes(workbook, issue.title, issue.publisher, issue.published)


class _Styles:
    """The styles of a workbook's cells. Looking one up for each cell anew is most of the work of writing it."""

    def __init__(self) -> None:
        self._known: dict[tuple[bool, str, str], Any] = {}

    def apply(self, cell: Cell | MergedCell, bold: bool, across: str, number_format: str) -> None:
        """Give the cell the style, made with the first cell that has it."""
        from openpyxl.styles import Alignment, Font

        key = (bold, across, number_format)
        if key in self._known:
            cell._style = self._known[key]  # type: ignore[union-attr]
            return
        cell.font = Font(name=FONT, bold=bold or None)
        cell.alignment = Alignment(vertical="center", horizontal=across, wrap_text=True)
        cell.number_format = number_format
        self._known[key] = cell._style  # type: ignore[union-attr]


def _write(sheet: Worksheet, table: Table, schema: TableSchema, styles: _Styles) -> None:
    write_header(sheet, table.header)
    for column, name in enumerate(table.header, 1):
        field = schema.field[name]
        across = alignment(field, schema) if field.grammar else "left"
        for row, text in enumerate(table.texts[name]):
            cell = sheet.cell(row + 2, column)
            value, shown = excel_value(text, field)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            format_ = shown if value is not None else GENERAL
            styles.apply(cell, row in table.totals, across, format_)
    columns = [(name, *table.texts[name]) for name in table.header]
    set_widths(sheet, columns)
    set_heights(sheet, columns)
    set_page(sheet, sum(dimension.width for dimension in sheet.column_dimensions.values()) > _WIDE)

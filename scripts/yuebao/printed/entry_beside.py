"""What the archive says beside the tables of a workbook to type into: the figures of the issue before, the sums of the rows,
what was found, and what stood in the issue when the workbook was made.

Each stands behind the mark by which an import knows that it is not the clerk's (`importing.own_areas`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from yuebao.model.issue import ARCHIVE_NOTE, ENTRY_BASE
from yuebao.model.numbers import parse
from yuebao.model.table import spreadsheet_column
from yuebao.printed.entry_grid import LINE, Entry, Grid
from yuebao.printed.excel_value import excel_value
from yuebao.printed.sheets import Book, fitting_widths, measured, set_heights, set_page, set_widths
from yuebao.schema.table_schema import TableSchema

FOUND: Final = "核对"
SUMS: Final = f"{ARCHIVE_NOTE}：以上各行相加"
_GREY: Final = "#808080"
_LINK: Final = "#0563C1"
_GAP: Final = 4
_FOUND_WIDTHS: Final = (6, 44, 70, 44)
_NOTHING: Final = "没有待处理的问题"


def write_sums(grid: Grid, sums: Collection[str]) -> None:
    """Beneath the total row what the rows above it add up to, as they are typed."""
    total = grid.schema.total_row
    if total is None or not sums:
        return
    row = grid.count + 2
    style = grid.book.style(italic=True, font_color=_GREY, border=1, border_color=LINE)
    for column, field in enumerate(grid.schema.fields):
        if field.name == total.column:
            grid.sheet.write_string(row, column, SUMS, style)
        elif field.name in sums:
            letter = spreadsheet_column(column)
            now = _sum([line[column] for line in grid.body[: grid.count]], field.grammar)
            grid.sheet.write_formula(row, column, f"=SUM({letter}2:{letter}{grid.count + 1})", style, now)


def _sum(texts: Sequence[str], grammar: str) -> int | float:
    """What a program would show before it works the formula out: blanks, texts and what cannot be read count as 0."""
    read = [parse(text, grammar) for text in texts if text]
    whole = sum((number for number in read if isinstance(number, Decimal)), Decimal(0))
    return int(whole) if whole == whole.to_integral_value() else float(whole)


def write_beside(grid: Grid, month: str, last: Sequence[Sequence[str]]) -> None:
    """To the right of the table the figures of the issue before in grey, each in the row of the same name; of a table whose
    rows nobody knows beforehand the whole of it."""
    if len(last) < 2:
        return
    header, *rows = last
    fields = [(at, field) for at, field in enumerate(grid.schema.fields) if field.grammar or grid.free]
    start = len(grid.schema.header) + 1
    head = grid.book.style(font_color=_GREY, align="center", valign="vcenter", text_wrap=True)
    grid.sheet.write_string(0, start - 1, ARCHIVE_NOTE, grid.book.style(font_color=_GREY, shrink=True))
    grid.sheet.set_column(start - 1, start - 1, _GAP)
    for place, (at, field) in enumerate(fields, start):
        grid.sheet.write_string(0, place, f"{month} {header[at]}", head)
        for row, texts in enumerate(rows, 1):
            value, shown = excel_value(texts[at], field.grammar)
            style = grid.book.style(
                font_color=_GREY, num_format=shown, align="right" if field.grammar else "left"
            )
            if isinstance(value, str):
                grid.sheet.write_string(row, place, value, style)
            elif value is not None:
                grid.sheet.write_number(row, place, value, style)
    lengths = measured([header[at], *(texts[at] for texts in rows)] for at, _ in fields)
    for place, width in enumerate(fitting_widths(lengths, len(month) + 3), start):
        grid.sheet.set_column(place, place, width)


def write_found(
    book: Book, entry: Entry, names: Mapping[str, str], schemas: Mapping[str, TableSchema]
) -> None:
    """A sheet that lists what was found, each with a link to its cell."""
    sheet = book.sheet(FOUND)
    plain = book.style(text_wrap=True, valign="top", border=1, border_color=LINE)
    link = book.style(
        text_wrap=True, valign="top", border=1, border_color=LINE, font_color=_LINK, underline=1
    )
    heads = (ARCHIVE_NOTE, "在哪里", entry.told or _NOTHING, "怎样处理")
    for column, text in enumerate(heads):
        sheet.write_string(
            0, column, text, book.style(bold=True, text_wrap=True, valign="vcenter", font_color=_GREY)
        )
    for row, each in enumerate(entry.found, 1):
        sheet.write_number(row, 0, row, plain)
        if each.cells and each.cells[0].table in names:
            cell = each.cells[0]
            column = schemas[cell.table].header.index(cell.column)
            place = f"internal:'{names[cell.table]}'!{spreadsheet_column(column)}{cell.row + 2}"
            sheet.write_url(row, 1, place, link, each.where)
        else:
            sheet.write_string(row, 1, each.where, plain)
        sheet.write_string(row, 2, each.words, plain)
        sheet.write_string(row, 3, each.remedy, plain)
    texts = [("", "", ""), *((each.where, each.words, each.remedy) for each in entry.found)]
    set_widths(sheet, _FOUND_WIDTHS)
    set_heights(sheet, measured(zip(*texts, strict=True)), _FOUND_WIDTHS[1:])
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    set_page(sheet, landscape=True)


def write_base(book: Book, rows: Sequence[Sequence[str]]) -> None:
    """What stands in the issue now, on a hidden sheet."""
    if not rows:
        return
    sheet = book.sheet(ENTRY_BASE)
    sheet.hide()
    for column, text in enumerate((ARCHIVE_NOTE, ENTRY_BASE)):
        sheet.write_string(0, column, text)
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(row, column, text)

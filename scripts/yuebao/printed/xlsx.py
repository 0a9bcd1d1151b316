"""The tables of a month as a workbook: one sheet a table, each cell as it was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from yuebao.model.issue import ARCHIVE_NOTE, DRAFT_MARK, LEFT_MARK, Issue
from yuebao.model.table import Table
from yuebao.model.trust import UNTOLD, Checked, Trust
from yuebao.printed.absence_notes import notes_of_tables
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
    set_widths,
    sheet_names,
    write_header,
)
from yuebao.printed.trust_notes import archive_notes
from yuebao.printed.unfinished import day_of
from yuebao.schema.table_schema import TableSchema

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_Style = Callable[[str, str, bool, str], "Format"]
_LEFT: Final = "#FFF2CC"
_SHADES: Final = {Trust.EXPLAINED: "#FCE4D6", Trust.NOTHING: "#E7E6E6"}
"""Behind the figures that are not simply checked; the sheet of notes says what the colours mean."""
GENERAL: Final = "General"
_NOTES_WIDTH: Final = 76
_WIDE: Final = 110
"""From this width (in half characters) on, a sheet prints in landscape."""


def issue_workbook(
    issue: Issue,
    tables: Mapping[str, Table],
    schemas: Mapping[str, TableSchema],
    draft: str = "",
    checked: Checked = UNTOLD,
    told: Sequence[str] = (),
) -> bytes:
    """The .xlsx of an issue. Figures are numbers shown as published; ``-`` and texts stay what they are, and where
    nothing was published there is no cell: a last sheet says what and why. The same says how far the figures were
    ``checked``, followed by what is ``told`` besides; those in doubt and those that nothing speaks of are shaded. What ``draft`` says of an issue in progress
    stands on a sheet of its own and at the head of each page, and what is left is marked and shaded."""
    book = Book(issue.title, issue.publisher, day_of(issue))
    names = sheet_names(schemas, taken=(DRAFT_MARK, ARCHIVE_NOTE))
    style = _styles(book)
    if draft:
        _write_draft(book, draft)
    for name, schema in schemas.items():
        if name not in tables and not issue.awaits(name):
            continue
        sheet = book.sheet(names[name])
        if name in tables:
            schema = published_schema(schema, tables[name])
            write_header(book, sheet, schema.header)
            _write_cells(sheet, tables[name], schema, style, checked)
        else:
            write_header(book, sheet, schema.header)
            for column, _ in enumerate(schema.header):
                sheet.write_string(1, column, LEFT_MARK, book.style(bg_color=_LEFT))
        if draft:
            sheet.set_tab_color(_LEFT)
        set_page_title(sheet, "　".join(filter(None, (draft, issue.title, schema.title))))
    notes = (*notes_of_tables(issue.absent, schemas), *archive_notes(checked, schemas), *told)
    _write_notes(book, notes, draft, "　".join(filter(None, (draft, issue.title))))
    return book.content()


def _write_draft(book: Book, draft: str) -> None:
    sheet = book.sheet(DRAFT_MARK)
    sheet.write_string(0, 0, draft, book.style(bold=True, font_size=14, font_color="#C00000"))
    sheet.set_column(0, 0, 90)
    sheet.set_tab_color("#C00000")
    set_page(sheet, landscape=False)
    set_page_title(sheet, draft)


def _write_notes(book: Book, notes: Sequence[str], draft: str, title: str) -> None:
    """What the archive says of the issue, on a sheet of its own; none where that is nothing."""
    if not notes:
        return
    sheet = book.sheet(ARCHIVE_NOTE)
    style = book.style(text_wrap=True, valign="vcenter")
    for row, note in enumerate(notes):
        sheet.write_string(row, 0, note, style)
    set_widths(sheet, [_NOTES_WIDTH])
    set_heights(sheet, measured([notes]), [_NOTES_WIDTH])
    set_page(sheet, landscape=False)
    set_page_title(sheet, title)
    if draft:
        sheet.set_tab_color(_LEFT)


def _write_cells(
    sheet: Worksheet, table: Table, schema: TableSchema, style: _Style, checked: Checked
) -> None:
    lengths = measured((name, *table.texts[name]) for name in schema.header)
    widths = fitting_widths(lengths)
    for column, (name, width) in enumerate(zip(schema.header, widths, strict=True)):
        field = schema.field[name]
        across = alignment(field, schema) if field.grammar else "left"
        sheet.set_column(column, column, width, style(across, GENERAL, False, ""))
        for row, text in enumerate(table.texts[name]):
            value, shown = excel_value(text, field.grammar)
            shade = _shade(table, row, name, checked)
            shape = style(across, shown, row in table.totals, shade)
            if isinstance(value, str):
                sheet.write_string(row + 1, column, value, shape)
            elif value is not None:
                sheet.write_number(row + 1, column, value, shape)
            elif shade:
                sheet.write_blank(row + 1, column, None, shape)
    set_heights(sheet, lengths, widths)
    set_page(sheet, landscape=sum(widths) > _WIDE)


def _shade(table: Table, row: int, column: str, checked: Checked) -> str:
    """The colour behind a cell; empty where it has none."""
    if (row, column) in table.left:
        return _LEFT
    trust = checked.of(table.name, row, column)
    return _SHADES.get(trust, "") if trust is not None else ""


def _styles(book: Book) -> _Style:
    """The styles of cells by their alignment, their number format, whether they stand in a total row and the colour behind
    them. Each cell asks for one, so they are remembered."""

    @cache
    def style(across: str, number_format: str, total: bool, shade: str) -> Format:
        behind = {"bg_color": shade} if shade else {}
        return book.style(
            bold=total, align=across, valign="vcenter", text_wrap=True, num_format=number_format, **behind
        )

    return style

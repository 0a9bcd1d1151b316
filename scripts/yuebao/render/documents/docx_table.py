"""A printed table in WordprocessingML: real merged cells, header rows that repeat, columns that fit the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from yuebao.render.documents.docx_styles import style_id
from yuebao.render.documents.docx_xml import joined, paragraph, run, twips
from yuebao.render.documents.printed_table import PrintedCell, PrintedRow, PrintedTable
from yuebao.render.documents.table_fit import Fit

_BORDERS: Final = joined(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = joined(
    f'<w:{side} w:w="{size}" w:type="dxa"/>'
    for side, size in (("top", 15), ("left", 50), ("bottom", 15), ("right", 50))
)


def table_xml(table: PrintedTable, fit: Fit) -> str:
    """The table as wide as its page."""
    grid = joined(f'<w:gridCol w:w="{twips(width)}"/>' for width in fit.widths)
    rows = _head_rows(table.head, fit) + [_row(row, fit) for row in table.body]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(fit.width)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{joined(rows)}</w:tbl>"
    )


def _head_rows(rows: Sequence[PrintedRow], fit: Fit) -> list[str]:
    """Header rows; a cell that reaches down is restarted in the first and continued in the next."""
    written = []
    open_cells: dict[int, PrintedCell] = {}
    for number, row in enumerate(rows):
        cells, column = [], 0
        waiting = list(row.cells)
        while column < len(fit.widths):
            above = open_cells.get(column)
            if above is not None and number:
                cells.append(_cell(PrintedCell(""), fit, column, "<w:vMerge/>", head=True))
                column += 1
                continue
            cell = waiting.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            if cell.rows > 1:
                open_cells[column] = cell
            cells.append(_cell(cell, fit, column, merge, head=True))
            column += cell.columns
        written.append(_tr(cells, fit, "<w:tblHeader/>"))
    return written


def _row(row: PrintedRow, fit: Fit) -> str:
    cells, column = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, fit, column, "", with_next=row.with_next))
        column += cell.columns
    return _tr(cells, fit, "")


def _tr(cells: Sequence[str], fit: Fit, properties: str) -> str:
    height = f'<w:trHeight w:val="{twips(fit.height)}" w:hRule="atLeast"/>'
    return f'<w:tr><w:trPr><w:cantSplit/>{height}{properties}<w:jc w:val="center"/></w:trPr>{joined(cells)}</w:tr>'


def _cell(
    cell: PrintedCell, fit: Fit, column: int, merge: str, *, head: bool = False, with_next: bool = False
) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    width = sum(fit.widths[column : column + cell.columns])
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
    style = style_id("TableHead" if head else "TableText", fit.size)
    keep = "<w:keepNext/>" if with_next else ""
    alignment = f'<w:jc w:val="{cell.align}"/>'
    text = run(cell.text, bold=cell.strong and not head) if cell.text else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(style, text, keep + alignment)}</w:tc>"

"""A printed table in WordprocessingML: real merged cells, header rows that repeat, columns that fit the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from yuebao.printed.docx_styles import style_id
from yuebao.printed.docx_xml import joined, run, twips
from yuebao.printed.printed_table import PrintedCell, PrintedRow, PrintedTable
from yuebao.printed.table_fit import Fit

_BORDERS: Final = joined(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = joined(
    f'<w:{side} w:w="{size}" w:type="dxa"/>'
    for side, size in (("top", 15), ("left", 50), ("bottom", 15), ("right", 50))
)


_END: Final = "</w:p></w:tc>"


def table_xml(table: PrintedTable, fit: Fit) -> str:
    """The table as wide as its page."""
    grid = joined(f'<w:gridCol w:w="{twips(width)}"/>' for width in fit.widths)
    rows = _head_rows(table.head, fit) + _body_rows(table.body, fit)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(fit.width)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{joined(rows)}</w:tbl>"
    )


def _head_rows(rows: Sequence[PrintedRow], fit: Fit) -> list[str]:
    """Header rows; a cell that reaches down is restarted in the first and continued in the next."""
    frame, start = _frames(fit, style_id("TableHead", fit.size)), _row_start(fit, "<w:tblHeader/>")
    written = []
    open_cells: dict[int, PrintedCell] = {}
    for number, row in enumerate(rows):
        cells, column = [], 0
        waiting = list(row.cells)
        while column < len(fit.widths):
            above = open_cells.get(column)
            if above is not None and number:
                cells.append(frame(column, 1, "center", "<w:vMerge/>", "") + _END)
                column += 1
                continue
            cell = waiting.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            if cell.rows > 1:
                open_cells[column] = cell
            text = run(cell.text) if cell.text else ""
            cells.append(frame(column, cell.columns, cell.align, merge, "") + text + _END)
            column += cell.columns
        written.append(f"{start}{joined(cells)}</w:tr>")
    return written


def _body_rows(rows: Sequence[PrintedRow], fit: Fit) -> list[str]:
    frame, start = _frames(fit, style_id("TableText", fit.size)), _row_start(fit, "")
    written = []
    for row in rows:
        keep = "<w:keepNext/>" if row.with_next else ""
        cells, column = [start], 0
        for cell in row.cells:
            cells.append(frame(column, cell.columns, cell.align, "", keep))
            if cell.text:
                cells.append(run(cell.text, bold=cell.strong))
            cells.append(_END)
            column += cell.columns
        written.append(f"{joined(cells)}</w:tr>")
    return written


def _row_start(fit: Fit, properties: str) -> str:
    height = f'<w:trHeight w:val="{twips(fit.height)}" w:hRule="atLeast"/>'
    return f'<w:tr><w:trPr><w:cantSplit/>{height}{properties}<w:jc w:val="center"/></w:trPr>'


def _frames(fit: Fit, style: str) -> Callable[[int, int, str, str, str], str]:
    """What stands before the text of a cell. The cells of a column share it, so each is made once for a table."""

    @cache
    def frame(column: int, columns: int, align: str, merge: str, keep: str) -> str:
        width = twips(sum(fit.widths[column : column + columns]))
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        across = "" if align == "center" else f'<w:jc w:val="{align}"/>'  # the styles of cells are centred
        return f'<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{across}</w:pPr>'

    return frame

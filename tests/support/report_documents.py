"""A printed report as a Word document and as workbooks, made by other means than the program's own export."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from tests.support.waiting import PATIENCE

BULLET = "●"
SUBHEAD = "办结"


def parts_of(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Lines with tabs (as a table: ``True``) and others, in their order; a name list is no table."""
    for tabbed, lines in groupby(
        text.split("\n"), key=lambda line: "\t" in line and "（" not in line.split("\t")[0]
    ):
        yield tabbed, list(lines)


def word_document(text: str) -> Any:
    """The report in Word: tables with really merged cells, headers in two rows, clauses merged over their items."""
    document = docx.Document()
    for tabbed, lines in parts_of(text):
        if tabbed:
            _table(document, [line.split("\t") for line in lines])
        else:
            for line in lines:
                document.add_paragraph(line)
    return document


def word_bytes(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Any, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    grid = [[table.cell(row, column) for column in range(width)] for row in range(len(rows))]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text:
                grid[row][column].text = text
    if len(rows) > 1 and SUBHEAD in rows[1]:
        for column in range(width):
            if rows[1][column] != SUBHEAD:
                grid[0][column].merge(grid[1][column])
        _repeat(table.rows[0])
        _repeat(table.rows[1])
    _merge_groups(grid, rows)


def _merge_groups(grid: list[list[Any]], rows: list[list[str]]) -> None:
    """Headings of groups go across the table; a clause stands once beside all its items."""
    for row, cells in enumerate(rows):
        if BULLET not in cells[0] and any(cell.endswith("分") for cell in cells) and len(cells) <= 5:
            filled = [column for column, cell in enumerate(cells) if cell]
            for start, end in zip(filled, [*filled[1:], len(cells)], strict=True):
                grid[row][start].merge(grid[row][end - 1])
    for clause, run in groupby(
        range(len(rows)), key=lambda row: rows[row][1] if rows[row][0] == BULLET else ""
    ):
        items = list(run)
        if clause and len(items) > 1:
            for row in items[1:]:
                grid[row][1].text = ""
            grid[items[0]][1].merge(grid[items[-1]][1]).text = clause


def _repeat(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def workbook(text: str, *, numbers: bool) -> Any:
    """The report as somebody's workbook: a sheet a part, titles merged across, figures as numbers or as text."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    heading: list[str] = []
    for tabbed, lines in parts_of(text):
        if not tabbed:
            heading += [line for line in lines if line.strip()]
            continue
        sheet = book.create_sheet(f"表{len(book.worksheets) + 1}")
        width = max(line.count("\t") + 1 for line in lines)
        for line in heading:
            sheet.append([line])
            sheet.merge_cells(
                start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width
            )
        heading = []
        for line in lines:
            sheet.append([None] * width)
            for column, cell in enumerate(line.split("\t"), 1):
                if cell:
                    _fill(sheet.cell(sheet.max_row, column), cell, numbers)
    return book


def _fill(cell: Any, text: str, numbers: bool) -> None:
    plain = text.lstrip("+-").removesuffix("%")
    if not numbers or not plain.replace(".", "", 1).isdigit():
        cell.value = text
        cell.data_type = "s"
    elif text.endswith("%"):
        cell.value = float(plain) / 100
        cell.number_format = (
            "0.00%" if "." in plain and len(plain.split(".")[1]) == 2 else "0.0%" if "." in plain else "0%"
        )
    else:
        cell.value = float(text) if "." in text else int(text)


def save(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def workbook_bytes(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def converted(path: Path, kind: str) -> Path:
    """The document saved by LibreOffice in another format."""
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run(
        [*command, str(path.parent / kind), str(path)], check=True, capture_output=True, timeout=PATIENCE
    )
    return path.parent / kind / f"{path.stem}.{kind}"

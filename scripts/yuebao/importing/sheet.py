"""What the two workbook formats share: sheets of cells into grids, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.importing.blocks import Block, Grid, Paragraph, Refused, Row
from yuebao.model.table import spreadsheet_column

SHEETS: Final = 60
ROWS: Final = 5_000
COLUMNS: Final = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet by row and column, both from 0.

    ``stored`` are those kept as numbers; ``merged`` are ranges (first row, first column, last row, last column).
    """

    name: str
    texts: Mapping[tuple[int, int], str]
    stored: frozenset[tuple[int, int]]
    merged: tuple[tuple[int, int, int, int], ...]


def check_count(count: int) -> None:
    """Refuse a workbook of too many sheets."""
    if count > SHEETS:
        raise Refused(f"工作簿有 {count} 个工作表，一期月报不会有这么多。请确认选对了文件。")


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose filled cells reach too far."""
    if rows > ROWS or columns > COLUMNS:
        raise Refused(
            f"工作表“{name}”用到第 {rows} 行、{spreadsheet_column(columns - 1)} 列，一期月报不会有这么大。"
            "请删去多余的行列，或确认选对了文件。"
        )


def blocks_of_sheets(sheets: list[Sheet]) -> Iterator[Block]:
    """The name of each sheet stands for a heading; then its cells, row by row."""
    for sheet in sheets:
        if sheet.texts:
            yield Paragraph(sheet.name, f"工作表“{sheet.name}”", caption=True)
            yield Grid(tuple(_rows(sheet)))


def _rows(sheet: Sheet) -> Iterator[Row]:
    height = max(row for row, _ in sheet.texts) + 1
    width = max(column for _, column in sheet.texts) + 1
    check_size(sheet.name, height, width)
    texts, continued = dict(sheet.texts), set()
    for top, left, bottom, right in sheet.merged:
        for row in range(top + 1, min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
                texts[row, column] = sheet.texts.get((top, column), "")
                continued.add((row, column))
    for row in range(height):
        yield Row(
            cells=tuple(texts.get((row, column), "") for column in range(width)),
            place=f"工作表“{sheet.name}”第 {row + 1} 行",
            continued=frozenset(column for column in range(width) if (row, column) in continued),
            stored=frozenset(column for column in range(width) if (row, column) in sheet.stored),
        )

"""The text of a CSV file into records, as RFC 4180 has them and as Excel, WPS and Notepad write them.

The standard library's `csv` takes records apart; it is asked record by record, and only where quotes stand as the RFC
allows, so that a stray quote spoils its own line and no other.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from yuebao.load.form import Note
from yuebao.load.problem import Problem
from yuebao.model.csv_text import csv_text

_SEPARATORS: Final = {"\t": "制表符", ";": "分号"}
"""What stands between cells instead of a comma where a system is set up so, or a sheet is saved as Unicode text."""
_LONGEST: Final = 200
"""Lines of one cell; a quote that closes later than that was never meant to."""
_LONGEST_CELL: Final = 5_000
"""Characters of one cell; declared patterns may take the square of it. The longest of the real report has 100."""


class Record(NamedTuple):
    """One row of the file: its first line, the row of a spreadsheet that shows the file, and its cells, or ``None`` when
    it cannot be taken apart. A tuple because a month has some three hundred."""

    line: int
    cells: tuple[str, ...] | None
    row: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The records that say anything, what is wrong with the others, and how the file is written otherwise."""

    records: list[Record]
    problems: list[Problem]
    notes: list[Note]


def read_records(text: str, header: Sequence[str] = (), rows: int = 0) -> Reading:
    """Every record that has a cell with something in it. A line end inside quotes is part of the cell.

    ``header`` are the columns that are looked for: another separator than the comma is used only where it gives just
    these. ``rows`` is how many rows the table has at least, blank ones included. Empty lines, empty columns after the last, and CRLF are notes; a line whose quotes are not as in RFC 4180 is a
    problem and has no cells.
    """
    notes: list[Note] = []
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
        notes.append(Note("换行是 CR"))
    elif "\r\n" in text:
        notes.append(Note("换行是 CRLF", text.count("\n", 0, text.index("\r\n")) + 1))
        text = text.replace("\r\n", "\n")
    if not text.strip():
        return Reading([], [Problem("文件是空的", "请放入表头和数据。", 1)], [])
    lines = text.removesuffix("\n").split("\n")
    separator = _separator(lines, header)
    if separator != ",":
        notes.append(Note(f"分隔符是{_SEPARATORS[separator]}（应为半角逗号）"))
    problems: list[Problem] = []
    if '"' in text:
        records = list(_quoted(lines, separator, problems, notes))
    else:
        records = [
            Record(number, tuple(line.split(separator)), number) for number, line in enumerate(lines, 1)
        ]
    records = [_with_short_cells(record, problems) for record in records]
    return Reading(_without_columns(_without_rows(records, rows, notes), notes), problems, notes)


def _with_short_cells(record: Record, problems: list[Problem]) -> Record:
    if record.cells is None or _short(record.cells):
        return record
    problems.append(_too_long(record.line))
    return record._replace(cells=None)


def _short(cells: Sequence[str]) -> bool:
    """Whether no cell is too long; of what else is odd about one that is nothing is said."""
    return max(map(len, cells), default=0) <= _LONGEST_CELL


def _too_long(line: int) -> Problem:
    return Problem(f"有一格超过 {_LONGEST_CELL} 个字，不予读取", "请检查这一行的引号和分隔符。", line)


def _separator(lines: Sequence[str], header: Sequence[str]) -> str:
    first = next(line for line in lines if line.strip())
    for separator in _SEPARATORS:
        if separator in first:
            cells = [cell.strip().strip('"').strip() for cell in first.split(separator)]
            while cells and not cells[-1]:
                cells.pop()
            if tuple(cells) == tuple(header):
                return separator
    return ","


def _quoted(
    lines: Sequence[str], separator: str, problems: list[Problem], notes: list[Note]
) -> Iterator[Record]:
    """The records of a text with quotes. A line with an odd number of them goes on to the next such line."""
    odd = [line.count('"') % 2 == 1 for line in lines]
    number = row = 0
    while number < len(lines):
        row += 1
        end = number
        if odd[number]:
            later = range(number + 1, min(number + _LONGEST, len(lines)))
            end = next((index for index in later if odd[index]), number)
        whole = "\n".join(lines[number : end + 1])
        if end > number and not _legal(separator).fullmatch(whole):
            end, whole = number, lines[number]
        cells, problem = _cells(whole, separator, number + 1)
        if problem is not None:
            problems.append(problem)
        elif (
            separator == ","
            and '"' in whole
            and cells
            and _short(cells)
            and csv_text([cells]) != f"{whole}\n"
        ):
            notes.append(Note("多余的引号", number + 1, 1))
        yield Record(number + 1, cells, row)
        number = end + 1


@cache
def _legal(separator: str) -> re.Pattern[str]:
    """A record as RFC 4180 has it, or with cells as ``="1"``, by which Excel is made to keep a text."""
    cell = rf'(?:"(?:[^"]|"")*"|="[^"\n]*"|[^"\n{separator}]*)'
    return re.compile(f"{cell}(?:{separator}{cell})*")


def _cells(text: str, separator: str, line: int) -> tuple[tuple[str, ...] | None, Problem | None]:
    if '"' not in text:
        return tuple(text.split(separator)), None
    if not _legal(separator).fullmatch(text):
        if text.count('"') % 2:
            return None, Problem("引号不成对", "单元格内的引号要写成两个，并把整格括在引号里。", line)
        return None, Problem(
            "单元格里的引号没有照 CSV 的规矩写", "含引号的单元格要整格括在引号里，里面的引号写成两个。", line
        )
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator))), None
    except (csv.Error, StopIteration):
        return None, _too_long(line)  # longer than `csv` reads, which libraries set as they like


def _without_rows(records: list[Record], rows: int, notes: list[Note]) -> list[Record]:
    """The records without those that are all blank, save the first blank ones of a table that has so many rows."""
    blank = [
        record for record in records if record.cells is not None and not any(map(str.strip, record.cells))
    ]
    cells = [record for record in blank if record.cells and len(record.cells) > 1]
    spared = max(0, rows + 1 - (len(records) - len(blank)))
    dropped = {record.row for record in blank} - {record.row for record in cells[:spared]}
    if not dropped:
        return records
    kept = [record for record in records if record.row not in dropped]
    first = next(record for record in blank if record.row in dropped)
    notes.append(Note("空行", first.line, len(dropped)))
    return kept


def _without_columns(records: list[Record], notes: list[Note]) -> list[Record]:
    """The records without the empty columns after the last named one, where no record has anything there."""
    header = records[0].cells if records else None
    if not header or header[-1].strip():
        return records
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    if any(record.cells is not None and any(map(str.strip, record.cells[width:])) for record in records):
        return records
    notes.append(Note("表头之后的空列", records[0].line, len(header) - width))
    return [record._replace(cells=record.cells and record.cells[:width]) for record in records]

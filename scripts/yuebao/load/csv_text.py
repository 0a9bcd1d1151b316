"""The text of a CSV file into records, one physical line a record.

The standard library's `csv` reads the lines that hold a quote; it is asked line by line so that a stray quote spoils
its own line and no other.
"""

from __future__ import annotations

import csv
import re
from typing import Final, NamedTuple

from yuebao.load.problem import Problem

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")


class Record(NamedTuple):
    """One line: its cells, or ``None`` when it cannot be taken apart. A tuple because a month has some three hundred."""

    line: int
    cells: tuple[str, ...] | None


def read_records(text: str) -> tuple[list[Record], list[Problem]]:
    """Every line as a record, and what is wrong with the file as text.

    A byte order mark or CRLF is a problem but the lines are still read. A line with a control character or a stray
    quote has no cells. Trailing line end optional; a blank line is a problem and no record.
    """
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(Problem("文件开头有 BOM", "请另存为 UTF-8（无 BOM）。", 1))
    if "\r" in text:
        first = text.count("\n", 0, text.index("\r")) + 1
        problems.append(Problem("行尾是 CRLF（Windows 换行），应为 LF", "请把换行改为 LF。", first))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        problems.append(Problem("文件是空的", "请放入表头和数据。", 1))
        return [], problems
    records = []
    plain = '"' not in text and _CONTROL.search(text) is None
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if not line:
            problems.append(Problem("空行", "请删去空行。", number))
            continue
        if plain:
            records.append(Record(number, tuple(line.split(","))))
            continue
        cells, problem = _cells(line, number)
        records.append(Record(number, cells))
        if problem is not None:
            problems.append(problem)
    return records, problems


def _cells(line: str, number: int) -> tuple[tuple[str, ...] | None, Problem | None]:
    control = _CONTROL.search(line)
    if control is not None:
        code = f"U+{ord(control.group()):04X}"
        return None, Problem(f"含有不可见的控制字符（{code}）", "请删去该字符。", number)
    if '"' not in line:
        return tuple(line.split(",")), None
    try:
        cells = next(csv.reader([line], strict=True))
    except csv.Error:
        return None, Problem("引号不成对", "单元格内的引号要写成两个，并把整格括在引号里。", number)
    if any('"' in cell for cell in cells) and _written(cells) != line:
        return None, Problem("单元格内有没有括起来的引号", "含引号的单元格要整格括在引号里。", number)
    return tuple(cells), None


def _written(cells: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' if set(cell) & set(',"') else cell for cell in cells)

"""The list of what was imported: a line for each file, by which a later call knows what is done.

It is a table that a spreadsheet opens. A line that was not finished when the program was killed counts as none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WHOLE: Final = "已导入"
DOUBTFUL: Final = "有存疑"
REFUSED: Final = "没有导入"
TWICE: Final = "重复"
RIVAL: Final = "同期另有一份"
STANDING: Final = "这一期已有"
BROKEN: Final = "程序出错"
DONE: Final = (WHOLE, DOUBTFUL)
"""The states of a file that stands in the archive."""
HEADER: Final = ("file", "sha256", "period", "state", "doubts", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """A file: its path, its SHA-256, the period that it is of (empty where nobody knows), what became of it, how many doubts
    are open, and why."""

    file: str
    sha256: str
    period: str
    state: str
    doubts: int = 0
    note: str = ""


def manifest_text(lines: Iterable[Line]) -> bytes:
    """The list, with the mark by which Excel knows UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    for line in sorted(lines, key=lambda each: (each.period == "", each.period, each.file)):
        writer.writerow([line.file, line.sha256, line.period, line.state, line.doubts, line.note])
    return stream.getvalue().encode("utf-8-sig", "surrogateescape")


def read_manifest(content: bytes) -> dict[str, Line]:
    """The lines by file; whatever is no line is left out."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig", "surrogateescape"), newline=""))
    return {
        row[0]: Line(row[0], row[1], row[2], row[3], int(row[4]), row[5])
        for row in rows
        if len(row) == len(HEADER) and row[4].isdecimal()
    }

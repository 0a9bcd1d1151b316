"""A table of a draft changed cell by cell, as it is typed: read as it stands, changed, written in the form of the archive.

Who changes a table says what he saw of its file. One that somebody else changed since is left alone, so that the desk,
Excel and git can be mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from yuebao.load.csv_text import read_records
from yuebao.load.fields import FieldJudge
from yuebao.load.files import decode, read_bytes
from yuebao.load.folder import draft_names
from yuebao.load.header import read_header, without_headers
from yuebao.load.problem import MISSING, Problem
from yuebao.load.tidied import tidied_table
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import UsageError
from yuebao.schema.table_schema import TableSchema
from yuebao.write.checksums import of_bytes
from yuebao.write.files import write_files

Judges = Mapping[str, Mapping[str, FieldJudge]]
_LONGEST: Final = 5_000
"""Rows that a table may come to have; the longest of a report has some hundred."""


class ChangedOutside(Exception):
    """The file is not as who changes it saw it: another program wrote it meanwhile. Nothing was written."""


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in its file: the header, each row with its physical line, and by which ``seen`` of the file it is
    known again, empty where there is none yet. ``problem`` says why it cannot be changed here."""

    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, ...] = ()
    seen: str = ""
    problem: str = ""

    @cached_property
    def row_at(self) -> Mapping[int, int]:
        """Which row begins at a line."""
        return {line: row for row, line in enumerate(self.lines)}


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell becomes this text; ``row`` counts the data rows from 0. Just below the last row it begins a new one."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class InsertRow:
    """A row comes to stand at this place, the others below it."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """A row goes."""

    row: int


Step = SetCell | InsertRow | DeleteRow


def read_sheet(root: Path, month: str, schema: TableSchema) -> Sheet:
    """The table as it stands; one that is not there has the header of its layout and no row."""
    file = f"data/{month}/{schema.name}.csv"
    content = read_bytes(root / file)
    if isinstance(content, Problem):
        problem = "" if content == MISSING else f"{content.message}。{content.remedy}"
        return Sheet(schema.name, file, schema.header, problem=problem)
    seen = of_bytes(content)
    decoded = decode(content)
    if isinstance(decoded, Problem):
        return Sheet(
            schema.name, file, schema.header, seen=seen, problem=f"{decoded.message}。{decoded.remedy}"
        )
    reading = read_records(decoded[0], schema.header, schema.row_count or 0)
    if not reading.records:
        return Sheet(schema.name, file, schema.header, seen=seen)
    header, _ = read_header(reading.records[0], schema)
    records, _ = without_headers(reading.records[1:], header)
    broken = [record.line for record in records if record.cells is None or len(record.cells) != len(header)]
    problem = (
        f"{file} 第 {broken[0]} 行的格数与表头不同，请先用 Excel 或记事本改正这一行。"
        if broken or reading.problems
        else ""
    )
    rows = tuple(record.cells or () for record in records)
    return Sheet(schema.name, file, header, rows, tuple(record.line for record in records), seen, problem)


def edit_tables(
    root: Path,
    month: str,
    schemas: Mapping[str, TableSchema],
    judges: Judges,
    edits: Mapping[str, tuple[str, Sequence[Step]]],
) -> tuple[Sheet, ...]:
    """Change tables of a draft, all or none: by table what was ``seen`` of its file and the steps, one after the other. The
    tables as they stand then; figures and names are brought into the form of the archive, none is changed.

    Raises `ChangedOutside` for a file that another program changed, `UsageError` for a published issue, a table that the
    layout does not have, or a step outside of it, `Fault` for what the system refuses.
    """
    require_draft(root, month)
    files: dict[str, bytes] = {}
    for name, (seen, steps) in edits.items():
        if name not in schemas:
            raise UsageError(f"{month} 的版式里没有表“{name}”；没有改动任何文件")
        sheet = read_sheet(root, month, schemas[name])
        if sheet.seen != seen:
            raise ChangedOutside(sheet.file)
        if sheet.problem:
            raise UsageError(sheet.problem)
        files[sheet.file] = _written(sheet, steps, schemas[name], judges[name])
    write_files(root, files)
    return tuple(read_sheet(root, month, schemas[name]) for name in edits)


def require_draft(root: Path, month: str) -> None:
    """Raises `UsageError` for an issue whose figures are not typed in place."""
    if month not in draft_names(root, (month,)):
        raise UsageError(f"{month} 不在整理中：公布的数字不在这里改，请用“更正”写明原因；没有改动任何文件")


def _written(
    sheet: Sheet, steps: Sequence[Step], schema: TableSchema, judges: Mapping[str, FieldJudge]
) -> bytes:
    rows = [list(row) for row in sheet.rows]
    for step in steps:
        _take(rows, step, len(sheet.header), sheet.file)
    text = csv_text([sheet.header, *rows])
    tidied = tidied_table(text.encode(), schema, judges)
    return (text if tidied.problem is not None else tidied.text).encode()


def _take(rows: list[list[str]], step: Step, width: int, file: str) -> None:
    last = len(rows) - isinstance(step, DeleteRow)
    if not 0 <= step.row <= min(last, _LONGEST) or (
        isinstance(step, SetCell) and not 0 <= step.column < width
    ):
        raise UsageError(f"{file} 没有第 {step.row + 1} 行数据，或没有这一列；没有改动任何文件")
    if isinstance(step, DeleteRow):
        del rows[step.row]
    elif isinstance(step, InsertRow):
        rows.insert(step.row, [*step.cells[:width], *[""] * (width - len(step.cells))])
    else:
        if step.row == len(rows):
            rows.append([""] * width)
        rows[step.row][step.column] = step.text

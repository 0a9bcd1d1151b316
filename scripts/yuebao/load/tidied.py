"""The files of a month in the one form of the archive, and what was otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yuebao.load.csv_text import read_records
from yuebao.load.fields import FieldJudge
from yuebao.load.files import decode
from yuebao.load.form import Note, gathered
from yuebao.load.header import read_header
from yuebao.load.problem import Problem
from yuebao.model.csv_text import csv_text
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file's text in the form of the archive, and what was otherwise; ``problem`` is why it cannot be brought there."""

    text: str = ""
    notes: tuple[Note, ...] = ()
    problem: Problem | None = None


def tidied_table(content: bytes | Problem, schema: TableSchema, judges: Mapping[str, FieldJudge]) -> Tidied:
    """The table as RFC 4180 has it, with commas, LF and quotes only where needed; every figure and name as it was. A file
    that could not be read has the problem that it had.

    Cells of columns that the schema does not know, and of lines whose cells cannot be told, are copied. A line that
    cannot be taken apart keeps the whole file as it is.
    """
    decoded = content if isinstance(content, Problem) else decode(content)
    if isinstance(decoded, Problem):
        return Tidied(problem=decoded)
    reading = read_records(decoded[0], schema.header, schema.row_count or 0)
    if reading.problems:
        return Tidied(problem=reading.problems[0])
    header, changed = read_header(reading.records[0], schema)
    notes = [*decoded[1], *reading.notes, *changed]
    rows: list[Sequence[str]] = [header]
    for record in reading.records[1:]:
        cells = record.cells or ()
        if len(cells) == len(header):
            cells, found = _row(cells, header, record.line, judges)
            notes += found
        rows.append(cells)
    return Tidied(csv_text(rows), tuple(gathered(notes)))


def _row(
    cells: Sequence[str], header: Sequence[str], line: int, judges: Mapping[str, FieldJudge]
) -> tuple[tuple[str, ...], list[Note]]:
    judged = [
        (cell, judges[name][cell] if name in judges else None)
        for cell, name in zip(cells, header, strict=True)
    ]
    notes = [
        Note(verdict.form, line, 1, cell) for cell, verdict in judged if verdict is not None and verdict.form
    ]
    return tuple(cell if verdict is None else verdict.text for cell, verdict in judged), notes


def tidied_text(content: bytes | Problem) -> Tidied:
    """A text file as UTF-8 without byte order mark, with LF; nothing in it is changed. Likewise for one not read."""
    decoded = content if isinstance(content, Problem) else decode(content)
    if isinstance(decoded, Problem):
        return Tidied(problem=decoded)
    text, notes = decoded
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes = [*notes, Note("换行是 CRLF")]
    return Tidied(text, tuple(notes))

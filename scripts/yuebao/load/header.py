"""The header of a table: which columns there are, what is wrong with them, and rows that print it again."""

from __future__ import annotations

from collections.abc import Sequence, Set
from difflib import get_close_matches

from yuebao.load.cell_form import kept_as_text
from yuebao.load.csv_text import Record
from yuebao.load.form import Note
from yuebao.load.problem import Problem
from yuebao.model.characters import shown, unfit
from yuebao.schema.table_schema import TableSchema


def read_header(record: Record, schema: TableSchema) -> tuple[tuple[str, ...], list[Note]]:
    """The names of the columns, those of the schema as its own objects, and a note when they were written otherwise."""
    written = record.cells or ()
    names = tuple(kept_as_text(cell).strip() for cell in written)
    if names == schema.header:
        names = schema.header
    return names, [] if names == written else [Note("表头里的空格或引号", record.line)]


def header_problems(
    header: tuple[str, ...], schema: TableSchema, absent: Set[str] = frozenset()
) -> list[Problem]:
    """One problem when the columns are not those of the schema, in their order; the ``absent`` ones may be left out."""
    expected = tuple(name for name in schema.header if name in header or name not in absent)
    if header == expected:
        return []
    missing = [name for name in expected if name not in header]
    parts = []
    if missing:
        parts.append(f"缺少 {'、'.join(f'“{name}”' for name in missing)}")
    for name in header:
        if name not in schema.header:
            parts.append(_extra(name, missing))
    if len(set(header)) < len(header):
        parts.append("有重复的列名")
    if not parts:
        parts.append("各列次序不对")
    remedy = "请照约定改正列名和次序。"
    wanted = ",".join(expected)
    return [Problem(f"表头不对：{'；'.join(parts)}", remedy, 1, value=",".join(header), expected=wanted)]


def _extra(name: str, missing: Sequence[str]) -> str:
    if not name:
        return "有一列没有列名"
    close = get_close_matches(name, missing, n=1)
    character = unfit(name)
    holds = f"，其中含有 {character}" if character else ""
    return f"多出“{shown(name)}”{holds}" + (f"（是否为“{close[0]}”？）" if close else "")


def without_headers(records: Sequence[Record], header: tuple[str, ...]) -> tuple[list[Record], list[Problem]]:
    """The rows, and a problem for each line that prints the header once more."""
    again = [record for record in records if record.cells is not None and _is_header(record.cells, header)]
    if not again:
        return list(records), []
    lines = {record.line for record in again}
    problems = [
        Problem("这一行又是表头，没有当作数据", "请删去这一行；表头只在第一行。", record.line)
        for record in again
    ]
    return [record for record in records if record.line not in lines], problems


def _is_header(cells: Sequence[str], header: tuple[str, ...]) -> bool:
    """Whether every cell that says anything says the name of its column, and more than one does where there are more."""
    said = [(cell.strip(), name) for cell, name in zip(cells, header, strict=False) if cell.strip()]
    return len(said) >= min(2, len(header)) and all(cell == name for cell, name in said)

"""What an issue does not print, in words for the documents made of it: a blank that is none and one that was not published
look alike there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from yuebao.model.issue import ARCHIVE_NOTE, NOT_PUBLISHED, Absence
from yuebao.schema.table_schema import TableSchema

_BEGINNING: Final = (
    f"{ARCHIVE_NOTE}：以下各处本期{NOT_PUBLISHED}，因此这里没有数，既不是零，也不是报告印出的空白："
)


def absence_place(item: Absence) -> str:
    """The column and the row; empty for a whole table."""
    column = f"“{item.column}”列" if item.column else ""
    return f"{column}“{item.row}”行" if item.row else column


def notes_of_table(absent: Iterable[Absence], table: str) -> tuple[str, ...]:
    """A line for each column and cell of a table that was not published."""
    return tuple(
        f"{_BEGINNING}{absence_place(item)}：{item.reason}"
        for item in absent
        if item.table == table and item.column
    )


def notes_of_tables(
    absent: Iterable[Absence], schemas: Mapping[str, TableSchema], beside: Collection[str] = ()
) -> tuple[str, ...]:
    """A line for everything that was not published; of the tables ``beside`` which theirs stand, only the tables as a whole."""
    return tuple(
        f"{_BEGINNING}《{schemas[item.table].title}》{absence_place(item)}：{item.reason}"
        for item in absent
        if item.table in schemas and not (item.column and item.table in beside)
    )

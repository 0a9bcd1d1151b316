"""A draft that is half done: of the small example's last month, with something of every kind that can be left."""

from __future__ import annotations

from typing import Final

from tests.support.archive import ArchiveFolder, cell, rows

MONTH: Final = "2004-01"
FOLDER: Final = f"data/{MONTH}"
ISSUE: Final = f"{FOLDER}/issue.yaml"
COMPLETE: Final = "department-volume-month"
CELL: Final = ("town-volume-month", "受理件")
"""A figure that is left, in the first row of its table; it is part of sentences."""
COLUMN: Final = ("window-scores", "得分")
TABLE: Final = "staff-scores"
"""Without a row."""
GONE: Final = "news"
"""Without a file."""
ABSENT: Final = "satisfaction"
KEY: Final = "published"


def half_done(archive: ArchiveFolder) -> ArchiveFolder:
    """The archive with its last month made a draft: a cell, a column, a table, a file and a key are left, one table is
    complete, one was not published."""
    table, column = CELL
    archive.edit(f"{FOLDER}/{table}.csv", cell(first_row(archive), column, ""))
    archive.edit(
        f"{FOLDER}/{COLUMN[0]}.csv",
        rows(lambda all_: [all_[0], *([*row[:2], "", *row[3:]] for row in all_[1:])]),
    )
    archive.edit(f"{FOLDER}/{TABLE}.csv", rows(lambda all_: all_[:1]))
    for name in (GONE, ABSENT):
        (archive / f"{FOLDER}/{name}.csv").unlink()
    reviewed = "reason: 示例没有这一节, reviewer: 示例, reviewed: 2026-11-24"
    archive.edit(
        ISSUE,
        lambda text: (
            "\n".join(
                "published: # 待填" if line.startswith(f"{KEY}:") else line for line in text.split("\n")
            )
            + f"state: 整理中\ncomplete: [{COMPLETE}]\nabsent:\n  - {{table: {ABSENT}, {reviewed}}}\n"
        ),
    )
    return archive


def first_row(archive: ArchiveFolder) -> str:
    """The name of the first row of the table of which a cell is left."""
    return archive.rows(f"{FOLDER}/{CELL[0]}.csv")[1][1]

"""A column that counts in another unit from a month of the small example on."""

from __future__ import annotations

from tests.support.archive import ArchiveFolder


def other_unit(archive: ArchiveFolder, table: str, column: str) -> None:
    """From 2004-01 on the column of cases counts something else."""

    def changed(line: str) -> str:
        return (
            line.replace("unit: 件", "unit: {..2003-12: 件, 2004-01..: 项}")
            if f"id: {column}," in line
            else line
        )

    archive.edit(f"schemas/{table}.yaml", lambda text: "\n".join(changed(line) for line in text.split("\n")))

"""A draft of which nothing is left: the last month of the small example in progress, each of its tables said to be complete."""

from __future__ import annotations

from typing import Final

from tests.support.archive import ArchiveFolder, added

LAST: Final = "2004-01"


def begun(archive: ArchiveFolder) -> ArchiveFolder:
    """The archive with its newest issue in progress, its tables said to be complete."""
    tables = ", ".join(path.stem for path in sorted((archive / f"data/{LAST}").glob("*.csv")))
    archive.edit(f"data/{LAST}/issue.yaml", added(f"state: 整理中\ncomplete: [{tables}]\n"))
    return archive

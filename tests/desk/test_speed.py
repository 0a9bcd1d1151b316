"""A change is judged at once, however long the archive is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.desk.conftest import LAST
from tests.support.archive import made_archive
from tests.support.desk import RunningDesk, running_desk
from tests.synthetic import SMALL

TABLE = "town-volume-month"
AT_MOST = 0.3
"""Seconds of the processor for a change: written, judged with its guess, and told."""
CHANGES = 5


def worked(desk: RunningDesk) -> float:
    """Seconds that the desk has worked so far."""
    fields = Path(f"/proc/{desk.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
@pytest.mark.race
def test_a_change_in_an_archive_of_240_issues(tmp_path: Path) -> None:
    archive = made_archive(tmp_path / "archive", 240, first="1984-02", **SMALL)
    tables = [path.stem for path in sorted((archive / f"data/{LAST}").glob("*.csv"))]
    archive.edit(
        f"data/{LAST}/issue.yaml", lambda text: f"{text}state: 整理中\ncomplete: [{', '.join(tables)}]\n"
    )
    with running_desk(archive.folder) as desk:
        state = desk.state(LAST)
        taken = []
        for count in range(CHANGES):
            (sheet,) = [table for table in state["tables"] if table["name"] == TABLE]
            step = {"do": "set", "row": 0, "column": 2, "text": str(9000 + count)}
            before = worked(desk)
            status, state = desk.post(
                f"issues/{LAST}/edit", {"tables": {TABLE: {"seen": sheet["seen"], "steps": [step]}}}
            )
            taken.append(worked(desk) - before)
            assert status == 200 and state["cards"]
    assert min(taken) <= AT_MOST, taken

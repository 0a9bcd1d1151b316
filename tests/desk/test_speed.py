"""A change is judged at once, however long the archive is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import made_archive
from tests.support.desk import running_desk
from tests.support.waiting import worked
from tests.support.whole_draft import LAST, begun
from tests.synthetic import SMALL

TABLE = "town-volume-month"
AT_MOST = 0.3
"""Seconds of the processor for a change: written, judged with its guess, and told."""
CHANGES = 5


@pytest.mark.slow
@pytest.mark.race
def test_a_change_in_an_archive_of_240_issues(tmp_path: Path) -> None:
    archive = begun(made_archive(tmp_path / "archive", 240, first="1984-02", **SMALL))
    with running_desk(archive.folder) as desk:
        state = desk.state(LAST)
        taken = []
        for count in range(CHANGES):
            (sheet,) = [table for table in state["tables"] if table["name"] == TABLE]
            step = {"do": "set", "row": 0, "column": 2, "text": str(9000 + count)}
            before = worked(desk.process.pid)
            status, state = desk.post(
                f"issues/{LAST}/edit", {"tables": {TABLE: {"seen": sheet["seen"], "steps": [step]}}}
            )
            taken.append(worked(desk.process.pid) - before)
            assert status == 200 and state["cards"]
    assert min(taken) <= AT_MOST, taken

"""The desk is killed at any moment: each file is old or new, and what it said was written is there."""

from __future__ import annotations

import http.client
import os
import random
import threading
from typing import Any

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.desk import RunningDesk, running_desk
from tests.support.whole_draft import LAST, begun

pytestmark = pytest.mark.race
KILLS = int(os.environ.get("DESK_KILLS", "6"))
"""`make kills` does 200."""
TABLES = ("town-volume-month", "town-volume-year")


def figures(archive: ArchiveFolder) -> list[str]:
    """The figure that is typed into, in both tables."""
    return [archive.rows(f"data/{LAST}/{table}.csv")[1][2] for table in TABLES]


def typed(desk: RunningDesk, state: Any, text: str) -> Any:
    """Both tables in one change."""
    step = {"do": "set", "row": 0, "column": 2, "text": text}
    seen = {table["name"]: table["seen"] for table in state["tables"]}
    tables = {name: {"seen": seen[name], "steps": [step]} for name in TABLES}
    status, answer = desk.post(f"issues/{LAST}/edit", {"tables": tables})
    assert status == 200, answer
    return answer


def test_old_or_new_and_nothing_acknowledged_is_lost(archive: ArchiveFolder) -> None:
    begun(archive)
    others = {
        path: path.read_bytes()
        for path in (archive / "data").rglob("*")
        if path.stem not in TABLES and path.is_file()
    }
    chance, acknowledged = random.Random(16), figures(archive)[0]
    for kill in range(KILLS):
        with running_desk(archive.folder) as desk:
            state = desk.state(LAST)
            timer = threading.Timer(chance.uniform(0.0, 0.6), desk.process.kill)
            sent = acknowledged
            timer.start()
            try:
                for count in range(100_000):
                    sent = str(1000 + kill * 100_000 + count)
                    state = typed(desk, state, sent)
                    acknowledged = sent
            except (OSError, http.client.HTTPException):
                pass
            timer.join()
            desk.process.wait()
        assert archive.run("validate", LAST).status in (0, 1), "the next command finishes what was decided"
        now = figures(archive)
        assert now[0] == now[1] and now[0] in (acknowledged, sent)
        acknowledged = now[0]
    assert {path: path.read_bytes() for path in others} == others
    for folder in archive.folder.glob(".staging-*"):
        os.utime(folder, (0, 0))  # a minute later
    archive.run("validate", LAST)
    assert [path.name for path in archive.folder.glob(".staging-*")] == []

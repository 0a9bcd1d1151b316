"""What was not published breaks no rule and leaves none undecided: each kind's example, with each cell, column and table
of it absent in turn."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.support.absences import Place, take_out
from tests.support.example_archive import MONTH, write_example
from yuebao.rules.kind import IssueKind, TableKind
from yuebao.rules.registry import ISSUE_KINDS, TABLE_KINDS
from yuebao.workflows.validate import validate

KINDS: dict[str, TableKind | IssueKind] = {**TABLE_KINDS, **ISSUE_KINDS}


@pytest.mark.parametrize("name", KINDS)
def test_nothing_absent_is_a_finding(name: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    write_example(tmp_path / "whole", kind, kind.example)
    tables = {
        path.stem: list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted((tmp_path / "whole/data" / MONTH).glob("*.csv"))
        if path.stem != "errata"
    }
    places: list[Place] = []
    for table, rows in tables.items():
        places.append(Place(table))
        places += [
            Place(table, column)
            for place, column in enumerate(rows[0])
            if all(any(cells[:place] + cells[place + 1 :]) for cells in rows)
        ]
        places += [
            Place(table, column, row)
            for column in rows[0]
            for row, cells in enumerate(rows[1:])
            if cells[rows[0].index(column)] not in ("", "-") and len([*filter(None, cells)]) > 1
        ]
    told = []
    for number, place in enumerate(places):
        root = write_example(tmp_path / str(number), kind, kind.example)
        take_out(root, MONTH, place)
        found = validate(root, (MONTH,), keep=False, history=False, workers=1).findings
        told += [(place, each.rule, each.status.value, each.message) for each in found]
    assert told == []

"""Taking something out of an issue, and saying in its masthead that it was not published, as a person does it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.support.archive import csv_of

REASON, REVIEWER, REVIEWED = "本期没有这一节（示例）", "示例审核人", "2026-11-24"


class Place(NamedTuple):
    """A table, a column of it, or the cell in its row with this number, from 0, called ``named`` in the masthead."""

    table: str
    column: str | None = None
    row: int | None = None
    named: str | None = None


def take_out(root: Path, month: str, *places: Place) -> None:
    """Remove the files, columns and cells, and list them as absent. A column is left out of its file."""
    folder = root / "data" / month
    for place in sorted(places, key=lambda place: place.row is None):  # whole columns last
        path = folder / f"{place.table}.csv"
        if place.column is None:
            path.unlink()
            continue
        header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        index = header.index(place.column)
        if place.row is None:
            rows = [[*cells[:index], *cells[index + 1 :]] for cells in rows]
            header = [*header[:index], *header[index + 1 :]]
        else:
            rows[place.row][index] = ""
        path.write_text(csv_of([header, *rows]), encoding="utf-8")
    declare(root, month, *map(entry, places))


def entry(place: Place) -> dict[str, Any]:
    """What the masthead says of it."""
    row = None if place.row is None else place.named or str(place.row + 1)
    said = {"table": place.table, "column": place.column, "row": row}
    return {key: value for key, value in said.items() if value is not None} | {
        "reason": REASON,
        "reviewer": REVIEWER,
        "reviewed": REVIEWED,
    }


def declare(root: Path, month: str, *entries: dict[str, Any]) -> None:
    """Add entries to `absent:`."""
    path = root / "data" / month / "issue.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + yaml.safe_dump({"absent": list(entries)}, allow_unicode=True), encoding="utf-8")

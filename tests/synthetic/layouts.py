"""Layouts that change in the time of a made-up archive: columns renamed, new ones, others in another order."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.synthetic.figures import months_from

LAYOUTS: Final = 5
IDS: Final = ("number", "name", "applied", "accepted", "completed", "online", "offline", "on-time-rate")
"""The columns of a table of volumes; the second one's id is that of its kind of organization."""
RATE: Final = "按时办结率"
_OLDER: Final = {"受理件": "受理数", "办结件": "办结数"}
_ENTITY: Final = {
    "department-volume-month": "department",
    "town-volume-month": "town",
    "town-volume-year": "town",
}
VOLUMES: Final = tuple(_ENTITY)


@dataclass(frozen=True)
class Cuts:
    """The first month of each change of a table of volumes, ``None`` for what is so from the beginning: of the headers
    受理件 and 办结件, of the column of the rate, and of the ``order``."""

    accepted: str | None = None
    completed: str | None = None
    rate: str | None = None
    order: str | None = None
    ordered: tuple[str, ...] = IDS


def in_five_layouts(folder: Path, names: Sequence[str]) -> None:
    """Give the archive of these months five layouts, each for a fifth of the time: schemas and tables alike."""
    first, second, third, fourth = (names[len(names) * part // LAYOUTS] for part in range(1, LAYOUTS))
    ordered = ("number", "name", "completed", "accepted", "applied", "online", "offline", "on-time-rate")
    for table in VOLUMES:
        order = fourth if table == "town-volume-month" else None
        change_layout(folder, names, table, Cuts(first, second, third, order, ordered))


def change_layout(folder: Path, names: Sequence[str], table: str, cuts: Cuts) -> None:
    """Declare the changes of one table, and write it in each month as it was printed then."""
    path = folder / f"schemas/{table}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in _edits(table, cuts).items():
        if text.count(old) != 1:
            raise ValueError(f"{table}: {old}")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    for name in names:
        _rewrite(folder / f"data/{name}/{table}.csv", name, cuts)


def _edits(table: str, cuts: Cuts) -> Mapping[str, str]:
    edits = {}
    for header, cut in (("受理件", cuts.accepted), ("办结件", cuts.completed)):
        if cut is not None:
            said = f"{{..{_before(cut)}: {_OLDER[header]}, {cut}..: {header}}}"
            edits[f"name: {header}, title: {header},"] = f"name: {said}, title: {said},"
    if cuts.rate is not None:
        edits["{id: on-time-rate, "] = f"{{id: on-time-rate, since: {cuts.rate}, "
    if cuts.order is not None:
        ids = ", ".join(_ENTITY[table] if each == "name" else each for each in cuts.ordered)
        edits["\nfields:\n"] = f"\norder: {{{cuts.order}..: [{ids}]}}\nfields:\n"
    return edits


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return months_from(f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}", 1)[0]


def _rewrite(path: Path, month: str, cuts: Cuts) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    wanted = list(header)
    if cuts.order is not None and month >= cuts.order:
        wanted = [header[IDS.index(each)] for each in cuts.ordered]
    if cuts.rate is not None and month < cuts.rate:
        wanted.remove(RATE)
    older = {
        name: _OLDER[name]
        for name, cut in (("受理件", cuts.accepted), ("办结件", cuts.completed))
        if cut is not None and month < cut
    }
    places = [header.index(name) for name in wanted]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([older.get(name, name) for name in wanted])
        writer.writerows([row[place] for place in places] for row in rows)

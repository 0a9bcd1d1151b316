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
_SCORES: Final = ("window-scores", "window-score-items", "staff-scores", "awards")


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


def through_time(folder: Path, names: Sequence[str]) -> None:
    """Give the archive of these months, more than a year, five layouts that differ in more: a table and its section come,
    four tables and their two sections go, and with a January the second of its two towns is merged into the first."""
    in_five_layouts(folder, names)
    first, _, third, fourth = (names[len(names) * part // LAYOUTS] for part in range(1, LAYOUTS))
    came, gone = f"since: {first}\n", f"until: {_before(fourth)}\n"
    lines = {"satisfaction": came, **dict.fromkeys((*_SCORES, "windows", "staff"), gone)}
    for table in ("satisfaction", *_SCORES):
        _edit(folder / f"schemas/{table}.yaml", "\nfields:\n", f"\n{lines[table]}fields:\n")
    for section in ("satisfaction", "windows", "staff"):
        _edit(folder / "schemas/report.yaml", f"- id: {section}\n", f"- id: {section}\n  {lines[section]}")
    for name in names:
        for table in ("satisfaction",) if name < first else _SCORES if name >= fourth else ():
            (folder / f"data/{name}/{table}.csv").unlink()
    januaries = [name for name in names if name.endswith("-01")]
    merger = next((name for name in januaries if name >= third), januaries[-1])
    _merge_towns(folder, [name for name in names if name >= merger])


def _merge_towns(folder: Path, names: Sequence[str]) -> None:
    _edit(
        folder / "data/organizations.csv",
        "town-2,town,示例二镇,,,,,,\n",
        f"town-2,town,示例二镇,,,,,{_before(names[0])},town-1\n",
    )
    for name in names:
        for table in ("town-volume-month", "town-volume-year"):
            path = folder / f"data/{name}/{table}.csv"
            header, *body, total = _read(path)
            (left,) = [row for row in body if "示例二镇" not in row]
            place = header.index("乡镇名称")
            merged = ["1" if column == "序号" else cell for column, cell in zip(header, total, strict=True)]
            merged[place] = left[place]
            _write(path, [header, merged, total])
        path = folder / f"data/{name}/volume-summary.csv"
        header, *body = _read(path)
        for row in body:
            if row[0] == "乡镇":
                row[header.index("单位数")] = "1"
        _write(path, [header, *body])


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path}: {old}")
    path.write_text(text.replace(old, new), encoding="utf-8")


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
    header, *rows = _read(path)
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
    printed = [older.get(name, name) for name in wanted]
    _write(path, [printed, *([row[place] for place in places] for row in rows)])


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)

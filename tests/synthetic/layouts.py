"""Five layouts through the time of a made-up archive: two columns renamed, one new, and the columns of a table reordered."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.synthetic.figures import months_from

LAYOUTS: Final = 5
ORDER: Final = ("序号", "乡镇名称", "办结件", "受理件", "申请件", "线上办件数", "线下办件数", "按时办结率")
_VOLUMES: Final = ("department-volume-month", "town-volume-month", "town-volume-year")


def in_five_layouts(folder: Path, names: Sequence[str]) -> None:
    """Give the archive of these months five layouts, each for a fifth of the time: schemas and tables alike."""
    cuts = [names[len(names) * part // LAYOUTS] for part in range(1, LAYOUTS)]
    for table in _VOLUMES:
        path = folder / f"schemas/{table}.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in _edits(table, cuts).items():
            if text.count(old) != 1:
                raise ValueError(f"{table}: {old}")
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        for name in names:
            _rewrite(folder / f"data/{name}/{table}.csv", table, sum(name >= cut for cut in cuts))


def _edits(table: str, cuts: Sequence[str]) -> Mapping[str, str]:
    first, second, third, fourth = cuts
    renamed = {
        f"name: {header}, title: {header},": (
            f"name: {{..{_before(cut)}: {older}, {cut}..: {header}}}, title: {{..{_before(cut)}: {older}, {cut}..: {header}}},"
        )
        for header, older, cut in (("受理件", "受理数", first), ("办结件", "办结数", second))
    }
    edits = {**renamed, "{id: on-time-rate, ": f"{{id: on-time-rate, since: {third}, "}
    if table == "town-volume-month":
        ids = "number, town, completed, accepted, applied, online, offline, on-time-rate"
        edits["\nfields:\n"] = f"\norder: {{{fourth}..: [{ids}]}}\nfields:\n"
    return edits


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return months_from(f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}", 1)[0]


def _rewrite(path: Path, table: str, layout: int) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    wanted = list(ORDER if table == "town-volume-month" and layout == LAYOUTS - 1 else header)
    if layout < 3:
        wanted.remove("按时办结率")
    older = {"受理件": "受理数"} if layout < 1 else {}
    older |= {"办结件": "办结数"} if layout < 2 else {}
    places = [header.index(name) for name in wanted]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([older.get(name, name) for name in wanted])
        writer.writerows([row[place] for place in places] for row in rows)

"""An archive that is as hard as it may be and still clean: gaps between its issues, names that changed, were merged and
are very long, and `&<"'` wherever the public writes a text. Every published text is made up and says 示例."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import yaml

from tests.synthetic import SMALL, make_archive, write_csv

MARKUP: Final = (
    "A & B <c> \"d\" 'e' </title></script><script>window.hit=1</script> <b>粗</b> &amp; ]]> {{ x }} | *y* #"
)
"""What breaks XML, HTML, JSON in a script, Markdown, templates and the header codes of a workbook."""
LONG: Final = "示例" + "很长的名称" * 12 + "局"
MONTHS: Final = ("2001-01", "2001-02", "2001-04", "2002-12", "2003-01", "2003-03")
"""The issues. 2001-03 and 2003-02 are missing alone, the others in one run; names change with 2003-01."""
EXPLAINED: Final = "2003-01"
"""The issue whose errata explain a text cell full of markup and a figure; its news carries the same markup."""
PERSON: Final = "示例丙子"
MERGED: Final = ("town-9", "示例并入镇", "2000-12", "town-1")
"""A town of the registry that ended before the first issue: its id, name and last month, and where it was merged into."""
ITEM: Final = f"2月3日下午{PERSON}为群众加班21分钟<b>&\"'</b>"
"""An item of January that speaks of February: explained, with a person's name and markup in it."""
REASON: Final = f"原件如此，{PERSON}（示例 {MARKUP}）"
REVIEWER: Final = f"示例审核 {MARKUP}"


def make_hostile_archive(folder: Path) -> Path:
    """Write the archive into ``folder`` and return it."""
    for month in make_archive(folder, months=27, **SMALL):
        if month not in MONTHS:
            shutil.rmtree(folder / "data" / month)
    _registry(folder / "data/organizations.csv")
    for number, month in enumerate(MONTHS):
        _masthead(folder / "data" / month / "issue.yaml", number)
        _change(folder / "data" / month / "news.csv", _news)
    items = folder / "data" / EXPLAINED / "window-score-items.csv"
    _change(items, _items)
    _change(folder / "data" / EXPLAINED / "satisfaction.csv", _satisfaction)
    with items.open(encoding="utf-8", newline="") as stream:
        window = next(row[0] for row in csv.reader(stream) if row[2] == ITEM)
    errata = yaml.safe_dump(_errata(window), allow_unicode=True, sort_keys=False, width=10**6)
    (folder / "data" / EXPLAINED / "errata.yaml").write_text(errata, encoding="utf-8")
    return folder


def _change(path: Path, change: Callable[[list[list[str]]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    change(rows)
    write_csv(path, rows)


def _registry(path: Path) -> None:
    """The first department has a long alias with markup, a town was merged away before the first issue."""

    def change(rows: list[list[str]]) -> None:
        at = {name: index for index, name in enumerate(rows[0])}
        rows[1][at["aliases"]] = f"{LONG}|示例&<甲>"
        gone = [""] * len(rows[0])
        for column, text in zip(("id", "name", "valid_to", "successors"), MERGED, strict=True):
            gone[at[column]] = text
        gone[at["type"]] = "town"
        rows.append(gone)

    _change(path, change)


def _masthead(path: Path, number: int) -> None:
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    values["title"], values["publisher"] = f"示例月报{number} {MARKUP}", f"示例 {MARKUP}"
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _news(rows: list[list[str]]) -> None:
    rows[1][1] = f"示例：{MARKUP}"


def _items(rows: list[list[str]]) -> None:
    """An item more would change a score: one that names a day gets other words."""
    next(row for row in rows if row[3] == "+0.2")[2] = ITEM


def _satisfaction(rows: list[list[str]]) -> None:
    rows[1][2:] = ["0", "99.9%"]


def _errata(window: str) -> list[dict[str, str]]:
    review = {"category": "原文如此", "reason": REASON, "reviewer": REVIEWER, "reviewed": "2003-02-20"}
    place = {
        "rule": "date-in-month",
        "table": "window-score-items",
        "row": f"{window} / {ITEM}",
        "column": "事由",
    }
    rate = {"rule": "satisfaction", "table": "satisfaction", "row": "1", "column": "满意度"}
    month = {"expected": EXPLAINED, "break": "other-month", "against": "2月3日"}
    full = {"expected": "100%", "break": "if-then", "against": "差评件数"}
    return [
        {**place, "published": ITEM, **month, **review},
        {**rate, "published": "99.9%", **full, **review},
    ]

"""A window's items stand together wherever they are printed, in the order of the ranking, whatever the order of entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import docx
import pytest

from tests.support.archive import ArchiveFolder

MONTH = "data/2003-12"
ITEMS = f"{MONTH}/window-score-items.csv"


def by_date(rows: list[str]) -> list[str]:
    """As a clerk keeps them: by the day in the text; what has no day comes last."""
    return sorted(rows, key=lambda row: int(day[1]) if (day := re.search(r"月(\d+)日", row)) else 99)


def shuffled(rows: list[str]) -> list[str]:
    return Random(7).sample(rows, len(rows))


ORDERS: dict[str, Callable[[list[str]], list[str]]] = {
    "as published": list,
    "by date": by_date,
    "backwards": lambda rows: rows[::-1],
    "shuffled": shuffled,
}


def word_groups(file: Path) -> list[str]:
    """The headings of the groups: a number, then a name with its score over the other columns."""
    found = []
    for table in docx.Document(str(file)).tables:
        for row in table.rows:
            texts = [cell.text for cell in row.cells]
            if texts[0].isdigit() and len(set(texts[1:])) == 1 and texts[1].endswith("分"):
                found.append(f"{texts[0]}　{texts[1]}")
    return found


def page_groups(file: Path) -> list[str]:
    return re.findall(r'<tr class="group"><th[^>]*>([^<]*)</th>', file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("order", ORDERS)
def test_word_and_page_show_the_ranking(archive: ArchiveFolder, order: str) -> None:
    header, *rows = (archive / ITEMS).read_text(encoding="utf-8").rstrip("\n").split("\n")
    (archive / ITEMS).write_text("\n".join([header, *ORDERS[order](rows)]) + "\n", encoding="utf-8")
    ranking = (archive / MONTH / "window-scores.csv").read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
    entered = [row.split(",")[0] for row in ORDERS[order](rows)]
    scored = [row.split(",")[1:] for row in ranking]
    scored.sort(key=lambda each: (-float(each[1]), entered.index(each[0])))
    expected = [f"{place}　{name}　{score} 分" for place, (name, score) in enumerate(scored, 1)]
    assert len(expected) == 5
    assert archive.run("export", "2003-12")[0] == 0
    assert archive.run("emit")[0] == 0
    assert word_groups(next(archive.folder.rglob("2003-12.docx"))) == expected
    assert page_groups(archive / "docs/issues/2003-12.md") == expected

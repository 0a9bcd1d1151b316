"""Three states of a table brought together: as the workbook was made, as it comes back, as the archive holds it now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules import surroundings
from yuebao.importing.three_way import Kept, three_way

_SCHEMA = surroundings({"t": "名称,甲,乙\n一局,1,2\n"}, {})[1].schemas["t"]
KEYED = replace(_SCHEMA, primary_key=("名称",))
FREE = replace(_SCHEMA, primary_key=())
BASE = "一 1 2|二 3 4|合计 4 6"


def rows(text: str) -> list[tuple[str, ...]]:
    """`一 1 2|二 3 -`: rows of cells, `_` a blank one."""
    return [tuple("" if cell == "_" else cell for cell in row.split()) for row in text.split("|") if row]


@pytest.mark.parametrize(
    ("typed", "standing", "expected", "kept"),
    [
        (BASE, BASE, BASE, ()),
        ("一 9 2|二 3 4|合计 4 6", BASE, "一 9 2|二 3 4|合计 4 6", ()),
        (BASE, "一 9 2|二 3 4|合计 4 6", "一 9 2|二 3 4|合计 4 6", (Kept("一", "甲", "1", "9", None, 0),)),
        ("一 9 2|二 3 4|合计 4 6", "一 9 2|二 3 4|合计 4 6", "一 9 2|二 3 4|合计 4 6", ()),
        ("一 8 2|二 3 4|合计 4 6", "一 9 2|二 3 4|合计 4 6", "一 9 2|二 3 4|合计 4 6", (Kept("一", "甲", "1", "9", "8", 0),)),
        ("一 _ 2|二 3 4|合计 4 6", "一 1 7|二 3 4|合计 4 6", "一 _ 7|二 3 4|合计 4 6", (Kept("一", "乙", "2", "7", None, 0),)),
        (BASE, "一 1 2|二 3 4|三 5 5|合计 4 6", "一 1 2|二 3 4|三 5 5|合计 4 6", (Kept("三", "", "", "三，5，5"),)),
        ("一 1 2|二 3 4|三 5 5|合计 4 6", BASE, "一 1 2|二 3 4|三 5 5|合计 4 6", ()),
        (BASE, "一 1 2|合计 4 6", "一 1 2|合计 4 6", (Kept("二", "", "二，3，4", "", None, 1),)),
        ("一 1 2|合计 4 6", BASE, "一 1 2|合计 4 6", ()),
        ("一 1 2|二 3 9|合计 4 6", "一 1 2|合计 4 6", "一 1 2|二 3 9|合计 4 6", (Kept("二", "", "二，3，4", "", "二，3，9", 1),)),
        ("一 1 2|合计 4 6", "一 1 2|二 3 9|合计 4 6", "一 1 2|二 3 9|合计 4 6", (Kept("二", "", "二，3，4", "二，3，9", ""),)),
        (BASE, "二 3 4|一 1 2|合计 4 6", "二 3 4|一 1 2|合计 4 6", ()),
        ("二 3 4|一 1 2|合计 4 6", BASE, "二 3 4|一 1 2|合计 4 6", ()),
        ("二 3 4|三 7 7|一 1 2|合计 4 6", "一 1 2|四 8 8|二 3 4|合计 4 6", "二 3 4|三 7 7|一 1 2|四 8 8|合计 4 6", (Kept("四", "", "", "四，8，8"),)),
        ("", BASE, "", ()),
    ],
)  # fmt: skip
def test_rows_known_by_their_key(typed: str, standing: str, expected: str, kept: tuple[Kept, ...]) -> None:
    merged = three_way(rows(BASE), rows(typed), rows(standing), KEYED)
    assert (list(merged.rows), merged.kept) == (rows(expected), kept)
    numbers = [row[0] for row in rows(typed)]
    assert merged.origins == tuple(
        numbers.index(row[0]) if row[0] in numbers else -1 for row in rows(expected)
    )


@pytest.mark.parametrize(
    ("typed", "standing", "expected"),
    [
        ("一 1 2|二 3 9", "一 1 2|二 3 4", "一 1 2|二 3 9"),
        ("一 1 2|二 3 4", "一 1 2|二 3 9", "一 1 2|二 3 9"),
        ("一 1 2|二 3 8", "一 1 2|二 3 9", "一 1 2|二 3 9|二 3 8"),
        ("二 3 4", "一 1 2|二 3 4|二 3 4", "二 3 4|二 3 4"),
        ("一 1 2|一 1 2|二 3 4", "一 1 2|二 3 4", "一 1 2|一 1 2|二 3 4"),
    ],
)
def test_rows_without_a_key(typed: str, standing: str, expected: str) -> None:
    """Rows are what they hold: a row that both sides changed stands there twice, for a person to see."""
    merged = three_way(rows("一 1 2|二 3 4"), rows(typed), rows(standing), FREE)
    assert sorted(merged.rows) == sorted(rows(expected))

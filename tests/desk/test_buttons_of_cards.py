"""What the buttons of a card bring about in the files: the original's word for every cell and key, and errata that are left over
taken out among others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_desk import undrafted
from tests.support.archive import ArchiveFolder, csv_of, exported_report
from tests.support.desk import RunningDesk
from tests.support.kept_documents import declare, keep, keep_texts
from tests.support.whole_draft import LAST

ERRATA = f"data/{LAST}/errata.yaml"
ISSUE = f"data/{LAST}/issue.yaml"
STALE = """\
- rule: town-month-total
  table: town-volume-month
  row: 第 {0} 行
  column: 申请件
  published: "{0}"
  expected: "2"
  category: 待核
  reason: 第 {0} 条
  reviewer: 示例局
  reviewed: 2004-02-20
"""


@pytest.fixture
def proven(draft: ArchiveFolder) -> ArchiveFolder:
    """The archive, each issue with a document that prints its tables."""
    return keep_texts(draft)


def printed(desk: RunningDesk) -> list[dict[str, Any]]:
    """What 照原件改 would write."""
    return [each for card in desk.state(LAST)["cards"] for each in card["printed"]]


def test_every_printed_column_is_mended_as_the_original_prints_it(
    desk: RunningDesk, proven: ArchiveFolder
) -> None:
    """A figure or a text of each column of each table, one after the other: the file is then to the byte what it was."""
    tables = [path.stem for path in sorted((proven / f"data/{LAST}").glob("*.csv"))]
    mended = []
    for table in tables:
        file = f"data/{LAST}/{table}.csv"
        right, rows = (proven / file).read_bytes(), proven.rows(file)
        for column, title in enumerate(rows[0]):
            wrong = [[*row] for row in rows]
            text = wrong[1][column]
            wrong[1][column] = str(int(text) + 3) if text.isdecimal() else f"{text}误"
            proven.write(file, csv_of(wrong))
            ways = [each for each in printed(desk) if each.get("table") == table and each["column"] == column]
            if ways:
                steps = [
                    {"do": "set", **{key: way[key] for key in ("row", "column", "text")}} for way in ways
                ]
                seen = next(each["seen"] for each in desk.state(LAST)["tables"] if each["name"] == table)
                status, _ = desk.post(
                    f"issues/{LAST}/edit", {"tables": {table: {"seen": seen, "steps": steps}}}
                )
                assert (status, (proven / file).read_bytes()) == (200, right), (table, title)
                mended.append((table, title))
            (proven / file).write_bytes(right)
    assert {table for table, _ in mended} == {*tables} and len(mended) > 2 * len(tables), mended


def test_every_printed_key_of_the_masthead_has_its_value(
    desk: RunningDesk, draft: ArchiveFolder, tmp_path: Path
) -> None:
    """By the report in Word, which states them."""
    report = undrafted(exported_report(draft, LAST, tmp_path))
    keep(draft, LAST, (report.name, report.read_bytes()))
    declare(draft)
    right = (draft / ISSUE).read_text(encoding="utf-8")
    found = {}
    for each in desk.state(LAST)["masthead"]:
        line = re.compile(rf"(?m)^({each['key']}: ).*$")
        if each["type"] == "text" and line.search(right):
            draft.write(ISSUE, line.sub(r"\1示例误", right))
            found[each["key"]] = (
                [way["text"] for way in printed(desk) if way.get("key") == each["key"]],
                each["value"],
            )
    assert [key for key, (ways, value) in found.items() if ways not in ([], [value])] == []
    assert any(ways for ways, _ in found.values()), found


@pytest.mark.parametrize("gone", [{0}, {1}, {2}, {0, 2}, {0, 1, 2}])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_errata_that_are_left_over_go_among_others(
    desk: RunningDesk, draft: ArchiveFolder, gone: set[int], end: str
) -> None:
    """The others stay as they are, with what is remarked above them."""
    parts = [f"# 第 {each} 条的说明\n{STALE.format(each)}" for each in range(3)]
    (draft / ERRATA).write_bytes("".join(parts).replace("\n", end).encode())
    stale = {each["message"]: each["stale"] for each in desk.state(LAST)["cards"]}
    ids = [name for number in gone for name in stale_of(desk, number)]
    assert len(ids) == len(gone), stale
    status, _ = desk.post(f"issues/{LAST}/retract", {"ids": ids})
    assert status == 200
    left = (draft / ERRATA).read_text(encoding="utf-8")
    assert left == "".join(
        f"# 第 {each} 条的说明\n{'' if each in gone else STALE.format(each)}" for each in range(3)
    )
    assert len(stale_of(desk)) == 3 - len(gone)
    assert desk.post(f"issues/{LAST}/retract", {"ids": ids})[0] == 409


def stale_of(desk: RunningDesk, number: int | None = None) -> list[str]:
    """The names of the errata that are left over, or of the one of a number."""
    cards = desk.state(LAST)["cards"]
    return [
        name
        for card in cards
        for name in card["stale"]
        if number is None or f"第 {number} 行" in card["message"]
    ]


def test_what_is_no_erratum_left_over_stays(desk: RunningDesk, draft: ArchiveFolder) -> None:
    """A finding; an entry that waits for a cell that cannot be read."""
    file = f"data/{LAST}/town-volume-month.csv"
    draft.write(ERRATA, STALE.format(1).replace("第 1 行", "合计").replace("town-month-total", "total-row"))
    rows = draft.rows(file)
    rows[1][2] = "千"
    draft.write(file, csv_of(rows))
    cards = desk.state(LAST)["cards"]
    assert stale_of(desk) == []
    before = (draft / ERRATA).read_bytes()
    assert desk.post(f"issues/{LAST}/retract", {"ids": [cards[0]["id"]]})[0] == 422
    assert desk.post(f"issues/{LAST}/retract", {"ids": []})[0] == 422
    assert (draft / ERRATA).read_bytes() == before

"""`absent:` of `issue.yaml`: what is refused, with the line, what is wrong and what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.absences import Place, declare, entry, take_out
from tests.support.archive import ArchiveFolder

MONTH = "2003-12"
FILE = f"data/{MONTH}/issue.yaml"
TABLE = "satisfaction"


def found(archive: ArchiveFolder) -> list[dict[str, Any]]:
    _, out, _ = archive.run("validate", MONTH, "--format", "json")
    return [
        each for each in json.loads(out)["findings"] if each["file"] == FILE and each["rule"] == "structure"
    ]


def said(archive: ArchiveFolder, *entries: dict[str, Any]) -> list[str]:
    declare(archive.folder, MONTH, *entries)
    findings = found(archive)
    assert all(each["line"] and each["remedy"] for each in findings)
    return [each["message"] for each in findings]


GOOD = entry(Place("town-volume-month", "办结件"))


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        ({"reason": ""}, "“reason”不能为空"),
        ({"reason": None}, "缺少“reason”"),
        ({"reason": "…"}, "“reason”里没有看得见的文字"),
        ({"reviewer": ""}, "“reviewer”不能为空"),
        ({"reviewed": ""}, "“reviewed”不能为空"),
        ({"reviewed": "昨天"}, "“reviewed”为“昨天”，应为日期，写作 2020-08-11"),
        ({"reviewed": "2001-01-01"}, "“reviewed”为 2001-01-01，早于本期的出刊日期"),
        ({"reviewed": "2999-01-01"}, "“reviewed”为 2999-01-01，这一天还没有到"),
        ({"table": "town-volume-moth"}, "本期的版式没有表“town-volume-moth”；是否为“town-volume-month”？"),
        ({"table": ""}, "“table”不能为空"),
        ({"column": "办结"}, "表 town-volume-month 没有“办结”一列；是否为“办结件”？"),
        ({"column": "", "row": "合计"}, "写了 row 而没有写 column"),
        ({"row": "合讠"}, "表 town-volume-month 没有“合讠”一行；是否为“合计”？"),
        ({"row": "合计"}, "absent 说没有公布 town-volume-month 的“合计”行“办结件”列，那一格"),
        ({"why": "…"}, "不认识的键“why”"),
    ],
)
def test_an_entry_that_cannot_be_used(archive: ArchiveFolder, spoiled: dict[str, Any], message: str) -> None:
    wrong = GOOD | spoiled
    messages = said(archive, {key: value for key, value in wrong.items() if value is not None})
    assert len([each for each in messages if each.startswith(message)]) == 1, messages


def test_a_table_that_is_there(archive: ArchiveFolder) -> None:
    assert said(archive, entry(Place(TABLE))) == [f"absent 说没有公布表 {TABLE}，却有 {TABLE}.csv"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Place(TABLE), Place(TABLE)),
        (Place(TABLE), Place(TABLE, "满意度")),
        (Place("town-volume-month", "办结件"), Place("town-volume-month", "办结件")),
        (Place("town-volume-month", "办结件"), Place("town-volume-month", "办结件", 0)),
        (Place("town-volume-month", "办结件", 0), Place("town-volume-month", "办结件", 0)),
    ],
)
def test_what_is_said_twice(archive: ArchiveFolder, one: Place, other: Place) -> None:
    for pair in ((one, other), (other, one)) if one != other else ((one, other),):
        copied = archive.copy(archive.folder.with_name(f"{archive.folder.name}-{pair.index(one)}"))
        messages = said(copied, *map(entry, pair))
        assert len([each for each in messages if "说的是同一处" in each]) == 1, messages


def test_no_list(archive: ArchiveFolder) -> None:
    archive.edit(FILE, lambda text: f"{text}absent: 没有\n")
    assert [each["message"] for each in found(archive)] == ["“absent”应为列表"]


def test_a_column_may_stand_there_blank(archive: ArchiveFolder) -> None:
    rows = archive.rows(f"data/{MONTH}/town-volume-month.csv")
    places = [Place("town-volume-month", "办结件", row) for row in range(len(rows) - 1)]
    take_out(archive.folder, MONTH, *places)
    archive.edit(FILE, lambda text: text[: text.index("absent:")])
    assert said(archive, GOOD) == []
    assert archive.run("validate").status == 0


def test_the_absent_column_is_not_asked_for_and_no_other_goes_unseen(archive: ArchiveFolder) -> None:
    take_out(archive.folder, MONTH, Place("town-volume-month", "办结件"))
    assert archive.run("validate").status == 0
    archive.edit(f"data/{MONTH}/town-volume-month.csv", "受理件,", "受理,")
    _, out, _ = archive.run("validate", MONTH, "--format", "json")
    messages = [each["message"] for each in json.loads(out)["findings"] if each["rule"] == "structure"]
    assert messages[0].startswith("表头不对：缺少 “受理件”；多出“受理”（是否为“受理件”？）")


def test_derive_fills_nothing_that_was_not_published(archive: ArchiveFolder) -> None:
    rows = archive.rows(f"data/{MONTH}/county-comparison-month.csv")
    column = "对比名次"
    assert rows[1][rows[0].index(column)]
    take_out(archive.folder, MONTH, Place("county-comparison-month", column, 0, rows[1][1]))
    before = (archive / f"data/{MONTH}/county-comparison-month.csv").read_bytes()
    status, out, err = archive.run("derive", MONTH)
    assert (archive / f"data/{MONTH}/county-comparison-month.csv").read_bytes() == before, (status, out, err)
    assert status == 0

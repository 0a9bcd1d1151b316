"""What is typed stands in the files at once, in the form of the archive, and is judged; what others changed is noticed."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from tests.support.archive import ArchiveFolder, cell
from tests.support.desk import RunningDesk
from tests.support.whole_draft import LAST

TOWNS = "town-volume-month"
FILE = f"data/{LAST}/{TOWNS}.csv"


def sheet(state: Any, name: str = TOWNS) -> Any:
    (found,) = [table for table in state["tables"] if table["name"] == name]
    return found


def changed(desk: RunningDesk, *steps: Any, name: str = TOWNS) -> tuple[int, Any]:
    """The issue after steps in a table that is as it was read just before."""
    seen = sheet(desk.state(LAST), name)["seen"]
    return desk.post(f"issues/{LAST}/edit", {"tables": {name: {"seen": seen, "steps": steps}}})


def set_cell(row: int, column: int, text: str) -> dict[str, Any]:
    return {"do": "set", "row": row, "column": column, "text": text}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1234", "1234"),
        ("１２３４", "1234"),
        ("1,234", "1234"),
        (" 1234 ", "1234"),
        ("", ""),
        ("十二", "十二"),
    ],
)
def test_a_cell(desk: RunningDesk, draft: ArchiveFolder, typed: str, written: str) -> None:
    before = draft.rows(FILE)
    status, state = changed(desk, set_cell(0, 2, typed))
    assert status == 200
    before[1][2] = written
    assert draft.rows(FILE) == before == [sheet(state)["header"], *sheet(state)["rows"]]


def test_the_wrong_cell_is_marked_and_the_guess_mends_it(desk: RunningDesk, draft: ArchiveFolder) -> None:
    draft.unproven()
    assert desk.state(LAST)["cards"] == []
    right = draft.rows(FILE)
    wrong = str(int(right[1][2]) + 9)
    _, state = changed(desk, set_cell(0, 2, wrong), set_cell(0, 3, wrong))
    marked = {
        (each["table"], each["row"], each["column"]) for card in state["cards"] for each in card["cells"]
    }
    assert marked and (TOWNS, 0, 3) in marked
    assert all(card["message"] and card["place"] and card["remedy"] for card in state["cards"])
    for _ in range(2):  # with one cell mended, the other is all that is wrong
        guess = next(card["changes"] for card in state["cards"] if card["changes"])
        _, state = changed(desk, *(set_cell(each["row"], each["column"], each["text"]) for each in guess))
    assert (state["cards"], draft.rows(FILE)) == ([], right)


def test_rows_come_and_go(desk: RunningDesk, draft: ArchiveFolder) -> None:
    before = draft.rows(FILE)
    _, state = changed(desk, {"do": "delete", "row": 0})
    assert draft.rows(FILE) == [before[0], *before[2:]]
    _, state = changed(desk, {"do": "insert", "row": 0, "cells": before[1]})
    assert draft.rows(FILE) == before and state["cards"] == []


def test_a_block_below_the_last_row_begins_new_ones(desk: RunningDesk, draft: ArchiveFolder) -> None:
    before = draft.rows(FILE)
    end = len(before) - 1
    status, _ = changed(
        desk, set_cell(end, 1, "示例一"), set_cell(end + 1, 1, "示例二"), set_cell(end + 1, 2, "5")
    )
    assert status == 200
    width = len(before[0])
    blank = [""] * (width - 2)
    assert draft.rows(FILE) == [*before, ["", "示例一", *blank], ["", "示例二", "5", *blank[1:]]]


@pytest.mark.parametrize(
    "step", [set_cell(99, 0, "1"), set_cell(-1, 0, "1"), set_cell(0, 99, "1"), {"do": "delete", "row": 99}]
)
def test_a_step_outside_of_the_table_changes_nothing(
    desk: RunningDesk, draft: ArchiveFolder, step: Any
) -> None:
    before = (draft / FILE).read_bytes()
    status, said = changed(desk, set_cell(0, 2, "1"), step)
    assert status == 422 and "没有改动任何文件" in said["error"]
    assert (draft / FILE).read_bytes() == before


def test_what_another_program_wrote_is_not_overwritten(desk: RunningDesk, draft: ArchiveFolder) -> None:
    seen = sheet(desk.state(LAST))["seen"]
    name = draft.rows(FILE)[1][1]
    draft.edit(FILE, cell(name, "申请件", "77"))
    theirs = (draft / FILE).read_bytes()
    status, said = desk.post(
        f"issues/{LAST}/edit", {"tables": {TOWNS: {"seen": seen, "steps": [set_cell(0, 2, "1")]}}}
    )
    assert status == 409 and FILE in said["error"] and "在别处改过" in said["error"]
    assert (draft / FILE).read_bytes() == theirs
    assert sheet(desk.state(LAST))["rows"][0][2] == "77"


def test_of_two_tables_one_of_which_changed_none_is_written(desk: RunningDesk, draft: ArchiveFolder) -> None:
    state = desk.state(LAST)
    other = "town-volume-year"
    before = (draft / f"data/{LAST}/{other}.csv").read_bytes()
    asked = {
        other: {"seen": sheet(state, other)["seen"], "steps": [set_cell(0, 2, "1")]},
        TOWNS: {"seen": "0" * 64, "steps": [set_cell(0, 2, "1")]},
    }
    assert desk.post(f"issues/{LAST}/edit", {"tables": asked})[0] == 409
    assert (draft / f"data/{LAST}/{other}.csv").read_bytes() == before


def test_a_published_issue_is_not_typed_into(desk: RunningDesk, draft: ArchiveFolder) -> None:
    month = "2003-12"
    state = desk.state(month)
    assert state["draft"] is False
    before = (draft / f"data/{month}/{TOWNS}.csv").read_bytes()
    steps = {"tables": {TOWNS: {"seen": sheet(state)["seen"], "steps": [set_cell(0, 2, "1")]}}}
    status, said = desk.post(f"issues/{month}/edit", steps)
    assert status == 422 and "更正" in said["error"]
    assert (draft / f"data/{month}/{TOWNS}.csv").read_bytes() == before


def test_a_file_of_excel_is_read_and_written_in_the_form_of_the_archive(
    desk: RunningDesk, draft: ArchiveFolder
) -> None:
    before = draft.rows(FILE)
    text = (draft / FILE).read_text(encoding="utf-8")
    draft.write(FILE, text.replace("\n", "\r\n").encode("gb18030"))
    status, _ = changed(desk, set_cell(0, 2, "5"))
    before[1][2] = "5"
    assert status == 200 and draft.rows(FILE) == before
    assert b"\r" not in (draft / FILE).read_bytes()


def test_a_table_that_cannot_be_taken_apart_is_left_alone(desk: RunningDesk, draft: ArchiveFolder) -> None:
    draft.edit(FILE, lambda text: f"{text}1,2,3\n")
    before = (draft / FILE).read_bytes()
    status, said = changed(desk, set_cell(0, 2, "5"))
    assert status == 422 and "格数与表头不同" in said["error"]
    assert (draft / FILE).read_bytes() == before


def test_what_is_left_is_marked(desk: RunningDesk, draft: ArchiveFolder) -> None:
    draft.edit(f"data/{LAST}/issue.yaml", f"{TOWNS}, ", "")
    _, state = changed(desk, set_cell(0, 2, ""))
    assert [0, 2] in sheet(state)["left"] and sheet(state)["count"] == len(sheet(state)["left"]) > 0


def test_the_workbook_goes_out_and_comes_back(desk: RunningDesk, draft: ArchiveFolder) -> None:
    """What is typed into it is read in where it is dropped, and what was found stands in the next one."""
    headers = {"Origin": desk.origin, "Content-Type": "application/x-www-form-urlencoded"}
    path = f"/{desk.token}/issues/{LAST}/workbook"
    assert desk.ask("POST", path, headers=headers)[0] == 200
    book = openpyxl.load_workbook(draft / f"build/new/{LAST}.xlsx")
    book["乡镇一体化平台办件量"]["C4"] = 11
    book.save(draft / f"build/new/{LAST}.xlsx")
    status, said = desk.ask("POST", path, headers=headers)
    assert status == 422 and "里有还没有读入的改动，没有重写" in said
    assert draft.run("import", str(draft / f"build/new/{LAST}.xlsx"), "--period", LAST, "--force").err == ""
    assert desk.ask("POST", path, headers=headers)[0] == 200
    again = openpyxl.load_workbook(draft / f"build/new/{LAST}.xlsx")["乡镇一体化平台办件量"]["C4"]
    assert again.value == 11 and again.comment is not None and "应为 12" in again.comment.text

"""The module of the desk that does steps to the rows of a table and takes them back, by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.desk_page import desk_page

pytestmark = pytest.mark.browser

ROWS: Final = [["甲", "1"], ["乙", "2"]]
WIDTH: Final = 2


def put(row: int, column: int, text: str) -> dict[str, Any]:
    return {"do": "set", "row": row, "column": column, "text": text}


def insert(row: int, *cells: str) -> dict[str, Any]:
    return {"do": "insert", "row": row, "cells": list(cells)}


def delete(row: int) -> dict[str, Any]:
    return {"do": "delete", "row": row}


CASES: Final = [
    ("nothing", [], ROWS, []),
    ("a cell", [put(0, 1, "9")], [["甲", "9"], ["乙", "2"]], [put(0, 1, "1")]),
    ("the last cell", [put(1, 0, "")], [["甲", "1"], ["", "2"]], [put(1, 0, "乙")]),
    ("a cell twice", [put(0, 1, "9"), put(0, 1, "8")], [["甲", "8"], ["乙", "2"]], [put(0, 1, "9"), put(0, 1, "1")]),
    ("a row that is new", [put(2, 1, "9")], [*ROWS, ["", "9"]], [delete(2)]),
    (
        "a row that is new, cell by cell",
        [put(2, 1, "9"), put(2, 0, "丙")],
        [*ROWS, ["丙", "9"]],
        [put(2, 0, ""), delete(2)],
    ),
    ("two rows that are new", [put(2, 0, "丙"), put(3, 0, "丁")], [*ROWS, ["丙", ""], ["丁", ""]], [delete(3), delete(2)]),
    ("a row before all", [insert(0, "丙", "3")], [["丙", "3"], *ROWS], [delete(0)]),
    ("a row between", [insert(1, "丙", "3")], [ROWS[0], ["丙", "3"], ROWS[1]], [delete(1)]),
    ("a row after all", [insert(2, "丙", "3")], [*ROWS, ["丙", "3"]], [delete(2)]),
    (
        "a row, and a cell in it",
        [insert(1, "丙", ""), put(1, 1, "3")],
        [ROWS[0], ["丙", "3"], ROWS[1]],
        [put(1, 1, ""), delete(1)],
    ),
    ("the first row away", [delete(0)], [ROWS[1]], [insert(0, "甲", "1")]),
    ("the last row away", [delete(1)], [ROWS[0]], [insert(1, "乙", "2")]),
    ("all rows away", [delete(0), delete(0)], [], [insert(0, "乙", "2"), insert(0, "甲", "1")]),
    (
        "a row away, and a cell of the one that follows",
        [delete(0), put(0, 1, "9")],
        [["乙", "9"]],
        [put(0, 1, "2"), insert(0, "甲", "1")],
    ),
]  # fmt: skip


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with desk_page(chromium, "") as page:
        page.evaluate("async () => { window.steps = await import('./static/steps.js'); }")
        yield page


def test_steps_are_done_and_taken_back(page: Page) -> None:
    """What is given stays as it is."""
    for told, steps, made, back in CASES:
        found = page.evaluate(
            """([rows, list, width]) => {
              const made = steps.after(rows, list, width), back = steps.reversed(rows, list, width);
              return {made, back, again: steps.after(made, back, width), rows, list};
            }""",
            [ROWS, steps, WIDTH],
        )
        assert found == {"made": made, "back": back, "again": ROWS, "rows": ROWS, "list": steps}, told


def test_a_row_that_is_not_there_is_not_made(page: Page) -> None:
    """Only the one behind the last is."""
    found = page.evaluate(
        "([rows, list]) => steps.after(rows, list, 2)", [ROWS, [put(3, 1, "9"), put(0, 1, "8")]]
    )
    assert found == [["甲", "8"], ["乙", "2"]]
    assert page.evaluate("list => steps.after([], list, 3)", [put(0, 1, "9")]) == [["", "9", ""]]

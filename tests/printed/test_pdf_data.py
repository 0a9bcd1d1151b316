"""What the typesetter is handed of tables, and the pages that an issue has: of cells, rows and heads that are full to the edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.published import published_edition
from yuebao.model.trust import UNTOLD
from yuebao.printed.issue_pages import FittedTable, Masthead, _masthead, issue_pages
from yuebao.printed.pdf import _cell, _lacking, _table
from yuebao.printed.pdf_typesetting import _characters
from yuebao.printed.printed_table import Column, PrintedCell, PrintedRow, PrintedTable
from yuebao.printed.table_fit import Fit


@pytest.mark.parametrize(
    ("text", "wraps", "split"),
    [
        ("", False, False),
        ("甲乙", False, False),
        ("甲乙丙", False, False),  # as wide as the cell
        ("甲乙丙丁", True, False),  # Chinese breaks between any two signs
        ("12345", False, False),  # five figures are as wide as three signs
        ("123456", True, True),
        ("12345 12345", True, False),
        ("甲123456乙", True, True),
        ("甲12345、乙", True, False),
        ("甲12345，乙", True, True),  # the comma begins no line
    ],
)
def test_a_text_in_a_cell_of_three_characters(text: str, wraps: bool, split: bool) -> None:
    assert _cell(PrintedCell(text, "left", 2, 3, True), 3.0) == {
        "text": text,
        "align": "left",
        "columns": 2,
        "rows": 3,
        "strong": True,
        "wraps": wraps,
        "split": split,
    }


def row(*cells: PrintedCell | str, heading: bool = False) -> PrintedRow:
    return PrintedRow(tuple(PrintedCell(each) if isinstance(each, str) else each for each in cells), heading)


def table(head: list[PrintedRow], body: list[PrintedRow], widths: tuple[float, ...]) -> dict[str, Any]:
    """``widths`` in characters of 12 points, with a hair to spare."""
    columns = tuple(Column(width, False) for width in widths)
    millimetres = tuple((width + 0.01) * 12 * 25.4 / 72 for width in widths)
    return _table(
        FittedTable(
            PrintedTable(tuple(head), tuple(body), columns), Fit(12.0, 7.5, millimetres, (210.0, 297.0))
        )
    )


TABLES: dict[str, tuple[list[PrintedRow], list[PrintedRow], int]] = {
    "every text on one line": ([row("单位", "受理")], [row("甲局", "12")], 1),
    "a header of two lines": ([row("单位", "受理件数")], [row("甲局", "12")], 2),
    "one of two rows of the header is of two lines": (
        [row(PrintedCell("单位", rows=2), "受理"), row("受理件数")],
        [],
        2,
    ),
    "a body of two lines under a header of one": ([row("单位", "受理")], [row("甲乙丙局", "12")], 1),
    "no header": ([], [row("甲乙丙局", "12")], 1),
}


@pytest.mark.parametrize("name", TABLES)
def test_lines_of_a_header(name: str) -> None:
    head, body, lines = TABLES[name]
    made = table(head, body, (2.0, 2.0))
    assert (made["lines"], made["size"], made["height"]) == (lines, 12.0, 7.5)
    assert made["widths"] == pytest.approx((8.51, 8.51), abs=0.01)
    assert [len(each["cells"]) for part in ("head", "body") for each in made[part]] == [
        len(each.cells) for each in (*head, *body)
    ]


NARROW: dict[str, tuple[list[PrintedRow], list[list[bool]]]] = {
    # columns of 1, 2 and 4 characters: a text of three wraps in the first two
    "each cell in its own column": ([row("三个字", "三个字", "三个字")], [[True, True, False]]),
    "a cell of two columns has the room of both": (
        [row(PrintedCell("三个字", columns=2), "三个字"), row("三个字", PrintedCell("三个字", columns=2))],
        [[False, False], [True, False]],
    ),
    "a cell of several rows pushes those below it aside": (
        [
            row(PrintedCell("单", rows=3), "字", "字"),
            row("三个字", "三个字"),
            row("三个字", "三个字"),
            row("三个字", "字"),
        ],
        [[False, False, False], [True, False], [True, False], [True, False]],
    ),
    "two beside each other push both aside": (
        [row(PrintedCell("单", rows=2), PrintedCell("单", rows=2), "字"), row("三个字"), row("三个字")],
        [[False, False, False], [False], [True]],
    ),
    "one in the middle is stepped over": (
        [row("字", PrintedCell("单", rows=2), "字"), row("三个字", "三个字")],
        [[False, False, False], [True, False]],
    ),
}


@pytest.mark.parametrize("part", ["head", "body"])
@pytest.mark.parametrize("name", NARROW)
def test_the_room_of_cells_beside_merged_ones(name: str, part: str) -> None:
    rows, wraps = NARROW[name]
    head, body = (rows, []) if part == "head" else ([], rows)
    assert [
        [each["wraps"] for each in one["cells"]] for one in table(head, body, (1.0, 2.0, 4.0))[part]
    ] == wraps


def test_which_rows_are_headings() -> None:
    made = table([row("单位")], [row("第一组", heading=True), row("甲局")], (4.0,))
    assert [each["heading"] for each in (*made["head"], *made["body"])] == [False, True, False]


@pytest.mark.parametrize(
    ("lines", "masthead"),
    [
        ((), Masthead()),
        (("刊名",), Masthead("刊名")),
        (("刊名", "题目"), Masthead("刊名", title="题目")),
        (("刊名", "日期", "题目"), Masthead("刊名", (), ("日期",), "题目")),
        (("刊名", "单位", "日期", "题目"), Masthead("刊名", (), ("单位", "日期"), "题目")),
        (("刊名", "第1期", "单位", "日期", "题目"), Masthead("刊名", ("第1期",), ("单位", "日期"), "题目")),
        (
            ("刊名", "2004年第1期", "总第3期", "单位", "日期", "题目"),
            Masthead("刊名", ("2004年第1期", "总第3期"), ("单位", "日期"), "题目"),
        ),
    ],
)
def test_which_line_of_the_masthead_is_what(lines: tuple[str, ...], masthead: Masthead) -> None:
    assert _masthead(lines) == masthead


def test_what_is_said_of_characters_that_the_fonts_lack() -> None:
    told = _lacking(["\u0627", "\U00020bb7", "\x02"])
    assert told.endswith("原字见同一期的网页和 Word 文件：U+0627、U+20BB7、U+0002。")


@pytest.mark.parametrize(
    ("words", "characters"),
    [
        ("", ""),
        ("甲", "甲"),
        (r"\u{fffe}", "\ufffe"),
        (r"\u{10}", "\x10"),  # the number is in base 16, whatever its digits
        (r"甲\u{2}乙\u{10ffff}\u{e000}", "甲\x02乙\U0010ffff\ue000"),
        (r"\u{}u{41}", r"\u{}u{41}"),
    ],
)
def test_characters_in_the_words_of_the_typesetter(words: str, characters: str) -> None:
    assert _characters(words) == characters


def test_a_table_that_is_left_has_a_page_without_notes(_small: Path) -> None:
    """The others keep theirs, all keep their numbers and titles."""
    edition = published_edition(_small, "2003-12")

    def shown(*left: str) -> list[tuple[int, str, bool, tuple[str, ...]]]:
        tables = {name: own for name, own in edition.printed.tables.items() if name not in left}
        pages = issue_pages(edition.issue, edition.report, replace(edition.printed, tables=tables), UNTOLD)
        return [(each.number, each.title, each.content is None, each.notes) for each in pages.attachments]

    whole = shown()
    assert [(len(notes), left) for _, _, left, notes in whole] == [
        *((1, False), (0, False), (2, False), *[(0, False)] * 5),
    ]
    for place, item in enumerate(edition.report.attachments):
        number, title, _, _ = whole[place]
        expected = [*whole[:place], (number, title, True, ()), *whole[place + 1 :]]
        assert shown(str(item.form.table)) == expected

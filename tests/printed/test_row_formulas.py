"""What a workbook marks while somebody types, reckoned by LibreOffice: true exactly where the rule is broken, and nothing
before anything is typed."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from tests.rules import surroundings
from tests.support.report_documents import converted
from yuebao.printed.entry_checks import highlights

HEADER: Final = "名称,甲,乙,丙,率"
SHARE = {
    "kind": "quotient",
    **{"column": "率", "value": {"column": "甲"}, "by": {"column": "乙"}, "scale": "percent", "digits": 2},
}
LARGEST = {**SHARE, "by": {"columns": ["甲", "乙", "丙"], "take": "largest"}, "digits": 0}
MEAN = {
    "kind": "quotient",
    **{"column": "丙", "value": {"columns": ["甲", "乙"], "take": "sum"}, "by": {"number": 2}},
}
FULL = {
    "kind": "if-then",
    **{"given": [{"column": "甲", "equals": 0}], "then": [{"column": "率", "equals": 100}], "both": True},
}
BOUNDED = {"kind": "if-then", "then": [{"column": "甲", "at_least": 2, "below": 5}]}
BLANK = {"kind": "if-then", "then": [{"column": "率", "blank": False}]}

CASES: list[tuple[dict[str, Any], tuple[Any, ...], bool]] = [
    (SHARE, (4879, 5160, "", "94.55%"), False),
    (SHARE, (4879, 5160, "", "85.25%"), True),
    (SHARE, (189, 200, "", "94.50%"), False),
    (SHARE, (1, 800, "", "0.13%"), False),
    (SHARE, (1, 800, "", "0.12%"), True),
    (SHARE, ("", "", "", ""), False),
    (SHARE, (3, "", "", "5%"), False),
    (SHARE, (3, 4, "", ""), False),
    (LARGEST, (1, 2, 4, "25%"), False),
    (LARGEST, (1, 2, 4, "50%"), True),
    (MEAN, (1, 2, 2, ""), False),
    (MEAN, (1, 2, 1, ""), True),
    (FULL, (0, "", "", "100%"), False),
    (FULL, (1, "", "", "100%"), True),
    (FULL, ("", "", "", "99%"), True),
    (FULL, ("", "", "", ""), False),
    (FULL, (3, "", "", "99.9%"), False),
    (BOUNDED, (2, "", "", ""), False),
    (BOUNDED, (5, "", "", ""), True),
]
"""A rule, the figures of a row as they are typed, and whether they are marked."""


def formula(rule: dict[str, Any]) -> list[str]:
    _, scope = surroundings(
        {"t": f"{HEADER}\n一局,1,1,1,1%"}, {"t": [{"id": "rule", "source": "示例", **rule}]}
    )
    return [each.text for each in highlights(scope.schemas["t"], 1) if "COUNTIF" not in each.text]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("formulas") / "book.xlsx"
    book = openpyxl.Workbook()  # which keeps no results, so that LibreOffice has to reckon
    sheet: Any = book.active
    for row, (rule, figures, _) in enumerate(CASES, 1):
        for column, figure in enumerate(figures, 2):
            if figure != "":
                sheet.cell(row, column, figure)
        (text,) = formula(rule)
        sheet.cell(row, 10, re.sub(r"\$([A-Z])2\b", rf"$\g<1>{row}", f"={text}"))
    book.save(path)
    with Path(converted(path, "csv")).open(encoding="utf-8", newline="") as stream:
        return [line[9] for line in csv.reader(stream)]


@pytest.mark.slow
def test_marked_exactly_where_broken(marked: list[str]) -> None:
    assert [(case, text == "TRUE") for case, text in zip(CASES, marked, strict=True)] == [
        (case, case[2]) for case in CASES
    ]


def test_a_condition_on_texts_is_no_formula() -> None:
    assert formula(BLANK) == []

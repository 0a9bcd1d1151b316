"""The rules of a row as formulas of a workbook: the formula is true where the row is wrong, and says what it marks."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.rules import schemas_of
from yuebao.rules.kind import RowFormula
from yuebao.rules.registry import TABLE_KINDS

TABLES = {"t": "名称,甲,乙,丙,率,文\n", "o": "名称,丁\n"}

CASES: dict[str, tuple[str, RowFormula | None]] = {
    "parts of a sum": (
        "{kind: sum-of-columns, sum: 甲, parts: [乙, 丙]}",
        RowFormula("<甲><><乙>+<丙>", ("甲", "乙", "丙")),
    ),
    "one part": ("{kind: sum-of-columns, sum: 甲, parts: [乙]}", RowFormula("<甲><><乙>", ("甲", "乙"))),
    "stages": (
        "{kind: non-increasing, columns: [甲, 乙, 丙]}",
        RowFormula("OR(<甲><<乙>,<乙><<丙>)", ("甲", "乙", "丙")),
    ),
    "if one figure then another": (
        "{kind: if-then, given: [{column: 甲, above: 0}], then: [{column: 乙, above: 3}]}",
        RowFormula("AND(OR(<甲><>0,<乙><>0),AND(AND(<甲>>0),NOT(AND(<乙>>3))))", ("甲", "乙")),
    ),
    "both or neither": (
        "{kind: if-then, given: [{column: 甲, above: 0}], then: [{column: 乙, above: 3}], both: true}",
        RowFormula("AND(OR(<甲><>0,<乙><>0),AND(<甲>>0)<>AND(<乙>>3))", ("甲", "乙")),
    ),
    "always": (
        "{kind: if-then, then: [{column: 乙, above: 3}]}",
        RowFormula("AND(OR(<乙><>0),AND(TRUE,NOT(AND(<乙>>3))))", ("乙",)),
    ),
    "a condition on a text": (
        "{kind: if-then, given: [{column: 文, one_of: [子]}], then: [{column: 乙, above: 3}]}",
        None,
    ),
    "a condition on a text that follows": (
        "{kind: if-then, given: [{column: 甲, above: 0}], then: [{column: 文, blank: true}]}",
        None,
    ),
    "a quotient": (
        "{kind: quotient, column: 率, value: {column: 甲}, by: {column: 乙}, scale: percent, digits: 1}",
        RowFormula("IF(<乙>=0,FALSE,AND(<率><>0,ABS(ROUND(<甲>/<乙>*100,1)-<率>)>1E-9))", ("率", "甲", "乙")),
    ),
    "two conditions on figures": (
        "{kind: if-then, given: [{column: 甲, above: 0}, {column: 丙, at_most: 2.5}], then: [{column: 乙, at_least: 1}]}",
        RowFormula(
            "AND(OR(<甲><>0,<丙><>0,<乙><>0),AND(AND(<甲>>0,<丙><=2.5),NOT(AND(<乙>>=1))))",
            ("甲", "丙", "乙"),
        ),
    ),
    "a quotient of sums": (
        "{kind: quotient, column: 丙, value: {columns: [甲, 乙], take: sum}, by: {number: 12}, digits: 2}",
        RowFormula(
            "IF(12=0,FALSE,AND(<丙><>0,ABS(ROUND(SUM(<甲>,<乙>)/12*1,2)-<丙>)>1E-9))", ("丙", "甲", "乙")
        ),
    ),
    "a quotient by the largest": (
        "{kind: quotient, column: 丙, value: {column: 甲}, by: {columns: [甲, 乙], take: largest}, scale: per-mille}",
        RowFormula(
            "IF(MAX(<甲>,<乙>)=0,FALSE,AND(<丙><>0,ABS(ROUND(<甲>/MAX(<甲>,<乙>)*1000,0)-<丙>)>1E-9))",
            ("丙", "甲", "乙"),
        ),
    ),
    "a quotient by a figure that stands elsewhere": (
        "{kind: quotient, column: 率, value: {column: 甲}, by: {column: 乙, take: sum}, scale: percent, digits: 1}",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_formula_of_a_rule(case: str) -> None:
    text, expected = CASES[case]
    declared: dict[str, Any] = {"id": "x", "source": "示例", **yaml.safe_load(text)}
    (rule,) = schemas_of(TABLES, {"t": [declared]}).latest.tables["t"].rules
    formula = TABLE_KINDS[rule.kind].row_formula
    assert formula is not None
    assert formula(rule.params, lambda column: f"<{column}>") == expected


def test_only_kinds_of_rows_have_formulas() -> None:
    assert [name for name, kind in TABLE_KINDS.items() if kind.row_formula is not None] == [
        name for name in TABLE_KINDS if name in ("if-then", "non-increasing", "quotient", "sum-of-columns")
    ]

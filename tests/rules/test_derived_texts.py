"""What a derivation writes where nothing is due: the rules take blank and 0 for the same, the printed table does not."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.rules import only, surroundings
from tests.rules.test_table_rules import COPIED, COPIED_TOTAL, YEAR
from yuebao.rules.kinds import accumulated, agreement, total_row

NOTHING = "名称,乙,率\n一局,,\n合计,,"
CASES: dict[str, tuple[ModuleType, dict[str, Any], str, str, list[str]]] = {
    "a total of nothing is blank": (
        total_row,
        {"kind": "total-row", "columns": ["甲", "乙"]},
        "名称,甲,乙\n一局,0,2\n二局,,3\n合计,,",
        NOTHING,
        ["", "5"],
    ),
    "a copied 0 is blank": (
        agreement,
        COPIED,
        "名称,甲\n一局,1\n二局,1",
        "名称,乙\n一局,0\n二局,3",
        ["", "3"],
    ),
    "a year of nothing is blank": (
        accumulated,
        YEAR,
        "名称,甲\n一局,1\n二局,1",
        "名称,乙\n一局,\n二局,3",
        ["", "3"],
    ),
    "a summary of nothing says 0, and no rate": (
        agreement,
        COPIED_TOTAL,
        "类,甲,率\n本月,1,",
        NOTHING,
        ["0", ""],
    ),
    "a summary of something": (
        agreement,
        COPIED_TOTAL,
        "类,甲,率\n本月,1,",
        "名称,乙,率\n合计,7,99%",
        ["7", "99%"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_derived_texts(case: str) -> None:
    module, rule, table, other, expected = CASES[case]
    rules = only(rule)
    now, scope = surroundings({"t": table, "o": other}, rules, "2026-01")
    (declared,) = scope.schemas["t"].rules
    assert [each.text for each in module.derive(declared.params, now.tables["t"], scope)] == expected

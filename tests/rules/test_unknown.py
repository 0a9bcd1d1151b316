"""A blank that the schema says is unknown rather than zero: whatever rule needs it is undecided, and nothing is filled in for
it; a dash of the same column is none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules import COLUMNS, judge, only, surroundings, told
from yuebao.fill.by_dependency import fill
from yuebao.fill.tables_in_progress import draft_of
from yuebao.fill.targets import derivations
from yuebao.model.fault import Fault
from yuebao.model.numbers import UNREADABLE

CASES: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "a sum": (
        {"kind": "total-row", "columns": ["未"]},
        "名称,未\n一局,1\n二局,\n合计,1",
        ["undecided 4 未"],
    ),
    "a sum with a dash": ({"kind": "total-row", "columns": ["未"]}, "名称,未\n一局,1\n二局,-\n合计,1", []),
    "a split": (
        {"kind": "sum-of-columns", "sum": "甲", "parts": ["未", "乙"]},
        "名称,甲,未,乙\n一局,3,…,1\n二局,3,2,1\n三局,3,1,1",
        ["undecided 2 甲", "open 4 甲 3 → 2 (1)"],
    ),
    "a share": (
        {"kind": "quotient", "column": "率", "value": {"column": "甲"}, "by": {"column": "未"}},
        "名称,甲,未,率\n一局,3,,1%\n二局,3,-,",
        ["undecided 2 率"],
    ),
    "an order": (
        {"kind": "ordered", "by": [{"column": "未", "order": "descending"}]},
        "名称,未\n一局,3\n二局,\n三局,1",
        ["undecided 3 未", "undecided 4 未"],
    ),
    "a condition": (
        {
            "kind": "if-then",
            "given": [{"column": "未", "above": 0}],
            "then": [{"column": "率", "blank": False}],
        },
        "名称,未,率\n一局,,5%\n二局,-,\n三局,2,5%",
        ["undecided 2 率"],
    ),
    "how many there are": (
        {"kind": "exists", "where": [{"column": "未", "above": 0}]},
        "名称,未\n一局,\n二局,-",
        ["undecided - -"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_needs_it_is_undecided(case: str) -> None:
    rule, table, expected = CASES[case]
    found = judge({"t": table}, only(rule))
    assert told(found) == expected
    remedies = {item.remedy for item in found if item.status == "undecided"}
    assert remedies <= {"请照原报告补上这个数；报告没有公布的，这一项核验不了。"}


def test_it_is_no_problem_of_structure_and_told_as_what_it_is() -> None:
    rule = {"id": "rule", "source": "示例", "kind": "non-increasing", "columns": ["甲", "未"]}
    table = "名称,甲,未\n一局,3,\n二局,3,x"
    now, _ = surroundings({"t": table}, {"t": [rule]})
    found = judge({"t": table}, {"t": [rule]})
    assert [item.message for item in found] == [
        "“未”为“x”：应为不带正负号、逗号、空格的半角整数",
        "“未”没有公布，这一项无法核验",
        "“未”无法读取，这一项无法核验",
    ]
    assert now.tables["t"].numbers["未"] == (UNREADABLE, UNREADABLE)
    assert now.tables["t"].unknown == {(0, "未")}


def test_nothing_is_filled_in_for_it() -> None:
    rules = {"t": [{"id": "rule", "source": "示例", "kind": "total-row", "columns": ["甲", "未"]}]}
    _, scope = surroundings({"t": "名称,甲,未\n一局,1,1\n二局,,\n合计,,"}, rules)
    wave = fill(derivations(scope.schemas["t"].rules), draft_of(scope), lambda _: scope)
    assert [(item.cell.column, item.text) for item in wave.filled] == [("甲", "1")]
    assert [item.cell.column for item in wave.unfilled] == ["未"]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ({"type": "integer", "grammar": "count", "unknown": ["?"]}, "“\\?”不在这一列的 missingValues 里"),
        ({"type": "string", "unknown": [""]}, "只有数字列才有 unknown"),
    ],
)
def test_what_cannot_be_declared(
    field: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COLUMNS, f"列{message}", field)
    with pytest.raises(Fault, match=message):
        judge({"t": f"名称,列{message}\n一局,1"}, {"t": [{"id": "r", "source": "示例", "kind": "rate"}]})

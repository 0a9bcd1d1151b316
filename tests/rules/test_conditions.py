"""Conditions between columns, rows that exist, combinations, dependencies and lists: valid, broken, undecided and
inapplicable, worked by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.rules import judge, only, surroundings, told_of
from yuebao.model.fault import Fault
from yuebao.rules.engine import check_month

GIVEN = {
    "kind": "if-then",
    **{"given": [{"column": "甲", "above": 0}], "then": [{"column": "率", "blank": False}]},
}
ALWAYS = {"kind": "if-then", "then": [{"column": "甲", "at_least": 2, "at_most": 5}]}
TEXTS = {
    "kind": "if-then",
    "given": [{"column": "类", "one_of": ["窗口", "大厅"]}, {"column": "甲", "below": 3}],
    "then": [{"column": "人", "none_of": ["王", "李"]}, {"column": "乙", "equals": 0}],
}
ONE = {
    "kind": "exists",
    **{"where": [{"column": "类", "one_of": ["负责"]}], "per": ["文"], "at_least": 1, "at_most": 1},
}
SOME = {"kind": "exists", "where": [{"column": "甲", "above": 0}]}
FEW = {"kind": "exists", "per": ["类"], "at_least": 2, "at_most": 3}
COVERED = {"kind": "combinations", "columns": ["类", "文"]}
STATED = {**COVERED, "values": {"类": ["东", "西"], "文": ["本月", "今年"]}}
DEPENDS = {"kind": "depends-on", "columns": ["加"], "by": ["条"]}
DEPENDS_ON_TWO = {"kind": "depends-on", "columns": ["人", "甲"], "by": ["条", "类"]}
LISTED = {"kind": "listed-in", "of": "o", "columns": {"类": "文"}}
ALL_LISTED = {**LISTED, "complete": True}
NAMES = {"kind": "listed-in", "of": "o", "columns": {"名称": "名称"}, "complete": True}
SOME_LISTED = {
    **ALL_LISTED,
    "where": [{"column": "甲", "above": 0}],
    "among": [{"column": "乙", "above": 0}],
}
TOP = {
    "kind": "first-of",
    **{"column": "文", "ranking": "o", "name": "键", "count": 2, "by": "乙", "separator": "、"},
}
LAST = {
    "kind": "first-of",
    **{"column": "名称", "ranking": "o", "name": "名称", "count": 1, "by": "乙", "order": "ascending"},
}
ANY = "名称\n一局"

CASES: dict[str, tuple[dict[str, Any], str, str, list[str]]] = {
    "if: a rate where there are cases": (GIVEN, "名称,甲,率\n一局,3,100%\n二局,,\n三局,0,5%", ANY, []),
    "if: no rate where there are cases": (GIVEN, "名称,甲,率\n一局,3,\n合计,3,", ANY, ["open 2 率", "open 3 率"]),
    "if: nobody knows whether there are cases": (
        GIVEN,
        "名称,甲,率\n一局,x,\n二局,3,\n三局,3,5",
        ANY,
        ["structure open 2 甲", "structure open 4 率", "undecided 2 率", "open 3 率", "undecided 4 率"],
    ),
    "if: nobody has cases": (GIVEN, "名称,甲,率\n一局,,5%", ANY, []),
    "always: within bounds": (ALWAYS, "甲\n2\n5", ANY, []),
    "always: beyond its bounds": (
        ALWAYS,
        "甲\n1\n6\n-",
        ANY,
        ["open 2 甲 1 → ≥2≤5", "open 3 甲 6 → ≥2≤5", "open 4 甲 - → ≥2≤5"],
    ),
    "if: texts and figures together": (
        TEXTS,
        "类,甲,人,乙\n窗口,2,张,\n大厅,2,王,\n窗口,2,张,1\n窗口,3,王,1\n别处,1,王,1",
        ANY,
        ["open 3 人", "open 4 乙 1 → 0"],
    ),
    "if: one of two is unreadable and does not matter": (
        TEXTS,
        "类,甲,人,乙\n别处,x,王,1\n窗口,2,王,x",
        ANY,
        ["structure open 2 甲", "structure open 3 乙", "open 3 人"],
    ),
    "exactly one in each group": (ONE, "文,类\n甲部,负责\n甲部,成员\n乙部,负责", ANY, []),
    "none and two in a group": (
        ONE,
        "文,类\n甲部,负责\n甲部,负责\n乙部,成员",
        ANY,
        ["open - 类 2 → 1", "open - 类 0 → 1"],
    ),
    "one that may be another": (
        ONE,
        "文,类\n甲部,负责\n甲部,\u200b成员\n乙部,负责\n乙部,负责",
        ANY,
        ["structure open 3 类", "undecided - -", "open - 类 2 → 1"],
    ),
    "one of a group that cannot be read": (
        ONE,
        "文,类\n甲部,负责\n\u200b乙部,负责",
        ANY,
        ["structure open 3 文", "undecided - -"],
    ),
    "at least one somewhere": (SOME, "名称,甲\n一局,\n二局,1\n合计,1", ANY, []),
    "none anywhere": (SOME, "名称,甲\n一局,\n二局,0\n合计,1", ANY, ["open - 甲 0 → ≥1"]),
    "one is enough, whatever the other is": (
        SOME,
        "名称,甲\n一局,x\n二局,1",
        ANY,
        ["structure open 2 甲"],
    ),
    "the unreadable one may be the one": (
        SOME,
        "名称,甲\n一局,x\n二局,0",
        ANY,
        ["structure open 2 甲", "undecided - -"],
    ),
    "so many rows a group": (FEW, "类\n东\n东\n西\n西\n西", ANY, []),
    "too few and too many rows a group": (
        FEW,
        "类\n东\n西\n西\n西\n西",
        ANY,
        ["open - 类 1 → 2..3", "open - 类 4 → 2..3"],
    ),
    "combinations: all there": (COVERED, "类,文\n东,本月\n西,今年\n西,本月\n东,今年", ANY, []),
    "combinations: one is missing": (COVERED, "类,文\n东,本月\n西,今年\n西,本月", ANY, ["open - 类"]),
    "combinations: of what is declared": (STATED, "类,文\n东,本月\n东,今年\n西,本月", ANY, ["open - 类"]),
    "combinations: one may be the unreadable one": (
        STATED,
        "类,文\n东,本月\n东,今年\n西,本月\n\u200b西,今年",
        ANY,
        ["structure open 5 类", "undecided - -"],
    ),
    "depends: the same everywhere": (DEPENDS, "条,加\n加班,+1\n投诉,-2\n加班,+1", ANY, []),
    "depends: two figures for one": (
        DEPENDS,
        "条,加\n加班,+1\n投诉,-2\n加班,+2\n加班,+1",
        ANY,
        ["open 4 加 +2 → +1"],
    ),
    "depends: no two are alike": (DEPENDS, "条,加\n加班,+1\n投诉,-2", ANY, []),
    "depends: unreadable": (
        DEPENDS,
        "条,加\n加班,+1\n加班,1\n加班,+3",
        ANY,
        ["structure open 3 加", "undecided 3 加", "open 4 加 +3 → +1"],
    ),
    "depends: two columns on two": (
        DEPENDS_ON_TWO,
        "条,类,人,甲\n一,东,王,1\n一,西,李,2\n一,东,王,2\n一,西,,2",
        ANY,
        ["open 4 甲 2 → 1", "open 5 人  → 李"],
    ),
    "first: named in a sentence": (TOP, "文\n住房、交通", "键,乙\n交通,32\n其他,3\n住房,71\n合计,106", []),
    "first: in the wrong order": (
        TOP,
        "文\n交通、住房",
        "键,乙\n交通,32\n其他,3\n住房,71",
        ["open 2 文 交通 → 住房", "open 2 文 住房 → 交通"],
    ),
    "first: as many have as much": (TOP, "文\n其他、住房", "键,乙\n交通,32\n其他,71\n住房,71", []),
    "first: one of them twice": (
        TOP,
        "文\n住房、住房",
        "键,乙\n交通,32\n其他,71\n住房,71",
        ["open 2 文"],
    ),
    "first: three named": (
        TOP,
        "文\n住房、交通、其他",
        "键,乙\n交通,32\n其他,3\n住房,71",
        ["open - 文 3 → 2"],
    ),
    "first: a figure that nobody can read": (
        TOP,
        "文\n住房、交通",
        "键,乙\n交通,32\n其他,x",
        ["structure open 3 乙", "undecided - -"],
    ),
    "first: a sentence that nobody can read": (
        TOP,
        "文\n\u200b住房、交通",
        "键,乙\n交通,32\n其他,3",
        ["structure open 2 文", "undecided 2 文"],
    ),
    "first: the least": (LAST, "名称\n一局", "名称,乙\n一办,1\n二局,\n三局,3", []),
    "first: the least is another": (LAST, "名称\n三局", "名称,乙\n一办,1\n三局,3", ["open 2 名称 三局 → 一办"]),
    "listed: all of them": (LISTED, "类\n东\n东", "文\n东\n西", []),
    "listed: one is not": (LISTED, "类\n东\n北", "文\n东\n西", ["open 3 类"]),
    "listed: the unreadable one may be it": (
        LISTED,
        "类\n东\n北\n\u200b西",
        "文\n东\n\u200b北",
        ["structure open 4 类", "structure open 3 文", "undecided 4 类", "undecided 3 类"],
    ),
    "listed: and the reverse": (ALL_LISTED, "类\n东", "文\n东\n西", ["open - 类"]),
    "listed: and the reverse, unreadable": (
        ALL_LISTED,
        "类\n东\n\u200b西",
        "文\n东\n西",
        ["structure open 3 类", "undecided 3 类", "undecided - -"],
    ),
    "listed: names mean organizations": (NAMES, "名称\n一局\n二局\n合计", "名称\n一办\n二局", []),
    "listed: names that mean nobody": (NAMES, "名称\n一局\n四局", "名称\n一办\n五局", ["open 3 名称", "open - 名称"]),
    "listed: of those with figures": (
        SOME_LISTED,
        "类,甲\n东,1\n西,\n北,1\n南,",
        "文,乙\n东,1\n西,1\n北,\n南,",
        ["open 4 类", "open - 类"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_rule(case: str) -> None:
    rule, table, other, expected = CASES[case]
    assert told_of(rule, table, other) == expected


INAPPLICABLE = ("if: nobody has cases", "depends: no two are alike")


@pytest.mark.parametrize("case", CASES)
def test_a_rule_that_asserts_nothing_is_inapplicable(case: str) -> None:
    rule, table, other, _ = CASES[case]
    rules = only(rule)
    tally = next(
        tally for tally in check_month(*surroundings({"t": table, "o": other}, rules)).tallies if tally.table == "t"
    )  # fmt: skip
    assert tally.silent == ()
    assert tally.inapplicable == (case in INAPPLICABLE)


def test_more_combinations_than_anybody_wants_listed() -> None:
    table = "\n".join(["类,文", *(f"类{number},文{number}" for number in range(101))])
    (found,) = judge({"t": table, "o": ANY}, {"t": [{"id": "rule", "source": "示例", **COVERED}]})[:1]
    assert (found.status, found.message) == ("undecided", "“类”、“文”的组合超过 10000 种，没有逐一核验")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a converse of nothing": ({**ALWAYS, "both": True}, "写了 both，就要写前提 given"),
    "a count of nothing": ({"kind": "exists"}, "where、per 至少写一个"),
    "at most less than at least": ({**FEW, "at_most": 1}, "at_most 不应小于 at_least"),
    "no condition": ({**ALWAYS, "then": [{"column": "甲"}]}, "条件应写 one_of、none_of、begins"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_declared(case: str) -> None:
    rule, message = WRONG[case]
    with pytest.raises(Fault, match=re.escape(message)):
        judge({"t": "类,甲\n东,1"}, only(rule))

"""Shares, quotients and figures that are stated elsewhere: valid, broken, undecided and inapplicable, worked by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.rules import judge, only, told_of
from yuebao.model.fault import Fault

PERCENT = {"kind": "quotient", "column": "率", "scale": "percent", "digits": 2}
ANY = "名称\n一局"
OF_ROW = {**PERCENT, "value": {"column": "甲"}, "by": {"column": "乙"}}
OF_SUM = {**PERCENT, "digits": 1, "value": {"column": "甲"}, "by": {"column": "甲", "take": "sum"}}
OF_TOTAL = {**PERCENT, "digits": 0, "value": {"column": "甲"}, "by": {"column": "甲", "take": "total"}}
OF_GROUP = {
    **PERCENT,
    "digits": 1,
    "value": {"column": "甲"},
    "by": {"column": "甲", "take": "sum", "alike": ["类"]},
}
ELSEWHERE = {**PERCENT, "digits": 1, "of": "o", "value": {"column": "甲"}, "by": {"other": "乙"}}
MYRIADS = {
    "kind": "quotient",
    **{"column": "分", "value": {"column": "甲"}, "by": {"number": 10000}, "digits": 2},
}
PER_MILLE = {
    "kind": "quotient",
    **{"column": "分", "value": {"column": "甲"}, "by": {"column": "乙"}, "scale": "per-mille"},
}
POINTED = {"kind": "quotient", "column": "加", "value": {"column": "甲"}, "by": {"column": "乙"}, "digits": 1}
ALL = {"kind": "agreement", "of": "o", "columns": {"甲": "乙"}, "take": "sum"}
LARGEST = {"kind": "agreement", "of": "o", "columns": {"甲": "乙"}, "take": "largest"}
BY_KIND = {**ALL, "match": {"类": "文"}}
SOME = {**ALL, "where": {"类": "本月"}, "among": [{"column": "率", "below": 100}]}
BELOW = {
    "kind": "agreement",
    **{"of": "o", "column": "甲", "take": "count", "among": [{"column": "率", "below": 100}]},
}
BELONGING = {**ALL, "children": True}
EQUAL = {"kind": "agreement", "of": "o", "columns": {"甲": "乙"}}

IS_SUBTOTAL = [{"column": "类", "one_of": ["小计"]}]
ABOVE = {"kind": "subtotal", "columns": ["甲"], "where": IS_SUBTOTAL}
BELOW_IT = {**ABOVE, "rows": "below"}
OF_ITS_GROUP = {**ABOVE, "rows": "group", "per": ["文"]}
AMONG_THEM = {
    "kind": "subtotal",
    **{"columns": ["甲"], "rows": "below", "partial": True, "parts": [{"column": "类", "begins": ["其中"]}]},
    "where": [{"column": "类", "none_of": ["其中线上", "其中线下"]}],
}
WITHOUT = {"kind": "total-row", "columns": ["甲"], "without": IS_SUBTOTAL}
NUMBERED = {"kind": "sequence", "column": "号", "without": IS_SUBTOTAL}
NAMED = {"kind": "known-organizations", "column": "名称", "without": IS_SUBTOTAL}

CASES: dict[str, tuple[dict[str, Any], str, str, list[str]]] = {
    # Active evaluations of a district, as published: 4879 of 5160 is 94.55%, printed 85.25%; 3448 of 3382 is 101.95%.
    "quotient: two decimals": (OF_ROW, "名称,甲,乙,率\n一局,4879,5160,94.55%", ANY, []),
    "quotient: wrong as published": (
        OF_ROW,
        "名称,甲,乙,率\n一局,4879,5160,85.25%\n二局,4084,4288,97.86%\n三局,3448,3382,95.64%",
        ANY,
        [
            *("open 2 率 85.25% → 94.55% (-9.3)", "open 3 率 97.86% → 95.24% (2.62)"),
            "open 4 率 95.64% → 101.95% (-6.31)",
        ],
    ),
    "quotient: zeros after the point say nothing": (
        OF_ROW,
        "名称,甲,乙,率\n一局,189,200,94.50%\n二局,189,200,94.5%\n三局,3,100,3%",
        ANY,
        [],
    ),
    "quotient: fewer decimals than declared": (
        OF_ROW,
        "名称,甲,乙,率\n一局,4879,5160,94.6%",
        ANY,
        ["open 2 率 94.6% → 94.55% (0.05)"],
    ),
    "quotient: half goes up": (
        OF_ROW,
        "名称,甲,乙,率\n一局,1,8,12.5%\n二局,1,800,0.13%\n三局,1,800,0.12%",
        ANY,
        ["open 4 率 0.12% → 0.13% (-0.01)"],
    ),
    "quotient: nothing to divide": (
        OF_ROW,
        "名称,甲,乙,率\n一局,,5,0%\n二局,,,\n三局,5,0,",
        ANY,
        [],
    ),
    "quotient: something where there is nothing": (
        OF_ROW,
        "名称,甲,乙,率\n一局,,5,\n二局,,,0%",
        ANY,
        ["open 2 率  → 0%", "open 3 率 0% → "],
    ),
    "quotient: unreadable dividend and divisor": (
        OF_ROW,
        "名称,甲,乙,率\n一局,x,5,1%\n二局,1,x,1%\n三局,1,2,1%",
        ANY,
        [
            *("structure open 2 甲", "structure open 3 乙", "undecided 2 率", "undecided 3 率"),
            "open 4 率 1% → 50% (-49)",
        ],
    ),
    "share of all rows": (OF_SUM, "名称,甲,率\n一局,1,33.3%\n二局,2,66.7%\n合计,3,100%", ANY, []),
    "share of all rows, off": (
        OF_SUM,
        "名称,甲,率\n一局,1,33.3%\n二局,2,66.6%\n合计,3,100%",
        ANY,
        ["open 3 率 66.6% → 66.7% (-0.1)"],
    ),
    "share of all rows, one of them unreadable": (
        OF_SUM,
        "名称,甲,率\n一局,1,33.3%\n二局,x,66.7%",
        ANY,
        ["structure open 3 甲", "undecided 2 率", "undecided 3 率"],
    ),
    "share of the total row": (
        OF_TOTAL,
        "名称,甲,率\n一局,1,25%\n二局,2,67%\n合计,4,100%",
        ANY,
        ["open 3 率 67% → 50% (17)"],
    ),
    "share of two total rows": (
        {**OF_TOTAL, "rows": "body"},
        "名称,甲,率,类\n一局,1,25%,\n合计,4,,\n合计,4,,",
        ANY,
        ["undecided 2 率"],
    ),
    "share of a category": (
        OF_GROUP,
        "类,甲,率\n东,1,25%\n东,3,75%\n西,1,50%\n西,1,49%",
        ANY,
        ["open 5 率 49% → 50% (-1)"],
    ),
    "share of a category that cannot be read": (
        OF_GROUP,
        "类,甲,率\n东,1,25%\n\u200b东,3,75%",
        ANY,
        ["structure open 3 类", "undecided 2 率", "undecided 3 率"],
    ),
    # Letters to a mayor: 43 of 139 is 30.9%, printed 30.2.
    "share of a figure of another table": (
        ELSEWHERE,
        "键,甲,率\n住房,43,30.2%\n物业,17,12.2%",
        "乙\n139",
        ["open 2 率 30.2% → 30.9% (-0.7)"],
    ),
    "share of a figure of a table with more rows": (
        ELSEWHERE,
        "键,甲,率\n住房,43,30.9%",
        "乙\n139\n1",
        ["undecided 2 率"],
    ),
    "share of the same row elsewhere": (
        ELSEWHERE,
        "名称,甲,率\n一局,1,50%\n二局,1,20%\n合计,2,25%",
        "名称,乙\n二局,6\n一办,2\n合计,8",
        ["open 3 率 20% → 16.7% (3.3)"],
    ),
    "share of the same key elsewhere": (
        ELSEWHERE,
        "键,甲,率\n东,1,50%\n西,1,50%\n北,1,50%\n合计,2,20%",
        "键,乙\n东,2\n西,4\n合计,10",
        ["open 3 率 50% → 25% (25)", "undecided 4 率"],
    ),
    "rounded to 万": (MYRIADS, "名称,甲,分\n一局,11134,1.11\n二局,11150,1.12\n三局,20000,2", ANY, []),
    "rounded to 万, cut off": (
        MYRIADS,
        "名称,甲,分\n一局,11150,1.11",
        ANY,
        ["open 2 分 1.11 → 1.12 (-0.01)"],
    ),
    "per mille": (PER_MILLE, "名称,甲,乙,分\n一局,1,30,33\n二局,1,30,3.3", ANY, ["open 3 分 3.3 → 33 (-29.7)"]),
    "with its sign": (POINTED, "名称,甲,乙,加\n一局,1,4,+0.3\n二局,1,4,+0.2", ANY, ["open 3 加 +0.2 → +0.3 (-0.1)"]),
    # A sum that is stated elsewhere, without a total row.
    "sum elsewhere": (ALL, "甲\n139", "名称,乙\n一局,93\n二局,46", []),
    "sum elsewhere, off": (ALL, "甲\n140", "名称,乙\n一局,93\n二局,46", ["open 2 甲 140 → 139 (1)"]),
    "sum elsewhere, without the total row": (ALL, "甲\n139", "名称,乙\n一局,93\n二局,46\n合计,5", []),
    "sum elsewhere, one unreadable": (
        ALL,
        "甲\n139",
        "名称,乙\n一局,93\n二局,x",
        ["structure open 3 乙", "undecided 2 甲"],
    ),
    "largest elsewhere": (LARGEST, "甲\n93\n92", "名称,乙\n一局,93\n二局,46\n合计,139", ["open 3 甲 92 → 93 (-1)"]),
    "sum of the rows that match": (
        BY_KIND,
        "类,甲\n东,3\n西,5\n北,",
        "文,乙\n东,1\n东,2\n西,4",
        ["open 3 甲 5 → 4 (1)"],
    ),
    "sum of the rows that match, unreadable": (
        BY_KIND,
        "类,甲\n东,3",
        "文,乙\n东,1\n\u200b东,2",
        ["structure open 3 文", "undecided 2 甲"],
    ),
    "sum of some rows in one row": (
        SOME,
        "类,甲\n本月,3\n今年,9",
        "名称,乙,率\n一局,1,99%\n二局,2,90%\n三局,4,100%",
        [],
    ),
    "sum of some rows in a row that is not there": (
        SOME,
        "类,甲\n今年,9",
        "名称,乙,率\n一局,1,99%",
        ["open - -"],
    ),
    "count of rows with a property": (BELOW, "甲\n2", "名称,率\n一局,99%\n二局,90%\n三局,100%\n合计,99%", []),
    "count of rows with a property, off": (
        BELOW,
        "甲\n3",
        "名称,率\n一局,99%\n二局,90%\n三局,100%",
        ["open 2 甲 3 → 2 (1)"],
    ),
    "count of rows of which nobody knows": (
        BELOW,
        "甲\n2",
        "名称,率\n一局,99%\n二局,90\n三局,100%",
        ["structure open 3 率", "undecided 2 甲"],
    ),
    "sum of what belongs to it": (
        BELONGING,
        "名称,甲\n一局,3\n二局,5\n三局,\n合计,8",
        "窗口,乙\n一窗,3\n二窗,4",
        ["open 3 甲 5 → 4 (1)"],
    ),
    "sum of what belongs to nobody known": (
        BELONGING,
        "名称,甲\n一局,3\n四局,1",
        "窗口,乙\n一窗,3",
        ["undecided 3 甲"],
    ),
    # Subtotals inside a table.
    "subtotal: of the rows above": (
        ABOVE,
        "类,甲\n一,3\n二,4\n小计,7\n三,\n小计,\n四,1",
        ANY,
        [],
    ),
    "subtotal: off": (ABOVE, "类,甲\n一,3\n小计,4\n二,4\n小计,8", ANY, ["open 3 甲 4 → 3 (1)", "open 5 甲 8 → 4 (4)"]),
    "subtotal: unreadable part": (
        ABOVE,
        "类,甲\n一,x\n小计,4\n二,4\n小计,8",
        ANY,
        ["structure open 2 甲", "undecided 3 甲", "open 5 甲 8 → 4 (4)"],
    ),
    "subtotal: it may be the unreadable one": (
        ABOVE,
        "类,甲\n一,3\n\u200b小计,4\n小计,7",
        ANY,
        ["structure open 3 类", "undecided 3 类"],
    ),
    "subtotal: there is none": (ABOVE, "类,甲\n一,3\n二,4", ANY, []),
    "subtotal: of the rows below": (BELOW_IT, "类,甲\n小计,7\n一,3\n二,4\n小计,2\n三,1", ANY, ["open 5 甲 2 → 1 (1)"]),
    "subtotal: of its group": (
        OF_ITS_GROUP,
        "文,类,甲\n东,小计,7\n西,一,5\n东,二,3\n东,三,4\n西,小计,4",
        ANY,
        ["open 6 甲 4 → 5 (-1)"],
    ),
    "subtotal: 其中 is a part": (
        AMONG_THEM,
        "类,甲\n一,7\n其中线上,3\n其中线下,4\n二,1\n三,4\n其中线上,5",
        ANY,
        ["open 6 甲 4 → ≥5 (-1)"],
    ),
    "subtotal: 其中 is unreadable": (
        AMONG_THEM,
        "类,甲\n一,7\n其中线上,x\n二,y\n其中线上,1",
        ANY,
        ["structure open 3 甲", "structure open 4 甲", "undecided 3 甲", "undecided 4 甲"],
    ),
    "total: without the subtotals": (
        WITHOUT,
        "名称,类,甲\n一局,,3\n二局,小计,3\n合计,,3",
        ANY,
        [],
    ),
    "total: with the subtotals": (
        WITHOUT,
        "名称,类,甲\n一局,,3\n二局,小计,3\n合计,,6",
        ANY,
        ["open 4 甲 6 → 3 (3)"],
    ),
    "total: nobody knows what is a subtotal": (
        WITHOUT,
        "名称,类,甲\n一局,,3\n二局,\u200b小计,3\n合计,,6",
        ANY,
        ["structure open 3 类", "undecided 4 甲"],
    ),
    "sequence: subtotals are not numbered": (
        NUMBERED,
        "号,名称,类\n1,一局,\n,二局,小计\n2,三局,",
        ANY,
        [],
    ),
    "sequence: a subtotal is numbered": (
        NUMBERED,
        "号,名称,类\n1,一局,\n2,二局,小计\n3,三局,",
        ANY,
        ["open 3 号 2 → ", "open 4 号 3 → 2 (1)"],
    ),
    "known: a subtotal is nobody": (
        NAMED,
        "名称,类\n一局,\n一片小计,小计\n四局,",
        ANY,
        ["open 4 名称 四局 → 二局"],
    ),
    "the same key elsewhere": (EQUAL, "键,甲\n东,3\n西,4\n合计,7", "键,乙\n西,5\n东,3\n合计,7", ["open 3 甲 4 → 5 (-1)"]),
    "the same key twice elsewhere": (
        EQUAL,
        "键,甲\n东,3",
        "键,乙\n东,4\n东,3",
        ["structure open 3 键", "open 2 甲 3 → 4 (-1)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_rule(case: str) -> None:
    rule, table, other, expected = CASES[case]
    assert told_of(rule, table, other) == expected


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "nothing to divide": ({**OF_ROW, "value": {}}, "column、columns、other、number 应当恰好写一个"),
    "two things at once": (
        {**OF_ROW, "value": {"column": "甲", "number": 1}},
        "column、columns、other、number 应当恰好写一个",
    ),
    "several columns of one row": (
        {**OF_ROW, "value": {"columns": ["甲", "乙"]}},
        "几列（columns）一起算，take 应为 sum、count 或 largest",
    ),
    "a category of one row": (
        {**OF_ROW, "value": {"column": "甲", "alike": ["名称"]}},
        "alike 只用于本表一列（column）各行之和、个数或最多者",
    ),
    "rows of no other table": (
        {**OF_ROW, "value": {"column": "甲", "take": "sum", "children": True}},
        "where、match、children 只用于另一张表一列（other）各行之和、个数或最多者",
    ),
    "a column of no table": ({**OF_ROW, "value": {"other": "甲"}}, "未指明要比较的表"),
    "a count of figures": ({**ALL, "take": "count"}, "数行数（take: count）写 column，其余写 columns"),
    "nothing stated": ({"kind": "agreement", "of": "o"}, "数行数（take: count）写 column，其余写 columns"),
    "some of one row": ({**EQUAL, "children": True}, "among、match、children 只用于 sum、count、largest"),
    "a group of nothing": ({**ABOVE, "rows": "group"}, "rows: group 要写 per，别的 rows 不写"),
    "a condition on nothing": (
        {**ALL, "among": [{"column": "乙"}]},
        "条件应写 one_of、none_of、begins、blank、equals、above、at_least、below、at_most 中至少一个",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_declared(case: str) -> None:
    rule, message = WRONG[case]
    tables = {"t": "名称,甲,乙,率,类\n一局,1,1,1%,", "o": "名称,乙\n一局,1"}
    with pytest.raises(Fault, match=re.escape(message)):
        judge(tables, only(rule))

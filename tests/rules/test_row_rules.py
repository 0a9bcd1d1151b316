"""Rules that look at the rows of one table: valid, broken, and broken with missing figures, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules import judge, only, told

SPLIT = {"kind": "sum-of-columns", "sum": "甲", "parts": ["乙", "丙"]}
FLOW = {"kind": "non-increasing", "columns": ["甲", "乙", "丙"]}
RATE = {"kind": "rate", "column": "率", "cases": ["甲", "乙"]}
BARE_RATE = {"kind": "rate", "column": "率", "minimum": 10, "maximum": 90}
FULL = {
    "kind": "if-then",
    **{"given": [{"column": "甲", "equals": 0}], "then": [{"column": "率", "equals": 100}], "both": True},
}
SEQUENCE = {"kind": "sequence", "column": "号"}
TOTAL = {"kind": "total-row", "columns": ["甲", "乙"]}
RANK = {"kind": "rank", "column": "号", "value": "丙", "among": ["甲", "乙", "丙"]}
POINTS = {"kind": "points-of-rank", "column": "分", "rank": "号", "scale": "points"}
AVERAGE = {
    "kind": "quotient",
    **{"column": "号", "value": {"columns": ["甲", "乙", "丙"], "take": "sum"}, "without_value": ""},
    "by": {"columns": ["甲", "乙", "丙"], "take": "count"},
}
SHARE = {
    "kind": "quotient",
    **{"column": "率", "value": {"column": "丙"}, "by": {"columns": ["甲", "乙", "丙"], "take": "largest"}},
    **{"scale": "percent", "without_value": "", "without_divisor": "-"},
}
DESCENDING = {"kind": "ordered", "by": [{"column": "甲", "order": "descending"}]}
BLANKS_FIRST = {"kind": "ordered", "by": [{"column": "甲", "order": "ascending", "blank": "first"}]}
TWO_KEYS = {
    "kind": "ordered",
    "by": [
        {"column": "号", "order": "ascending", "blank": "last"},
        {"column": "甲", "order": "descending", "blank": "last"},
    ],
}
SHARES = {
    "kind": "ordered",
    "by": [{"column": "丙", "among": ["甲", "乙", "丙"], "order": "ascending", "blank": "last"}],
}
KNOWN = {"kind": "known-organizations", "column": "名称"}
COMPLETE = {"kind": "known-organizations", "column": "名称", "complete": True, "named": ["县"]}
DATES = {"kind": "date-in-month", "column": "文"}
ISO = {"kind": "date-in-month", "column": "日"}
ITEMS = {"kind": "item-points", "clause": "条", "text": "文", "points": "加"}
BLANK = {
    "kind": "if-then",
    **{
        "given": [{"column": "类", "one_of": ["窗口"]}],
        "then": [{"column": "人", "blank": True}],
        "both": True,
    },
}

CASES: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    # accepted-split: 2525 = 3 + 2522 stands in the report of July 2020, and so does 2 ≠ 1 + blank.
    "split: holds": (SPLIT, "名称,甲,乙,丙\n一局,2525,3,2522\n合计,2525,3,2522", []),
    "split: blank is 0": (SPLIT, "名称,甲,乙,丙\n一局,,,\n二局,6100,,6100\n三局,1040,1040,-", []),
    "split: a case is lacking": (SPLIT, "名称,甲,乙,丙\n一局,2,1,", ["open 2 甲 2 → 1 (1)"]),
    "split: the total row too": (
        SPLIT,
        "名称,甲,乙,丙\n合计,11134,1329,9804",
        ["open 2 甲 11134 → 11133 (1)"],
    ),
    "split: negative difference": (SPLIT, "名称,甲,乙,丙\n一局,,1,", ["open 2 甲  → 1 (-1)"]),
    "split: unreadable part": (
        SPLIT,
        "名称,甲,乙,丙\n一局,2,1x,\n二局,3,1,1",
        ["structure open 2 乙", "undecided 2 甲", "open 3 甲 3 → 2 (1)"],
    ),
    # flow-order
    "flow: equal stages": (FLOW, "名称,甲,乙,丙\n一局,7,7,7\n二局,,,\n合计,7,7,7", []),
    "flow: falling stages": (FLOW, "名称,甲,乙,丙\n一局,9,8,\n二局,9,-,", []),
    "flow: a later stage has more": (FLOW, "名称,甲,乙,丙\n一局,7,8,6", ["open 2 乙 8 → ≤7 (1)"]),
    "flow: blank first stage": (
        FLOW,
        "名称,甲,乙,丙\n一局,,1,2",
        ["open 2 乙 1 → ≤0 (1)", "open 2 丙 2 → ≤1 (1)"],
    ),
    "flow: what follows an unreadable stage": (
        FLOW,
        "名称,甲,乙,丙\n一局,7,x,9\n二局,1,2,2",
        ["structure open 2 乙", "undecided 2 乙", "undecided 2 丙", "open 3 乙 2 → ≤1 (1)"],
    ),
    "flow: unreadable stage": (
        FLOW,
        "名称,甲,乙,丙\n一局,7件,8,9",
        ["structure open 2 甲", "undecided 2 乙", "open 2 丙 9 → ≤8 (1)"],
    ),
    # on-time-rate
    "rate: present with cases": (RATE, "名称,甲,乙,率\n一局,1,,100%\n二局,3,3,61.42%\n三局,2,2,0%", []),
    "rate: empty without cases": (RATE, "名称,甲,乙,率\n一局,,,\n二局,0,0,", []),
    "rate: above 100%": (RATE, "名称,甲,乙,率\n一局,1,1,100.01%", ["open 2 率 100.01% → 0%..100%"]),
    "rate: missing with cases": (RATE, "名称,甲,乙,率\n一局,,1,", ["open 2 率  → 0%..100%"]),
    "rate: present without cases": (RATE, "名称,甲,乙,率\n一局,,0,100%", ["open 2 率 100% → "]),
    "rate: a total row of none": (RATE, "名称,甲,乙,率\n合计,,,0%", ["open 2 率 0% → "]),
    "rate: unreadable rate and case": (
        RATE,
        "名称,甲,乙,率\n一局,1,1,100\n二局,+1,1,100%",
        ["structure open 3 甲", "structure open 2 率", "undecided 2 率", "undecided 3 率"],
    ),
    "rate: unreadable rate and cases in one row": (
        RATE,
        "名称,甲,乙,率\n一局,+1,1,100",
        ["structure open 2 甲", "structure open 2 率", "undecided 2 率"],
    ),
    "rate: bounds of its own, no cases": (
        BARE_RATE,
        "名称,率\n一局,10%\n二局,90%\n三局,9.99%",
        ["open 4 率 9.99% → 10%..90%"],
    ),
    # satisfaction
    "full: nobody dissatisfied": (FULL, "名称,甲,率\n一局,0,100%\n二局,3,99.97%\n三局,,100%", []),
    "full: one is dissatisfied": (FULL, "名称,甲,率\n一局,1,100%", ["open 2 率 100% → ≠100%"]),
    "full: not full for no reason": (FULL, "名称,甲,率\n一局,0,99%", ["open 2 率 99% → 100%"]),
    "full: blank rate": (FULL, "名称,甲,率\n一局,0,", ["open 2 率  → 100%"]),
    "full: none dissatisfied, written blank": (FULL, "名称,甲,率\n一局,,99%", ["open 2 率 99% → 100%"]),
    "full: unreadable": (FULL, "名称,甲,率\n一局,无,100%", ["structure open 2 甲", "undecided 2 率"]),
    # sequence
    "sequence: runs, total blank": (SEQUENCE, "号,名称\n1,一局\n2,二局\n,合计", []),
    "sequence: a number is lost": (SEQUENCE, "号,名称\n1,一局\n3,二局\n,合计", ["open 3 号 3 → 2 (1)"]),
    "sequence: the total is numbered": (SEQUENCE, "号,名称\n1,一局\n2,合计", ["open 3 号 2 → "]),
    "sequence: blank number": (SEQUENCE, "号,名称\n,一局\n2,二局\n,合计", ["open 2 号  → 1"]),
    "sequence: two totals": (SEQUENCE, "号,名称\n1,一局\n,合计\n,合计", ["open 4 名称"]),
    "sequence: total not last": (SEQUENCE, "号,名称\n,合计\n1,一局", ["open 2 名称"]),
    "sequence: unreadable number": (
        SEQUENCE,
        "号,名称\n①,一局\n2,二局\n,合计",
        ["structure open 2 号", "undecided 2 号"],
    ),
    # total-row
    "total: sums": (TOTAL, "名称,甲,乙\n一局,3,-\n二局,4,\n合计,7,", []),
    "total: 0 printed": (TOTAL, "名称,甲,乙\n一局,,\n合计,0,0", []),
    "total: off by one": (TOTAL, "名称,甲,乙\n一局,3,1\n二局,4,\n合计,8,1", ["open 4 甲 8 → 7 (1)"]),
    "total: blank": (TOTAL, "名称,甲,乙\n一局,3,1\n二局,4,\n合计,,1", ["open 4 甲  → 7 (-7)"]),
    "total: a row is unreadable": (
        TOTAL,
        "名称,甲,乙\n一局,3,1\n二局,四,\n合计,7,2",
        ["structure open 3 甲", "undecided 4 甲", "open 4 乙 2 → 1 (1)"],
    ),
    "total: the total is unreadable": (
        TOTAL,
        "名称,甲,乙\n一局,3,1\n合计,3件,1",
        ["structure open 3 甲", "undecided 3 甲"],
    ),
    "total: two of them": (TOTAL, "名称,甲,乙\n一局,3,1\n合计,3,1\n合计,3,1", ["undecided - -"]),
    "total: a line cut short": (
        TOTAL,
        "名称,甲,乙\n一局,3\n合计,3,1",
        ["structure open 2 - 2 → 3", "undecided 3 甲", "undecided 3 乙"],
    ),
    "total: the total row is cut short where nothing is due": (
        TOTAL,
        "名称,甲,乙\n一局,3,\n合计,3",
        ["structure open 3 - 2 → 3", "undecided 3 甲", "undecided 3 乙"],
    ),
    # rank: 县公安局 has 2525 after 3900, so it is second (attachment 3)
    "rank: second": (RANK, "名称,甲,乙,丙,号\n一局,48,3900,2525,2", []),
    "rank: ties share the better place": (RANK, "名称,甲,乙,丙,号\n一局,5,5,5,1\n二局,6,5,5,2", []),
    "rank: none at home": (RANK, "名称,甲,乙,丙,号\n一局,9,1,,\n二局,-,-,-,\n三局,1,2,0,", []),
    "rank: the total row is ranked": (RANK, "名称,甲,乙,丙,号\n一局,1,2,3,1\n合计,1,2,3,1", []),
    "rank: wrong place": (RANK, "名称,甲,乙,丙,号\n一局,48,3900,2525,1", ["open 2 号 1 → 2 (-1)"]),
    "rank: place without cases": (RANK, "名称,甲,乙,丙,号\n一局,1,1,,3", ["open 2 号 3 → "]),
    "rank: place missing": (RANK, "名称,甲,乙,丙,号\n一局,1,1,1,", ["open 2 号  → 1"]),
    "rank: what follows an unreadable county": (
        RANK,
        "名称,甲,乙,丙,号\n一局,x,1,1,1\n合计,1,2,3,2",
        ["structure open 2 甲", "undecided 2 号", "open 3 号 2 → 1 (1)"],
    ),
    "rank: a county is unreadable": (
        RANK,
        "名称,甲,乙,丙,号\n一局,\u200b1,1,1,1",
        ["structure open 2 甲", "undecided 2 号"],
    ),
    # rank-points: the scale of 2026 in these cases gives 3 and 1
    "points: by place": (POINTS, "名称,号,分\n一局,1,3\n二局,2,1\n三局,2,1.0", []),
    "points: beyond the scale, no place, total": (POINTS, "名称,号,分\n一局,3,\n二局,,\n合计,1,", []),
    "points: wrong": (POINTS, "名称,号,分\n一局,1,2.5", ["open 2 分 2.5 → 3 (-0.5)"]),
    "points: missing": (POINTS, "名称,号,分\n一局,2,", ["open 2 分  → 1"]),
    "points: without a place": (
        POINTS,
        "名称,号,分\n一局,,3\n合计,1,3",
        ["open 2 分 3 → ", "open 3 分 3 → "],
    ),
    "points: place unreadable": (
        POINTS,
        "名称,号,分\n一局,甲,3",
        ["structure open 2 号", "undecided 2 分"],
    ),
    # average: 县教育和体育局 (0 + 14 + 191) / 3; halves go up, and 0 is printed where it rounds down to 0
    "average: whole": (AVERAGE, "名称,甲,乙,丙,号\n一局,,14,191,68\n二局,1,2,3,2", []),
    "average: rounds half up": (AVERAGE, "名称,甲,乙,丙,号\n一局,1,,,0\n二局,2,,,1\n三局,5,5,,3", []),
    "average: empty without any": (AVERAGE, "名称,甲,乙,丙,号\n一局,,-,,", []),
    "average: a dash is not empty": (AVERAGE, "名称,甲,乙,丙,号\n一局,,-,,-", ["open 2 号 - → "]),
    "average: rounded up instead": (AVERAGE, "名称,甲,乙,丙,号\n一局,1,,,1", ["open 2 号 1 → 0 (1)"]),
    "average: 0 is not empty": (
        AVERAGE,
        "名称,甲,乙,丙,号\n一局,,,,0\n二局,1,,,",
        ["open 2 号 0 → ", "open 3 号  → 0"],
    ),
    "average: of the rows alone": (
        {**AVERAGE, "rows": "body"},
        "名称,甲,乙,丙,号\n一局,1,1,1,1\n合计,3,3,3,9",
        [],
    ),
    "average: of the total alone": (
        {**AVERAGE, "rows": "total"},
        "名称,甲,乙,丙,号\n一局,1,1,1,9\n合计,1,1,1,9",
        ["open 3 号 9 → 1 (8)"],
    ),
    "average: of the total too": (
        AVERAGE,
        "名称,甲,乙,丙,号\n一局,1,1,1,1\n合计,1,1,1,9",
        ["open 3 号 9 → 1 (8)"],
    ),
    "average: to a decimal": (
        {**AVERAGE, "digits": 1},
        "名称,甲,乙,丙,号\n一局,1,1,2,1",
        ["open 2 号 1 → 1.3"],
    ),
    "average: what follows an unreadable county": (
        AVERAGE,
        "名称,甲,乙,丙,号\n一局,x,1,1,1\n二局,1,1,1,2",
        ["structure open 2 甲", "undecided 2 号", "open 3 号 2 → 1 (1)"],
    ),
    "average: county unreadable": (
        AVERAGE,
        "名称,甲,乙,丙,号\n一局,1.5,1,1,1",
        ["structure open 2 甲", "undecided 2 号"],
    ),
    # share-of-first: 县发展改革委 51 of 145 is 35.17%, printed 35.2% (attachment 4)
    "share: whole percent": (SHARE, "名称,甲,乙,丙,率\n一局,145,85,51,35%\n二局,1313,191,1,0%", []),
    "share: half goes up": (SHARE, "名称,甲,乙,丙,率\n一局,200,,1,1%\n二局,8,,1,13%", []),
    "share: empty at home, dash everywhere": (SHARE, "名称,甲,乙,丙,率\n一局,2,,,\n二局,,-,,-", []),
    "share: the home county is the largest": (SHARE, "名称,甲,乙,丙,率\n一局,3,,116,100%", []),
    "share: printed with a decimal": (
        SHARE,
        "名称,甲,乙,丙,率\n一局,145,85,51,35.2%",
        ["open 2 率 35.2% → 35% (0.2)"],
    ),
    "share: empty and dash exchanged": (
        SHARE,
        "名称,甲,乙,丙,率\n一局,2,,,-\n二局,,,,",
        ["open 2 率 - → ", "open 3 率  → -"],
    ),
    "share: of the rows alone": (
        {**SHARE, "rows": "body"},
        "名称,甲,乙,丙,率\n一局,4,,1,25%\n合计,4,,1,99%",
        [],
    ),
    "share: of the total too": (
        SHARE,
        "名称,甲,乙,丙,率\n一局,4,,1,25%\n合计,4,,1,99%",
        ["open 3 率 99% → 25% (74)"],
    ),
    "share: to a decimal": (
        {**SHARE, "digits": 1},
        "名称,甲,乙,丙,率\n一局,145,85,51,35.2%\n二局,145,85,51,35%",
        ["open 3 率 35% → 35.2% (-0.2)"],
    ),
    "share: what follows an unreadable county": (
        SHARE,
        "名称,甲,乙,丙,率\n一局,1e3,,1,1%\n二局,4,,1,26%",
        ["structure open 2 甲", "undecided 2 率", "open 3 率 26% → 25% (1)"],
    ),
    "share: county unreadable": (
        SHARE,
        "名称,甲,乙,丙,率\n一局,1e3,,1,1%",
        ["structure open 2 甲", "undecided 2 率"],
    ),
    # sorted
    "order: falling, ties, blanks last": (DESCENDING, "名称,甲\n一局,5\n二局,5\n三局,\n合计,10", []),
    "order: 0 is above blank": (DESCENDING, "名称,甲\n一局,0\n二局,", []),
    "order: rises": (DESCENDING, "名称,甲\n一局,4\n二局,5", ["open 3 甲"]),
    "order: blank above a figure": (DESCENDING, "名称,甲\n一局,\n二局,5", ["open 3 甲"]),
    "order: unreadable figure": (
        DESCENDING,
        "名称,甲\n一局,4\n二局,x\n三局,5",
        ["structure open 3 甲", "undecided 3 甲", "undecided 4 甲"],
    ),
    "order: rows that stand anywhere": (
        {**DESCENDING, "without": [{"column": "名称", "one_of": ["二局"]}]},
        "名称,甲\n一局,4\n二局,9\n三局,3",
        [],
    ),
    "order: beside rows that stand anywhere": (
        {**DESCENDING, "without": [{"column": "名称", "one_of": ["二局"]}]},
        "名称,甲\n一局,4\n二局,9\n三局,5",
        ["open 4 甲"],
    ),
    "order: the total row has no place in it": (DESCENDING, "名称,甲\n一局,4\n合计,9\n二局,5", ["open 4 甲"]),
    "order: blanks first": (BLANKS_FIRST, "名称,甲\n一局,\n二局,0\n三局,2", []),
    "order: a blank after a figure": (BLANKS_FIRST, "名称,甲\n一局,0\n二局,", ["open 3 甲"]),
    "order: second key among equals": (TWO_KEYS, "名称,号,甲\n一局,1,9\n二局,1,3\n三局,2,8", []),
    "order: no rank at the end, then by figure": (TWO_KEYS, "名称,号,甲\n一局,1,9\n二局,,4\n三局,,", []),
    "order: second key broken": (TWO_KEYS, "名称,号,甲\n一局,1,3\n二局,1,9", ["open 3 号"]),
    "order: exact shares, not printed ones": (
        SHARES,
        "名称,甲,乙,丙\n一局,7,,\n二局,1000,,131\n三局,1000,,134",
        [],
    ),
    "order: exact shares differ where percents do not": (
        SHARES,
        "名称,甲,乙,丙\n一局,1000,,134\n二局,1000,,131",
        ["open 3 丙"],
    ),
    "order: no figure at all is last": (SHARES, "名称,甲,乙,丙\n一局,,,9\n二局,,,", []),
    "order: shares, not sizes": (SHARES, "名称,甲,乙,丙\n一局,1000,,1\n二局,,,9", []),
    "order: falling shares": (
        {"kind": "ordered", "by": [{"column": "丙", "among": ["甲", "丙"], "order": "descending"}]},
        "名称,甲,丙\n一局,2,1\n二局,3,1\n三局,5,2",
        ["open 4 丙"],
    ),
    "order: no figure at all is not first": (SHARES, "名称,甲,乙,丙\n一局,,,\n二局,,,9", ["open 3 丙"]),
    # organization-known: 旧局 was abolished after 2026-06, 一办 is an alias of 一局
    "known: names and aliases": (KNOWN, "名称\n一办\n二局\n合计", []),
    "known: unknown": (KNOWN, "名称\n一局\n四局", ["open 3 名称 四局 → 二局"]),
    "known: unknown and like no other": (KNOWN, "名称\n办公室", ["open 2 名称"]),
    "known: what follows an unreadable name": (
        KNOWN,
        "名称\n\u200b一局\n四局",
        ["structure open 2 名称", "open 3 名称 四局 → 二局"],
    ),
    "known: abolished": (KNOWN, "名称\n旧局", ["open 2 名称 旧局 → 二局"]),
    "complete: each once, column named after a county": (COMPLETE, "名称,县\n三局,\n一办,\n二局,\n合计,", []),
    "complete: a column named after nobody": (
        {**COMPLETE, "named": ["县", "邻县"]},
        "名称,县,邻县\n一局,,\n二局,,\n三局,,\n合计,,",
        ["open - 邻县"],
    ),
    "complete: one is missing": (COMPLETE, "名称,县\n一局,\n二局,\n合计,", ["open - 名称"]),
    "complete: twice under two names": (
        COMPLETE,
        "名称,县\n一局,\n一办,\n二局,\n三局,\n合计,",
        ["open 3 名称"],
    ),
    "complete: an unreadable name may be the missing one": (
        COMPLETE,
        "名称,县\n一局,\n二局,\n\u200b三局,\n合计,",
        ["structure open 4 名称", "undecided 4 名称"],
    ),
    # date-in-month
    "dates: in the text": (DATES, "文\n7月6日下午加班\n2026年7月20日，加班\n361631 服务态度不好", []),
    "dates: another month or year": (
        DATES,
        "文\n6月30日加班\n2025年7月1日加班",
        [
            "open 2 文 6月30日加班 → 2026-07",
            "open 3 文 2025年7月1日加班 → 2026-07",
        ],
    ),
    "dates: no such day": (DATES, "文\n7月32日加班", ["open 2 文 7月32日加班 → 2026-07"]),
    "dates: iso": (ISO, "日\n2026-07-01\n2026-07-31", []),
    "dates: iso outside": (ISO, "日\n2026-08-01", ["open 2 日 2026-08-01 → 2026-07"]),
    "dates: what follows an unreadable one": (
        ISO,
        "日\n七月一日\n2026-08-01",
        ["structure open 2 日", "undecided 2 日", "open 3 日 2026-08-01 → 2026-07"],
    ),
    "dates: iso unreadable": (ISO, "日\n2026-7-32", ["structure open 2 日", "undecided 2 日"]),
    # item-points: 6 July 2026 is a Monday, 5 July a Sunday
    "items: by minutes": (
        ITEMS,
        "条,文,加\n加班,7月6日加班20分钟以上,+0.2\n加班,7月7日加班19分钟,+0.1\n加班,7月8日加班5分钟,+0.1",
        [],
    ),
    "items: too short for points": (
        ITEMS,
        "条,文,加\n加班,7月6日加班4分钟,+0.1",
        ["open 2 加 +0.1 → +0 (0.1)"],
    ),
    "items: wrong step": (
        ITEMS,
        "条,文,加\n加班,7月6日加班19分钟,+0.2",
        ["open 2 加 +0.2 → +0.1 (0.1)"],
    ),
    "items: on a Sunday": (ITEMS, "条,文,加\n加班,7月5日加班9分钟,+0.1", ["open 2 文"]),
    "items: the second day is a Sunday": (
        ITEMS,
        "条,文,加\n加班,7月6日、7月5日加班9分钟,+0.1",
        ["open 2 文"],
    ),
    "items: complaint, place": (ITEMS, "条,文,加\n投诉,收到投诉,-2\n名次,排名第二,+1\n名次,排名第三,+0", []),
    "items: complaint of one point": (ITEMS, "条,文,加\n投诉,收到投诉,-1", ["open 2 加 -1 → -2 (1)"]),
    "items: nothing to measure, no date": (
        ITEMS,
        "条,文,加\n加班,加班很久,+0.1",
        ["undecided 2 文", "undecided 2 文"],
    ),
    "items: unreadable clause, unreadable text, and what follows": (
        ITEMS,
        "条,文,加\n\u200b加班,7月6日加班9分钟,+0.1\n加班,\u200b7月6日加班9分钟,+0.1\n捐款,捐款,+1\n投诉,收到投诉,-1",
        [
            "structure open 2 条",
            "structure open 3 文",
            "undecided 2 条",
            "undecided 3 条",
            "undecided 4 条",
            "open 5 加 -1 → -2 (1)",
        ],
    ),
    "items: a clause that is no longer in force": (ITEMS, "条,文,加\n旧项,旧项,-1", ["undecided 2 条"]),
    "items: a clause that no rule knows": (ITEMS, "条,文,加\n捐款,捐款,+1", ["undecided 2 条"]),
    "items: points without a sign": (
        ITEMS,
        "条,文,加\n投诉,收到投诉,2",
        ["structure open 2 加", "undecided 2 加"],
    ),
    # award: windows have no person, people have
    "blank: exactly there": (BLANK, "类,人\n窗口,\n个人,张三", []),
    "blank: a window with a person": (BLANK, "类,人\n窗口,张三", ["open 2 人 张三 → "]),
    "blank: a person without a name": (BLANK, "类,人\n个人,", ["open 2 人"]),
    "blank: unreadable person": (BLANK, "类,人\n窗口,\u200b张三", ["structure open 2 人", "undecided 2 人"]),
    "blank: unreadable category": (
        BLANK,
        "类,人\n\u200b个人,张三",
        ["structure open 2 类", "undecided 2 人"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_rule(case: str) -> None:
    rule, table, expected = CASES[case]
    found = judge({"t": table}, only(rule))
    assert told(found) == expected


LATER: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "points without a scale in force": (POINTS, "名称,号,分\n一局,1,3\n二局,,", ["undecided 2 分"]),
    "items without a scale in force": (ITEMS, "条,文,加\n名次,排名第二,+1", ["undecided 2 文"]),
}


@pytest.mark.parametrize("case", LATER)
def test_after_the_scale_has_ended(case: str) -> None:
    rule, table, expected = LATER[case]
    found = judge({"t": table}, only(rule), month="2027-01")
    assert told(found) == expected

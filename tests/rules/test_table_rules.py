"""Rules that compare tables, months and mastheads: valid, broken, and broken with something missing."""

from __future__ import annotations

import re
import sys
from typing import Any
from unicodedata import normalize

import pytest

from tests.rules import issue, judge, only, surroundings, told, told_of
from tests.support.repository import ROOT
from yuebao.model.issue import Issue
from yuebao.rules.digits import UNFAMILIAR
from yuebao.rules.kinds.personal_data import hits
from yuebao.workflows.judge import read_declared

WITHIN = {"kind": "not-above", "whole": "o", "columns": {"甲": "乙"}}
COPIED = {"kind": "agreement", "of": "o", "columns": {"甲": "乙"}}
COPIED_TOTAL = {
    "kind": "agreement",
    **{"where": {"类": "本月"}, "of": "o", "take": "total"},
    **{"columns": {"甲": "乙", "率": "率"}, "zero": "0"},
}
COUNT = {"kind": "agreement", "where": {"类": "本月"}, "column": "号", "of": "o", "take": "count"}
YEAR = {"kind": "accumulated", "of": "o", "columns": {"甲": "乙"}}
SCORES = {"kind": "score-sum", "column": "分", "items": "o", "points": "加", "base": "100"}
PLACES = {
    "kind": "place-agreement",
    **{"clause": "条", "text": "文", "points": "加", "comparison": "o", "place": "号", "place_points": "分"},
}
BEST = {
    "kind": "first-of",
    **{"where": {"类": "红旗"}, "column": "窗口", "ranking": "o", "name": "窗口", "count": 2},
}
STARS = {
    "kind": "listed-in-order",
    **{"category": "类", "categories": ["优", "良"], "person": "人", "ranking": "o", "listed": "人"},
}

PLACED = "名称,号,分\n一局,1,3\n二局,,"
RANKING = "窗口,分\n二窗,103\n一窗,102\n三窗,101"
PEOPLE = "人,窗口\n王,一窗\n李,二窗\n张,一窗\n张,二窗\n赵,一窗"

CASES: dict[str, tuple[dict[str, Any], str, str, list[str]]] = {
    # month-within-year
    "within: at most the year": (
        WITHIN,
        "名称,甲\n一局,3\n二局,\n合计,3",
        "名称,乙\n二局,-\n一局,3\n合计,3",
        [],
    ),
    "within: aliases are one": (WITHIN, "名称,甲\n一局,3", "名称,乙\n一办,4", []),
    "within: more than the year": (WITHIN, "名称,甲\n一局,48", "名称,乙\n一局,5", ["open 2 甲 48 → ≤5 (43)"]),
    "within: blank year": (WITHIN, "名称,甲\n一局,4", "名称,乙\n一局,", ["open 2 甲 4 → ≤0 (4)"]),
    "within: totals": (
        WITHIN,
        "名称,甲\n一局,1\n合计,2",
        "名称,乙\n一局,1\n合计,1",
        ["open 3 甲 2 → ≤1 (1)"],
    ),
    "within: not listed there, and unknown here": (
        WITHIN,
        "名称,甲\n一局,1\n四局,1",
        "名称,乙\n二局,1",
        ["undecided 2 甲", "undecided 3 甲"],
    ),
    "within: what follows one that is not listed": (
        WITHIN,
        "名称,甲\n一局,1\n二局,2",
        "名称,乙\n二局,1",
        ["undecided 2 甲", "open 3 甲 2 → ≤1 (1)"],
    ),
    "within: every figure of a row that is not listed": (
        {"kind": "not-above", "whole": "o", "columns": {"甲": "乙", "丙": "乙"}},
        "名称,甲,丙\n一局,1,1",
        "名称,乙\n二局,1",
        ["undecided 2 甲", "undecided 2 丙"],
    ),
    "within: two unknown": (
        WITHIN,
        "名称,甲\n四局,1\n五局,1",
        "名称,乙\n一局,1",
        ["undecided 2 甲", "undecided 3 甲"],
    ),
    "within: two totals here": (
        WITHIN,
        "名称,甲\n一局,1\n合计,1\n合计,1",
        "名称,乙\n一局,1\n合计,1",
        ["undecided 3 甲", "undecided 4 甲"],
    ),
    "within: tables that name nobody": (WITHIN, "甲\n1", "乙\n1", ["undecided 2 甲"]),
    "within: unreadable year": (
        WITHIN,
        "名称,甲\n一局,1",
        "名称,乙\n一局,l",
        ["structure open 2 乙", "undecided 2 甲"],
    ),
    "within: the other has two totals": (
        WITHIN,
        "名称,甲\n一局,1\n合计,1",
        "名称,乙\n一局,1\n合计,1\n合计,1",
        ["undecided 3 甲"],
    ),
    # table-agreement, row by row
    "copied: the same": (COPIED, "名称,甲\n一局,3\n二局,\n合计,3", "名称,乙\n二局,0\n一办,3\n合计,3", []),
    "copied: differs": (COPIED, "名称,甲\n一局,3", "名称,乙\n一局,4", ["open 2 甲 3 → 4 (-1)"]),
    "copied: blank here, and there": (
        COPIED,
        "名称,甲\n一局,\n二局,5",
        "名称,乙\n一局,4\n二局,",
        ["open 2 甲  → 4 (-4)", "open 3 甲 5 → 0 (5)"],
    ),
    "copied: a second row of one organization": (COPIED, "名称,甲\n一局,3\n一办,9", "名称,乙\n一局,3", []),
    "copied: unreadable there": (
        COPIED,
        "名称,甲\n一局,3",
        "名称,乙\n一局,3千",
        ["structure open 2 乙", "undecided 2 甲"],
    ),
    "copied: a spoiled line there": (
        COPIED,
        "名称,甲\n一局,3\n二局,1",
        '名称,乙\n一"局,3\n二局,1',
        ["structure open 2 -", "undecided 2 甲"],
    ),
    # table-agreement of the summary
    "summary: the total row": (COPIED_TOTAL, "类,甲,率\n本月,3,100%", "名称,乙,率\n一局,3,\n合计,3,100%", []),
    "summary: none is printed as 0": (COPIED_TOTAL, "类,甲,率\n本月,0,", "名称,乙,率\n一局,,\n合计,,", []),
    "summary: differs": (
        COPIED_TOTAL,
        "类,甲,率\n本月,4,99%",
        "名称,乙,率\n合计,3,100%",
        ["open 2 甲 4 → 3 (1)", "open 2 率 99% → 100% (-1)"],
    ),
    "summary: the row is missing": (
        COPIED_TOTAL,
        "类,甲,率\n今年以来,3,100%",
        "名称,乙,率\n合计,3,100%",
        ["open - -"],
    ),
    "summary: the row may be the unreadable one": (
        COPIED_TOTAL,
        "类,甲,率\n\u200b本月,3,100%",
        "名称,乙,率\n合计,3,100%",
        ["structure open 2 类", "undecided - -"],
    ),
    "summary: the row with two names is missing": (
        {**COPIED_TOTAL, "where": {"类": "X 类", "文": "本月 X"}},
        "类,文,甲,率\nX 类,今年以来,3,100%",
        "名称,乙,率\n合计,3,100%",
        ["open - -"],
    ),
    "summary: two totals there": (
        COPIED_TOTAL,
        "类,甲,率\n本月,3,",
        "名称,乙,率\n合计,3,\n合计,3,",
        ["undecided - -"],
    ),
    "summary: total unreadable": (
        COPIED_TOTAL,
        "类,甲,率\n本月,3,100%",
        "名称,乙,率\n合计,3件,100%",
        ["structure open 2 乙", "undecided 2 甲"],
    ),
    "count: rows without the total": (COUNT, "类,号\n本月,2", "名称,乙\n一局,\n二局,\n合计,", []),
    "count: one too many": (COUNT, "类,号\n本月,3", "名称,乙\n一局,\n二局,\n合计,", ["open 2 号 3 → 2 (1)"]),
    "count: the row is missing": (COUNT, "类,号\n去年,2", "名称,乙\n一局,\n二局,\n合计,", ["undecided - -"]),
    # score-sum
    "scores: 100 and the items": (
        SCORES,
        "窗口,分\n一窗,102.6\n二窗,98",
        "窗口,文,加\n一窗,甲,+0.1\n一窗,乙,+2.5\n二窗,丙,-2",
        [],
    ),
    "scores: off by a tenth": (
        SCORES,
        "窗口,分\n一窗,102.7",
        "窗口,文,加\n一窗,甲,+0.1\n一窗,乙,+2.5",
        ["open 2 分 102.7 → 102.6 (0.1)"],
    ),
    "scores: no items, and items of nobody": (
        SCORES,
        "窗口,分\n一窗,100.1\n二窗,100",
        "窗口,文,加\n一窗,甲,+0.1\n三窗,乙,+1",
        ["open 3 分", "open - 分"],
    ),
    "scores: an item is unreadable": (
        SCORES,
        "窗口,分\n一窗,102.6",
        "窗口,文,加\n一窗,甲,+0.1\n一窗,乙,2.5",
        ["structure open 3 加", "undecided 2 分"],
    ),
    # rank-points-agreement
    "places: as in the comparison": (PLACES, "窗口,条,文,加\n一窗,名次,排名第一,+3", PLACED, []),
    "places: another place, other points": (
        PLACES,
        "窗口,条,文,加\n一窗,名次,排名第二,+1",
        PLACED,
        ["open 2 文 排名第二 → 1", "open 2 加 +1 → +3"],
    ),
    "places: none in the comparison": (
        PLACES,
        "窗口,条,文,加\n二窗,名次,排名第二,+1",
        PLACED,
        ["open 2 文 排名第二 → ", "open 2 加 +1 → "],
    ),
    "places: unreadable clause, text and points, and what follows": (
        PLACES,
        "窗口,条,文,加\n一窗,\u200b名次,排名第一,+3\n一窗,名次,\u200b排名第一,+3\n一窗,名次,排名第一,3\n一窗,名次,排名第二,+3",
        PLACED,
        [
            *("structure open 2 条", "structure open 3 文", "structure open 4 加"),
            *("undecided 2 条", "undecided 3 条", "undecided 4 加", "open 5 文 排名第二 → 1"),
        ],
    ),
    "places: not stated": (PLACES, "窗口,条,文,加\n一窗,名次,排名,+3", PLACED, ["undecided 2 文"]),
    "places: department not listed, window unknown": (
        PLACES,
        "窗口,条,文,加\n三窗,名次,排名第一,+3\n四窗,名次,排名第一,+3",
        PLACED,
        ["undecided 2 文", "undecided 3 文"],
    ),
    "places: other clauses say nothing": (PLACES, "窗口,条,文,加\n一窗,投诉,收到投诉,-2", PLACED, []),
    "places: what follows another clause, a clause out of force, an unlisted department, an unknown window": (
        PLACES,
        "窗口,条,文,加\n一窗,投诉,收到投诉,-2\n一窗,往年排位,排名第二,+1\n三窗,名次,排名第一,+3\n"
        "四窗,名次,排名第一,+3\n一窗,名次,排名第二,+3",
        PLACED,
        ["undecided 4 文", "undecided 5 文", "open 6 文 排名第二 → 1"],
    ),
    # award
    "best: the first two in order": (BEST, "类,窗口\n红旗,二窗\n红旗,一窗\n卫生,三窗", RANKING, []),
    "best: exchanged": (
        BEST,
        "类,窗口\n红旗,一窗\n红旗,二窗",
        RANKING,
        ["open 2 窗口 一窗 → 二窗", "open 3 窗口 二窗 → 一窗"],
    ),
    "best: one too few, one too many": (BEST, "类,窗口\n红旗,二窗", RANKING, ["open - 类 1 → 2"]),
    "best: three": (BEST, "类,窗口\n红旗,二窗\n红旗,一窗\n红旗,三窗", RANKING, ["open - 类 3 → 2"]),
    "best: of two conditions": (
        {**BEST, "where": {"类": "红旗", "文": "卫生"}},
        "类,文,窗口\n红旗,卫生,二窗\n红旗,,一窗",
        RANKING,
        ["open - 类 1 → 2"],
    ),
    "best: unreadable winner": (
        BEST,
        "类,窗口\n红旗,二窗\n红旗,\u200b一窗",
        RANKING,
        ["structure open 3 窗口", "undecided 3 窗口"],
    ),
    "best: what follows an unreadable winner": (
        BEST,
        "类,窗口\n红旗,\u200b二窗\n红旗,三窗",
        RANKING,
        ["structure open 2 窗口", "undecided 2 窗口", "open 3 窗口 三窗 → 一窗"],
    ),
    "best: fewer ranked than awarded": (
        BEST,
        "类,窗口\n红旗,二窗\n红旗,一窗",
        "窗口,分\n二窗,103",
        ["open 3 窗口 一窗 → "],
    ),
    "best: what follows an unreadable ranking": (
        BEST,
        "类,窗口\n红旗,二窗\n红旗,三窗",
        "窗口,分\n\u200b二窗,103\n一窗,102",
        ["structure open 2 窗口", "undecided 2 窗口", "open 3 窗口 三窗 → 一窗"],
    ),
    "best: unreadable ranking": (
        BEST,
        "类,窗口\n红旗,二窗\n红旗,一窗",
        "窗口,分\n二窗,103\n\u200b一窗,102",
        ["structure open 3 窗口", "undecided 3 窗口"],
    ),
    "stars: in order, best first": (STARS, "类,人,窗口\n优,王,一窗\n优,李,二窗\n良,张,二窗", PEOPLE, []),
    "stars: not in the ranking with that unit": (
        STARS,
        "类,人,窗口\n优,王,二窗\n优,孙,一窗",
        PEOPLE,
        ["open 2 人", "open 3 人"],
    ),
    "stars: the nearest name of that unit": (
        STARS,
        "类,人,窗口\n优,王小民,一窗\n优,陈分,二窗\n良,王小民,二窗\n良,王甲乙,一窗",
        "人,窗口\n王小名,一窗\n王大民,一窗\n王小民心,三窗\n陈芬,二窗\n王甲丙丁戊,二窗",
        ["open 2 人", "open 3 人", "open 4 人", "open 5 人"],
    ),
    "stars: twice": (STARS, "类,人,窗口\n优,王,一窗\n良,王,一窗", PEOPLE, ["open 3 人"]),
    "stars: what follows one listed twice": (
        STARS,
        "类,人,窗口\n优,李,二窗\n优,李,二窗\n优,王,一窗",
        PEOPLE,
        ["open 3 人", "open 4 人"],
    ),
    "stars: what follows one who may be the unreadable one": (
        STARS,
        "类,人,窗口\n优,孙,一窗\n优,王,一窗\n优,王,一窗",
        "人,窗口\n王,一窗\n\u200b孙,一窗",
        ["structure open 3 人", "undecided 2 人", "open 4 人"],
    ),
    "stars: same name in two units is two people": (STARS, "类,人,窗口\n优,张,一窗\n良,张,二窗", PEOPLE, []),
    "stars: not in rank order": (STARS, "类,人,窗口\n优,李,二窗\n优,王,一窗", PEOPLE, ["open 3 人"]),
    "stars: a better class below a worse": (
        STARS,
        "类,人,窗口\n良,王,一窗\n优,李,二窗",
        PEOPLE,
        ["open 2 人"],
    ),
    "stars: unreadable person, and what follows": (
        STARS,
        "类,人,窗口\n优,\u200b王,一窗\n优,李,二窗\n优,孙,一窗\n优,李,二窗\n良,孙,二窗",
        PEOPLE,
        ["structure open 2 人", "undecided 2 人", "open 4 人", "open 5 人", "open 6 人"],
    ),
    "stars: a person of the ranking is unreadable": (
        STARS,
        "类,人,窗口\n优,王,一窗\n优,孙,一窗",
        "人,窗口\n王,一窗\n\u200b孙,一窗",
        ["structure open 3 人", "undecided 3 人"],
    ),
    "stars: unknown unit here and there": (
        STARS,
        "类,人,窗口\n优,王,四窗\n优,钱,一窗",
        "人,窗口\n王,四窗\n李,二窗",
        ["undecided 2 人", "undecided 3 人"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_rule(case: str) -> None:
    rule, table, other, expected = CASES[case]
    assert told_of(rule, table, other) == expected


MONTH = "名称,乙\n一局,2\n二局,\n合计,2"
YEARS: dict[str, tuple[str, str, str | None, str, list[str]]] = {
    "last and this": (
        "2026-07",
        "名称,甲\n一局,7\n二局,1\n合计,8",
        "名称,甲\n一局,5\n二局,1\n合计,6",
        MONTH,
        [],
    ),
    "off by one": (
        "2026-07",
        "名称,甲\n一局,8\n二局,1\n合计,8",
        "名称,甲\n一局,5\n二局,1\n合计,6",
        MONTH,
        ["open 2 甲 8 → 7 (1)"],
    ),
    "the total is off": (
        "2026-07",
        "名称,甲\n一局,7\n二局,1\n合计,9",
        "名称,甲\n一局,5\n二局,1\n合计,6",
        MONTH,
        ["open 4 甲 9 → 8 (1)"],
    ),
    "nothing last month, nothing this month": (
        "2026-07",
        "名称,甲\n一局,3\n二局,3\n三局,1",
        "名称,甲\n一局,\n二局,2\n三局,",
        "名称,乙\n一局,2\n二局,\n三局,",
        ["open 2 甲 3 → 2 (1)", "open 3 甲 3 → 2 (1)", "open 4 甲 1 → 0 (1)"],
    ),
    "no month before": ("2026-07", "名称,甲\n一局,9\n二局,1\n合计,10", None, MONTH, []),
    "January is the month": ("2026-01", "名称,甲\n一局,2\n二局,\n合计,2", None, MONTH, []),
    "January carries nothing over": (
        "2026-01",
        "名称,甲\n一局,3\n二局,\n合计,2",
        None,
        MONTH,
        ["open 2 甲 3 → 2 (1)"],
    ),
    "January with nothing in it": (
        "2026-01",
        "名称,甲\n一局,2\n二局,1\n合计,2",
        None,
        MONTH,
        ["open 3 甲 1 → 0 (1)"],
    ),
    "new this month, and off": (
        "2026-07",
        "名称,甲\n一局,3\n二局,",
        "名称,甲\n二局,",
        "名称,乙\n一局,2\n二局,",
        ["open 2 甲 3 → 2 (1)"],
    ),
    "what follows a total that is not compared": (
        "2026-07",
        "名称,甲\n一局,7\n合计,7\n二局,1",
        "名称,甲\n一局,5\n旧局,4\n合计,9",
        MONTH,
        ["open 4 甲 1 → 0 (1)"],
    ),
    "new this month": ("2026-07", "名称,甲\n一局,7\n二局,\n合计,7", "名称,甲\n一局,5\n合计,5", MONTH, []),
    "renamed since": (
        "2026-07",
        "名称,甲\n一局,7\n二局,\n合计,7",
        "名称,甲\n一办,5\n二局,\n合计,5",
        MONTH,
        [],
    ),
    "gone since: the total is not compared": (
        "2026-07",
        "名称,甲\n一局,7\n二局,\n合计,7",
        "名称,甲\n一局,5\n旧局,4\n合计,9",
        MONTH,
        [],
    ),
    "not listed this month": (
        "2026-07",
        "名称,甲\n一局,7\n二局,\n三局,1\n合计,8",
        "名称,甲\n一局,5\n二局,\n三局,1\n合计,6",
        MONTH,
        ["undecided 4 甲"],
    ),
    "a name of last month is unknown": (
        "2026-07",
        "名称,甲\n一局,7\n二局,\n合计,7",
        "名称,甲\n一局,5\n四局,\n合计,5",
        MONTH,
        ["undecided 3 甲"],
    ),
    "last month unreadable": (
        "2026-07",
        "名称,甲\n一局,7\n二局,\n合计,7",
        "名称,甲\n一局,五\n二局,\n合计,5",
        MONTH,
        ["undecided 2 甲"],
    ),
}


@pytest.mark.parametrize("case", YEARS)
def test_year_to_date(case: str) -> None:
    month, table, last, now, expected = YEARS[case]
    before = None if last is None else {"t": last, "o": MONTH}
    rules = {"t": [{"id": "rule", "source": "示例", **YEAR}]}
    assert told(judge({"t": table, "o": now}, rules, month, before)) == expected


def test_year_to_date_without_last_month_s_table() -> None:
    tables = {"t": "名称,甲\n一局,7\n合计,7", "o": "名称,乙\n一局,2\n合计,2"}
    rules = {"t": [{"id": "rule", "source": "示例", **YEAR}]}
    found = judge(tables, rules, before={"o": MONTH}, shape=tables)
    assert told(found) == ["undecided 2 甲", "undecided 3 甲"]


def test_year_to_date_without_last_month_s_column() -> None:
    tables = {"t": "名称,甲\n一局,7\n合计,7", "o": "名称,乙\n一局,2\n合计,2"}
    rules = {"t": [{"id": "rule", "source": "示例", **YEAR}]}
    found = judge(tables, rules, before={"t": "名称,丙\n一局,5\n合计,5"}, shape=tables)
    assert told(found) == ["undecided 2 甲", "undecided 3 甲"]


ABSENT: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "the other table": (COPIED, {"t": "名称,甲\n一局,3"}),
    "the other table, whose rows are only counted": (COUNT, {"t": "类,号\n本月,1"}),
    "a column of the other table": (COPIED, {"t": "名称,甲\n一局,3", "o": "名称,丙\n一局,3"}),
    "the names of the other table": (COPIED, {"t": "名称,甲\n一局,3", "o": "名,乙\n一局,3"}),
    "the names of the table": (COPIED, {"t": "名,甲\n一局,3", "o": "名称,乙\n一局,3"}),
    "the table": (COPIED, {"o": "名称,乙\n一局,3"}),
}


@pytest.mark.parametrize("case", ABSENT)
def test_a_rule_that_cannot_run_is_undecided_once(case: str) -> None:
    rule, tables = ABSENT[case]
    first = "类,号\n本月,1" if "类" in rule.get("where", {}) else "名称,甲\n一局,3"
    shape = {"t": first, "o": "名称,乙\n一局,3\n合计,3"}
    found = judge(tables, only(rule), shape=shape)
    assert [line for line in told(found) if not line.startswith("structure")] == ["undecided - -"]


ORDER = {"kind": "increasing", "always": ["total_number", "published"], "within_year": ["number"]}
MASTHEADS: dict[str, tuple[Issue | None, Issue | None, bool, list[str]]] = {
    "the first issue": (issue(5, 143, "2026-08-11"), None, False, []),
    "the next issue": (issue(6, 144, "2026-09-09"), issue(5, 143, "2026-08-11"), True, []),
    "a new year begins with 1": (
        issue(1, 149, "2027-02-09", year=2027),
        issue(12, 148, "2027-01-09"),
        True,
        [],
    ),
    "nothing increases": (
        issue(5, 143, "2026-08-11"),
        issue(5, 143, "2026-08-11"),
        True,
        [
            "open - total_number 143 → >143",
            "open - published 2026-08-11 → >2026-08-11",
            "open - number 5 → >5",
        ],
    ),
    "the issue before cannot be read": (issue(5, 143, "2026-08-11"), None, True, ["undecided - -"]),
    "this issue cannot be read": (None, issue(4, 142, "2026-07-11"), True, ["undecided - -"]),
}


@pytest.mark.parametrize("case", MASTHEADS)
def test_issue_order(case: str) -> None:
    now, last, earlier, expected = MASTHEADS[case]
    rules = {"": [{"id": "rule", "source": "示例", **ORDER}]}
    found = judge({"t": "名称,甲\n一局,3"}, rules, issue=now, last_issue=last, earlier=earlier)
    assert told(found) == expected


@pytest.mark.parametrize(
    ("masthead", "expected"),
    [
        (issue(5, 143, "2026-08-11", county="县"), []),
        (issue(5, 143, "2026-08-11", county="邻县"), ["open - county"]),
        (None, ["undecided - -"]),
    ],
)
def test_home_county_is_registered(masthead: Issue | None, expected: list[str]) -> None:
    rule = {
        "id": "rule",
        "source": "示例",
        "kind": "masthead-organization",
        "column": "county",
    }
    found = judge({"t": "名称,甲\n一局,3"}, {"": [rule]}, issue=masthead)
    assert told(found) == expected
    broken = [(item.value, item.message, item.remedy) for item in found if item.column]
    message = "单位登记册里没有“邻县”"
    remedy = "请改正名称，或把它作为正式名称或别名登记到 data/organizations.csv。"
    assert broken == ([("邻县", message, remedy)] if expected == ["open - county"] else [])


PERSONAL: dict[str, tuple[str, list[str]]] = {
    # Made-up numbers: 11010519491231002X is the example of the standard GB 11643; 4111111111111111 is a test card.
    "identity card": ("公民 11010519491231002X 号", ["公民身份 110*************2X"]),
    "identity card, full-width and spaced": ("１１０１０５ 19491231 002X", ["公民身份 110*************2X"]),
    "no such birthday": ("公民 110105194913310020 号", []),
    "mobile in circled and small figures": ("①③⁸⁰⁰₁₃₈⓪00", ["手机 138******00"]),
    "mobile with a wide hyphen": ("138－0013－8000", ["手机 138******00"]),
    "identity card, the last letter apart": (
        "11010519491231002 X、11010519491231002-x",
        ["公民身份 110*************2X", "公民身份 110*************2x"],
    ),
    "mobile": ("电话13800138000。", ["手机 138******00"]),
    "mobile with hyphens": ("138-0013-8000", ["手机 138******00"]),
    "mobile with the country's number": ("+8613800138000", ["手机 861********00"]),
    "a longer number is no mobile": ("138001380001", []),
    "landline": ("0812-8172345", []),
    "bank card": ("卡 4111 1111 1111 1111", ["银行卡 411***********11"]),
    "bank card without its check digit": ("卡 4111111111111112", []),
    # More test cards: doubled fives and eights, and with one digit more or less than they should have.
    "bank card, doubled fives": ("卡 5555555555554444", ["银行卡 555***********44"]),
    "bank card, doubled eights": ("卡 4012888888881881", ["银行卡 401***********81"]),
    "bank card, a digit off": ("卡 5555555555554445、4012888888881891", []),
    "figures of the report": ("75171,74678,12603,61.42%,361631", []),
    "a hash": ("sha256: b5ff2981fa5c1064388084b6b1ed640ec2feb56ec13be2265ffb7e68566bf753", []),
}


@pytest.mark.parametrize("case", PERSONAL)
def test_personal_data(case: str) -> None:
    text, expected = PERSONAL[case]
    declared = next(rule for rule in read_declared(ROOT).latest.rules if rule.id == "personal-data")
    assert [f"{hit.name} {hit.masked}" for hit in hits(declared.params, f"一\n{text}")] == expected
    assert all(hit.line == 2 for hit in hits(declared.params, f"一\n{text}"))


def test_no_familiar_character_hides_a_digit_a_space_or_a_hyphen() -> None:
    familiar = [char for char in map(chr, range(sys.maxunicode + 1)) if UNFAMILIAR.search(char) is None]
    assert len(familiar) > 20_000
    hidden = {char: normalize("NFKC", char) for char in familiar if normalize("NFKC", char) != char}
    assert [char for char, folded in hidden.items() if re.search("[0-9 ‐-―·-]", folded)] == []


def test_a_missing_total_row_is_told_in_full() -> None:
    rule = {"id": "rule", "source": "示例", "kind": "sequence", "column": "号"}
    found = judge({"t": "号,名称\n1,一局"}, {"t": [rule]}, shape={"t": "号,名称\n1,一局\n,合计"})
    assert [(item.line, item.column, item.expected, item.message, item.remedy) for item in found] == [
        (None, "名称", "合计", "没有合计行", "请在表末加一行，“名称”写“合计”。")
    ]


def test_rows_without_their_column_of_names_are_nobody_s() -> None:
    shape = {"t": "名称,甲\n一局,3", "o": "名称,乙\n一局,3"}
    now, scope = surroundings({"t": "名,甲\n一局,3", "o": "名称,乙\n一局,3"}, {}, shape=shape)
    assert scope.row_identities(now.tables["t"]) == (None,)
    assert scope.row_identities(now.tables["o"]) == ("a",)

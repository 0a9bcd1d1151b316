"""Changes against the issue before and the same period of the year before: valid, broken, undecided and inapplicable, worked
by hand."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.rules import Compared, judge, only, surroundings, told
from yuebao.rules.engine import check_month

MORE = {"kind": "change", "column": "加", "value": {"column": "甲"}, "against": "period-before"}
GROWTH = {
    "kind": "change",
    **{"column": "率", "value": {"column": "甲"}, "against": "year-before", "measure": "percent"},
    **{"digits": 1, "without_base": "-"},
}
OF_ALL = {**MORE, "value": {"column": "甲", "take": "sum"}}
ELSEWHERE = {**MORE, "of": "o", "value": {"other": "乙"}}
OTHER = "名称,乙\n一局,1"


def before(table: str, other: str = OTHER) -> Compared:
    return {"period-before": {"t": table, "o": other}}


def a_year_ago(table: str) -> Compared:
    return {"year-before": {"t": table, "o": OTHER}}


CASES: dict[str, tuple[dict[str, Any], str, Compared, list[str], int]] = {
    "a difference": (
        MORE,
        "名称,甲,加\n一局,5,+2\n二局,,-4\n合计,5,-2",
        before("名称,甲,加\n二局,4,+0\n一办,3,+0\n合计,7,+0"),
        [],
        0,
    ),
    "a difference, off": (
        MORE,
        "名称,甲,加\n一局,5,+3\n合计,5,+2",
        before("名称,甲,加\n一局,3,+0\n合计,3,+0"),
        ["open 2 加 +3 → +2 (1)"],
        0,
    ),
    "no issue before": (MORE, "名称,甲,加\n一局,5,+3", {}, [], 1),
    "no such table before": (MORE, "名称,甲,加\n一局,5,+3", {"period-before": {"o": OTHER}}, [], 1),
    "no such column before": (MORE, "名称,甲,加\n一局,5,+3", before("名称,加\n一局,+0"), [], 1),
    "not listed before": (
        MORE,
        "名称,甲,加\n一局,5,+3\n二局,5,+2",
        before("名称,甲,加\n二局,3,+0"),
        [],
        1,
    ),
    "now or then unreadable": (
        MORE,
        "名称,甲,加\n一局,x,+3\n二局,5,+2",
        before("名称,甲,加\n一局,3,+0\n二局,y,+0"),
        ["structure open 2 甲", "undecided 2 加", "undecided 3 加"],
        0,
    ),
    "of a name that nobody knows": (
        MORE,
        "名称,甲,加\n四局,1,+3",
        before("名称,甲,加\n四局,3,+0"),
        [],
        1,
    ),
    "by key": (
        MORE,
        "键,甲,加\n东,5,+2\n西,5,+2\n北,1,+1",
        before("键,甲,加\n西,2,+0\n东,3,+0"),
        ["open 3 加 +2 → +3 (-1)"],
        1,
    ),
    "the only row": (MORE, "甲,加\n5,+1", before("甲,加\n3,+0"), ["open 2 加 +1 → +2 (-1)"], 0),
    "in percent": (
        GROWTH,
        "名称,甲,率\n一局,5,66.7%\n二局,5,25%\n三局,5,-",
        a_year_ago("名称,甲,率\n一局,3,\n二局,4,\n三局,,"),
        [],
        0,
    ),
    "in percent, off": (
        GROWTH,
        "名称,甲,率\n一局,5,66.6%\n三局,5,",
        a_year_ago("名称,甲,率\n一局,3,\n三局,0,"),
        ["open 2 率 66.6% → 66.7% (-0.1)", "open 3 率  → -"],
        0,
    ),
    "in percent of the wrong issue": (GROWTH, "名称,甲,率\n一局,5,1%", before("名称,甲,率\n一局,3,"), [], 1),
    "of all rows together": (
        OF_ALL,
        "名称,甲,加\n一局,5,+1\n二局,1,+2",
        before("名称,甲,加\n一局,3,+0\n二局,2,+0"),
        ["open 3 加 +2 → +1 (1)"],
        0,
    ),
    "of another table": (
        ELSEWHERE,
        "名称,甲,加\n一局,,-4",
        before("名称,甲,加\n一局,,+0", "名称,乙\n一办,4"),
        ["open 2 加 -4 → -3 (-1)"],
        0,
    ),
    "of another table that was not there": (
        ELSEWHERE,
        "名称,甲,加\n一局,,-4",
        {"period-before": {"t": "名称,甲,加\n一局,,+0"}},
        [],
        1,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_change(case: str) -> None:
    rule, table, compared, expected, inapplicable = CASES[case]
    tables, rules = {"t": table, "o": OTHER}, only(rule)
    assert told(judge(tables, rules, compared=compared)) == expected
    verdicts = check_month(*surroundings(tables, rules, compared=compared))
    (tally,) = (tally for tally in verdicts.tallies if tally.table == "t")
    assert (tally.inapplicable, tally.silent) == (inapplicable, ())


MESSAGES = {
    "a difference, off": "“加”公布为 +3，甲 5 － 上期 3，应为 +2，相差 1",
    "in percent, off": "“率”公布为 66.6%，（甲 5 － 去年同期 3）÷ 3，四舍五入取 1 位小数应为 66.7%，相差 -0.1",
}


@pytest.mark.parametrize("case", MESSAGES)
def test_what_it_says(case: str) -> None:
    rule, table, compared, _, _ = CASES[case]
    rules = only(rule)
    found = judge({"t": table, "o": OTHER}, rules, compared=compared)
    assert MESSAGES[case] in [item.message for item in found]


SIDE_BY_SIDE: dict[str, dict[str, Any]] = {
    "against the issue before": MORE,
    "against the year before": {**MORE, "against": "year-before"},
    "of all rows": OF_ALL,
    "of two columns": {**MORE, "value": {"columns": ["甲", "丙"], "take": "sum"}},
    "of another column": {**MORE, "value": {"column": "丙"}},
    "of another table": ELSEWHERE,
    "in percent": GROWTH,
}


@pytest.mark.parametrize(("first", "second"), list(permutations(SIDE_BY_SIDE, 2)))
def test_two_changes_of_one_table_do_not_answer_for_each_other(first: str, second: str) -> None:
    """What is worked out once a table is worked out for one rule: beside another it says what it says alone."""
    tables = {"t": "名称,甲,丙,加,率\n一局,5,9,+9,9.9%\n二局,1,2,+9,9.9%", "o": OTHER}
    compared: Compared = {
        "period-before": {"t": "名称,甲,丙,加,率\n一局,3,4,+0,0%\n二局,1,1,+0,0%", "o": "名称,乙\n一局,6"},
        "year-before": {"t": "名称,甲,丙,加,率\n一局,2,7,+0,0%\n二局,4,5,+0,0%", "o": "名称,乙\n一局,7"},
    }
    one, other = (
        {"id": name, "source": "示例", **SIDE_BY_SIDE[of]} for name, of in (("one", first), ("other", second))
    )

    def said(*rules: dict[str, Any]) -> list[tuple[str, str]]:
        found = judge(tables, {"t": list(rules)}, compared=compared)
        return sorted((item.rule, item.message) for item in found if item.table == "t")

    assert said(one) != said({**other, "id": "one"})
    assert said(one, other) == sorted(said(one) + said(other))

"""No two breaks that a rule can report are alike in all that an erratum says of them.

Every case of every kind, and the same tables scrambled: rows moved and lost, cells blanked and exchanged. The rules that
can read a table stand under one id as well, for an id may stand for several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest

from tests.rules import Rules, judge
from tests.rules.test_arithmetic import CASES as ARITHMETIC
from tests.rules.test_conditions import CASES as CONDITIONS
from tests.rules.test_row_rules import CASES as ROW_CASES
from tests.rules.test_table_rules import CASES as TABLE_CASES
from tests.support.fuzzing import TIMES
from yuebao.model.finding import DUPLICATE, Finding, Status
from yuebao.model.suggestion import Assertion
from yuebao.rules.registry import TABLE_KINDS

Case = tuple[dict[str, Any], Mapping[str, str]]
"""A rule of the table `t`, and the tables."""
SCRAMBLED = 8 * TIMES


def cases() -> Iterator[tuple[str, Case]]:
    for name, (rule, table, _) in ROW_CASES.items():
        yield name, (rule, {"t": table})
    for name, (rule, table, other, _) in {**TABLE_CASES, **ARITHMETIC, **CONDITIONS}.items():
        yield name, (rule, {"t": table, "o": other})


CASES: Mapping[str, Case] = dict(cases())


def declared(*rules: Mapping[str, Any]) -> Rules:
    return {"t": [{"id": "rule", "source": "示例", **rule} for rule in rules]}


def scrambled(text: str, random: Random) -> str:
    """The table with one to three things done to it; the header stays."""
    header, *rows = [line.split(",") for line in text.split("\n")]
    for _ in range(random.randint(1, 3)):
        if not rows:
            break
        row = random.choice(rows)
        cell = random.randrange(len(row))
        way = random.randrange(5)
        if way == 0:
            rows.remove(row)
        elif way == 1:
            random.shuffle(rows)
        elif way == 2:
            row[cell] = ""
        elif way == 3:
            other = random.choice(rows)
            if cell < len(other):
                row[cell], other[cell] = other[cell], row[cell]
        else:
            row[cell] = random.choice(
                ["0", "1", "7", "四局", "一局", "2025-01-01", "7月32日和6月1日和6月1日"]
            )
    return "\n".join(",".join(row) for row in [header, *rows])


def alike(findings: list[Finding]) -> list[Assertion]:
    """What an erratum says of more than one of the breaks. Rows of one key are out of count: they are told apart by the
    entries that each of them needs."""
    if any(finding.breach == DUPLICATE for finding in findings):
        return []
    counts = Counter(
        Assertion.of(finding)
        for finding in findings
        if finding.status is Status.OPEN and finding.rule == "rule" and finding.breach != "total-twice"
    )
    return [assertion for assertion, count in counts.items() if count > 1]


def test_every_kind_is_tried() -> None:
    assert {rule["kind"] for rule, _ in CASES.values()} | {"accumulated", "change"} == TABLE_KINDS.keys()


@pytest.mark.parametrize("case", CASES)
def test_breaks_are_told_apart(case: str) -> None:
    rule, tables = CASES[case]
    random = Random(case)
    assert alike(judge(tables, declared(rule))) == []
    for _ in range(SCRAMBLED):
        spoiled = {name: scrambled(text, random) for name, text in tables.items()}
        assert alike(judge(spoiled, declared(rule), shape=tables)) == [], spoiled


def by_header() -> Mapping[tuple[str, ...], list[Case]]:
    found: dict[tuple[str, ...], list[Case]] = {}
    for case in CASES.values():
        header = tuple(text.split("\n")[0] for text in case[1].values())
        found.setdefault(header, []).append(case)
    return {header: group for header, group in found.items() if len({str(rule) for rule, _ in group}) > 1}


@pytest.mark.parametrize("header", list(by_header()))
def test_rules_of_one_id_are_told_apart(header: tuple[str, ...]) -> None:
    """Save two rules of one kind that read the same columns: they assert one thing within other bounds."""
    group = by_header()[header]
    columns = set(header[0].split(","))
    rules = {(rule["kind"], frozenset(columns & set(read(rule)))): rule for rule, _ in group}
    for _, tables in group:
        assert alike(judge(tables, declared(*rules.values()))) == [], (tables, rules)


def read(rule: Mapping[str, Any]) -> Iterator[str]:
    """Every text in the parameters: the columns and the tables that the rule reads, and more."""
    for value in rule.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from read(value)
            yield from value
        elif isinstance(value, list):
            yield from (text for item in value for text in ([item] if isinstance(item, str) else read(item)))


PAIRS: dict[str, tuple[list[dict[str, Any]], dict[str, str], list[tuple[str | None, str | None]]]] = {
    # One published figure, one expected figure, two tables that state it.
    "two tables": (
        [
            {"kind": "agreement", "of": "o", "columns": {"甲": "乙"}},
            {"kind": "agreement", "of": "p", "columns": {"甲": "乙"}},
        ],
        {"t": "名称,甲\n一局,3", "o": "名称,乙\n一局,4", "p": "名称,乙\n一局,4"},
        [("agreement", "o"), ("agreement", "p")],
    ),
    "two splits": (
        [
            {"kind": "sum-of-columns", "sum": "甲", "parts": ["乙", "丙"]},
            {"kind": "sum-of-columns", "sum": "甲", "parts": ["乙", "丁"]},
        ],
        {"t": "名称,甲,乙,丙,丁\n一局,3,1,1,1"},
        [("sum-of-columns", "乙、丙"), ("sum-of-columns", "乙、丁")],
    ),
    "two kinds": (
        [
            {"kind": "ordered", "by": [{"column": "甲", "order": "descending"}]},
            {"kind": "non-increasing", "columns": ["乙", "甲"]},
        ],
        {"t": "名称,甲,乙\n一局,3,3\n二局,4,3"},
        [("order", "一局"), ("non-increasing", "乙")],
    ),
    "columns of their own": (
        [
            {"kind": "total-row", "columns": ["甲"]},
            {"kind": "quotient", "column": "乙", "value": {"column": "甲"}, "by": {"number": 1}},
        ],
        {"t": "名称,甲,乙\n一局,3,1\n合计,4,1"},
        [(None, None), (None, None), (None, None)],
    ),
}


@pytest.mark.parametrize("case", PAIRS)
def test_what_tells_rules_of_one_id_apart(case: str) -> None:
    rules, tables, expected = PAIRS[case]
    found = [item for item in judge(tables, declared(*rules)) if item.rule == "rule"]
    assert [(item.breach, item.against) for item in found] == expected

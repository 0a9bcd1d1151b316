"""What an entry and the finding that it settles must have in common: every key, and what a blank counts as."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from yuebao.model.finding import DUPLICATE, Finding, Status, Tally
from yuebao.model.issue import Erratum
from yuebao.model.month import Month
from yuebao.model.table import Cell
from yuebao.outcome.errata import explained_tallies, settle

FOUND = Finding(
    rule="total-row", status=Status.OPEN, month="2001-01", table="hall", file="data/2001-01/hall.csv",
    message="合计 43，各行之和 42", remedy="请核对。", line=4, row="合计", column="来访", value="43", expected="42",
    breach="sum", against="各行", evidence=(Cell("hall", 0, "来访"),),
)  # fmt: skip
ENTRY = Erratum(
    rule="total-row", table="hall", row="合计", column="来访", published="43", expected="42", breach="sum",
    against="各行", category="原文如此", reason="示例", reviewer="示例", reviewed=date(2001, 2, 1), line=7,
)  # fmt: skip
SETTLED, NOT = ("explained",), ("open", "stale")


def month(*errata: Erratum) -> Month:
    return Month("2001-01", "data/2001-01", None, {}, errata, (), {})


def settled(finding: Finding, *errata: Erratum) -> tuple[Finding, ...]:
    return settle(month(*errata), [finding])


def statuses(finding: Finding, *errata: Erratum) -> tuple[str, ...]:
    return tuple(item.status.value for item in settled(finding, *errata))


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("rule", "rank"), ("table", "office"), ("table", ""), ("row", "东区"), ("row", None), ("row", ""),
        ("column", "办结"), ("column", None), ("column", ""), ("published", "34"), ("published", None),
        ("published", ""), ("expected", "24"), ("expected", None), ("expected", ""), ("breach", "order"),
        ("breach", None), ("against", "各列"), ("against", None),
    ],
)  # fmt: skip
def test_an_entry_with_one_other_key_settles_nothing(key: str, other: str | None) -> None:
    changed: Any = {key: other}
    assert statuses(FOUND, ENTRY) == SETTLED
    assert statuses(FOUND, replace(ENTRY, **changed)) == NOT


@pytest.mark.parametrize(
    ("key", "of_finding"), [("row", "row"), ("column", "column"), ("published", "value")]
)
@pytest.mark.parametrize("here", [None, ""])
@pytest.mark.parametrize("there", [None, ""])
def test_a_blank_may_be_written_or_left_out(
    key: str, of_finding: str, here: str | None, there: str | None
) -> None:
    """Of a row, a column and a published figure."""
    finding: Any = {of_finding: here}
    entry: Any = {key: there}
    assert statuses(replace(FOUND, **finding), replace(ENTRY, **entry)) == SETTLED


@pytest.mark.parametrize("table", [None, ""])
def test_the_issue_as_a_whole_has_no_table(table: str | None) -> None:
    assert statuses(replace(FOUND, table=table), replace(ENTRY, table="")) == SETTLED


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [("", "", SETTLED), (None, None, SETTLED), ("", None, NOT), (None, "", NOT)],
)
def test_that_a_blank_is_expected_must_be_written(
    here: str | None, there: str | None, expected: tuple[str, ...]
) -> None:
    assert statuses(replace(FOUND, expected=here), replace(ENTRY, expected=there)) == expected


def test_the_entries_are_used_up_in_their_order() -> None:
    first, second = replace(ENTRY, reason="一", line=7), replace(ENTRY, reason="二", line=12)
    found = settle(month(first, second), [FOUND, replace(FOUND, line=9), replace(FOUND, line=11)])
    assert [(item.status.value, item.erratum) for item in found] == [
        ("explained", 0), ("explained", 1), ("open", None),
    ]  # fmt: skip


# --- what is said of an entry that is left over ---

REWRITE = "请删去这条勘误，或照现在的数字改写并重新审核。"
WAIT = "请先改正读不出的格或表，再看这条勘误是否仍然相符。"
NEVER = "所指的规则不能用勘误说明"
NOTHING = "没有对应的问题：该处现在合乎规则，或行、列名称有误"
TWICE = "与另一条勘误重复"
UNDECIDED = replace(FOUND, status=Status.UNDECIDED, value=None, expected=None, breach=None, against=None)
WHOLE = replace(UNDECIDED, row=None, column=None)
LEFT: dict[str, tuple[Finding, Erratum, str, str]] = {
    "structure": (FOUND, replace(ENTRY, rule="structure"), NEVER, REWRITE),
    "personal data": (FOUND, replace(ENTRY, rule="personal-data"), NEVER, REWRITE),
    "an erratum": (FOUND, replace(ENTRY, rule="erratum"), NEVER, REWRITE),
    "personal data twice": (FOUND, replace(ENTRY, rule="personal-data", breach=DUPLICATE), NEVER, REWRITE),
    "a row twice": (FOUND, replace(ENTRY, rule="structure", breach=DUPLICATE), NOTHING, REWRITE),
    "another place": (FOUND, replace(ENTRY, row="东区"), NOTHING, REWRITE),
    "other figures": (
        FOUND,
        replace(ENTRY, published="44"),
        "与现在的问题不符：勘误写公布 44、应为 42、break sum、against 各行，"
        "现在是公布 43、应为 42、break sum、against 各行",
        REWRITE,
    ),
    "blanks": (
        replace(FOUND, value="", expected=None, breach=None, against=None),
        replace(ENTRY, published=None, expected="", breach=None, against="各行"),
        "与现在的问题不符：勘误写公布 空白、应为 空白、against 各行，现在是公布 空白、没有应为的数",
        REWRITE,
    ),
    "undecided": (UNDECIDED, ENTRY, "所指的一项现在无法核验", WAIT),
    "undecided as a whole": (WHOLE, ENTRY, "所指的一项现在无法核验", WAIT),
    "undecided elsewhere": (replace(UNDECIDED, row="东区"), ENTRY, NOTHING, REWRITE),
    "undecided in another table": (replace(WHOLE, table="office"), ENTRY, NOTHING, REWRITE),
}


@pytest.mark.parametrize("case", LEFT)
def test_an_entry_left_over_is_a_finding_that_says_why(case: str) -> None:
    finding, entry, reason, remedy = LEFT[case]
    left = settled(finding, entry)[-1]
    waits = remedy == WAIT
    assert left == Finding(
        rule="erratum", status=Status.STALE, month="2001-01", table="hall", file="data/2001-01/errata.yaml",
        message=f"勘误（{entry.rule} hall {entry.row} 来访）{reason}", remedy=remedy, line=7, row=entry.row,
        column="来访", value=entry.published, expected=entry.expected, breach=entry.breach, against=entry.against,
        evidence=finding.evidence if waits else (),
    )  # fmt: skip


def test_a_second_entry_for_one_finding_is_one_too_many() -> None:
    explained, left = settled(FOUND, ENTRY, replace(ENTRY, line=12))
    assert explained.status is Status.EXPLAINED and explained.erratum == 0
    assert left.message.endswith(TWICE) and left.line == 12


def test_an_entry_without_a_place_says_what_it_has() -> None:
    left = settled(FOUND, replace(ENTRY, table="", row="", column=None))[-1]
    assert (left.table, left.row, left.column) == (None, None, None)
    assert left.message == f"勘误（total-row ）{NOTHING}"


def test_an_open_finding_is_told_before_an_explained_one_at_its_place() -> None:
    """Two breaks of one cell, the first explained: an entry that matches neither is set beside the open one."""
    other = replace(FOUND, breach="order", against="上一行")
    *_, left = settle(month(ENTRY, replace(ENTRY, published="44")), [FOUND, other])
    assert left.message.endswith("现在是公布 43、应为 42、break order、against 上一行")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_leftover_entries_stand_in_the_order_of_the_file(order: tuple[int, ...]) -> None:
    rows = ("甲", "乙", "丙")
    entries = [replace(ENTRY, row=rows[number], line=10 + number) for number in order]
    assert [item.row for item in settled(FOUND, *entries)[1:]] == [rows[number] for number in order]


def test_the_explained_are_counted_by_table() -> None:
    tallies = [
        Tally("hall", ("total-row",), 1, 2, 0),
        Tally("", ("issue-order",), 1, 1, 0),
        Tally("x", (), 0, 0, 0),
    ]
    explained = replace(FOUND, status=Status.EXPLAINED)
    found = [explained, explained, FOUND, replace(explained, table=None)]
    assert [tally.explained for tally in explained_tallies(tallies, found)] == [2, 1, 0]

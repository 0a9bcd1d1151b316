"""Personal numbers in groups: what stands before and after decides whether the groups are a number by themselves.

The number is made up, a mobile one of zeros.
"""

from __future__ import annotations

import pytest

from yuebao.model.finding import Finding, Status
from yuebao.rules.kinds.personal_data import (
    NumberKind,
    Params,
    finding_without_numbers,
    hits,
    without_numbers,
)
from yuebao.schema.rule import WholeRegex

MOBILE = NumberKind("手机", WholeRegex("1[3-9][0-9]{9}"), WholeRegex("11|3-4-4|7-4"))
CARD = NumberKind("卡", WholeRegex("4[0-9]{15}"), WholeRegex("16|4-4-4-4"), luhn=True)
WHOLE = NumberKind("整", WholeRegex("7[0-9]{11}"))
PARAMS = Params((MOBILE, CARD, WHOLE))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("138 0013 8000", 1),
        ("138-0013-8000", 1),
        ("1380013 8000", 1),
        ("13800138000", 1),
        # A run of the same kind goes on before or after it.
        ("5 138 0013 8000", 0),
        ("138 0013 8000 5", 0),
        ("5-138-0013-8000", 0),
        ("138-0013-8000-5", 0),
        # What stands before and after is of another kind than what stands between.
        ("5/138 0013 8000", 1),
        ("5 138-0013-8000", 1),
        ("138 0013 8000/5", 1),
        ("138-0013-8000 5", 1),
        ("5/6/138 0013 8000", 1),
        ("5/6 138 0013 8000", 0),
        ("5-138 0013-8000", 0),
        ("138-0013 8000 5", 0),
        # In one piece it is one whatever stands beside it.
        ("5 13800138000 5", 1),
        ("5-13800138000-5", 1),
        # Another number may follow at once, and after one all is free.
        ("138 0013 8000 139 0013 9000", 2),
        ("138-0013-8000-139-0013-9000", 2),
        ("138 0013 8000 13900139000", 2),
        ("138 0013 8000 139 0013 9000 5", 1),
        # Letters behind are part of it, those in front are not; a check digit that fails makes it none.
        ("13800138000a", 0),
        ("a13800138000", 1),
        ("4111 1111 1111 1111", 1),
        ("4111 1111 1111 1112", 0),
        ("4111111111111111", 1),
        # Known in one piece alone.
        ("712345678901", 1),
        ("7123 4567 8901", 0),
        # Too far apart, or parted by what parts numbers.
        ("138,0013,8000", 0),
        ("138       0013 8000", 0),
        ("138      0013 8000", 1),
        ("138\t0013 8000", 0),
    ],
)
def test_groups_that_are_a_number_by_themselves(text: str, found: int) -> None:
    assert len(list(hits(PARAMS, text))) == found


def test_each_number_once_a_line() -> None:
    text = "甲 138-0013-8000、13800138000\n乙 一三八 0013 8000；4111111111111111"
    assert sorted((hit.line, hit.name, hit.masked) for hit in hits(PARAMS, text)) == [
        (1, "手机", "138******00"),
        (2, "卡", "411***********11"),
        (2, "手机", "138******00"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲138-0013-8000乙4111 1111 1111 1111", "甲138******00乙411***********11"),
        ("没有号码 12", "没有号码 12"),
        ("１３８００１３８０００号", "138******00号"),
    ],
)
def test_the_middle_of_every_number_is_masked(text: str, shown: str) -> None:
    assert without_numbers(PARAMS, text) == shown


def test_a_finding_repeats_no_number() -> None:
    number, masked = "13800138000", "138******00"
    finding = Finding(
        *("rule", Status.OPEN, "2026-07", "t", f"data/{number}.csv", f"甲 {number}", f"乙 {number}"),
        row=number, value=number, expected=number, column=number, anchor=f"t.{number}", difference="1",
    )  # fmt: skip
    assert finding_without_numbers(PARAMS, finding) == Finding(
        *("rule", Status.OPEN, "2026-07", "t", f"data/{masked}.csv", f"甲 {masked}", f"乙 {number}"),
        row=masked, value=masked, expected=masked, column=masked, anchor=f"t.{masked}", difference="1",
    )  # fmt: skip

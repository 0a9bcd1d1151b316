"""Which row is which printed row: one cause is one difference."""

from __future__ import annotations

import pytest

from yuebao.rules.row_alignment import align, rising

PRINTED = ["1 甲 10 11", "2 乙 20 21", "3 丙 30 31", "4 丁 40 41"]

# The rows of the table, and what is found: pairs as printed-own, printed rows that lack, own rows too many, moved ones.
CASES: dict[str, tuple[list[str], str, list[int], list[int], list[int]]] = {
    "the same": (PRINTED, "00 11 22 33", [], [], []),
    "a figure changed": (["1 甲 10 11", "2 乙 20 99", *PRINTED[2:]], "00 11 22 33", [], [], []),
    "a name changed": (["1 甲 10 11", "2 戊 20 21", *PRINTED[2:]], "00 11 22 33", [], [], []),
    "two names swapped": (
        ["1 甲 10 11", "2 丙 20 21", "3 乙 30 31", "4 丁 40 41"], "00 11 22 33", [], [], [],
    ),
    "two neighbours' figures swapped": (
        ["1 甲 10 11", "2 乙 30 21", "3 丙 20 31", "4 丁 40 41"], "00 11 22 33", [], [], [],
    ),
    "a row dropped": ([PRINTED[0], *PRINTED[2:]], "00 21 32", [1], [], []),
    "a row dropped, the others numbered anew": (
        ["1 甲 10 11", "2 丙 30 31", "3 丁 40 41"], "00 21 32", [1], [], [],
    ),
    "the first row dropped": (PRINTED[1:], "10 21 32", [0], [], []),
    "the last row dropped": (PRINTED[:3], "00 11 22", [3], [], []),
    "a row twice, one after the other": ([PRINTED[0], *PRINTED], "00 12 23 34", [], [1], []),
    "a row twice, far apart": ([*PRINTED, PRINTED[0]], "00 11 22 33", [], [4], []),
    "a strange row": ([*PRINTED[:2], "9 庚 90 91", *PRINTED[2:]], "00 11 23 34", [], [2], []),
    "the last row first": ([PRINTED[3], *PRINTED[:3]], "30 01 12 23", [], [], [0]),
    "two neighbours changed over": (
        [PRINTED[0], PRINTED[2], PRINTED[1], PRINTED[3]], "00 21 12 33", [], [], [1],
    ),
    "a changed row in another place": (
        ["4 丁 40 99", *PRINTED[:3]], "30 01 12 23", [], [], [0],
    ),
    "known by the key alone": (["1 甲 10 11", "8 乙 88 88", *PRINTED[2:]], "00 11 22 33", [], [], []),
    "one replaced by a stranger": (
        ["1 甲 10 11", "9 庚 90 91", *PRINTED[2:]], "00 22 33", [1], [1], [],
    ),
    "half a row in its place": (["1 甲 10 11", "2 庚 20 99", *PRINTED[2:]], "00 11 22 33", [], [], []),
    "nothing": ([], "", [0, 1, 2, 3], [], []),
    "one dropped and its neighbour changed": (
        ["1 甲 10 11", "3 丙 30 99", "4 丁 40 41"], "00 21 32", [1], [], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_rows_with_a_key(case: str) -> None:
    own, pairs, missing, extra, moved = CASES[case]
    found = align([tuple(row.split()) for row in PRINTED], [tuple(row.split()) for row in own], [1])
    assert " ".join(f"{pair.printed}{pair.own}" for pair in found.pairs) == pairs
    assert (list(found.missing), list(found.extra), sorted(found.moved)) == (missing, extra, moved)


def test_rows_without_a_key_that_repeat() -> None:
    printed = [("甲", "1"), ("甲", "1"), ("乙", "2")]
    found = align(printed, printed[1:], [])
    assert (found.pairs, found.missing) == (((0, 0), (2, 1)), (1,))
    found = align(printed, [*printed, ("甲", "1")], [])
    assert (found.extra, found.moved) == ((3,), frozenset())


def test_rows_without_a_key_in_one_place_are_one_however_they_differ() -> None:
    assert align([("1", "2", "3")], [("7", "8", "9")], []).pairs == ((0, 0),)
    assert align([("1", "2", "3")], [("7", "8", "9")], [0]).pairs == ((0, 0),), "the only row on either side"
    assert align([("1", "2"), ("3", "4")], [("7", "8"), ("3", "4")], [0]).pairs == ((1, 1),)


def test_cells_that_are_not_compared_do_not_keep_rows_apart() -> None:
    printed = [("1", "甲", "10"), ("2", "乙", "20")]
    found = align(printed, [("1", "乙", None), ("2", "甲", None)], [1])
    assert (found.pairs, found.moved) == (((1, 0), (0, 1)), frozenset({0}))


@pytest.mark.parametrize(
    ("order", "stay"),
    [
        ([], []),
        ([0, 1, 2], [0, 1, 2]),
        ([2, 0, 1], [1, 2]),
        ([2, 1, 0], [2]),
        ([1, 2, 0, 3], [0, 1, 3]),
    ],
)
def test_as_many_as_can_stay(order: list[int], stay: list[int]) -> None:
    assert sorted(rising(dict(enumerate(order)))) == stay

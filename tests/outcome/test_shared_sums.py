"""Which cell is named when a wrong sum could be blamed on several: the one that most sums read, then the one that is
itself reported, then the one that a narrow sum reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.outcome.test_matching import FOUND
from yuebao.model.finding import Finding
from yuebao.model.table import Cell
from yuebao.outcome.causes import problems


def cell(name: str) -> Cell:
    return Cell("hall", ord(name[0]) - ord("A"), "来访")


def off(own: str, *reads: str, by: str = "90") -> Finding:
    """A sum at the cell ``own`` that reads others and is off by so much."""
    place = cell(own)
    return replace(
        FOUND, row=own, cell=place, evidence=tuple(map(cell, reads)), difference=by, message=f"{own} {by}"
    )  # fmt: skip


CASES: dict[str, tuple[list[Finding], list[str]]] = {
    "most sums before the reported cell": (
        [off("A", "Z"), off("B", "Z"), off("C", "Z"), off("D", "A")],
        ["ABC", "D"],
    ),
    "the reported cell before another": (
        [off("D", "W"), off("F", "D", "W"), off("G", "W", "X", "Y"), off("H", "X", "D")],
        ["DFH", "G"],
    ),
    "of one taken finding one is counted off": (
        [
            off("P", "Z"), off("Q", "Z"), off("R", "Z"), off("P", "S", "T", by="8"),
            off("V", "P", "W", "N", by="8"), off("B", "W", by="8"),
        ],
        ["PQR", "PV", "B"],
    ),
    "a narrow sum before a wide one": (
        [off("A", "X", "Y", "Z", "N"), off("B", "X", "W", "M", "L"), off("C", "W")],
        ["BC", "A"],
    ),
    "the first in the file": ([off("D", "B", "A"), off("E", "B", "C"), off("F", "A", "C")], ["DF", "E"]),
    "two amounts at one cell": (
        [off("A", "X", by="5"), off("B", "X", by="90"), off("C", "X", by="5"), off("D", "X", by="90")],
        ["AC", "BD"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_cell_that_explains_most_is_blamed(case: str) -> None:
    found, expected = CASES[case]
    told = ["".join(str(item.row) for item in problem.findings) for problem in problems(found)]
    assert told == expected

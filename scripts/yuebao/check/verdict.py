"""What a rule says of one assertion: it holds, it is broken, or it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from yuebao.model.table import Cell


class Passed(Enum):
    """The mark of an assertion that holds."""

    PASSED = "passed"


PASSED: Final = Passed.PASSED


@dataclass(frozen=True, slots=True)
class Break:
    """A broken assertion. ``row`` is an index; ``row`` and ``column`` are ``None`` where the whole table is meant."""

    message: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    difference: str | None = None
    evidence: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """An assertion that needs a cell which cannot be read, or knowledge that the archive does not have."""

    message: str
    row: int | None = None
    column: str | None = None
    evidence: tuple[Cell, ...] = ()


Verdict = Literal[Passed.PASSED] | Break | Undecided

EXPLAIN: Final = "若报告原文如此，请在 errata.yaml 中说明原因。"
"""The last step of every remedy: a number that was published stays."""


def unreadable(table: str, row: int, *columns: str) -> Undecided:
    """The verdict on a row some of whose cells cannot be read."""
    names = "、".join(f"“{column}”" for column in columns)
    cells = tuple(Cell(table, row, column) for column in columns)
    return Undecided(f"{names}无法读取，这一项无法核验", row, columns[0], cells)

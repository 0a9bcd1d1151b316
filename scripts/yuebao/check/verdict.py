"""What a rule says of one assertion: it holds, it is broken, or it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from yuebao.model.table import Cell, Table


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
    remedy: str = "请先改正上面所说的格式问题，再重新核验。"


Verdict = Literal[Passed.PASSED] | Break | Undecided

EXPLAIN: Final = "若报告原文如此，请在 errata.yaml 中说明原因。"
"""The last step of every remedy: a number that was published stays."""


def unreadable(table: Table, row: int, *columns: str) -> Undecided:
    """The verdict on a row some of whose cells cannot be read; the first column is the one that the rule is about."""
    broken = [column for column in columns if not table.readable(row, column)]
    names = "、".join(f"“{column}”" for column in broken)
    cells = tuple(Cell(table.name, row, column) for column in broken)
    return Undecided(f"{names}无法读取，这一项无法核验", row, columns[0], cells)

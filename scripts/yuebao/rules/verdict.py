"""What a rule says of one assertion: it holds, it is broken, it cannot be told, or it does not apply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from yuebao.model.table import Cell, Table


class Mark(Enum):
    """The marks of an assertion that holds, and of one that asserts nothing because what it needs lies before the
    archive or in a gap of it."""

    PASSED = "passed"
    INAPPLICABLE = "inapplicable"


PASSED: Final = Mark.PASSED
INAPPLICABLE: Final = Mark.INAPPLICABLE


@dataclass(frozen=True, slots=True)
class Break:
    """A broken assertion. ``row`` is an index; ``row`` and ``column`` are ``None`` where the whole table is meant.

    A kind that can break in several ways at one place names the way in ``breach``, and in ``against`` the other row or
    name where that could be another one; no two breaks of one rule are alike in all that an erratum says.
    """

    message: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    difference: str | None = None
    breach: str | None = None
    against: str | None = None
    evidence: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """An assertion that needs a cell which cannot be read, or knowledge that the archive does not have."""

    message: str
    row: int | None = None
    column: str | None = None
    evidence: tuple[Cell, ...] = ()
    remedy: str = "请先改正上面所说的格式问题，再重新核验。"


Verdict = Literal[Mark.PASSED, Mark.INAPPLICABLE] | Break | Undecided

EXPLAIN: Final = "若报告原文如此，请在 errata.yaml 中说明原因。"
"""The last step of every remedy: a number that was published stays."""


UNKNOWN: Final = "请照原报告补上这个数；报告没有公布的，这一项核验不了。"
"""The next step where a figure is not known."""


def unreadable(table: Table, row: int, *columns: str) -> Undecided:
    """The verdict on a row some of whose cells cannot be read; the first column is the one that the rule is about."""
    broken = [column for column in columns if not table.readable(row, column)]
    names = "、".join(f"“{column}”" for column in broken)
    cells = tuple(Cell(table.name, row, column) for column in broken)
    why = "没有公布" if all((row, column) in table.unknown for column in broken) else "无法读取"
    return Undecided(f"{names}{why}，这一项无法核验", row, columns[0], cells)

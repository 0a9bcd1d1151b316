"""How far each published figure of an issue was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from yuebao.model.issue import NOT_PUBLISHED
from yuebao.model.table import Cell


class Trust(Enum):
    """The value is one character, as `Checked` keeps one for every cell.

    ``SOURCE``: a document in force prints the same. ``RULES``: none was compared with it, but the rules that read it hold.
    ``EXPLAINED``: it breaks a rule or differs from the document, and an erratum explains that. ``NOTHING``: no document
    and no rule speaks of it. ``ABSENT``: it was not published.
    """

    SOURCE = "s"
    RULES = "r"
    EXPLAINED = "e"
    NOTHING = "n"
    ABSENT = "a"

    @property
    def state(self) -> str:
        """The state in the word that the public reads."""
        return _STATES[self]

    @property
    def basis(self) -> str:
        """What a figure was checked against; empty where nothing was, or where that is not what there is to say."""
        return _BASES.get(self, "")


CHECKED: Final = "已核"
EXPLAINED: Final = "存疑"
UNCHECKED: Final = "无规则可核"
_STATES: Final = {
    Trust.SOURCE: CHECKED,
    Trust.RULES: CHECKED,
    Trust.EXPLAINED: EXPLAINED,
    Trust.NOTHING: UNCHECKED,
    Trust.ABSENT: NOT_PUBLISHED,
}
_BASES: Final = {Trust.SOURCE: "原件", Trust.RULES: "规则"}
MEANING: Final = {
    CHECKED: "与原件所印的相同，或者没有原件可对照，但合乎读到它的每一条规则",
    EXPLAINED: "与核验规则或原件不符，勘误说明了原因；公布的数字一个也没有改",
    UNCHECKED: "没有原件可对照，也没有一条规则读到它",
}
"""What the states of published figures mean."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The trust of every figure of an issue: by table and column, a character for each row. Empty for a draft."""

    columns: Mapping[tuple[str, str], str]

    def of(self, table: str, row: int, column: str) -> Trust | None:
        """That of one cell; ``None`` for one that holds no figure, and in a draft."""
        found = self.columns.get((table, column))
        return None if found is None else Trust(found[row])

    def cells(self, trust: Trust) -> Iterator[Cell]:
        """Every cell of that trust, column by column."""
        for (table, column), found in self.columns.items():
            if trust.value in found:
                yield from (Cell(table, row, column) for row, each in enumerate(found) if each == trust.value)

    def count(self, trust: Trust) -> int:
        """How many figures have it."""
        return sum(found.count(trust.value) for found in self.columns.values())


UNTOLD: Final = Checked({})
"""Of an issue about which nothing is said, as it is a draft."""

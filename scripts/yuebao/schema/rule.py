"""A rule: which kind, on which table, with which parameters, and where the report says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NewType

Column = NewType("Column", str)
"""A column of the rule's own table."""
Figure = NewType("Figure", str)
"""A column of figures of the rule's own table."""
Named = NewType("Named", str)
"""A column of the rule's own table whose cells name organizations."""
OtherTable = NewType("OtherTable", str)
"""The table that the rule compares with; at most one a rule."""
NO_TABLE: Final = OtherTable("")
"""Where the rule compares with none."""
OtherColumn = NewType("OtherColumn", str)
"""A column of that other table."""
OtherFigure = NewType("OtherFigure", str)
"""A column of figures of that other table."""
OWN: Final = (Column, Figure, Named)
OTHER: Final = (OtherColumn, OtherFigure)
"""What names a column of the rule's own table, and what one of the other."""
Scale = NewType("Scale", str)
"""The name of a scale in the scoring rules."""
KindNames = NewType("KindNames", tuple[str, ...])
"""Kinds of organizations, as the schema of the registry declares them; a single one may stand without a list."""
Regex = NewType("Regex", str)
"""A regular expression that is looked for in a text."""
WholeRegex = NewType("WholeRegex", str)
"""A regular expression that a whole text is compared with."""

_EACH: Final = "each"


def each(least: int = 1) -> Mapping[str, int]:
    """Metadata of a parameter whose members each say something by themselves: those that name a table or a column which the
    layout does not have are left out, and the whole only when fewer than ``least`` remain. Without it the
    whole is left out at once."""
    return MappingProxyType({_EACH: least})


def least_of(metadata: Mapping[Any, Any]) -> int | None:
    """How many members a parameter needs; ``None`` where it needs all that are written."""
    least: int | None = metadata.get(_EACH)
    return least


@dataclass(frozen=True, slots=True)
class Kinds:
    """Every kind of rule by name, with the frozen dataclass of its parameters: those that look at one ``table`` are
    declared with it, those that look at a whole ``issue`` with the archive."""

    table: Mapping[str, type[Any]]
    issue: Mapping[str, type[Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One declared rule. ``id`` is public; ``params`` is the frozen dataclass of its kind.

    ``reads`` lists the (table, column) pairs that the parameters name, ``other`` the table that it compares with (empty
    when there is none). ``place`` says where it is declared, for messages.
    """

    id: str
    kind: str
    table: str
    params: Any
    source: str
    reads: tuple[tuple[str, str], ...]
    other: str
    place: str

    @property
    def tables(self) -> frozenset[str]:
        """The tables that it looks at: its own, and the one that it compares with."""
        return frozenset((self.table, self.other)) - {""}

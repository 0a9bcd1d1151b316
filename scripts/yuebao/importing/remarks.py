"""What the reader has to tell about a document: what found no place, what could be read in two ways, and where it
contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BLANK: Final = "空白"
"""What else a cell could be that may hold nothing."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: where it stands, its words, why it is told, and what else it could be.

    ``cells`` are the places of the cells that it is about, when it is about some and not about the whole row or line.
    """

    place: str
    text: str
    reason: str
    alternatives: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def spot(self) -> str:
        """The place, as near as it is known: of the first cell, where that stands in the same row or line."""
        return self.cells[0] if self.cells and self.cells[0].startswith(self.place) else self.place


@dataclass(frozen=True, slots=True)
class Unplaced(Remark):
    """Words that went into no table."""


@dataclass(frozen=True, slots=True)
class Noted(Remark):
    """Words that belong to the file and not to the report, like the name of its author: told, and nothing to decide."""


@dataclass(frozen=True, slots=True)
class Ambiguous(Remark):
    """Words that could be read in more than one way; the reason says which way was taken."""


@dataclass(frozen=True, slots=True)
class Discrepancy(Remark):
    """Words that say something else than the tables do; the tables are what is kept."""


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())

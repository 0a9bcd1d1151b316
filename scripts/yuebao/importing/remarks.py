"""What the reader has to tell about a document: what found no place, what could be read in two ways, and where it
contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: where it stands, its words, why it is told, and what else it could be."""

    place: str
    text: str
    reason: str
    alternatives: tuple[str, ...] = ()


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

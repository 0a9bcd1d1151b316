"""A revision: one published cell that was changed later, by the archive itself or because the publisher corrected the issue.

Cells are named for the checker of types alone: a run on unchanged data asks only where the record lies.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from yuebao.model.table import Cell

RECORD: Final = "data/revisions.csv"
"""The revisions written down, for where the history of git does not reach."""


WHOLE: Final = "（全部）"
"""Stands for the content of a row, a table or a month that was added or removed as a whole."""
AGAIN: Final = "（重新收入）"
"""Stands for a month that came back after it was gone."""


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """``when`` is the day on which the change was published. ``table`` is empty for the masthead, whose keys are
    columns. ``row`` is the row's key. ``old`` is empty for what was added, ``new`` for what was removed; a whole row,
    whose cells are spelled out, has an empty ``column``, a whole table an empty ``row`` too, a whole month neither
    ``table`` nor ``column``. ``document`` is the file by which the publisher corrected it; empty for what the archive
    changed itself. ``cell`` is where the issue shows it now, of a row that was added its first one; ``None`` where it
    does not, or where nobody looked yet.
    """

    month: str
    when: str
    table: str
    row: str
    column: str
    old: str
    new: str
    document: str = ""
    cell: Cell | None = field(default=None, compare=False)

    @property
    def written(self) -> tuple[str, ...]:
        """The entry of the record."""
        return (
            *(self.month, self.when, self.table, self.row, self.column),
            *(self.old, self.new, self.document),
        )

    @property
    def place(self) -> tuple[str, str, str]:
        """Table, row and column."""
        return self.table, self.row, self.column


def lists_documents(revision: Revision) -> bool:
    """Whether it is about the list of an issue's documents, and so about nothing that one prints."""
    return not revision.table and revision.column.startswith("sources.")


class Proof(StrEnum):
    """From what it is known what a correction changed: from the documents, which were read again and compared, from the
    history of the archive in which it arrived, or from nothing."""

    DOCUMENTS = "documents"
    HISTORY = "history"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an issue: its file, the day on which the archive published it, and the day of publication that it
    prints. Both days are empty where nobody knows them."""

    file: str
    arrived: str
    stated: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a ``document`` of the publisher's put in the place of the ``earlier`` one: every figure, row and part of the
    masthead that it prints otherwise. A ``partial`` one prints less than was printed before, and leaves the rest in force."""

    month: str
    document: Document
    earlier: Document | None
    in_force: bool
    proof: Proof
    changes: tuple[Revision, ...] = ()
    partial: bool = False

"""What the documents of an issue print, as far as a program can read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class PrintedRow(NamedTuple):
    """A row as printed, brought to the columns of the table and to the form in which the archive writes; ``place`` says
    where it stands in the document.

    A tuple because an issue has some three hundred.
    """

    texts: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as a document prints it: those of its columns that the document has, and the rows in their order."""

    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]


class PrintedSentence(NamedTuple):
    """A paragraph of running text that states what stands in tables, and its place in the document."""

    text: str
    place: str


class ComparedSentence(NamedTuple):
    """A printed paragraph and the one that the tables give instead: the same, another, or none at all."""

    printed: PrintedSentence
    given: str


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A document in force, by the name of its ``file``: its tables, the keys of the masthead that it states, and its
    sentences. One that nothing could be read from has the reason in ``unread``."""

    file: str
    role: str
    tables: Mapping[str, PrintedTable] = field(default_factory=dict)
    masthead: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[PrintedSentence, ...] = ()
    unread: str = ""


Printed = tuple[PrintedDocument, ...]
"""The documents of an issue that are in force, in the order in which they are registered."""

"""One thing more in a document: what kinds of it promise, and what an import makes of the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Generic, TypeVar

from tests.support.example_report import example_layout
from tests.support.importing_cases import MONTH
from tests.support.word_insertions import WORDS
from yuebao.importing.accounting import characters
from yuebao.importing.blocks import Document
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.to_tables import Rows, understand
from yuebao.importing.vocabulary import words_of

LAYOUT = example_layout()
Read = tuple[dict[str, Rows], list[str], int]
"""The tables, everything that is told, and how many characters of it."""
_Into = TypeVar("_Into")


@dataclass(frozen=True)
class Kind(Generic[_Into]):
    """One kind of thing; ``told`` says whether its words must be told, ``noticed`` whether anything; ``more`` are other
    characters of it that must be; ``own`` are its words, where they are not any."""

    insert: Callable[[Random, _Into, str], None]
    told: bool = True
    noticed: bool = True
    more: str = ""
    own: str = ""

    def put(self, random: Random, into: _Into) -> str:
        """Put a thing of the kind into the document; its words."""
        words = self.own or random.choice(WORDS)
        self.insert(random, into, words)
        return words


def read(document: Document) -> Read:
    """What an import of the example month makes of the document."""
    reading = read_blocks(document, words_of(LAYOUT, MONTH))
    understood = understand(reading, LAYOUT.tables, LAYOUT.form)
    remarks = (*understood.unplaced, *understood.ambiguous, *understood.noted)
    told = [remark.text for remark in remarks] + list(document.remarks)
    return dict(understood.tables), told, sum(reading.account.told.values())


def assert_told(name: str, kind: Kind[Any], words: str, found: Read, before: Read) -> None:
    """The tables are what they were; the words, and what else the kind has, are told to the last character."""
    tables, told, count = found
    assert tables == before[0], name
    assert count - before[2] == characters(kind.more) + (characters(words) if kind.told else 0), (name, told)
    if kind.told:
        assert any("".join(words.split()) in "".join(text.split()) for text in told), (name, told)
    assert (len(told) > len(before[1])) == kind.noticed, (name, told)

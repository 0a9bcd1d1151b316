"""Which table a header row begins, and which of its cells stand above which column.

A table printed several abreast repeats its header in the row; each repetition is a slot. Blank cells between slots are
spacers. A table is proposed when the columns of its key, and at least half of its columns, are there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from yuebao.importing.compact_text import squeezed
from yuebao.schema.table_schema import TableSchema

_NOTE: Final = re.compile(
    r"[（\[【](?:单位：)?([^（）\[\]【】]*)[）\]】]$|[，,/]?单位：([^：/]{1,3})$|/([^/]{1,2})$|(?<!/)(%)$"
)
"""A unit behind a heading, as people write it: in brackets of any kind, behind a stroke, after the word, or bare."""


@dataclass(frozen=True)
class Layout:
    """``slots`` map positions of the grid to columns, one mapping for each repetition of the header.

    ``unknown`` are header texts that no column bears, with their positions; ``width`` is the number of positions.
    ``notes`` are the words in brackets behind a heading, a unit as a rule, by position.
    """

    table: str
    slots: tuple[Mapping[int, str], ...]
    unknown: tuple[tuple[int, str], ...]
    width: int
    notes: Mapping[int, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns found, in printed order."""
        return tuple(self.slots[0].values())

    @cached_property
    def positions(self) -> frozenset[int]:
        """Every position that stands under a column."""
        return frozenset(position for slot in self.slots for position in slot)


@dataclass(frozen=True)
class Headers:
    """The headers of all tables. ``aliases`` are other words for a (table, column); ``optional`` is the column of a
    table that may be printed as a heading above groups of rows instead."""

    schemas: Mapping[str, TableSchema]
    aliases: Mapping[tuple[str, str], Sequence[str]]
    optional: Mapping[str, str]

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """For each table, the squeezed words above a column and the column."""
        return {
            table: {
                squeezed(word): column
                for column in schema.header
                for word in (column, *self.aliases.get((table, column), ()))
            }
            for table, schema in self.schemas.items()
        }

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The squeezed words with which the tables begin on the left."""
        return frozenset(squeezed(schema.header[0]) for schema in self.schemas.values())

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for names in self.names.values() for word in names)

    def knows(self, cell: str) -> bool:
        """Whether the words stand above a column of some table."""
        word = squeezed(cell)
        return word in self._words or _NOTE.sub("", word) in self._words

    def match(self, cells: Sequence[str]) -> tuple[Layout, ...]:
        """The layouts of the tables that the row could begin, the best; several when it cannot be told apart."""
        words = [squeezed(cell) for cell in cells]
        if sum(1 for cell in cells if self.knows(cell)) < 2:
            return ()
        found = [layout for table in self.schemas if (layout := self._layout(table, words)) is not None]
        best = max((self._score(layout) for layout in found), default=(0, 0))
        return tuple(layout for layout in found if self._score(layout) == best)

    def _layout(self, table: str, words: Sequence[str]) -> Layout | None:
        names = self.names[table]
        slots: list[dict[int, str]] = [{}]
        unknown: list[tuple[int, str]] = []
        notes: dict[int, str] = {}
        for position, word in enumerate(words):
            if not word:
                continue
            column = names.get(word)
            if column is None and (noted := _NOTE.search(word)) is not None:
                column, notes[position] = (
                    names.get(word[: noted.start()]),
                    "".join(filter(None, noted.groups())),
                )
            if column is None:
                unknown.append((position, word))
                notes.pop(position, None)
                continue
            if column in slots[-1].values():
                slots.append({})
            slots[-1][position] = column
        schema = self.schemas[table]
        needed = [column for column in schema.header if column != self.optional.get(table)]
        keys = [column for column in schema.primary_key if column in needed]
        uneven = len({tuple(slot.values()) for slot in slots}) > 1
        few = 2 * len(slots[0]) < len(needed) or len(slots[0]) < 2
        if uneven or few or not set(keys) <= set(slots[0].values()):
            return None
        return Layout(table, tuple(slots), tuple(unknown), len(words), notes)

    @staticmethod
    def _score(layout: Layout) -> tuple[int, int]:
        return len(layout.slots[0]), -len(layout.unknown)

"""What the archive wrote beside the tables of a workbook that it made: figures to compare with, sums, what was found.

It is left out before the sheet is read, and told. From a cell that holds the mark alone, everything to the right of it
and beneath is the archive's; so is a row of several cells whose first text begins with the mark.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Final

from yuebao.importing.blocks import Aside
from yuebao.importing.sheet import Place, Sheet, raw_texts
from yuebao.model.issue import ARCHIVE_NOTE, ENTRY_BASE

_REASON: Final = "档案写在工作簿里供对照的，不属于月报，没有读入"
_LABEL: Final = f"{ARCHIVE_NOTE}："
_SHOWN: Final = 4
"""Cells that are told in full; whoever made the workbook knows the others."""


@dataclass(frozen=True, slots=True)
class OwnAreas(Container[Place]):
    """Where the archive wrote: everything from each of the ``corners`` on, and the ``rows``. Of ``notes``, rows of one text
    alone, the text is left to `archive_notes`, which takes such lines out of every format."""

    corners: tuple[Place, ...]
    rows: frozenset[int]
    notes: frozenset[int]

    def __contains__(self, place: object) -> bool:
        assert isinstance(place, tuple)
        row, column = place
        return row in self.rows or any(row >= top and column >= left for top, left in self.corners)


def own_areas(texts: Mapping[Place, str]) -> OwnAreas:
    """The areas of a sheet, by the texts of its cells."""
    corners = tuple(place for place, text in texts.items() if text == ARCHIVE_NOTE)
    if not corners and not any(text.startswith(_LABEL) for text in texts.values()):
        return OwnAreas((), frozenset(), frozenset())
    by_row: dict[int, list[int]] = {}
    for row, column in texts:
        by_row.setdefault(row, []).append(column)
    rows = frozenset(row for row, columns in by_row.items() if texts[row, min(columns)].startswith(_LABEL))
    return OwnAreas(corners, rows, frozenset(row for row in rows if len(by_row[row]) == 1))


def without_own(sheet: Sheet, own: OwnAreas) -> tuple[Sheet, tuple[Aside, ...]]:
    """The sheet as somebody else filled it, and what is told of the rest."""
    places = sorted(place for place in sheet.texts if place in own and place[0] not in own.notes)
    if not places:
        return sheet, ()
    words = f"{'｜'.join(sheet.texts[place] for place in places[:_SHOWN])}…（共 {len(places)} 格）"
    raw = raw_texts(sheet.texts, sheet.stored, places)
    told = Aside(f"工作表“{sheet.name}”", words, _REASON, sheet.part, note=True, raw=raw)
    taken = set(places)
    texts = {place: text for place, text in sheet.texts.items() if place not in taken}
    stored = {place: kept for place, kept in sheet.stored.items() if place in texts}
    return replace(sheet, texts=texts, stored=stored), (told,)


def base_of(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """The rows in which the archive wrote down what stood in the issue when it made the workbook; none on another sheet."""
    if (sheet.texts.get((0, 0)), sheet.texts.get((0, 1))) != (ARCHIVE_NOTE, ENTRY_BASE):
        return ()
    height = max(row for row, _ in sheet.texts) + 1
    width = max(column for _, column in sheet.texts) + 1
    return tuple(
        tuple(sheet.texts.get((row, column), "") for column in range(width)) for row in range(1, height)
    )


def is_own_comment(author: str, words: str) -> bool:
    """Whether the archive wrote a comment: programs keep its author or not."""
    return author.strip() == ARCHIVE_NOTE or words.strip().startswith(_LABEL)

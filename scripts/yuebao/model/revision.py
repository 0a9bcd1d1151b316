"""A revision: one published cell that was changed later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
    ``table`` nor ``column``."""

    month: str
    when: str
    table: str
    row: str
    column: str
    old: str
    new: str

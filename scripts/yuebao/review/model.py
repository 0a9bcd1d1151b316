"""What a month says against the month before and the year before."""

from __future__ import annotations

from dataclasses import dataclass

from yuebao.model.issue import Absence, Erratum
from yuebao.model.numbers import Number


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the month beside the same one of the month before and of the year before; blank counts as none.
    A figure that cannot be read, or that the other month does not have, is ``None``. ``unpublished`` are those of the three
    that were not published: ``text`` is empty then."""

    text: str
    now: Number
    month_before: Number
    year_before: Number
    unpublished: tuple[bool, bool, bool] = (False, False, False)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its organization's name, and its figures in the order of the columns."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TableReview:
    """One table. ``total`` is its total row; ``gone`` are the organizations that the month before still listed and
    ``new`` those that it did not, both ``None`` without a month before. Year-to-date tables are compared with the year
    before alone (``accumulated``)."""

    name: str
    title: str
    columns: tuple[str, ...]
    accumulated: bool
    total: Line | None
    lines: tuple[Line, ...]
    new: tuple[str, ...] | None
    gone: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows that are read rather than added up: who is on a list, in which place, with what; ``more`` counts rows that are not
    shown. ``new`` and ``gone`` are told against the issue before, ``None`` without one."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0
    new: tuple[str, ...] | None = None
    gone: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Unproven:
    """A cell that neither a document in force nor an equation among the figures proves: a person has to look."""

    anchor: str
    table: str
    row: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """One month. ``month_before`` and ``year_before`` are the months compared with, empty where the archive has none.
    ``absent`` is what the month does not print, ``masthead`` each key with what stands there and in the issue before,
    ``repeated`` the errata that the issue before has as well; ``errata`` are the others."""

    month: str
    month_before: str
    year_before: str
    tables: tuple[TableReview, ...]
    errata: tuple[Erratum, ...]
    absent: tuple[Absence, ...] = ()
    repeated: tuple[Erratum, ...] = ()
    masthead: tuple[tuple[str, str, str], ...] = ()
    listings: tuple[Listing, ...] = ()
    unproven: tuple[Unproven, ...] = ()

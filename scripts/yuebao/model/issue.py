"""One published report: its masthead and the document that its tables were taken from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """The document kept beside the month; ``file`` is relative to the month's folder."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Issue:
    """The masthead of a report, as published. ``county`` is the home county; ``lines`` finds a key in the file."""

    year: int
    number: int
    total_number: int
    title: str
    publisher: str
    published: date
    county: str
    source: Source


@dataclass(frozen=True, slots=True)
class Erratum:
    """A reviewed explanation of one published number that breaks a rule; it settles only an exact match.

    ``expected`` is ``None`` where the finding expects nothing, empty where it expects a blank.
    """

    rule: str
    table: str
    row: str | None
    column: str | None
    published: str | None
    expected: str | None
    breach: str | None
    against: str | None
    category: str
    reason: str
    reviewer: str
    reviewed: date
    line: int

"""One published report: its masthead and the document that its tables were taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

WITHDRAWN: Final = "已撤回"
"""The state of an issue that was taken back."""
_STATE: Final = re.compile(rb"^state[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """The document kept beside the month; ``file`` is relative to the month's folder."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a published issue was taken back, who decided so and when."""

    reason: str
    reviewer: str
    reviewed: date


def may_be_withdrawn(content: bytes) -> bool:
    """Whether a file `issue.yaml` states a state, seen without reading it as YAML: whoever asks this of every month of
    an archive has no time for that. The reader refuses a state that is written in another way."""
    return _STATE.search(content) is not None


@dataclass(frozen=True, slots=True)
class Issue:
    """The masthead of a report, as published. ``county`` is the home county; ``withdrawn`` is there when the issue was
    taken back: it stays listed, and its figures are shown nowhere."""

    year: int
    number: int
    total_number: int
    title: str
    publisher: str
    published: date
    county: str
    source: Source
    withdrawn: Withdrawal | None = None


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

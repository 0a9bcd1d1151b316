"""One published report: its masthead and the document that its tables were taken from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

WITHDRAWN: Final = "已撤回"
"""The state of an issue that was taken back."""
NOT_PUBLISHED: Final = "未公布"
"""The state of what an issue does not print although its layout has it."""
DRAFT: Final = "整理中"
"""The state of an issue that is still being transcribed."""
DRAFT_MARK: Final = "草稿"
"""What a printed draft says of itself, on each page and sheet."""
LEFT_MARK: Final = "待录"
"""What a printed draft says in the place of what is left."""
ARCHIVE_NOTE: Final = "档案说明"
"""How a line begins that the archive wrote into a document that it made, and what a sheet of such lines is called: the
report does not say it, and who reads the document again leaves it out."""
TO_PUBLISH: Final = "删去 issue.yaml 里的 state 一行，连同 complete"
"""What makes a draft a published issue."""
ENTRY_BASE: Final = "底稿"
"""What the sheet of a workbook to type into is called that holds what stood in the issue when it was made."""
_STATE: Final = re.compile(rb"^state[ \t]*:", re.MULTILINE)
_DRAFT: Final = re.compile(rf"^state[ \t]*:[ \t]*[\"']?{DRAFT}".encode(), re.MULTILINE)


ORIGINAL: Final = "原件"
CORRECTION: Final = "更正"
ROLES: Final = (ORIGINAL, CORRECTION)
"""What a document is to its issue: as it came out, or what the publisher put in its place later."""
REVISION: Final = "修订"
"""What the archive changed itself after it was published."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document kept beside the issue; ``file`` is relative to its folder. What is not ``in_force`` was superseded."""

    file: str
    sha256: str
    role: str = ORIGINAL
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a published issue was taken back, who decided so and when."""

    reason: str
    reviewer: str
    reviewed: date


@dataclass(frozen=True, slots=True)
class Absence:
    """What the issue does not print although its layout has it: a table, a column of it (``column`` not empty), or one cell
    (``row`` too, named as errata name it). Reviewed like an erratum; ``line`` is that of the entry."""

    table: str
    column: str
    row: str
    reason: str
    reviewer: str
    reviewed: date
    line: int


def may_be_withdrawn(content: bytes) -> bool:
    """Whether a file `issue.yaml` states a state, seen without reading it as YAML: whoever asks this of every month of
    an archive has no time for that. The reader refuses a state that is written in another way."""
    return _STATE.search(content) is not None


def may_be_draft(content: bytes) -> bool:
    """Whether the state that it states is that of a draft, seen likewise."""
    return _DRAFT.search(content) is not None


@dataclass(frozen=True, slots=True)
class Issue:
    """The masthead of a report, as published: ``values`` by the keys that the archive declares, and which of them is
    what (``roles``: the title, the day of publication…). ``withdrawn`` is there when the issue was taken back: it
    stays listed, and its figures are shown nowhere. ``absent`` is what it does not print. A ``draft`` is still being
    transcribed: its blanks are left to do, those of the tables in ``complete`` excepted."""

    values: Mapping[str, int | str | date]
    roles: Mapping[str, str]
    sources: tuple[Source, ...]
    withdrawn: Withdrawal | None = None
    absent: tuple[Absence, ...] = ()
    draft: bool = False
    complete: frozenset[str] = frozenset()

    def awaits(self, table: str) -> bool:
        """Whether a table that is not there is left of a draft."""
        return self.draft and not any(each.table == table and not each.column for each in self.absent)

    @property
    def source(self) -> Source:
        """The document in force, the newest of several."""
        return next((each for each in reversed(self.sources) if each.in_force), Source("", ""))

    @property
    def corrected(self) -> bool:
        """Whether the publisher corrected the issue, which is not a revision of the archive's own."""
        return any(each.role == CORRECTION for each in self.sources)

    def written(self, key: str) -> int | str | None:
        """What a key holds, a day as in ISO 8601; ``None`` where the archive or the issue has none."""
        value = self.values.get(key)
        return value.isoformat() if isinstance(value, date) else value

    def get(self, role: str) -> int | str | date | None:
        """What the key in that role holds; ``None`` where the archive or the issue has none."""
        return self.values.get(self.roles.get(role, ""))

    @property
    def title(self) -> str:
        """How the issue calls itself."""
        return str(self.get("title") or "")

    @property
    def published(self) -> date:
        """The day on which it came out."""
        day = self.get("published")
        return day if isinstance(day, date) else date.min

    @property
    def publisher(self) -> str:
        """Who made it; empty where no key says so."""
        return str(self.get("publisher") or "")

    @property
    def home(self) -> str:
        """The place or office that it is of; empty where no key says so."""
        return str(self.get("home") or "")

    @property
    def year(self) -> int:
        """The year that it counts itself to, else the one in which it came out."""
        year = self.get("year")
        return year if isinstance(year, int) else self.published.year

    @property
    def number(self) -> int | None:
        """Its number within that year."""
        number = self.get("number")
        return number if isinstance(number, int) else None

    @property
    def total_number(self) -> int | None:
        """Its number among all issues."""
        number = self.get("total_number")
        return number if isinstance(number, int) else None

    @property
    def ordinal(self) -> str:
        """`总第143期`, else `第5期`, else empty."""
        if self.total_number is not None:
            return f"总第{self.total_number}期"
        return f"第{self.number}期" if self.number is not None else ""

    @property
    def ordinals(self) -> tuple[str, ...]:
        """`2020年第5期` and `总第143期`, as far as it counts itself."""
        own = f"{self.year}年第{self.number}期" if self.number is not None else ""
        total = f"总第{self.total_number}期" if self.total_number is not None else ""
        return tuple(text for text in (own, total) if text)

    @property
    def full_title(self) -> str:
        """`2020年7月的月报（总第143期）`."""
        return f"{self.title}（{self.ordinal}）" if self.ordinal else self.title


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

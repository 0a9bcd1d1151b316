"""Findings: what the rules found, in the words of the public JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

from yuebao.model.table import Cell

DUPLICATE: Final = "duplicate"
"""The one breach of `structure` that a report can have printed: a row twice, or two people of one name."""
UNKNOWN_NAME: Final = "unknown-name"
"""The breach of a name that the registry does not have."""
MISSING_NAME: Final = "missing-name"
"""The breach of a table that does not list an organization, or of a name that a ranking does not have."""
NOT_YET: Final = "not-yet"
"""The breach of a date in the future: it heals by itself."""
PRINTED: Final = "printed"
"""The breach of a cell that the document in force prints otherwise: what else is off because of it is its consequence."""
MISSING_ROW: Final = "missing-row"
EXTRA_ROW: Final = "extra-row"
"""The breaches of a row that only the document has, and of one that only the table has."""
SOURCES_DIFFER: Final = "sources-differ"
"""The breach of two documents in force that print a cell differently."""


class Status(StrEnum):
    """open blocks; explained is settled by an erratum; stale is an erratum without its finding; undecided could
    not be checked."""

    OPEN = "open"
    EXPLAINED = "explained"
    STALE = "stale"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Finding:
    """One break of one rule at one place.

    ``row`` is the row's key, ``line`` the physical line, ``address`` the spreadsheet cell, ``anchor`` the address of
    the cell in the archive (`town-volume-month.baima.completed`); each is ``None`` where it
    does not apply; in a table without a key ``row`` is the row's number. ``breach`` says which assertion is broken and
    ``against`` what was compared, where rule and place alone do not say. ``cell`` and ``evidence`` name the cells that the rule read: they bring together the findings that
    one wrong cell causes, and are not part of the public JSON. ``erratum`` is the index of the entry that explains it.
    """

    rule: str
    status: Status
    month: str
    table: str | None
    file: str
    message: str
    remedy: str
    line: int | None = None
    row: str | None = None
    column: str | None = None
    address: str | None = None
    anchor: str | None = None
    value: str | None = None
    expected: str | None = None
    difference: str | None = None
    cell: Cell | None = None
    evidence: tuple[Cell, ...] = field(default=())
    erratum: int | None = None
    breach: str | None = None
    against: str | None = None


COUNTS: Final = ("passed", "failed", "undecided", "explained", "inapplicable")
"""How assertions end, as a tally counts them; the explained are among the failed."""


class Tally(NamedTuple):
    """What the rules did in one table of one month (an empty ``table``: in the month as a whole): which of them ran, how
    many assertions they evaluated and how these ended. ``explained`` are among the failed; ``silent`` are the rules of which
    one asserted nothing, not even what does not apply.

    A tuple because those of twenty years are read back at every run.
    """

    table: str
    rules: tuple[str, ...]
    passed: int
    failed: int
    undecided: int
    explained: int = 0
    inapplicable: int = 0
    silent: tuple[str, ...] = ()

    @property
    def evaluated(self) -> int:
        """Every assertion that was looked at; one that could not be decided counts, but never as passed."""
        return self.passed + self.failed + self.undecided


def by_table(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """One tally for each table, in the order in which they first occur."""
    groups: dict[str, list[Tally]] = {}
    for tally in tallies:
        groups.setdefault(tally.table, []).append(tally)
    return tuple([_joined(table, group) for table, group in groups.items()])


def _joined(table: str, tallies: Sequence[Tally]) -> Tally:
    def total(count: str) -> int:
        return sum(getattr(tally, count) for tally in tallies)

    return Tally(
        table=table,
        rules=_each_once(tally.rules for tally in tallies),
        passed=total("passed"),
        failed=total("failed"),
        undecided=total("undecided"),
        explained=total("explained"),
        inapplicable=total("inapplicable"),
        silent=_each_once(tally.silent for tally in tallies),
    )


def _each_once(rules: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(rules)))

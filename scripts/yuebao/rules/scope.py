"""What a rule may look at: the tables of its issue, the issue before, and the standing data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from yuebao.model.issue import Issue
from yuebao.model.organization import Organization, Registry
from yuebao.model.period import period
from yuebao.model.printed import ComparedSentence, Printed
from yuebao.model.table import Cell, Table
from yuebao.schema.layout import Layout
from yuebao.schema.masthead import Masthead
from yuebao.schema.scoring import Scoring
from yuebao.schema.table_schema import Field, TableSchema

Earlier = Literal["period-before", "year-before"]
TOTAL: Final = "\0total"
"""The identity of a total row."""


@dataclass(frozen=True, slots=True)
class _Identities:
    """Whom each row of a ``table`` is about, and the other way round; the table is kept so that its id stays its own."""

    table: Table
    rows: tuple[str | None, ...]
    all: Mapping[str, Sequence[int]]
    first: dict[str, int]

    @classmethod
    def of(cls, table: Table, rows: tuple[str | None, ...]) -> _Identities:
        found: dict[str, list[int]] = {}
        for row, identity in enumerate(rows):
            if identity is not None:
                found.setdefault(identity, []).append(row)
        first = {
            identity: own[0]
            for identity, own in found.items()
            if identity != TOTAL or table.total is not None
        }
        return cls(table, rows, found, first)


@dataclass(frozen=True, slots=True)
class Scope:
    """The surroundings of one issue; ``month`` is the name of its period.

    ``compared`` are the tables of earlier issues by how they are `Earlier`: that just before, in any year and of the same
    length, and that of the same period a year before; what the archive does not have is not in it. ``before`` holds the
    tables of the newest earlier issue when that lies in the same year, else ``None``; ``not_before`` are the columns, by
    table, that it does not print; ``gap`` says whether this one does
    not begin where it ends. The columns of all of them are called as in this issue's ``layout``. ``earlier`` says whether
    the archive has any earlier issue; ``last_issue`` is the newest,
    ``None`` when it cannot be read, and ``last`` are its tables, in whatever year. ``unpublished`` are the tables that one of
    those compared with did not publish.
    ``printed`` is what the documents of the issue that are in force print, ``sentences`` theirs beside those that the
    tables give; empty where nobody looked.
    """

    month: str
    tables: Mapping[str, Table]
    before: Mapping[str, Table] | None
    layout: Layout
    registry: Registry
    issue: Issue | None
    last_issue: Issue | None
    earlier: bool
    not_before: Set[tuple[str, str]] = frozenset()
    gap: bool = False
    unpublished: frozenset[str] = frozenset()
    compared: Mapping[Earlier, Mapping[str, Table]] = field(default_factory=dict)
    last: Mapping[str, Table] = field(default_factory=dict)
    printed: Printed = ()
    sentences: tuple[ComparedSentence, ...] = ()
    _seen: dict[int, _Identities] = field(init=False, repr=False, compare=False, default_factory=dict)
    kept: dict[tuple[int, int], object] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What rules worked out and ask for again, by the identities of what it was worked out from, which it holds."""

    @property
    def schemas(self) -> Mapping[str, TableSchema]:
        """The schemas of the tables of the issue's layout."""
        return self.layout.tables

    @property
    def masthead(self) -> Masthead:
        """The keys of the masthead."""
        return self.layout.masthead

    @property
    def scoring(self) -> Scoring:
        """The scoring rules of the issue's layout."""
        return self.layout.scoring

    @property
    def begins_year(self) -> bool:
        """Whether the period begins in January."""
        return period(self.month).first_month == 1

    def identity(self, table: Table, row: int) -> str | None:
        """The organization that a row is about: its id, `TOTAL` for a total row, ``None`` when unknown."""
        return self.row_identities(table)[row]

    def identities(self, table: Table) -> dict[str, int]:
        """The first row of each organization in the table, and the total row when there is exactly one."""
        return self._identities(table).first

    def row_identities(self, table: Table) -> tuple[str | None, ...]:
        """`identity` of every row."""
        return self._identities(table).rows

    def rows_of(self, table: Table) -> Mapping[str, Sequence[int]]:
        """The rows of each organization in published order, those of the totals under `TOTAL`."""
        return self._identities(table).all

    def _identities(self, table: Table) -> _Identities:
        """Looked up once a table: many rules ask for it, some for every cell that they explain."""
        seen = self._seen.get(id(table))
        if seen is None:
            seen = self._seen[id(table)] = _Identities.of(table, tuple(self._resolve(table)))
        return seen

    def _resolve(self, table: Table) -> Iterator[str | None]:
        entity = self.schemas[table.name].entity
        names: tuple[str, ...] = ("",) * len(table)
        known: Mapping[str, Organization] = {}
        if entity is not None and table.has(entity.name):
            names = table.texts[entity.name]
            known = self.registry.bearing(entity.names, table.month)
        totals = set(table.totals)
        for row, name in enumerate(names):
            if row in totals:
                yield TOTAL
            else:
                yield known[name].id if name in known else None

    def named_after(self, field: Field) -> Organization | None:
        """The organization that a column is named after; ``None`` of a column that is not, and of an unknown one."""
        return self.registry.resolve((field.about,), field.name, self.month) if field.about else None

    @property
    def home(self) -> Organization | None:
        """The organization whose report this is, by whichever of its names the masthead calls it; ``None`` where that
        names none that is known."""
        name = self.issue.home if self.issue else ""
        return self.registry.resolve(self.masthead.home_kinds, name, self.month)

    def name_cell(self, table: Table, row: int) -> tuple[Cell, ...]:
        """The cell that names the organization of the row, if the table has one."""
        entity = self.schemas[table.name].entity
        return () if entity is None else (Cell(table.name, row, entity.name),)

    def pairs(self, table: Table, other: Table) -> Iterator[tuple[int, int | None]]:
        """Each row with the row of the same organization (or total) in the other table.

        ``None`` where the other has none or the name means no organization: what follows from it cannot be told.
        A second row of one organization is left out; it is a finding of `organization-known`.
        """
        rows, seen = self.identities(other), set()
        for row in range(len(table)):
            identity = self.identity(table, row)
            if identity is None or (identity == TOTAL and table.total is None):
                yield row, None
            elif identity not in seen:
                seen.add(identity)
                yield row, rows.get(identity)


class Derived(NamedTuple):
    """A recomputed cell. ``text`` is written as the report would print it; ``None`` when it cannot be computed.

    A tuple because a month has some seven hundred.
    """

    row: int
    column: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a recomputed cell came about, in Chinese, and the cells it came from."""

    how: str
    cells: tuple[Cell, ...]

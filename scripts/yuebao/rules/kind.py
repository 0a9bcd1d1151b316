"""A kind of rule: all that a rule of the kind can do, in one value. Who needs an ability asks for it, never for a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

from yuebao.model.finding import Finding
from yuebao.model.table import Table
from yuebao.rules import recomputed
from yuebao.rules.equation import Equation
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import Earlier, Scope
from yuebao.rules.verdict import Verdict
from yuebao.schema.described import Key, described

SortKey = tuple[tuple[int, Decimal | Fraction], ...]
Value = Callable[[str], str]
"""The formula of a column's cell as a number, in the row that is typed into."""


class RowFormula(NamedTuple):
    """A workbook formula that is true where something is wrong in a row, and the columns that it marks."""

    text: str
    columns: tuple[str, ...]


class Hit(NamedTuple):
    """What should not stand in a text: its name, the physical line, and its words with the middle masked."""

    name: str
    line: int
    masked: str


@dataclass(frozen=True, slots=True)
class Example:
    """A ``rule`` of a kind as it is declared, ``files`` on which it holds, and what makes it ``wrong``: a file, a piece of
    its text, and what is put in its place.

    Tables are `name.csv`, the rule's own first; `2024-01/name.csv` are those of the month before. `organizations.csv`,
    `issue.yaml` and `scoring.yaml` hold only what the rule looks at.
    """

    rule: str
    files: Mapping[str, str]
    wrong: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of rule about a table. ``meaning`` says in Chinese when such a rule holds, ``example`` shows it. ``about`` are the parameters that hold the columns in which it reports.

    What only some kinds can do: ``derivation`` recomputes published cells; ``equations`` states the rule as equations;
    ``row_formula`` states it as a formula of a workbook. ``numbers``, ``ranks`` and ``totals`` give the columns that are
    running numbers, places, or summed in the total row; ``sort_key`` is what a row is ordered by; ``lists_all`` says
    whether the table names every organization; ``accumulates`` that the table counts from the beginning of the year;
    ``earlier`` with which earlier issue it is compared.
    """

    name: str
    meaning: str
    example: Example
    params: type[Any]
    about: tuple[str, ...]
    check: Callable[[Any, Table, Scope], Iterator[Verdict]]
    derivation: Derivation | None = None
    equations: Callable[[Any, Table, Scope], Iterator[Equation]] | None = None
    row_formula: Callable[[Any, Value], RowFormula | None] | None = None
    numbers: Callable[[Any], tuple[str, ...]] | None = None
    ranks: Callable[[Any], tuple[str, ...]] | None = None
    totals: Callable[[Any], tuple[str, ...]] | None = None
    sort_key: Callable[[Any, Table, int], SortKey | None] | None = None
    lists_all: Callable[[Any], bool] | None = None
    accumulates: bool = False
    earlier: Callable[[Any], Earlier] | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """The parameters in words."""
        return described(self.params)

    def columns(self, params: Any) -> tuple[str, ...]:
        """The columns in which a rule with these parameters reports, each once."""
        values = [value for name in self.about if (value := getattr(params, name)) is not None]
        found = [name for value in values for name in ([value] if isinstance(value, str) else value)]
        return tuple(dict.fromkeys(str(getattr(name, "column", name)) for name in found))


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One kind of rule about a whole issue: about the masthead (``check``), about each of its tables by name (``in_table``),
    or about every text of the archive: its ``hits`` in a text of a file, and any finding ``masked`` so that it repeats none
    of them. ``notices`` say in Chinese what of the issue such a rule could not look at, and why."""

    name: str
    meaning: str
    example: Example
    params: type[Any]
    check: Callable[[Any, Scope], Iterator[Verdict]] | None = None
    in_table: Callable[[Any, Table, Scope], Iterator[Verdict]] | None = None
    notices: Callable[[Any, Scope], Iterator[str]] | None = None
    hits: Callable[[Any, str, str], Iterator[Hit]] | None = None
    masked: Callable[[Any, Finding], Finding] | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """The parameters in words."""
        return described(self.params, masthead=True)


def compares(derivation: Derivation) -> Callable[[Any, Table, Scope], Iterator[Verdict]]:
    """The check of a kind that only compares what is published with what is recomputed."""
    return partial(recomputed.check, derivation)

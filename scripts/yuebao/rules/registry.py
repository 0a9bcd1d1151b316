"""The closed vocabulary of rules: every kind with its parameters and its check.

A new kind is a module and a line here. Rules in `schemas/` use kinds by name; nothing else is possible there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any, Final

from yuebao.model.table import Table
from yuebao.rules import recomputed
from yuebao.rules.kinds import (
    accumulated,
    average,
    best_of,
    blank_where,
    copied,
    copied_total,
    date_in_month,
    full_when_zero,
    increasing,
    item_points,
    known_organizations,
    listed_in_order,
    masthead_organization,
    non_increasing,
    not_above,
    ordered,
    personal_data,
    place_agreement,
    points_of_rank,
    rank,
    rate,
    row_count,
    score_sum,
    sequence,
    share_of_first,
    sum_of_columns,
    summary_row,
    total_row,
)
from yuebao.rules.kinds import accumulated_derived as derive_accumulated
from yuebao.rules.kinds import score_sum_derived as derive_score_sum
from yuebao.rules.kinds import sequence_derived as derive_sequence
from yuebao.rules.kinds import total_row_derived as derive_total_row
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Verdict
from yuebao.schema.rule import Kinds

Check = Callable[[Any, Table, Scope], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of rule. ``about`` are the parameters that hold the columns in which it reports, ``derivation`` is the
    module that recomputes the published cells, if the kind has one."""

    params: type[Any]
    check: Check
    about: tuple[str, ...]
    derivation: Any = None

    def columns(self, params: Any) -> tuple[str, ...]:
        """The columns in which a rule with these parameters reports, each once."""
        values = [getattr(params, name) for name in self.about]
        found = [name for value in values for name in ([value] if isinstance(value, str) else value)]
        return tuple(dict.fromkeys(str(getattr(name, "column", name)) for name in found))


@dataclass(frozen=True, slots=True)
class MonthKind:
    """One kind of rule about the masthead; ``check`` is ``None`` for the kind that reads every file as text."""

    params: type[Any]
    check: Callable[[Any, Scope], Iterator[Verdict]] | None


def _checked(module: ModuleType, *about: str) -> Kind:
    return Kind(module.Params, module.check, about)


def _recomputed(module: ModuleType, about: str) -> Kind:
    return Kind(module.Params, partial(recomputed.check, module), (about,), module)


TABLE_KINDS: Final[Mapping[str, Kind]] = {
    "accumulated": Kind(accumulated.Params, accumulated.check, ("columns",), derive_accumulated),
    "average": _recomputed(average, "column"),
    "best-of": _checked(best_of, "column", "where"),
    "blank-where": _checked(blank_where, "column"),
    "copied": _recomputed(copied, "columns"),
    "copied-total": Kind(copied_total.Params, summary_row.check_totals, ("columns",), copied_total),
    "date-in-month": _checked(date_in_month, "column"),
    "full-when-zero": _checked(full_when_zero, "column"),
    "item-points": _checked(item_points, "points", "text"),
    "known-organizations": _checked(known_organizations, "column", "named"),
    "listed-in-order": _checked(listed_in_order, "person"),
    "non-increasing": _checked(non_increasing, "columns"),
    "not-above": _checked(not_above, "columns"),
    "ordered": _checked(ordered, "by"),
    "place-agreement": _checked(place_agreement, "text", "points"),
    "points-of-rank": _recomputed(points_of_rank, "column"),
    "rank": _recomputed(rank, "column"),
    "rate": _checked(rate, "column"),
    "row-count": Kind(row_count.Params, summary_row.check_count, ("column",), row_count),
    "score-sum": Kind(score_sum.Params, score_sum.check, ("column",), derive_score_sum),
    "sequence": Kind(sequence.Params, sequence.check, ("column",), derive_sequence),
    "share-of-first": _recomputed(share_of_first, "column"),
    "sum-of-columns": _checked(sum_of_columns, "sum"),
    "total-row": Kind(total_row.Params, total_row.check, ("columns",), derive_total_row),
}
"""Kinds that look at one table (and may compare it with another)."""

CONTINUING: Final = frozenset({"accumulated"})
"""Of these, those that continue the month before: they assert nothing where that is not there."""

MONTH_KINDS: Final[Mapping[str, MonthKind]] = {
    "increasing": MonthKind(increasing.Params, increasing.check),
    "masthead-organization": MonthKind(masthead_organization.Params, masthead_organization.check),
    "personal-data": MonthKind(personal_data.Params, None),
}
"""Kinds that look at a whole month."""

PARAMS: Final = Kinds(
    table={name: kind.params for name, kind in TABLE_KINDS.items()},
    issue={name: kind.params for name, kind in MONTH_KINDS.items()},
)
"""What the reader of `schemas/` has to know of every kind."""

"""The closed vocabulary of rules: every kind with its parameters and its check.

A new kind is a module and a line here. Rules in `schemas/` use kinds by name; nothing else is possible there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any, Final

from yuebao.check import (
    best_of,
    blank_where,
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
    rate,
    recomputed,
    score_sum,
    sequence,
    sum_of_columns,
    summary_row,
    total_row,
)
from yuebao.check.verdict import Verdict
from yuebao.derive import (
    accumulated,
    average,
    copied,
    copied_total,
    points_of_rank,
    rank,
    row_count,
    share_of_first,
)
from yuebao.derive import score_sum as derive_score_sum
from yuebao.derive import sequence as derive_sequence
from yuebao.derive import total_row as derive_total_row
from yuebao.derive.scope import Scope
from yuebao.model.table import Table

Check = Callable[[Any, Table, Scope], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of rule. ``derivation`` is the module that recomputes the published cells, if the kind has one."""

    params: type[Any]
    check: Check
    derivation: Any = None


@dataclass(frozen=True, slots=True)
class MonthKind:
    """One kind of rule about the masthead; ``check`` is ``None`` for the kind that reads every file as text."""

    params: type[Any]
    check: Callable[[Any, Scope], Iterator[Verdict]] | None


def _checked(module: ModuleType) -> Kind:
    return Kind(module.Params, module.check)


def _recomputed(module: ModuleType) -> Kind:
    return Kind(module.Params, partial(recomputed.check, module), module)


TABLE_KINDS: Final[Mapping[str, Kind]] = {
    "accumulated": _recomputed(accumulated),
    "average": _recomputed(average),
    "best-of": _checked(best_of),
    "blank-where": _checked(blank_where),
    "copied": _recomputed(copied),
    "copied-total": Kind(copied_total.Params, summary_row.check_totals, copied_total),
    "date-in-month": _checked(date_in_month),
    "full-when-zero": _checked(full_when_zero),
    "item-points": _checked(item_points),
    "known-organizations": _checked(known_organizations),
    "listed-in-order": _checked(listed_in_order),
    "non-increasing": _checked(non_increasing),
    "not-above": _checked(not_above),
    "ordered": _checked(ordered),
    "place-agreement": _checked(place_agreement),
    "points-of-rank": _recomputed(points_of_rank),
    "rank": _recomputed(rank),
    "rate": _checked(rate),
    "row-count": Kind(row_count.Params, summary_row.check_count, row_count),
    "score-sum": Kind(score_sum.Params, score_sum.check, derive_score_sum),
    "sequence": Kind(sequence.Params, sequence.check, derive_sequence),
    "share-of-first": _recomputed(share_of_first),
    "sum-of-columns": _checked(sum_of_columns),
    "total-row": Kind(total_row.Params, total_row.check, derive_total_row),
}
"""Kinds that look at one table (and may compare it with another)."""

MONTH_KINDS: Final[Mapping[str, MonthKind]] = {
    "increasing": MonthKind(increasing.Params, increasing.check),
    "masthead-organization": MonthKind(masthead_organization.Params, masthead_organization.check),
    "personal-data": MonthKind(personal_data.Params, None),
}
"""Kinds that look at a whole month."""

PARAMS: Final[Mapping[str, type[Any]]] = {
    **{name: kind.params for name, kind in TABLE_KINDS.items()},
    **{name: kind.params for name, kind in MONTH_KINDS.items()},
}

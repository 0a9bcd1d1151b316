"""Stages of handling: no later stage counts more cases than the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from yuebao.model.numbers import ZERO, plain
from yuebao.model.table import Table
from yuebao.rules.kind import RowFormula, TableKind, Value
from yuebao.rules.row_figures import cells, figures
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """The columns from the first stage to the last."""

    columns: tuple[Figure, ...]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Each stage against the one before, on every row, the total row included; blank counts as 0."""
    for row in range(len(table)):
        for first, then in zip(params.columns, params.columns[1:], strict=False):
            values = figures(table, row, (first, then))
            if values is None:
                yield unreadable(table, row, then, first)
                continue
            before, after = values[0] or ZERO, values[1] or ZERO
            if before >= after:
                yield PASSED
            else:
                yield Break(
                    f"“{then}”{plain(after)} 多于“{first}”{plain(before)}，多 {plain(after - before)}",
                    f"请对照原报告核对这两格；{EXPLAIN}",
                    row,
                    then,
                    value=table.texts[then][row],
                    expected=f"≤{plain(before)}",
                    difference=plain(after - before),
                    evidence=cells(table, row, (then, first)),
                )


def row_formula(params: Params, value: Value) -> RowFormula:
    """True where a later stage has more."""
    wrong = ",".join(f"{value(high)}<{value(low)}" for high, low in pairwise(params.columns))
    return RowFormula(f"OR({wrong})", tuple(params.columns))


KIND: Final = TableKind(
    name="non-increasing",
    params=Params,
    about=("columns",),
    check=check,
    row_formula=row_formula,
)
"""What a rule of this kind can do."""

"""Year to date: last month's year to date and this month together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.derive.scope import TOTAL, Derived, Explanation, Scope
from yuebao.model.month import month_before
from yuebao.model.numbers import UNREADABLE, ZERO, Number, plain
from yuebao.model.table import Cell, Table
from yuebao.spec.rule import Column, OtherColumn, OtherTable

SAME: Final = "count"


@dataclass(frozen=True, slots=True)
class Params:
    """``columns`` of this year-to-date table accumulate those of the month's table ``of``."""

    of: OtherTable
    columns: Mapping[Column, OtherColumn]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """Year to date = last year to date + this month, organization by organization; in January = this month.

    Nothing when the archive has no month before in the same year. Blank counts as 0; a result of 0 is blank. An
    organization that a table does not list counts as 0 there. The total row takes part while no organization left
    the table since the month before.
    """
    before = None if scope.before is None else scope.before.get(table.name)
    if before is None and not scope.january:
        return
    present, month_rows = scope.identities(table), scope.identities(scope.tables[params.of])
    earlier = {} if before is None or scope.january else scope.identities(before)
    for identity, row in present.items():
        if identity == TOTAL and not earlier.keys() <= present.keys():
            continue
        for column, other in params.columns.items():
            last = _figure(before, earlier.get(identity), column)
            now = _figure(scope.tables[params.of], month_rows.get(identity), other)
            yield Derived(row, column, _sum(last, now))


def _figure(table: Table | None, row: int | None, column: str) -> Number:
    if table is None or row is None:
        return ZERO
    return table.numbers[column][row] if table.has(column) else UNREADABLE


def _sum(last: Number, now: Number) -> str | None:
    if last is UNREADABLE or now is UNREADABLE:
        return None
    amount = (last or ZERO) + (now or ZERO)
    assert isinstance(amount, Decimal)
    return plain(amount) if amount else ""


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The two figures that were added."""
    identity = scope.identity(table, row)
    of = scope.tables[params.of]
    month_row = scope.identities(of).get(identity or "")
    cells = () if month_row is None else (Cell(params.of, month_row, params.columns[Column(column)]),)
    now = "" if month_row is None else of.texts[params.columns[Column(column)]][month_row]
    if scope.january:
        return Explanation(f"1 月的累计即本月数（{now or 0}），", cells)
    before = None if scope.before is None else scope.before.get(table.name)
    earlier = None if before is None else scope.identities(before).get(identity or "")
    last = "" if before is None or earlier is None else before.texts[column][earlier]
    return Explanation(f"{month_before(scope.month)} 累计 {last or 0} ＋ 本月 {now or 0}", cells)

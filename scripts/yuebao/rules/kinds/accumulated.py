"""Year to date: last month's year to date and this month together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.month import month_before
from yuebao.model.numbers import UNREADABLE, ZERO, Number, plain
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import TOTAL, Derived, Explanation, Scope
from yuebao.rules.verdict import INAPPLICABLE, Verdict
from yuebao.schema.rule import Figure, OtherFigure, OtherTable, each


@dataclass(frozen=True, slots=True)
class Params:
    """``columns`` of this year-to-date table accumulate those of the month's table ``of``."""

    of: Annotated[OtherTable, "列出本月数的那张表"]
    columns: Annotated[Mapping[Figure, OtherFigure], "累计的各列，与那张表里本月的列一一对应"] = field(
        metadata=each()
    )


def applies(scope: Scope) -> bool:
    """Whether there is something to accumulate: the month before, or the beginning of the year."""
    return scope.before is not None or scope.january


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """Year to date = last year to date + this month, organization by organization; in January = this month.

    Nothing when the archive has no month before in the same year. Blank counts as 0; a result of 0 is blank. An
    organization that last month's table does not list counts as 0 there; one that this month's table does not list
    cannot be told. The total row takes part while no organization left the table since the month before.
    """
    if not applies(scope):
        return
    of, present = scope.tables[params.of], scope.identities(table)
    last = _Last.of(table.name, scope)
    for row, index in scope.pairs(table, of):
        identity = scope.identity(table, row)
        if identity == TOTAL and not last.rows.keys() <= present.keys():
            continue
        for column, other in params.columns.items():
            now = UNREADABLE if index is None else of.numbers[other][index]
            yield Derived(row, column, _sum(last.figure(identity, column), now))


@dataclass(frozen=True, slots=True)
class _Last:
    """Last month's table. ``complete`` when each of its rows is known, so that an absent organization had no cases."""

    table: Table | None
    rows: Mapping[str, int]
    complete: bool

    @classmethod
    def of(cls, name: str, scope: Scope) -> _Last:
        if scope.january or scope.before is None:
            return cls(None, {}, True)
        before = scope.before.get(name)
        if before is None:
            return cls(None, {}, False)
        rows = scope.identities(before)
        return cls(before, rows, all(scope.identity(before, row) in rows for row in range(len(before))))

    def figure(self, identity: str | None, column: str) -> Number:
        row = self.rows.get(identity or "")
        if row is None or self.table is None:
            return ZERO if self.complete else UNREADABLE
        return self.table.numbers[column][row] if self.table.has(column) else UNREADABLE


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
    cells = () if month_row is None else (Cell(params.of, month_row, params.columns[Figure(column)]),)
    now = "" if month_row is None else of.texts[params.columns[Figure(column)]][month_row]
    if scope.january:
        return Explanation(f"1 月的累计即本月数（{now or 0}），", cells)
    before = None if scope.before is None else scope.before.get(table.name)
    earlier = None if before is None else scope.identities(before).get(identity or "")
    last = (
        "" if before is None or earlier is None or not before.has(column) else before.texts[column][earlier]
    )
    return Explanation(f"{month_before(scope.month)} 累计 {last or 0} ＋ 本月 {now or 0}，", cells)


DERIVATION: Final = Derivation("count", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sums; one inapplicable assertion where nothing can be summed, as no month of the year was there before."""
    if applies(scope):
        yield from recomputed.check(DERIVATION, params, table, scope)
    else:
        yield INAPPLICABLE


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Last month's figures are constants: what was published then is not in question now."""
    months = dict(scope.pairs(table, scope.tables[params.of]))
    for derived in derive(params, table, scope):
        index = months.get(derived.row)
        if derived.text is None or index is None:
            continue
        place = Cell(table.name, derived.row, derived.column)
        now = Cell(params.of, index, next(v for k, v in params.columns.items() if k == derived.column))
        month = scope.tables[params.of].numbers[now.column][index]
        last = Decimal(derived.text or 0) - (month if isinstance(month, Decimal) else ZERO)
        yield Equation(place, {place: PLUS, now: MINUS}, -last, place)


EXAMPLE: Final = Example(
    rule="""\
id: year-to-date
kind: accumulated
source: 年度表的数字由一月累计到本月。
of: month
columns: {受理件: 受理件}""",
    files={
        "year.csv": """\
单位,受理件
甲,7
合计,7""",
        "month.csv": """\
单位,受理件
甲,3
合计,3""",
        "2024-01/year.csv": """\
单位,受理件
甲,4
合计,4""",
        "2024-01/month.csv": """\
单位,受理件
甲,4
合计,4""",
    },
    wrong=("year.csv", "甲,7", "甲,8"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="accumulated",
    meaning="年度累计等于上月的累计加上本月数，逐个单位核验；一月等于本月数。空白算作 0；上月不在档案里时不适用。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
    derivation=DERIVATION,
    equations=equations,
    accumulates=True,
)
"""What a rule of this kind can do."""

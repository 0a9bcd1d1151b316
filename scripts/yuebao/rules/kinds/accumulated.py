"""Year to date: that of the issue before and this issue together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import repeat
from typing import Annotated, Final

from yuebao.model.numbers import UNREADABLE, ZERO, Number, plain
from yuebao.model.period import period
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import TOTAL, Derived, Explanation, Scope
from yuebao.rules.verdict import EXPLAIN, INAPPLICABLE, PASSED, Break, Undecided, Verdict, unreadable
from yuebao.schema.rule import Figure, OtherFigure, OtherTable, each


@dataclass(frozen=True, slots=True)
class Params:
    """``columns`` of this year-to-date table accumulate those of the period's table ``of``."""

    of: Annotated[OtherTable, "列出本期数的那张表"]
    columns: Annotated[Mapping[Figure, OtherFigure], "累计的各列，与那张表里本期的列一一对应"] = field(
        metadata=each()
    )


def applies(scope: Scope) -> bool:
    """Whether the year to date follows: the issue just before is there, or the year begins."""
    return scope.begins_year or (scope.before is not None and not scope.gap)


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """Year to date = last year to date + this period, organization by organization; from January on = this period.

    Nothing when the issue just before is not there, or of another year. Blank counts as 0; a result of 0 is blank. An
    organization that the last table does not list counts as 0 there; one that this period's table does not list cannot
    be told. The total row takes part while no organization left the table since the issue before; an organization that was
    merged or divided since does not: whether its year to date holds that of those before it, the report decides.
    """
    if applies(scope):
        yield from _sums(params, table, scope)


def _sums(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The newest earlier year to date and this period together."""
    of, present = scope.tables[params.of], scope.identities(table)
    last = _Last.of(table.name, scope)
    continued = _continued(params, table, scope)
    for row, index in scope.pairs(table, of):
        identity = scope.identity(table, row)
        if identity in last.remade or (identity == TOTAL and not last.rows.keys() <= present.keys()):
            continue
        for column, other in continued.items():
            now = UNREADABLE if index is None else of.numbers[other][index]
            yield Derived(row, column, _sum(last.figure(identity, column), now))


def _continued(params: Params, table: Table, scope: Scope) -> Mapping[Figure, OtherFigure]:
    """The columns that have something to continue: the issue before prints them too, or the year begins."""
    if scope.begins_year:
        return params.columns
    return {
        column: other
        for column, other in params.columns.items()
        if (table.name, column) not in scope.not_before
    }


@dataclass(frozen=True, slots=True)
class _Last:
    """The table of the issue before. ``complete`` when each of its rows is known, so that an absent organization had no cases."""

    table: Table | None
    rows: Mapping[str, int]
    complete: bool
    remade: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str, scope: Scope) -> _Last:
        if scope.begins_year or scope.before is None:
            return cls(None, {}, True)
        before = scope.before.get(name)
        if before is None:
            return cls(None, {}, False)
        rows = scope.identities(before)
        complete = all(scope.identity(before, row) in rows for row in range(len(before)))
        return cls(before, rows, complete, scope.registry.remade(before.month, scope.month))

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
    own = period(scope.month)
    if scope.begins_year:
        return Explanation(f"{_since_january(own.form)}的累计即{own.this}数（{now or 0}），", cells)
    before = None if scope.before is None else scope.before.get(table.name)
    earlier = None if before is None else scope.identities(before).get(identity or "")
    last = (
        "" if before is None or earlier is None or not before.has(column) else before.texts[column][earlier]
    )
    since = "上期" if before is None else before.month
    return Explanation(f"{since} 累计 {last or 0} ＋ {own.this} {now or 0}，", cells)


def _since_january(form: str) -> str:
    return "1 月" if form == "month" else "自 1 月起"


DERIVATION: Final = Derivation("count", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sums; past a gap of the archive no figure is below its sum. One inapplicable assertion where nothing can be
    summed, as no issue of the year was there before, and one for each column that it does not print."""
    if scope.before is not None and not scope.begins_year:
        left = len(params.columns) - len(_continued(params, table, scope))
        yield from repeat(INAPPLICABLE, left)
    if applies(scope):
        yield from recomputed.check(DERIVATION, params, table, scope)
    elif scope.before is not None:
        yield from (_not_below(params, table, scope, sums) for sums in _sums(params, table, scope))
    else:
        yield INAPPLICABLE
    remade = scope.identities(table).keys() & _Last.of(table.name, scope).remade
    yield from (INAPPLICABLE for _ in range(len(remade) * len(params.columns)))


def _not_below(params: Params, table: Table, scope: Scope, least: Derived) -> Verdict:
    """What the missing issues added cannot be told, but not that they took something away."""
    row, column, text = least
    explanation = explain(params, table, scope, row, column)
    cells = (Cell(table.name, row, column), *explanation.cells)
    published = table.numbers[column][row]
    if published is UNREADABLE:
        return unreadable(table, row, column)
    if text is None:
        message = f"“{column}”所依据的数字或单位无法认定，这一项无法核验"
        return Undecided(message, row, column, (*cells, *scope.name_cell(table, row)))
    bound, value = Decimal(text or 0), published or ZERO
    if value >= bound:
        return PASSED
    shown = table.texts[column][row]
    return Break(
        f"“{column}”公布为{f' {shown}' if shown else '空白'}，{explanation.how}中间各期没有收入，至少应为 {plain(bound)}",
        f"请对照原报告核对此格与所依据的各格；{EXPLAIN}",
        row,
        column,
        value=shown,
        expected=f"≥{plain(bound)}",
        difference=plain(value - bound),
        evidence=cells,
    )


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """The figures of the issue before are constants: what was published then is not in question now."""
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
    meaning="年度累计等于紧接的上一期的累计加上本期数，逐个单位核验；起于一月的一期等于本期数。中间有未收入的，"
    "不低于同年最近一期的累计与本期数之和；同年没有更早的一期时不适用，上一期之后合并、分设的单位也是。空白算作 0。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
    derivation=DERIVATION,
    equations=equations,
    accumulates=True,
)
"""What a rule of this kind can do."""

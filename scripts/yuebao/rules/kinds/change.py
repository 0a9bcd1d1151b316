"""A change against the issue before, or against the same period of the year before: a difference, or in percent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Final, Literal

from yuebao.model.numbers import UNREADABLE, ZERO, Number, plain, ratio, round_half_up, written
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.amount import Amount, Amounts, amounts
from yuebao.rules.counterpart import counterparts
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_figures import Rows, rows_of
from yuebao.rules.scope import Derived, Earlier, Explanation, Scope
from yuebao.rules.verdict import INAPPLICABLE, Verdict
from yuebao.schema.rule import NO_TABLE, Figure, OtherTable

_CALLED: Final[Mapping[Earlier, str]] = {"period-before": "上期", "year-before": "去年同期"}


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds by how much ``value`` changed since the issue ``against``, as a ``difference`` or in ``percent`` of
    what it was, to ``digits`` decimals; ``without_base`` is printed where it was blank or 0. ``of`` is the table of its
    ``other`` column."""

    column: Annotated[Figure, "放增减、增长率的列"]
    value: Annotated[Amount, "增减的是哪个数"]
    against: Annotated[Earlier, "与哪一期比：period-before 紧接的上一期，year-before 去年同期"]
    of: Annotated[OtherTable, "value 里的 other 所在的表"] = NO_TABLE
    measure: Annotated[
        Literal["difference", "percent"], "怎样比：difference 相减，percent 增减占原数的百分之几"
    ] = "difference"
    digits: Annotated[int, "取几位小数，四舍五入"] = 0
    rows: Annotated[Rows, "核验哪些行：all 全部，body 合计行以外，total 只有合计行"] = "all"
    without_base: Annotated[str, "原数是空白或 0、算不出百分数时印什么，例如“-”"] = ""


@dataclass(frozen=True, slots=True)
class _Then:
    """The earlier issue: what the figure was at each row of this one that it has as well."""

    amounts: Amounts
    rows: Mapping[int, int]
    table: Table

    def at(self, row: int) -> Number:
        return self.amounts.at(self.rows[row])


def _then(params: Params, table: Table, scope: Scope) -> _Then | None:
    """``None`` where the archive has no such issue, or that issue no such table."""
    tables = scope.compared.get(params.against, {})
    earlier = tables.get(table.name)
    needed = [params.value.column, *params.value.columns, *params.value.alike]
    if earlier is None or (params.of and params.of not in tables):
        return None
    if not all(earlier.has(column) for column in needed if column):
        return None
    if params.value.other and not tables[params.of].has(params.value.other):
        return None
    key = (id(params), id(earlier))
    kept = scope.kept.get(key)
    if not isinstance(kept, _Then):
        remade = scope.registry.remade(earlier.month, scope.month)
        rows = {
            row: index
            for row, index in counterparts(table, earlier, scope)
            if index is not None and scope.identity(table, row) not in remade
        }
        there = replace(scope, tables=tables)
        kept = scope.kept[key] = _Then(Amounts(params.value, params.of, earlier, there), rows, earlier)
    return kept


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """This figure less that one, or what that is of that one; a blank counts as 0. Rows match by organization, else by key;
    nothing for a row that the earlier issue does not have."""
    then = _then(params, table, scope)
    if then is None:
        return
    now = amounts(params.value, params.of, table, scope)
    grammar = scope.schemas[table.name].field[params.column].grammar
    for row in rows_of(table, params.rows):
        if row in then.rows:
            yield Derived(row, params.column, _text(params, now.at(row), then.at(row), grammar))


def _text(params: Params, now: Number, then: Number, grammar: str) -> str | None:
    if now is UNREADABLE or then is UNREADABLE:
        return None
    figure, base = now or ZERO, then or ZERO
    assert isinstance(figure, Decimal) and isinstance(base, Decimal)
    if params.measure == "difference":
        return written(round_half_up(figure - base, params.digits), grammar)
    if not base:
        return params.without_base
    return written(round_half_up(ratio(figure - base, base) * 100, params.digits), grammar)


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """This figure and that one; of that one nothing is in question."""
    told = amounts(params.value, params.of, table, scope).told(row)
    then = _then(params, table, scope)
    was = None if then is None or row not in then.rows else then.at(row)
    shown = plain(was) if isinstance(was, Decimal) else "空白"
    called = _CALLED[params.against]
    if params.measure == "difference":
        return Explanation(f"{told.how} － {called} {shown}，", told.cells)
    if isinstance(was, Decimal) and was:
        exact = f" {params.digits} 位小数" if params.digits else "整百分数"
        return Explanation(f"（{told.how} － {called} {shown}）÷ {shown}，四舍五入取{exact}", told.cells)
    return Explanation(f"{called}为 {shown}，算不出百分数，", told.cells)


DERIVATION: Final = Derivation("printed", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The rows that both issues have, about the same organization; inapplicable for each of the others, also for one that
    was merged or divided in between, and as a whole where the archive does not have
    the earlier issue, or that issue not the table."""
    then = _then(params, table, scope)
    if then is None:
        yield INAPPLICABLE
        return
    yield from recomputed.check(DERIVATION, params, table, scope)
    yield from (INAPPLICABLE for row in rows_of(table, params.rows) if row not in then.rows)


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Every difference of whole figures; what was published then is a constant."""
    then = _then(params, table, scope)
    if then is None or params.measure != "difference" or params.value.take not in ("row", "total"):
        return
    now = amounts(params.value, params.of, table, scope)
    for row in rows_of(table, params.rows):
        was = then.at(row) if row in then.rows else UNREADABLE
        cells = now.all_cells(row)
        if was is not UNREADABLE and len(cells) == 1:
            place = Cell(table.name, row, params.column)
            base = was if isinstance(was, Decimal) else ZERO
            yield Equation(place, {place: PLUS, cells[0]: MINUS}, base, place)


EXAMPLE: Final = Example(
    rule="""\
id: since-last-month
kind: change
source: 比上月增减，即本月数减上月数。
column: 比上月
value: {column: 办结件}
against: period-before""",
    files={
        "volume.csv": """\
单位,办结件,比上月
甲,4,+1
乙,3,-2""",
        "2024-01/volume.csv": """\
单位,办结件,比上月
甲,3,+1
乙,5,+2""",
    },
    wrong=("volume.csv", "乙,3,-2", "乙,3,+2"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="change",
    meaning="一列等于一个数比上一期、比去年同期的增减，或增减的百分数；档案里没有那一期、那一期没有这一行的、其间合并或分设的单位，不适用。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
    derivation=DERIVATION,
    equations=equations,
    earlier=lambda params: params.against,
)
"""What a rule of this kind can do."""

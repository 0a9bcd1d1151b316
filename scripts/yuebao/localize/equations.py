"""The rules that are equations, as equations: which cells, with which signs, must add up to nothing.

One function a kind of rule; kinds that are no equations (ranks, orders, bounds, roundings) have none, and judge a
suggestion afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from yuebao.model.issue import Erratum
from yuebao.model.numbers import UNREADABLE, ZERO
from yuebao.model.table import Cell, Table
from yuebao.rules.kinds import accumulated_derived as accumulated
from yuebao.rules.kinds import copied, copied_total, sum_of_columns
from yuebao.rules.kinds import score_sum_derived as score_sum
from yuebao.rules.kinds import total_row_derived as total_row
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.schema.rule import Rule

Terms = dict[Cell, Decimal]
PLUS, MINUS = Decimal(1), Decimal(-1)


@dataclass(frozen=True, slots=True)
class Equation:
    """The ``terms`` and the ``constant`` add up to 0. ``result`` is the cell that follows from the others, if one
    does; ``rule`` and ``place`` say which assertion it is."""

    rule: str
    place: Cell
    terms: Mapping[Cell, Decimal]
    constant: Decimal
    result: Cell | None


@dataclass(frozen=True, slots=True)
class System:
    """All equations of a month that can be told, and what stands in their cells."""

    equations: tuple[Equation, ...]
    values: Mapping[Cell, Decimal]
    using: Mapping[Cell, tuple[int, ...]]
    results: frozenset[Cell]

    def rest(self, index: int, changed: Mapping[Cell, Decimal]) -> Decimal:
        """By how much the equation is off when some cells hold other figures."""
        equation = self.equations[index]
        return equation.constant + sum(
            (sign * changed.get(cell, self.values[cell]) for cell, sign in equation.terms.items()), ZERO
        )


def system_of(rules: Iterable[Rule], scope: Scope, errata: Iterable[Erratum]) -> System:
    """The equations of the rules in force. Where an erratum explains a break, the equation holds when it is off by what
    the erratum says."""
    allowed = {(item.rule, item.table, item.row, item.column): _allowed(item) for item in errata}
    equations: list[Equation] = []
    values: dict[Cell, Decimal] = {}
    for rule in rules:
        builder = _BUILDERS.get(rule.kind)
        if builder is None or not rule.in_force(scope.month):
            continue
        for place, terms, constant, result in builder(rule.params, scope.tables[rule.table], scope):
            read = {cell: scope.tables[cell.table].numbers[cell.column][cell.row] for cell in terms}
            if UNREADABLE in read.values():
                continue
            known = {cell: value if isinstance(value, Decimal) else ZERO for cell, value in read.items()}
            key = scope.tables[place.table].row_name(place.row)
            constant -= allowed.get((rule.id, place.table, key, place.column), ZERO)
            values.update(known)
            equations.append(Equation(rule.id, place, terms, constant, result))
    return System(tuple(equations), values, _using(equations), _results(equations))


def _allowed(erratum: Erratum) -> Decimal:
    """Published less expected, 0 where they are no figures."""
    try:
        return Decimal(erratum.published or 0) - Decimal(erratum.expected or 0)
    except InvalidOperation:
        return ZERO


def _using(equations: list[Equation]) -> dict[Cell, tuple[int, ...]]:
    using: dict[Cell, list[int]] = {}
    for index, equation in enumerate(equations):
        for cell in equation.terms:
            using.setdefault(cell, []).append(index)
    return {cell: tuple(indexes) for cell, indexes in using.items()}


def _results(equations: list[Equation]) -> frozenset[Cell]:
    return frozenset(equation.result for equation in equations if equation.result is not None)


Built = Iterator[tuple[Cell, Terms, Decimal, Cell | None]]


def _split(params: sum_of_columns.Params, table: Table, scope: Scope) -> Built:
    for row in range(len(table)):
        place = Cell(table.name, row, params.sum)
        parts = {Cell(table.name, row, column): MINUS for column in params.parts}
        yield place, {place: PLUS, **parts}, ZERO, None


def _total(params: total_row.Params, table: Table, scope: Scope) -> Built:
    if table.total is None:
        return
    for column in params.columns:
        place = Cell(table.name, table.total, column)
        rows = {Cell(table.name, row, column): MINUS for row in table.body()}
        yield place, {place: PLUS, **rows}, ZERO, place


def _copied(params: copied.Params, table: Table, scope: Scope) -> Built:
    for row, index in scope.pairs(table, scope.tables[params.of]):
        for column, source in params.columns.items():
            if index is not None:
                place = Cell(table.name, row, column)
                yield place, {place: PLUS, Cell(params.of, index, source): MINUS}, ZERO, place


def _copied_total(params: copied_total.Params, table: Table, scope: Scope) -> Built:
    other = scope.tables[params.of]
    for row in selected(table, params.where) if other.total is not None else ():
        for column, source in params.columns.items():
            if other.total is not None and scope.schemas[table.name].field[column].grammar == "count":
                place = Cell(table.name, row, column)
                yield place, {place: PLUS, Cell(params.of, other.total, source): MINUS}, ZERO, place


def _accumulated(params: accumulated.Params, table: Table, scope: Scope) -> Built:
    """Last month's figures are constants: what was published then is not in question now."""
    months = dict(scope.pairs(table, scope.tables[params.of]))
    for derived in accumulated.derive(params, table, scope):
        index = months.get(derived.row)
        if derived.text is None or index is None:
            continue
        place = Cell(table.name, derived.row, derived.column)
        now = Cell(params.of, index, next(v for k, v in params.columns.items() if k == derived.column))
        month = scope.tables[params.of].numbers[now.column][index]
        last = Decimal(derived.text or 0) - (month if isinstance(month, Decimal) else ZERO)
        yield place, {place: PLUS, now: MINUS}, -last, place


def _score(params: score_sum.Params, table: Table, scope: Scope) -> Built:
    rows = scope.rows_of(scope.tables[params.items])
    for row in table.body():
        own = rows.get(scope.identity(table, row) or "")
        if own:
            place = Cell(table.name, row, params.column)
            items = {Cell(params.items, index, params.points): MINUS for index in own}
            yield place, {place: PLUS, **items}, -params.base, place


_BUILDERS: Final[Mapping[str, Callable[[Any, Table, Scope], Built]]] = {
    "accumulated": _accumulated,
    "copied": _copied,
    "copied-total": _copied_total,
    "score-sum": _score,
    "sum-of-columns": _split,
    "total-row": _total,
}
"""Kinds of rule that are equations."""

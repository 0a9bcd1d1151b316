"""The rules that are equations, put together: which cells, with which signs, must add up to nothing.

Kinds that are no equations (ranks, orders, bounds, roundings) judge a suggestion afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yuebao.model.issue import Erratum
from yuebao.model.numbers import UNREADABLE, ZERO
from yuebao.model.table import Cell
from yuebao.rules.registry import TABLE_KINDS
from yuebao.rules.scope import Scope
from yuebao.schema.rule import Rule


@dataclass(frozen=True, slots=True)
class Constraint:
    """An equation of a rule: the ``terms`` and the ``constant`` add up to 0. ``result`` is the cell that follows from
    the others, if one does; ``rule`` and ``place`` say which assertion it is."""

    rule: str
    place: Cell
    terms: Mapping[Cell, Decimal]
    constant: Decimal
    result: Cell | None


@dataclass(frozen=True, slots=True)
class System:
    """All equations of a month that can be told, and what stands in their cells."""

    equations: tuple[Constraint, ...]
    values: Mapping[Cell, Decimal]
    using: Mapping[Cell, tuple[int, ...]]
    results: frozenset[Cell]

    def rest(self, index: int, changed: Mapping[Cell, Decimal]) -> Decimal:
        """By how much the equation is off when some cells hold other figures."""
        equation = self.equations[index]
        return equation.constant + sum(
            (sign * changed.get(cell, self.values[cell]) for cell, sign in equation.terms.items()), ZERO
        )


def rules_of_whole(scope: Scope) -> list[Rule]:
    """The rules of which every table and column is there."""
    return [
        rule
        for rule in scope.layout.all_rules()
        if rule.table in scope.tables
        and all(table in scope.tables and scope.tables[table].has(column) for table, column in rule.reads)
    ]


def system_of(rules: Iterable[Rule], scope: Scope, errata: Iterable[Erratum]) -> System:
    """The equations of the rules. Where an erratum explains a break, the equation holds when it is off by what
    the erratum says."""
    allowed = {(item.rule, item.table, item.row, item.column): _allowed(item, scope) for item in errata}
    equations: list[Constraint] = []
    values: dict[Cell, Decimal] = {}
    for rule in rules:
        kind = TABLE_KINDS.get(rule.kind)
        if kind is None or kind.equations is None:
            continue
        for stated in kind.equations(rule.params, scope.tables[rule.table], scope):
            terms, place = stated.terms, stated.place
            read = {cell: scope.tables[cell.table].numbers[cell.column][cell.row] for cell in terms}
            if UNREADABLE in read.values():
                continue
            values.update({cell: each if isinstance(each, Decimal) else ZERO for cell, each in read.items()})
            key = scope.tables[place.table].row_name(place.row)
            constant = stated.constant - allowed.get((rule.id, place.table, key, place.column), ZERO)
            equations.append(Constraint(rule.id, place, terms, constant, stated.result))
    return System(tuple(equations), values, _using(equations), _results(equations))


def _allowed(erratum: Erratum, scope: Scope) -> Decimal:
    """Published less expected, a blank as 0; 0 where one of them is no figure as the column writes it."""
    schema = scope.schemas.get(erratum.table)
    field = None if schema is None or erratum.column is None else schema.field.get(erratum.column)
    if field is None:
        return ZERO
    published, expected = (field.figure(text or "") or ZERO for text in (erratum.published, erratum.expected))
    if isinstance(published, Decimal) and isinstance(expected, Decimal):
        return published - expected
    return ZERO


def _using(equations: list[Constraint]) -> dict[Cell, tuple[int, ...]]:
    using: dict[Cell, list[int]] = {}
    for index, equation in enumerate(equations):
        for cell in equation.terms:
            using.setdefault(cell, []).append(index)
    return {cell: tuple(indexes) for cell, indexes in using.items()}


def _results(equations: list[Constraint]) -> frozenset[Cell]:
    return frozenset(equation.result for equation in equations if equation.result is not None)

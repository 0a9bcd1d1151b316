"""What the rules of a month derive: each cell with its value, its rule and the cells it follows from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yuebao.model.table import Cell
from yuebao.rules.recomputed import Derivation
from yuebao.rules.registry import TABLE_KINDS
from yuebao.rules.scope import Explanation, Scope
from yuebao.schema.rule import Rule


@dataclass(frozen=True, slots=True)
class Target:
    """A derived cell. ``text`` is ``None`` while a figure that it needs cannot be read."""

    rule: Rule
    cell: Cell
    text: str | None
    inputs: frozenset[Cell]


def derivations(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that recompute cells."""
    return [
        rule for rule in rules if rule.kind in TABLE_KINDS and TABLE_KINDS[rule.kind].derivation is not None
    ]


def numbering(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that number rows: they come last, since the order of rows follows from the figures."""
    return [rule for rule in derivations(rules) if TABLE_KINDS[rule.kind].numbers is not None]


def targets(rules: Iterable[Rule], scope: Scope) -> Iterator[Target]:
    """Every cell that the rules derive, filled or not."""
    for rule in published(rules, scope):
        for derived in derivation_of(rule).derive(rule.params, scope.tables[rule.table], scope):
            cell = Cell(rule.table, derived.row, derived.column)
            inputs = frozenset(explain(rule, cell, scope).cells) - {cell}
            yield Target(rule, cell, derived.text, inputs)


def published(rules: Iterable[Rule], scope: Scope) -> Iterator[Rule]:
    """The rules none of whose tables is one that the issue did not publish."""
    return (rule for rule in rules if rule.tables <= scope.tables.keys())


def explain(rule: Rule, cell: Cell, scope: Scope) -> Explanation:
    """How the rule arrives at the cell."""
    table = scope.tables[cell.table]
    return derivation_of(rule).explain(rule.params, table, scope, cell.row, cell.column)


def derivation_of(rule: Rule) -> Derivation:
    """How a rule recomputes cells, of those that do."""
    derivation = TABLE_KINDS[rule.kind].derivation
    assert derivation is not None
    return derivation

"""What would be found if some figures were others: the rules judge, on a copy."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from decimal import Decimal

from yuebao.localize.edited import with_cells
from yuebao.model.finding import Status
from yuebao.model.month import Month
from yuebao.model.numbers import NEGATIVE, in_percent
from yuebao.model.suggestion import Assertion
from yuebao.model.table import Cell, Table
from yuebao.outcome.errata import settle
from yuebao.rules.ambiguous import Ambiguous
from yuebao.rules.engine import ambiguous_rules, check_month
from yuebao.rules.registry import TABLE_KINDS
from yuebao.rules.scope import Scope
from yuebao.schema.layout import Layout
from yuebao.schema.table_schema import Field


def printed(field: Field, value: Decimal, like: str) -> str | None:
    """The figure as its column prints it; ``None`` when the column cannot hold it. A count of 0 stays a 0 only where a
    figure stood."""
    if field.grammar == "signed":
        return f"{value:+f}"
    if in_percent(field.grammar) or (value < 0 and field.grammar not in NEGATIVE):
        return None
    if field.grammar == "count" and value != value.to_integral_value():
        return None
    plain = format(value.normalize() if value else value, "f")
    return "" if not value and field.grammar == "count" and like in field.missing else plain


def trial(month: Month, scope: Scope, texts: Mapping[Cell, str]) -> tuple[set[Assertion], set[Assertion]]:
    """What is open without and with the new figures, among the rules that read one of them."""
    part = _reading(scope.layout, {(cell.table, cell.column) for cell in texts})
    of: dict[str, dict[Cell, str]] = {}
    for cell, text in texts.items():
        of.setdefault(cell.table, {})[cell] = text
    changed = {name: with_cells(month.tables[name], scope.schemas[name], cells) for name, cells in of.items()}
    tables = {**month.tables, **changed}
    # Problems of structure are the same before and after: they are not tried again.
    before = replace(month, problems=(), texts={})
    after = replace(before, tables=tables)
    ambiguous = ambiguous_rules(scope.layout)
    unchanged, tried = replace(scope, layout=part), replace(scope, layout=part, tables=tables)
    return _open(before, unchanged, ambiguous), _open(after, tried, ambiguous)


def settled_by(
    month: Month, scope: Scope, tables: Mapping[str, Table], before: Set[Assertion]
) -> tuple[set[Assertion], set[Assertion]]:
    """What of ``before`` goes when some tables are others, and what comes. Only rules that read one of them are tried."""
    changed = {**month.tables, **tables}
    layout = scope.layout
    rules = [rule for rule in layout.all_rules() if rule.kind in TABLE_KINDS]
    touched = {(rule.id, rule.table) for rule in rules if not rule.tables.isdisjoint(tables)}
    rest = {(rule.id, rule.table) for rule in rules} - touched
    part = {
        name: replace(schema, rules=tuple(rule for rule in schema.rules if (rule.id, rule.table) in touched))
        for name, schema in layout.tables.items()
    }
    tried = replace(scope, layout=replace(layout, tables=part), tables=changed)
    errata = tuple(each for each in month.errata if (each.rule, each.table) not in rest)
    after = _open(replace(month, tables=changed, errata=errata), tried, ambiguous_rules(layout))
    kept = {each for each in before if (each.rule, each.table) in rest}
    # Problems of structure are the same before and after; that a table has no rule left is none.
    return set(before) - kept - after, {each for each in after - before if each.rule != "structure"}


def _open(month: Month, scope: Scope, ambiguous: Ambiguous) -> set[Assertion]:
    found = settle(month, check_month(month, scope, ambiguous).findings)
    return {Assertion.of(finding) for finding in found if finding.status is not Status.EXPLAINED}


def _reading(layout: Layout, columns: set[tuple[str, str]]) -> Layout:
    tables = {
        name: replace(schema, rules=tuple(rule for rule in schema.rules if columns & set(rule.reads)))
        for name, schema in layout.tables.items()
    }
    return replace(layout, tables=tables, rules=())

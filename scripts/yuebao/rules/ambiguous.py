"""Telling apart what several rules of one id may say of one cell.

Under one id a table can have several rules. Where two of them report in the same column, the id and the cell no longer
say which assertion is broken: then the kind of the rule does, and what it compares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from yuebao.rules.verdict import Break
from yuebao.schema.rule import Rule

Reported = Callable[[Rule], tuple[str, ...]]
"""The columns in which a rule may report."""


class Ambiguous:
    """The columns of each rule in which another rule of the same table and id reports too."""

    def __init__(self, rules: Iterable[Rule], reported: Reported) -> None:
        sharing: Mapping[tuple[str, str, str], list[Rule]] = defaultdict(list)
        for rule in rules:
            for column in reported(rule):
                sharing[(rule.table, rule.id, column)].append(rule)
        self._shared = frozenset(place for place, found in sharing.items() if len(found) > 1)

    def told(self, rule: Rule, broken: Break) -> Break:
        """The break with the kind of its rule and what that compares, where the place alone does not say it."""
        if broken.column is not None and (rule.table, rule.id, broken.column) not in self._shared:
            return broken
        if broken.column is None and not any(place[:2] == (rule.table, rule.id) for place in self._shared):
            return broken
        breach = rule.kind if broken.breach is None else broken.breach
        against = _compared(rule, broken.column) if broken.against is None else broken.against
        return replace(broken, breach=breach, against=against or None)


def _compared(rule: Rule, column: str | None) -> str:
    """The other table, else the other columns that the rule reads."""
    return rule.other or "、".join(name for _, name in rule.reads if name != column)

"""The closed vocabulary of rules: every kind by its name.

A new kind is a module in `kinds/` and its name in the list there. Rules in `schemas/` use kinds by name; nothing else is possible there.
What a kind can do beyond checking is asked of the kind, through the functions here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Final

from yuebao.model.table import Table
from yuebao.rules.kind import IssueKind, SortKey, TableKind
from yuebao.rules.kinds import MODULES
from yuebao.rules.scope import Earlier
from yuebao.schema.rule import Kinds, Rule


def _kind(module: str) -> TableKind | IssueKind:
    kind = import_module(f"yuebao.rules.kinds.{module}").KIND
    assert isinstance(kind, TableKind | IssueKind), module
    return kind


_KINDS: Final = tuple(map(_kind, MODULES))

TABLE_KINDS: Final[Mapping[str, TableKind]] = {
    kind.name: kind for kind in _KINDS if isinstance(kind, TableKind)
}
"""Kinds that look at one table (and may compare it with another)."""

ISSUE_KINDS: Final[Mapping[str, IssueKind]] = {
    kind.name: kind for kind in _KINDS if isinstance(kind, IssueKind)
}
"""Kinds that look at a whole issue."""

PARAMS: Final = Kinds(
    table={name: kind.params for name, kind in TABLE_KINDS.items()},
    issue={name: kind.params for name, kind in ISSUE_KINDS.items()},
)
"""What the reader of `schemas/` has to know of every kind."""


def numbered(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The columns that are running numbers, each once."""
    return _columns((TABLE_KINDS[rule.kind].numbers, rule) for rule in rules)


def ranked(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The columns that state places, each once."""
    return _columns((TABLE_KINDS[rule.kind].ranks, rule) for rule in rules)


def totalled(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The columns whose total row is the sum of the rows above, each once."""
    return _columns((TABLE_KINDS[rule.kind].totals, rule) for rule in rules)


def accumulating(rules: Iterable[Rule]) -> bool:
    """Whether the table counts from the beginning of the year."""
    return any(TABLE_KINDS[rule.kind].accumulates for rule in rules)


def comparing(rules: Iterable[Rule]) -> frozenset[Earlier]:
    """With which earlier issues the rules compare."""
    asked = ((TABLE_KINDS[rule.kind].earlier, rule) for rule in rules if rule.kind in TABLE_KINDS)
    return frozenset(earlier(rule.params) for earlier, rule in asked if earlier is not None)


def lists_all(rule: Rule) -> bool:
    """Whether the table of the rule names every organization of its kind."""
    asked = TABLE_KINDS[rule.kind].lists_all
    return asked is not None and asked(rule.params)


def ordering(rules: Iterable[Rule]) -> Callable[[Table, int], SortKey | None] | None:
    """What the rows are ordered by, according to the first rule that orders; ``None`` without such a rule."""
    for rule in rules:
        sort_key = TABLE_KINDS[rule.kind].sort_key
        if sort_key is not None:
            return partial(sort_key, rule.params)
    return None


def covers_all(rules: Iterable[Rule]) -> bool:
    """Whether a rule looks at every column of every table."""
    return any(rule.kind in ISSUE_KINDS and ISSUE_KINDS[rule.kind].in_table is not None for rule in rules)


def has_hits(rules: Iterable[Rule], text: str) -> bool:
    """Whether a rule about texts finds something in the text that should not stand there."""
    found = ((ISSUE_KINDS[rule.kind].hits, rule) for rule in rules)
    return any(True for hits, rule in found if hits is not None for _ in hits(rule.params, text, ""))


def _columns(asked: Iterable[tuple[Callable[[Any], tuple[str, ...]] | None, Rule]]) -> tuple[str, ...]:
    found = (column for columns, rule in asked if columns is not None for column in columns(rule.params))
    return tuple(dict.fromkeys(found))

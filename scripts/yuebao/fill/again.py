"""What follows from a corrected cell, worked out again: the sums, averages, shares, ranks and points that read it, then what
reads those, until nothing changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from yuebao.fill.tables_in_progress import Draft, draft_of
from yuebao.fill.targets import Target, derivation_of, derivations, explain, published, targets
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Break
from yuebao.schema.rule import Rule

_STEPS: Final = 50
"""Longer chains than any declared one; a ring of rules that never agree ends here."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A cell that states something else now, and how it follows."""

    cell: Cell
    old: str
    new: str
    how: str


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The tables with what follows, each change once, and the cells that follow as well but are ``kept`` as they stand: an
    erratum says that they were published against the rules."""

    tables: Mapping[str, Table]
    changes: tuple[Consequence, ...]
    kept: tuple[Cell, ...]


def with_cells(scope: Scope, cells: Mapping[Cell, str]) -> Mapping[str, Table]:
    """The tables with these cells written."""
    return draft_of(scope).with_cells(cells).tables


def again(scope: Scope, cells: Iterable[Cell], explained: Collection[Cell]) -> Recomputed:
    """Recompute what follows from the ``cells``, which hold what they should; these themselves, and the ``explained``, stay.

    A blank that follows is written where the rules give a figure, a figure goes where they give none; figures that say the
    same in another writing stay. What cannot be worked out, because something it reads cannot be read, stays too.
    """
    rules = derivations(scope.layout.all_rules())
    draft, known = draft_of(scope), frozenset(cells)
    started, kept = known, set[Cell]()
    found: dict[Cell, Consequence] = {}
    for _ in range(_STEPS):
        now = _scope(scope, draft)
        wrong = _wrong(rules, now)
        new: dict[Cell, str] = {}
        for target in targets(rules, now):
            if target.cell in wrong and target.cell not in started and target.inputs & known:
                if target.cell in explained:
                    kept.add(target.cell)
                elif target.text is not None:
                    new.setdefault(target.cell, target.text)
                    found[target.cell] = _consequence(scope, now, target, found)
        if not new:
            break
        draft, known = draft.with_cells(new), known | new.keys()
    changes = tuple(each for each in found.values() if each.old != each.new)
    return Recomputed(draft.tables, changes, tuple(sorted(kept, key=lambda cell: (cell.table, cell.row))))


def _scope(scope: Scope, draft: Draft) -> Scope:
    return replace(scope, tables=draft.tables)


def _consequence(scope: Scope, now: Scope, target: Target, found: Mapping[Cell, Consequence]) -> Consequence:
    """The change from what stood there at first."""
    cell = target.cell
    old = found[cell].old if cell in found else scope.tables[cell.table].texts[cell.column][cell.row]
    how = explain(target.rule, cell, now).how.removesuffix("，")
    return Consequence(cell, old, target.text or "", how)


def _wrong(rules: Iterable[Rule], scope: Scope) -> frozenset[Cell]:
    """The derived cells that state something else than the rules give."""
    found: set[Cell] = set()
    for rule in published(rules, scope):
        for verdict in recomputed.check(derivation_of(rule), rule.params, scope.tables[rule.table], scope):
            if isinstance(verdict, Break) and verdict.row is not None and verdict.column is not None:
                found.add(Cell(rule.table, verdict.row, verdict.column))
    return frozenset(found)

"""Suggestions for the open findings of a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Final

from yuebao.localize.causes import causes
from yuebao.localize.changes import change_of
from yuebao.localize.equations import System, rules_of_whole, system_of
from yuebao.localize.rejudge import printed, trial
from yuebao.localize.search import Repair, repairs
from yuebao.localize.typing_errors import WEIGHTS, slip
from yuebao.model.finding import PRINTED, Finding, Status
from yuebao.model.month import Month
from yuebao.model.suggestion import Assertion, Change, Suggestion
from yuebao.model.table import Cell
from yuebao.rules.comparison import Comparison
from yuebao.rules.scope import Scope

PLACES: Final = 12
"""Broken equations that are looked at in one month; beyond, the month needs its report, not guesses."""
_TRIED: Final = 8
_SHOWN: Final = 3
_ALIKE: Final = 0.25
"""Repairs whose prices differ by less are equally plausible."""
_FOLLOWS: Final = 0.5
"""A figure that follows from others is the cheaper to change: it was computed from the wrong one."""


def suggest(month: Month, scope: Scope, findings: Sequence[Finding]) -> tuple[Suggestion, ...]:
    """Slips in whole rows and columns first, then single cells behind what these do not settle."""
    found = causes(month, scope, findings)
    settled = {each for suggestion in found for each in suggestion.settles}
    left = [each for each in findings if Assertion.of(each) not in settled]
    return tuple(
        replace(each, printed=True) if _is_printed(each, scope) else each
        for each in (*found, *_cells(month, scope, left))
    )


def _is_printed(suggestion: Suggestion, scope: Scope) -> bool:
    """Whether documents print every table that would be another, just as it is."""
    names = {change.cell.table for change in suggestion.changes}
    names |= set() if suggestion.cause is None else {suggestion.cause.place.table}
    compared = [Comparison.of(scope.tables[name], scope) for name in names]
    return all(each is not None and each.own == each.rows for each in compared)


def _cells(month: Month, scope: Scope, findings: Sequence[Finding]) -> tuple[Suggestion, ...]:
    """The most plausible error behind each open finding that is an equation, each finding in one suggestion at most.

    Nothing where no small change agrees with every rule, or where only figures without a known slip would settle a
    single finding, which already says what it expects; nor where the document itself says which figure is another. The work is bounded by fixed numbers, not by a clock.
    """
    wanted = {(item.rule, item.cell) for item in findings if item.status is Status.OPEN and item.cell}
    if not wanted:
        return ()
    proven = {item.cell for item in findings if item.status is Status.OPEN and item.breach == PRINTED}
    system = system_of(rules_of_whole(scope), scope, month.errata)
    broken = [
        index
        for index, equation in enumerate(system.equations)
        if (equation.rule, equation.place) in wanted
        and system.rest(index, {})
        and proven.isdisjoint(equation.terms)
    ]
    broken.sort(key=lambda index: len(system.equations[index].terms))
    settled: set[Assertion] = set()
    found = []
    for index in broken[:PLACES]:
        equation = system.equations[index]
        if any(
            (each.rule, each.table) == (equation.rule, equation.place.table)
            and _at(each, equation.place, scope)
            for each in settled
        ):
            continue
        suggestion = _Search(month, scope, system).best(index)
        if suggestion is not None and not settled & set(suggestion.settles):
            settled |= set(suggestion.settles)
            found.append(suggestion)
    return tuple(found)


def _at(each: Assertion, place: Cell, scope: Scope) -> bool:
    return (each.row, each.column) == (scope.tables[place.table].row_name(place.row), place.column)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A repair that the rules agree with."""

    changes: tuple[Change, ...]
    settles: tuple[Assertion, ...]
    price: float

    def worth_telling(self, place: Cell) -> bool:
        """Whether it says more than the finding at ``place`` says by itself."""
        return len(self.settles) > 1 or (
            all(change.slip for change in self.changes) and place not in {each.cell for each in self.changes}
        )


@dataclass(frozen=True, slots=True)
class _Search:
    month: Month
    scope: Scope
    system: System

    def best(self, index: int) -> Suggestion | None:
        """The repair that settles most findings, the cheapest of those; with the ones that are as good."""
        tried = sorted(
            self._agreeing(islice(repairs(self.system, index, self._price), _TRIED)),
            key=lambda each: (-len(each.settles), each.price, len(each.changes)),
        )
        if not tried or not tried[0].worth_telling(self.system.equations[index].place):
            return None
        best = tried[0]
        alike = [
            each.changes
            for each in tried[1:]
            if len(each.settles) == len(best.settles)
            and len(each.changes) <= len(best.changes)
            and each.price < best.price + _ALIKE
        ]
        if len(alike) >= _SHOWN:
            return None
        return Suggestion(self.month.month, best.changes, best.settles, tuple(alike))

    def _price(self, cell: Cell, value: Decimal) -> float | None:
        text = self._printed(cell, value)
        if text is None:
            return None
        weight = WEIGHTS[slip(self._text(cell), text)]
        return weight * _FOLLOWS if cell in self.system.results else weight

    def _agreeing(self, found: Iterable[Repair]) -> Iterator[_Tried]:
        for repair in found:
            texts = {cell: self._printed(cell, value) or "" for cell, value in repair.changed.items()}
            before, after = trial(self.month, self.scope, texts)
            if after - before:
                continue
            settles = tuple(sorted(before - after, key=str))
            yield _Tried(
                tuple(change_of(self.scope, cell, texts[cell]) for cell in sorted(texts, key=_place)),
                settles,
                repair.price,
            )

    def _printed(self, cell: Cell, value: Decimal) -> str | None:
        return printed(self.scope.schemas[cell.table].field[cell.column], value, self._text(cell))

    def _text(self, cell: Cell) -> str:
        return self.scope.tables[cell.table].texts[cell.column][cell.row]


def _place(cell: Cell) -> tuple[str, int, str]:
    return (cell.table, cell.row, cell.column)

"""A derived column: what was published against what follows from the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from yuebao.model.numbers import ZERO, Number, plain
from yuebao.model.table import Cell, Table
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict, unreadable


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a kind recomputes published cells. ``same`` says when two texts state the same:
    ``number`` as figures with blank equal to blank only, ``count`` as figures with blank equal to 0, ``printed`` as
    figures where both are and else to the letter."""

    same: Literal["number", "count", "printed"]
    derive: Callable[[Any, Table, Scope], Iterator[Derived]]
    explain: Callable[[Any, Table, Scope, int, str], Explanation]


def check(derivation: Derivation, params: Any, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Compare every derived cell with its published text."""
    for derived in derivation.derive(params, table, scope):
        row, column, text = derived
        if text == table.texts[column][row] and table.readable(row, column):
            yield PASSED
        elif text is None:
            yield _undecided(derivation, params, table, scope, derived)
        elif not table.readable(row, column):
            yield unreadable(table, row, column)
        else:
            yield _compare(derivation, params, table, scope, derived)


def _compare(derivation: Derivation, params: Any, table: Table, scope: Scope, derived: Derived) -> Verdict:
    row, column, expected = derived.row, derived.column, derived.text or ""
    field = scope.schemas[table.name].field[column]
    published = table.texts[column][row]
    value, wanted = field.figure(published), field.figure(expected)
    if derivation.same == "count":
        value, wanted = value or ZERO, wanted or ZERO
    figures = derivation.same != "printed" or isinstance(value, Decimal)
    if figures and value == wanted:
        return PASSED
    explanation = derivation.explain(params, table, scope, row, column)
    difference = _difference(value, wanted)
    off = f"，相差 {difference}" if difference else ""
    shown = expected or ("0" if derivation.same == "count" else "")
    return Break(
        message=f"“{column}”公布为{_shown(published)}，{explanation.how}应为{_shown(shown)}{off}",
        remedy=f"请对照原报告核对此格与所依据的各格；{EXPLAIN}",
        row=row,
        column=column,
        value=published,
        expected=shown,
        difference=difference,
        evidence=(Cell(table.name, row, column), *explanation.cells),
    )


def _shown(text: str) -> str:
    return f" {text}" if text else "空白"


def _undecided(
    derivation: Derivation, params: Any, table: Table, scope: Scope, derived: Derived
) -> Undecided:
    explanation = derivation.explain(params, table, scope, derived.row, derived.column)
    own = (Cell(table.name, derived.row, derived.column), *scope.name_cell(table, derived.row))
    return Undecided(
        f"“{derived.column}”所依据的数字或单位无法认定，这一项无法核验",
        derived.row,
        derived.column,
        (*own, *explanation.cells),
    )


def _difference(value: Number, wanted: Number) -> str | None:
    if isinstance(value, Decimal) and isinstance(wanted, Decimal):
        return plain(value - wanted)
    return None

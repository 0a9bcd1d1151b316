"""A score: a base and the points of the items that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.finding import MISSING_NAME
from yuebao.model.numbers import UNREADABLE, Number, plain, total
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict
from yuebao.schema.rule import Figure, OtherFigure, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` is ``base`` plus the ``points`` of the organization's rows in the table ``items``."""

    column: Annotated[Figure, "得分的列"]
    items: Annotated[OtherTable, "加减分明细的那张表"]
    points: Annotated[OtherFigure, "那张表里加减分的列"]
    base: Annotated[Decimal, "基本分"]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """Base + points, exact, for each organization that has items; the others are a finding of the rule itself."""
    items = scope.tables[params.items]
    rows = scope.rows_of(items)
    for row in table.body():
        own = rows.get(scope.identity(table, row) or "")
        if own:
            yield Derived(
                row,
                params.column,
                _score(params.base, [items.numbers[params.points][index] for index in own]),
            )


def _score(base: Decimal, values: list[Number]) -> str | None:
    if UNREADABLE in values:
        return None
    return plain(base + total(value for value in values if isinstance(value, Decimal)))


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The items that were added."""
    items = scope.tables[params.items]
    own = scope.rows_of(items)[scope.identity(table, row) or ""]
    listed = " ".join(items.texts[params.points][index] for index in own)
    cells = tuple(Cell(items.name, index, params.points) for index in own)
    return Explanation(f"{plain(params.base)} 分加减 {len(own)} 项（{listed}）", cells)


DERIVATION: Final = Derivation("number", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sums, then who is missing on either side. Unknown names are left to `organization-known`."""
    yield from recomputed.check(DERIVATION, params, table, scope)
    items = scope.tables[params.items]
    owners = scope.rows_of(items)
    ranked = scope.identities(table)
    for identity, row in ranked.items():
        if identity in owners:
            yield PASSED
        else:
            yield Break(
                f"《{scope.schemas[items.name].title}》里没有这个单位的加减分项，得分无从核对",
                f"请补录加减分明细；{EXPLAIN}",
                row,
                params.column,
                value=table.texts[params.column][row],
                breach="missing-items",
                evidence=(Cell(table.name, row, params.column),),
            )
    entity = scope.schemas[items.name].entity
    for identity, rows in owners.items():
        if identity not in ranked and entity is not None:
            name = items.texts[entity.name][rows[0]]
            message = f"“{name}”在《{scope.schemas[items.name].title}》有 {len(rows)} 项（{items.file} 第 {items.lines[rows[0]]} 行起），本表却没有它的得分"
            evidence = (Cell(items.name, rows[0], entity.name),)
            yield Break(
                message,
                f"请补上这个单位，或改正明细中的名称；{EXPLAIN}",
                column=params.column,
                expected=name,
                breach=MISSING_NAME,
                evidence=evidence,
            )


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Every row that has items."""
    rows = scope.rows_of(scope.tables[params.items])
    for row in table.body():
        own = rows.get(scope.identity(table, row) or "")
        if own:
            place = Cell(table.name, row, params.column)
            items = {Cell(params.items, index, params.points): MINUS for index in own}
            yield Equation(place, {place: PLUS, **items}, -params.base, place)


EXAMPLE: Final = Example(
    rule="""\
id: score-sum
kind: score-sum
source: 基本分100分，加减各项得分。
column: 得分
items: items
points: 加减分
base: 100""",
    files={
        "scores.csv": """\
单位,得分
甲,100.3""",
        "items.csv": """\
单位,事由,加减分
甲,延时服务,+0.5
甲,迟到,-0.2""",
    },
    wrong=("scores.csv", "甲,100.3", "甲,100.7"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="score-sum",
    meaning="得分等于基本分加上明细表里这个单位的各项加减分；排名的单位都要有明细，有明细的都要在排名里。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
    derivation=DERIVATION,
    equations=equations,
)
"""What a rule of this kind can do."""

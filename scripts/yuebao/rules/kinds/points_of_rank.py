"""Points that follow from a place, on a scale with validity dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import UNREADABLE, plain
from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind, compares
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_figures import cells
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure
from yuebao.schema.rule import Scale as ScaleName


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds the points of the place in ``rank`` on ``scale``."""

    column: Annotated[Figure, "加分的列"]
    rank: Annotated[Figure, "名次的列"]
    scale: Annotated[ScaleName, "照 scoring.yaml 里的哪一种标准"]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The points of each row's place. Blank on a row without a place, beyond the scale, and on the total row.

    Undecided where the scale has no points at the time.
    """
    scale = scope.scoring.scales[params.scale].points
    totals = set(table.totals)
    for row in range(len(table)):
        place = table.numbers[params.rank][row]
        if row in totals or place is None:
            yield Derived(row, params.column, "")
        elif place is UNREADABLE or not scale or not isinstance(place, Decimal):
            yield Derived(row, params.column, None)
        else:
            points = scale.get(int(place))
            yield Derived(row, params.column, "" if points is None else plain(points))


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The place and the scale."""
    if row in table.totals:
        return Explanation("合计行不计分，", ())
    place = table.texts[params.rank][row]
    title = scope.scoring.scales[params.scale].title
    how = f"第 {place} 名按“{title}”" if place else "没有名次，"
    return Explanation(how, cells(table, row, (params.rank,)))


DERIVATION: Final = Derivation("number", derive, explain)


EXAMPLE: Final = Example(
    rule="""\
id: rank-points
kind: points-of-rank
source: 第一名加2.5分，第二名加2分。
column: 加分
rank: 名次
scale: month-points""",
    files={
        "comparison.csv": """\
单位,名次,加分
甲,1,2.5
乙,,""",
        "scoring.yaml": """\
scales:
  month-points:
    title: 月考核加分
    source: 考核办法。
    points: {1: "2.5", 2: "2"}""",
    },
    wrong=("comparison.csv", "甲,1,2.5", "甲,1,2"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="points-of-rank",
    meaning="加分由名次照计分标准得出。没有名次的行、标准里没有的名次和合计行，加分空白。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=compares(DERIVATION),
    derivation=DERIVATION,
)
"""What a rule of this kind can do."""

"""The share of one column in the largest of several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.numbers import ZERO, plain, ratio, round_half_up
from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind, compares
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_figures import Rows, cells, figures, listed, rows_of
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds ``value`` as a percentage of the largest of ``among``; ``none`` is printed where no county
    has any."""

    column: Annotated[Figure, "放比例的列"]
    value: Annotated[Figure, "算哪一列的比例"]
    among: Annotated[tuple[Figure, ...], "从中取最大的各列"]
    none: Annotated[str, "各列都没有数时印的字样"]
    digits: Annotated[int, "百分数取几位小数，四舍五入"] = 0
    rows: Annotated[Rows, "核验哪些行：all 全部，body 合计行以外，total 只有合计行"] = "all"


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """``value`` / the largest of ``among`` in percent, rounded half up.

    Blank where only ``value`` has none, ``none`` where none of ``among`` has any.
    """
    for row in rows_of(table, params.rows):
        values = figures(table, row, (params.value, *params.among))
        if values is None:
            yield Derived(row, params.column, None)
            continue
        home, largest = values[0] or ZERO, max(value or ZERO for value in values)
        share = round_half_up(ratio(home, largest) * 100, params.digits) if largest else ZERO
        text = params.none if not largest else f"{plain(share)}%" if home else ""
        yield Derived(row, params.column, text)


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The two figures that were divided."""
    values = [value or ZERO for value in figures(table, row, (params.value, *params.among)) or ()]
    largest = max(values, default=ZERO)
    if not largest or not values[0]:
        how = f"按各列数字（{listed(table, row, params.among)}），"
    else:
        digits = "取整百分数" if params.digits == 0 else f"取 {params.digits} 位小数"
        how = f"{params.value} {plain(values[0])} ÷ 最多者 {plain(largest)}，四舍五入{digits}"
    return Explanation(how, cells(table, row, tuple(dict.fromkeys((params.value, *params.among)))))


DERIVATION: Final = Derivation("text", derive, explain)


EXAMPLE: Final = Example(
    rule="""\
id: share-of-first
kind: share-of-first
source: 本地占最多者的比例，取整百分数。
column: 比例
value: 本地
among: [本地, 外地]
none: '-'""",
    files={
        "comparison.csv": """\
单位,本地,外地,比例
一科,1,3,33%
二科,,,-""",
    },
    wrong=("comparison.csv", "33%", "34%"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="share-of-first",
    meaning="一列占几列中最大者的百分比；只有它没有数时空白，各列都没有时印 none 所写的字样。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=compares(DERIVATION),
    derivation=DERIVATION,
)
"""What a rule of this kind can do."""

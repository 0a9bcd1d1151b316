"""The place of one column among several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Final

from yuebao.model.numbers import ZERO
from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind, compares
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_figures import Rows, cells, figures, listed, rows_of
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure, each


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds the place of ``value`` among the columns ``among``."""

    column: Annotated[Figure, "放名次的列"]
    value: Annotated[Figure, "给哪一列排名次"]
    among: Annotated[tuple[Figure, ...], "参加排名的各列"] = field(metadata=each())
    rows: Annotated[Rows, "核验哪些行：all 全部，body 合计行以外，total 只有合计行"] = "all"


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """1 + the columns with more than ``value``; ties share the better place.

    Blank where ``value`` has no cases (blank, ``-`` or 0).
    """
    for row in rows_of(table, params.rows):
        values = figures(table, row, (params.value, *params.among))
        if values is None:
            yield Derived(row, params.column, None)
            continue
        home = values[0] or ZERO
        ahead = sum(1 for value in values[1:] if value is not None and value > home)
        yield Derived(row, params.column, str(1 + ahead) if home else "")


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The figures that were compared."""
    how = f"按各列数字（{listed(table, row, params.among)}），{params.value}的名次"
    return Explanation(how, cells(table, row, params.among))


DERIVATION: Final = Derivation("number", derive, explain)


EXAMPLE: Final = Example(
    rule="""\
id: rank
kind: rank
source: 本地在各地中的名次。
column: 名次
value: 本地
among: [本地, 外地]""",
    files={
        "comparison.csv": """\
单位,本地,外地,名次
一科,3,5,2
二科,,4,""",
    },
    wrong=("comparison.csv", "一科,3,5,2", "一科,3,5,1"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="rank",
    meaning="名次等于 1 加上比它多的列数，并列的取前面的名次；它没有数（空白、“-”或 0）时名次空白。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=compares(DERIVATION),
    derivation=DERIVATION,
    ranks=lambda params: (params.column,),
)
"""What a rule of this kind can do."""

"""Stages of handling: no later stage counts more cases than the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Final

from yuebao.model.numbers import ZERO, plain
from yuebao.model.table import Table
from yuebao.rules.kind import Example, RowFormula, TableKind, Value
from yuebao.rules.row_figures import cells, figures
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Figure, each


@dataclass(frozen=True, slots=True)
class Params:
    """The columns from the first stage to the last."""

    columns: Annotated[tuple[Figure, ...], "各个环节的列，先到的在前"] = field(metadata=each(2))


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Each stage against the one before, on every row, the total row included; blank counts as 0."""
    for row in range(len(table)):
        for first, then in zip(params.columns, params.columns[1:], strict=False):
            values = figures(table, row, (first, then))
            if values is None:
                yield unreadable(table, row, then, first)
                continue
            before, after = values[0] or ZERO, values[1] or ZERO
            if before >= after:
                yield PASSED
            else:
                yield Break(
                    f"“{then}”{plain(after)} 多于“{first}”{plain(before)}，多 {plain(after - before)}",
                    f"请对照原报告核对这两格；{EXPLAIN}",
                    row,
                    then,
                    value=table.texts[then][row],
                    expected=f"≤{plain(before)}",
                    difference=plain(after - before),
                    evidence=cells(table, row, (then, first)),
                )


def row_formula(params: Params, value: Value) -> RowFormula:
    """True where a later stage has more."""
    wrong = ",".join(f"{value(high)}<{value(low)}" for high, low in pairwise(params.columns))
    return RowFormula(f"OR({wrong})", tuple(params.columns))


EXAMPLE: Final = Example(
    rule="""\
id: flow-order
kind: non-increasing
source: 先申请，后受理，再办结。
columns: [申请件, 受理件, 办结件]""",
    files={
        "volume.csv": """\
单位,申请件,受理件,办结件
甲,5,4,4""",
    },
    wrong=("volume.csv", "甲,5,4,4", "甲,5,6,4"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="non-increasing",
    meaning="后一个环节的件数不超过前一个，逐行核验，合计行也在内；空白算作 0。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
    row_formula=row_formula,
)
"""What a rule of this kind can do."""

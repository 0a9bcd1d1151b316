"""Satisfaction is complete exactly where nobody was dissatisfied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.row_figures import cells, figures
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` is ``full`` (percent) exactly where ``zero`` is 0."""

    column: Annotated[Figure, "百分数的列"]
    zero: Annotated[Figure, "件数的列"]
    full: Annotated[Decimal, "件数为 0 时应有的百分数"] = Decimal(100)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row; a blank ``zero`` counts as 0, a blank ``column`` is a break."""
    for row in range(len(table)):
        values = figures(table, row, (params.column, params.zero))
        if values is None:
            yield unreadable(table, row, params.column, params.zero)
        elif (values[0] == params.full) == (not values[1]):
            yield PASSED
        else:
            yield Break(
                f"“{params.zero}”为 {table.texts[params.zero][row] or 0}，“{params.column}”却为 "
                f"{table.texts[params.column][row] or '空白'}：没有{params.zero}时才应是 {params.full}%",
                f"请对照原报告核对这两格；{EXPLAIN}",
                row,
                params.column,
                value=table.texts[params.column][row],
                expected=f"{params.full}%" if not values[1] else f"<{params.full}%",
                evidence=cells(table, row, (params.column, params.zero)),
            )


EXAMPLE: Final = Example(
    rule="""\
id: satisfaction
kind: full-when-zero
source: 没有差评，满意度才是 100%。
column: 满意度
zero: 差评件数""",
    files={
        "satisfaction.csv": """\
差评件数,满意度
0,100%""",
    },
    wrong=("satisfaction.csv", "0,100%", "0,99%"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="full-when-zero",
    meaning="件数是 0 的地方，百分数恰好是满的；不是 0 的地方，恰好不满。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
)
"""What a rule of this kind can do."""

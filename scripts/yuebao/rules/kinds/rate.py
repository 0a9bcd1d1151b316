"""A rate in percent within its bounds, present exactly where there is something to rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import UNREADABLE, plain
from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.row_figures import cells, figures
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Figure, each


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` lies between the bounds (percent). With ``cases``, it is blank exactly where all of them are blank
    or 0."""

    column: Annotated[Figure, "百分数的列"]
    minimum: Annotated[Decimal, "最小是百分之几"] = Decimal(0)
    maximum: Annotated[Decimal, "最大是百分之几"] = Decimal(100)
    cases: Annotated[tuple[Figure, ...], "件数的各列；写了，百分数就恰好在它们都空白或为 0 的行里空白"] = (
        field(default=(), metadata=each())
    )


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row, the total row included."""
    for row in range(len(table)):
        rate = table.numbers[params.column][row]
        values = figures(table, row, params.cases)
        if rate is UNREADABLE or values is None:
            yield unreadable(table, row, params.column, *params.cases)
            continue
        wanted = not params.cases or any(values)
        problem = _problem(params, rate if isinstance(rate, Decimal) else None, wanted)
        if not problem:
            yield PASSED
        else:
            yield Break(
                f"“{params.column}”{problem}",
                f"请对照原报告核对这一格；{EXPLAIN}",
                row,
                params.column,
                value=table.texts[params.column][row],
                expected=_expected(params, wanted),
                evidence=cells(table, row, (params.column, *params.cases)),
            )


def _expected(params: Params, wanted: bool) -> str:
    return f"{plain(params.minimum)}%..{plain(params.maximum)}%" if wanted else ""


def _problem(params: Params, rate: Decimal | None, wanted: bool) -> str:
    if rate is None:
        return f"空白，但这一行的{_cases(params)}有数，应有百分数" if wanted else ""
    if not wanted:
        return f"公布为 {plain(rate)}%，但这一行的{_cases(params)}没有数，应为空白"
    if not params.minimum <= rate <= params.maximum:
        return f"公布为 {plain(rate)}%，应在 {plain(params.minimum)}% 到 {plain(params.maximum)}% 之间"
    return ""


def _cases(params: Params) -> str:
    return "、".join(f"“{column}”" for column in params.cases) or "这一列"


EXAMPLE: Final = Example(
    rule="""\
id: on-time-rate
kind: rate
source: “按时办结率”一列；没有办件的空白。
column: 按时办结率
cases: [办结件]""",
    files={
        "volume.csv": """\
单位,办结件,按时办结率
甲,3,100%
乙,,""",
    },
    wrong=("volume.csv", "100%", "101%"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="rate",
    meaning="百分数在限度之内；写了 cases 的，恰好在它们都没有数的行里空白。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
)
"""What a rule of this kind can do."""

"""Coverage: every combination of what stands in some columns has a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod
from typing import Annotated, Final

from yuebao.model.table import Cell, Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Column

_MOST: Final = 10_000
"""Combinations that are looked for one by one; of more nobody wants a list."""
_LEADING: Final = 20


@dataclass(frozen=True, slots=True)
class Params:
    """The ``columns`` whose combinations all occur, each of those ``values``, else of those that the schema allows, else
    of those that stand in the table."""

    columns: Annotated[tuple[Column, ...], "哪几列的各种组合"]
    values: Annotated[
        Mapping[Column, tuple[str, ...]], "一列有哪些取值；不写则照表结构里的 enum，再没有则照表里出现的"
    ] = field(default_factory=dict)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Each combination is one assertion; total rows are left out. Undecided while a cell of the columns cannot be read and
    may be the missing one."""
    body = table.body()
    unread = [
        Cell(table.name, row, column)
        for row in body
        for column in params.columns
        if not table.readable(row, column)
    ]
    values = [_values(params, table, scope, column, body) for column in params.columns]
    if prod(map(len, values)) > _MOST:
        names = "、".join(f"“{column}”" for column in params.columns)
        yield Undecided(
            f"{names}的组合超过 {_MOST} 种，没有逐一核验",
            remedy="请在 schemas/ 里用 values 写明各列的取值。",
        )
        return
    found = {tuple(table.texts[column][row] for column in params.columns) for row in body}
    for combination in islice(product(*values), _MOST):
        if combination in found:
            yield PASSED
        elif unread:
            name = " / ".join(combination)
            yield Undecided(f"有的格无法读取，不能确定是否缺“{name}”", evidence=tuple(unread[:_LEADING]))
        else:
            yield _missing(params.columns[0], " / ".join(combination))


def _values(params: Params, table: Table, scope: Scope, column: Column, body: Sequence[int]) -> Sequence[str]:
    declared = params.values.get(column) or scope.schemas[table.name].choices(column)
    total = scope.schemas[table.name].total_row
    if declared:
        return [text for text in declared if total is None or (column, text) != (total.column, total.label)]
    return [*dict.fromkeys(table.texts[column][row] for row in body if table.readable(row, column))]


def _missing(column: str, name: str) -> Break:
    return Break(
        f"缺少“{name}”一行",
        f"请对照原报告补上这一行；{EXPLAIN}",
        column=column,
        expected=name,
        breach="missing-row",
    )


EXAMPLE: Final = Example(
    rule="""\
id: all-covered
kind: combinations
source: 各单位的本月、今年以来都列出。
columns: [单位, 期间]""",
    files={
        "summary.csv": """\
单位,期间,件数
甲,本月,3
甲,今年以来,9
乙,本月,2
乙,今年以来,4""",
    },
    wrong=("summary.csv", "\n乙,本月,2", ""),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="combinations",
    meaning="几列的各种组合都有一行，缺一种就是一处问题。合计行不在内。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
)
"""What a rule of this kind can do."""

"""A column that belongs to some of the rows only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.row_figures import cells
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Column


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` is blank exactly where ``category`` is one of ``categories``."""

    column: Annotated[Column, "该空白的列"]
    category: Annotated[Column, "写类别的列"]
    categories: Annotated[tuple[str, ...], "哪些类别的行，这一列空白；其余的行都要有"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row."""
    for row in range(len(table)):
        text, category = table.texts[params.column][row], table.texts[params.category][row]
        if not (table.readable(row, params.column) and table.readable(row, params.category)):
            yield unreadable(table, row, params.column, params.category)
        elif (not text) == (category in params.categories):
            yield PASSED
        else:
            problem = f"应空白，现为“{text}”" if text else "不应空白"
            yield Break(
                f"“{params.category}”为“{category}”，“{params.column}”{problem}",
                f"请对照原报告核对这一行；{EXPLAIN}",
                row,
                params.column,
                value=text,
                expected="" if text else None,
                evidence=cells(table, row, (params.column, params.category)),
            )


EXAMPLE: Final = Example(
    rule="""\
id: award
kind: blank-where
source: 集体奖没有姓名。
column: 姓名
category: 奖项
categories: [集体奖]""",
    files={
        "awards.csv": """\
奖项,姓名,单位
集体奖,,甲
个人奖,张三,乙""",
    },
    wrong=("awards.csv", "集体奖,,甲", "集体奖,李四,甲"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="blank-where",
    meaning="一列在某些类别的行里恰好都空白，在其余的行里恰好都有。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
)
"""What a rule of this kind can do."""

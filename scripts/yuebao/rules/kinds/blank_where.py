"""A column that belongs to some of the rows only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yuebao.model.table import Table
from yuebao.rules.kind import TableKind
from yuebao.rules.row_figures import cells
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Column


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` is blank exactly where ``category`` is one of ``categories``."""

    column: Column
    category: Column
    categories: tuple[str, ...]


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


KIND: Final = TableKind(
    name="blank-where",
    params=Params,
    about=("column",),
    check=check,
)
"""What a rule of this kind can do."""

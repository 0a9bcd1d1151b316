"""The counties that a comparison is made among: their figures in one row."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, cast

from yuebao.model.table import Cell, Table

Rows = Literal["all", "body", "total"]
"""Which rows a rule speaks of."""


def rows_of(table: Table, rows: Rows) -> list[int]:
    """The indexes that ``rows`` selects; the total row only when there is exactly one."""
    total = [] if table.total is None else [table.total]
    if rows == "total":
        return total
    return table.body() + (total if rows == "all" else [])


def figures(table: Table, row: int, columns: tuple[str, ...]) -> list[Decimal | None] | None:
    """The figures of a row, or ``None`` when one of them cannot be read."""
    values = [table.numbers[column][row] for column in columns]
    return cast("list[Decimal | None]", values) if table.clear(values) else None


def cells(table: Table, row: int, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """The addresses of a row's cells."""
    return tuple(Cell(table.name, row, column) for column in columns)


def listed(table: Table, row: int, columns: tuple[str, ...]) -> str:
    """The figures of a row as `甲 3、乙 —`."""
    return "、".join(f"{column} {table.texts[column][row] or '空'}" for column in columns)

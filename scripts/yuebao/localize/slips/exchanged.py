"""Two cells of a column that changed places: two figures, or two names above each other's figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.table import Cell, Table

_ROWS: Final = 5
"""Rows in which something is found: where there are more, it is no exchange of two cells."""


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each pair of rows in which something is found, with their names exchanged, then with their figures of a column in which
    it is."""
    for table in look.scope.tables.values():
        entity = look.schema(table).entity
        if entity is not None and entity.name in table.texts:
            yield from _pairs(look, table, entity.name, look.wrong_rows(table))
        for column in table.numbers:
            yield from _pairs(look, table, column, [*look.rows(table, column)])


def _pairs(look: Look, table: Table, column: str, rows: list[int]) -> Iterator[Hypothesis]:
    body = set(table.body())
    found = [row for row in rows if row in body]
    if len(found) <= _ROWS:
        for one, other in combinations(found, 2):
            texts = table.texts[column]
            if texts[one] != texts[other]:
                yield _exchanged(look, table, column, one, other)


def _exchanged(look: Look, table: Table, column: str, one: int, other: int) -> Hypothesis:
    first, second = table.texts[column][one] or "空白", table.texts[column][other] or "空白"
    cells = {
        Cell(table.name, one, column): table.texts[column][other],
        Cell(table.name, other, column): table.texts[column][one],
    }
    return Hypothesis(
        message=f"“{column}”一列第 {table.lines[one]} 行的“{first}”与第 {table.lines[other]} 行的“{second}”像是写颠倒了",
        remedy="请对照原报告，把这两格互换；若报告原文如此，请在 errata.yaml 中说明原因。",
        place=place_in(table, one, column),
        tables={table.name: with_cells(table, look.schema(table), cells)},
        texts=cells,
    )

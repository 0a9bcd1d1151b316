"""A 0 typed where the report leaves a cell blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.table import Cell

_MOST: Final = 12


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each 0 that an open finding reads, as a blank, in columns that may be blank."""
    cells = [cell for cell in look.about if cell.row >= 0 and _is_zero(look, cell)]
    for cell in cells[:_MOST]:
        table = look.scope.tables[cell.table]
        yield Hypothesis(
            message=f"“{cell.column}”写了 0；没有的请留空：报告里这样的格是空白",
            remedy="请对照原报告：没有印数的格留空，印着 0 的才写 0。",
            place=place_in(table, cell.row, cell.column),
            tables={table.name: with_cells(table, look.schema(table), {cell: ""})},
            least=1,
            texts={cell: ""},
        )


def _is_zero(look: Look, cell: Cell) -> bool:
    table = look.scope.tables.get(cell.table)
    if table is None or cell.column not in table.numbers:
        return False
    return table.texts[cell.column][cell.row] == "0" and "" in look.schema(table).field[cell.column].missing

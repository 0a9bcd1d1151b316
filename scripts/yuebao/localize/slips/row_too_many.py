"""A row that does not belong there: a winner who was not due, an entry twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yuebao.localize.edited import without_row
from yuebao.localize.slips.look import Hypothesis, Look, place_in

_MOST: Final = 24


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each row in which something is found, left out, of the tables of which rows are counted."""
    counted = {each.table for each in look.open if each.row is None and (each.value or "").isdigit()}
    rows = dict.fromkeys(
        each.cell
        for each in look.open
        if each.cell is not None and each.table in counted and each.cell.row >= 0
    )
    places = dict.fromkeys((cell.table, cell.row) for cell in rows if cell is not None)
    for name, row in list(places)[:_MOST]:
        table = look.scope.tables.get(name)
        if table is not None and len(table) > 1:
            yield Hypothesis(
                message=f"“{table.row_name(row)}”这一行像是多出来的：没有它，各处都相符",
                remedy="请对照原报告，多出来的删去；若报告原文如此，请在 errata.yaml 中说明原因。",
                place=place_in(table, row, None),
                tables={name: without_row(table, look.schema(table), row)},
            )

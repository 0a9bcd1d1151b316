"""A column of figures that slipped by a row: from some row on, each figure stands one row too low or too high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, left_by_total, place_in
from yuebao.model.table import Cell, Table
from yuebao.rules.registry import numbered


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each column in which three rows are wrong, moved back by a row from the first that is wrong or the one before.
    Not running numbers: these follow the rows."""
    for table, column in look.figures():
        body = table.body()
        rows = [row for row in look.rows(table, column) if row in body]
        if len(rows) > 2 and column not in numbered(look.schema(table).rules):
            for start in (rows[0], rows[0] - 1):
                if start in body:
                    yield _moved(look, table, column, start, body, down=True)
                    yield _moved(look, table, column, start, body, down=False)


def _moved(
    look: Look, table: Table, column: str, start: int, body: Sequence[int], *, down: bool
) -> Hypothesis:
    """The column as it was before it moved ``down`` or up. The figure that was lost is what the total row leaves for it."""
    part = body[body.index(start) :]
    texts = table.texts[column]
    if down:
        lost, meant = part[-1], dict(zip(part, [texts[row] for row in part[1:]], strict=False))
    else:
        lost, meant = part[0], dict(zip(part[1:], [texts[row] for row in part], strict=False))
    meant[lost] = ""
    changed = {Cell(table.name, row, column): text for row, text in meant.items() if text != texts[row]}
    moved = with_cells(table, look.schema(table), changed)
    rest = left_by_total(moved, look.schema(table), column)
    moved = with_cells(moved, look.schema(table), {Cell(table.name, lost, column): rest})
    way = "下" if down else "上"
    return Hypothesis(
        message=f"“{column}”一列自第 {table.lines[start]} 行起像是向{way}错开了一行："
        f"各数写在了{'下' if down else '上'}一行，“{table.row_name(lost)}”自己的数没有写",
        remedy=f"请对照原报告，把这一列从第 {table.lines[start]} 行起整体移回一行，再补上“{table.row_name(lost)}”的数。",
        place=place_in(table, start, column),
        tables={table.name: moved},
        least=3,
        unknown=frozenset({(table.name, table.row_name(lost))}),
    )

"""The same slip in several cells of a row: one figure that a row repeats was mistyped, and then copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from yuebao.localize.edited import with_cells
from yuebao.localize.rejudge import printed
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.table import Cell, Table

_MOST: Final = 24


def propose(look: Look) -> Iterator[Hypothesis]:
    """For each row that holds one figure in several columns: the figure less what the findings of at least two of these
    columns are off by, in all of the columns and in those alone that are found wrong."""
    made = 0
    for table in look.scope.tables.values():
        for row in range(len(table)):
            for columns in _repeated(table, row):
                for hypothesis in _changed(look, table, row, columns):
                    if made == _MOST:
                        return
                    made += 1
                    yield hypothesis


def _repeated(table: Table, row: int) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for column, figures in table.numbers.items():
        if isinstance(figures[row], Decimal):
            groups.setdefault(table.texts[column][row], []).append(column)
    return [columns for columns in groups.values() if len(columns) > 1]


def _changed(look: Look, table: Table, row: int, columns: Sequence[str]) -> Iterator[Hypothesis]:
    off: dict[Decimal, dict[str, None]] = {}
    for column in columns:
        for finding in look.about.get(Cell(table.name, row, column), ()):
            if finding.difference and finding.difference.lstrip("-").isdigit():
                off.setdefault(abs(Decimal(finding.difference)), {})[column] = None
    value = table.numbers[columns[0]][row]
    if not isinstance(value, Decimal):
        return
    for amount, wrong in off.items():
        if len(wrong) > 1:
            for part in dict.fromkeys((tuple(columns), tuple(wrong))):
                for meant in (value - amount, value + amount):
                    yield from _told(look, table, row, part, meant)


def _told(look: Look, table: Table, row: int, columns: Sequence[str], meant: Decimal) -> Iterator[Hypothesis]:
    schema = look.schema(table)
    own = table.texts[columns[0]][row]
    text = printed(schema.field[columns[0]], meant, own)
    if text is None:
        return
    cells = {Cell(table.name, row, column): text for column in columns}
    names = "、".join(f"“{column}”" for column in columns)
    yield Hypothesis(
        message=f"这一行的{names} {len(columns)} 格是同一处笔误：都写成了 {own}，按各处推算应是 {text or '空白'}",
        remedy=f"请对照原报告，{len(columns)} 格一起改正；若报告原文如此，请在 errata.yaml 中说明原因。",
        place=place_in(table, row, columns[0]),
        tables={table.name: with_cells(table, schema, cells)},
        texts=cells,
    )

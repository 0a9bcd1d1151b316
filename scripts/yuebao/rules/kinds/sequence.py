"""序号, 名次, 排名 run 1..n; exactly one total row, and it is the last."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.kinds import sequence_derived as sequence
from yuebao.rules.kinds.sequence_derived import Params
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import PASSED, Break, Verdict

__all__ = ["Params", "check"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The running numbers, then the total row where the schema has one."""
    yield from recomputed.check(sequence, params, table, scope)
    total_row = scope.schemas[table.name].total_row
    if total_row is not None:
        yield from _total(table, total_row.column, total_row.label)


def _total(table: Table, column: str, label: str) -> Iterator[Verdict]:
    if not table.totals:
        remedy = f"请在表末加一行，“{column}”写“{label}”。"
        yield Break(f"没有{label}行", remedy, column=column, expected=label, breach="total-missing")
        return
    for row in table.totals[1:]:
        message = f"{label}行出现了不止一次，第一次在第 {table.lines[table.totals[0]]} 行"
        pair = (Cell(table.name, table.totals[0], column), Cell(table.name, row, column))
        yield Break(
            message, f"请只保留一个{label}行。", row, column, label, breach="total-twice", evidence=pair
        )
    row = table.totals[-1]
    if row == len(table) - 1:
        yield PASSED
    else:
        cells = (Cell(table.name, row, column),)
        message, remedy = f"{label}行不在最后", f"请把{label}行移到表末。"
        yield Break(message, remedy, row, column, label, breach="total-not-last", evidence=cells)

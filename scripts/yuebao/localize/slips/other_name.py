"""A name that the registry does not have, written for one that it has."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import UNKNOWN_NAME, Finding
from yuebao.model.table import Cell


def propose(look: Look) -> Iterator[Hypothesis]:
    """The nearest name, then the only one that the table does not list, in place of each unknown name."""
    for finding in look.open:
        if finding.breach != UNKNOWN_NAME or finding.cell is None or finding.table is None:
            continue
        missing = look.missing(look.scope.tables[finding.table])
        lacking = [missing[0].expected] if len(missing) == 1 else []
        for name in dict.fromkeys((*lacking, finding.expected)):
            if name:
                yield _named(look, finding, finding.cell, name, listed=not lacking)


def _named(look: Look, finding: Finding, cell: Cell, name: str, *, listed: bool) -> Hypothesis:
    table = look.scope.tables[cell.table]
    where = "" if listed else f"，这张表又缺少“{name}”"
    return Hypothesis(
        message=f"单位登记册里没有“{finding.value}”{where}；多半就是“{name}”",
        remedy=f"写错了的，请把这一格改为“{name}”；单位确已改名的，请执行 yuebao organizations rename 登记新的名称，"
        "不必改动各表。",
        place=place_in(table, cell.row, cell.column),
        tables={table.name: with_cells(table, look.schema(table), {cell: name})},
    )

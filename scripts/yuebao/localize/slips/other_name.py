"""A name that the registry does not have, written for one that it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import Finding
from yuebao.model.table import Cell

_MOST: Final = 5


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each name that the table does not list, the nearest of them first, then the nearest of all, in place of each unknown name."""
    for table in look.scope.tables.values():
        missing = [each.expected or "" for each in look.missing(table)]
        for finding in look.unknown_names(table):
            near = finding.expected or ""
            for name in dict.fromkeys((*sorted(missing[:_MOST], key=lambda each: each != near), near)):
                if name and finding.cell is not None:
                    yield _named(look, finding, finding.cell, name, listed=name not in missing)


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

"""An entry that is lacking in a list which follows a ranking: each entry below stands one place too high."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yuebao.localize.edited import with_row
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import Finding
from yuebao.model.table import Cell

_MOST: Final = 12


def propose(look: Look) -> Iterator[Hypothesis]:
    """The text that a cell should hold, in a row of its own before it, of the tables of which rows are counted."""
    counted = {each.table for each in look.open if each.row is None and (each.value or "").isdigit()}
    found = [
        (each, each.cell)
        for each in look.open
        if each.table in counted and each.cell is not None and each.expected and each.cell.row >= 0
    ]
    for finding, cell in found[:_MOST]:
        if not look.scope.schemas[cell.table].field[cell.column].grammar:
            yield _inserted(look, finding, cell)


def _inserted(look: Look, finding: Finding, cell: Cell) -> Hypothesis:
    table = look.scope.tables[cell.table]
    schema = look.schema(table)
    name = finding.expected or ""
    limited = {column: table.texts[column][cell.row] for column in table.texts if schema.choices(column)}
    made = with_row(table, schema, cell.row, {**limited, cell.column: name})
    kind = "、".join(limited.values())
    return Hypothesis(
        message=f"“{kind}”里缺少“{name}”，应在第 {table.lines[cell.row]} 行“{finding.value}”之前；以下各行都因此错了一位",
        remedy=f"请对照原报告补上“{name}”一行；若报告原文如此，请在 errata.yaml 中说明原因。",
        place=place_in(table, cell.row, cell.column),
        tables={table.name: made},
        unknown=frozenset({(table.name, made.keys[cell.row])}),
    )

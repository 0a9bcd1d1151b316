"""A row of which several figures are wrong, each by its own amount: a total row that was not summed again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import Finding
from yuebao.model.table import Cell

_LEAST: Final = 3


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each row in which three cells are said to be otherwise, with what is expected in all of them."""
    rows: dict[tuple[str, int], dict[Cell, str]] = {}
    # What a cell should be by its own row says little where the row is wrong.
    for finding in sorted(look.open, key=_within_row):
        cell = finding.cell
        if cell is None or finding.expected is None or cell.table not in look.scope.tables:
            continue
        field = look.scope.schemas[cell.table].field.get(cell.column)
        if field is not None and field.grammar and field.figure(finding.expected) is not None:
            rows.setdefault((cell.table, cell.row), {}).setdefault(cell, finding.expected)
    for (name, row), texts in rows.items():
        if len(texts) >= _LEAST:
            table = look.scope.tables[name]
            yield Hypothesis(
                message=f"“{table.row_name(row)}”一行有 {len(texts)} 格与各处推算的不符："
                + "、".join(f"“{cell.column}”" for cell in texts),
                remedy="请对照原报告核对这一整行；若报告原文如此，请在 errata.yaml 中逐格说明原因。",
                place=place_in(table, row, next(iter(texts)).column),
                tables={name: with_cells(table, look.schema(table), texts)},
                least=_LEAST,
                texts=texts,
            )


def _within_row(finding: Finding) -> bool:
    cell = finding.cell
    return cell is not None and {(each.table, each.row) for each in finding.evidence} <= {
        (cell.table, cell.row)
    }

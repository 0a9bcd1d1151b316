"""A column that was not filled in at all."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.table import Cell, Table
from yuebao.rules.registry import TABLE_KINDS


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each column that is blank in every row of which findings expect something."""
    for table in look.scope.tables.values():
        for column, texts in table.texts.items():
            if len(table) > 1 and not any(texts[row] for row in table.body()):
                expected = {
                    each.cell: each.expected or ""
                    for each in look.findings
                    if each.cell is not None and (each.cell.table, each.cell.column) == (table.name, column)
                }
                if len(expected) > 1:
                    yield _blank(look, table, column, expected)


def _blank(look: Look, table: Table, column: str, expected: dict[Cell, str]) -> Hypothesis:
    own = tuple(each for each in look.findings if each.cell in expected)
    derived = column in _derived(look, table)
    return Hypothesis(
        message=f"“{column}”一列整列空白，还没有填",
        remedy=f"请执行 yuebao derive {table.month}，照规则把这一列填上。"
        if derived
        else "请照原报告填写这一列。",
        place=place_in(table, None, column),
        tables={table.name: with_cells(table, look.schema(table), expected)} if derived else {},
        own=own,
    )


def _derived(look: Look, table: Table) -> set[str]:
    """The columns of the table that a rule works out."""
    return {
        column
        for rule in look.schema(table).rules
        if (kind := TABLE_KINDS.get(rule.kind)) is not None and kind.derivation is not None
        for column in kind.columns(rule.params)
    }

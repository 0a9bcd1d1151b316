"""The order of the rows, where they are not numbered yet."""

from __future__ import annotations

from yuebao.fill.tables_in_progress import Draft
from yuebao.model.table import Table
from yuebao.rules.registry import numbered, ordering
from yuebao.schema.rule import Rule


def order_of(table: Table, rules: tuple[Rule, ...]) -> list[int] | None:
    """The rows as the table's `ordered` rule wants them, total rows last; ``None`` to leave them.

    They are left where there is no such rule, where any row bears a number already (somebody chose the order), and
    where a figure that the order needs cannot be read. Rows with equal figures keep their order.
    """
    sort_key, columns, body = ordering(rules), numbered(rules), table.body()
    if sort_key is None or not columns or any(table.texts[columns[0]][row] for row in body):
        return None
    keys = {row: sort_key(table, row) for row in body}
    known = {row: key for row, key in keys.items() if key is not None}
    if len(known) < len(body):
        return None
    return [*sorted(body, key=lambda row: known[row]), *table.totals]


def unordered(draft: Draft) -> list[str]:
    """The tables whose rows are not in the order that their figures give them, as far as these are known, and where
    no document proves another one."""
    found = []
    unsettled = draft.unsettled
    for name, table in draft.tables.items():
        if name in unsettled or draft.proven[name].ordered:
            continue
        order = order_of(table, draft.schemas[name].rules)
        if order is not None and order != list(range(len(table))):
            found.append(name)
    return found

"""A table that is printed in part laid over the whole one: what only some rows or columns of it say leaves the rest as it was."""

from __future__ import annotations

from collections.abc import Sequence

from yuebao.model.printed import PrintedRow, PrintedTable
from yuebao.model.table import KEY_SEPARATOR
from yuebao.schema.table_schema import TableSchema


def row_key(columns: Sequence[str], texts: Sequence[str], schema: TableSchema) -> str:
    """What a printed row is called, as a row of the table would be; empty where it has no key."""
    named = dict(zip(columns, texts, strict=True))
    return KEY_SEPARATOR.join(text for column in schema.primary_key if (text := named.get(column, "")))


def is_part(table: PrintedTable, whole: PrintedTable) -> bool:
    """Whether a table is printed with fewer than half of the rows of the whole, or not in all of its columns."""
    return 2 * len(table.rows) < len(whole.rows) or not set(table.columns) >= set(whole.columns)


def overlaid(whole: PrintedTable, part: PrintedTable, schema: TableSchema) -> PrintedTable:
    """The whole with the cells that the part prints, and with the rows that only the part prints after the others. Where
    rows have no key, or not the same columns make it up, the whole stays."""
    new = rows_by_key(part, schema)
    if not new or not set(schema.primary_key) <= {*whole.columns} & {*part.columns}:
        return whole
    columns = (*whole.columns, *(column for column in part.columns if column not in whole.columns))
    old = rows_by_key(whole, schema)
    rows = {**old, **{key: row for key, row in new.items() if key not in old}}
    blank = dict.fromkeys(columns, "")
    merged = []
    for key, row in rows.items():
        texts = blank | (dict(zip(whole.columns, row.texts, strict=True)) if key in old else {})
        place = row.place
        if key in new:
            texts |= dict(zip(part.columns, new[key].texts, strict=True))
            place = new[key].place
        merged.append(PrintedRow(tuple(texts.values()), place))
    return PrintedTable(columns, tuple(merged))


def rows_by_key(table: PrintedTable, schema: TableSchema) -> dict[str, PrintedRow]:
    """The rows by what they are called; of those of one name the first, none without a name."""
    found: dict[str, PrintedRow] = {}
    for row in table.rows:
        key = row_key(table.columns, row.texts, schema)
        if key:
            found.setdefault(key, row)
    return found

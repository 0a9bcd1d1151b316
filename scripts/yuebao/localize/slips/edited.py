"""Tables with other rows or other cells, as they would have been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from yuebao.model.numbers import UNREADABLE, Number
from yuebao.model.table import KEY_SEPARATOR, Cell, Table
from yuebao.schema.table_schema import TableSchema


def with_cells(table: Table, schema: TableSchema, texts: Mapping[Cell, str]) -> Table:
    """The table with other texts in some of its cells."""
    columns = {name: list(cells) for name, cells in table.texts.items()}
    for cell, text in texts.items():
        columns[cell.column][cell.row] = text
    return _read(table, schema, columns, range(len(table)))


def without_row(table: Table, schema: TableSchema, row: int) -> Table:
    """The table without one of its rows."""
    kept = [index for index in range(len(table)) if index != row]
    columns = {name: [cells[index] for index in kept] for name, cells in table.texts.items()}
    return _read(table, schema, columns, kept)


def with_row(table: Table, schema: TableSchema, before: int, texts: Mapping[str, str]) -> Table:
    """The table with one more row before another, or at its end; a column without a text is blank there. The new row has the
    line of the one that it stands before."""
    rows = [*range(before), None, *range(before, len(table))]
    columns = {
        name: [texts.get(name, "") if index is None else cells[index] for index in rows]
        for name, cells in table.texts.items()
    }
    return _read(table, schema, columns, rows)


def with_columns(table: Table, schema: TableSchema, called: Mapping[str, str]) -> Table:
    """The table with the cells of some columns under the names of others."""
    columns = {called.get(name, name): list(cells) for name, cells in table.texts.items()}
    return _read(table, schema, columns, range(len(table)))


def _read(
    table: Table, schema: TableSchema, columns: Mapping[str, Sequence[str]], rows: Sequence[int | None]
) -> Table:
    """``rows`` says which row of the table each is, ``None`` one that it did not have."""
    texts = {name: tuple(cells) for name, cells in columns.items()}
    numbers: dict[str, tuple[Number, ...]] = {
        name: tuple(map(schema.field[name].figure, texts[name])) for name in table.numbers
    }
    bad = {
        (row, name)
        for name, figures in numbers.items()
        for row, figure in enumerate(figures)
        if figure is UNREADABLE
    }
    before = {(row, name) for row, name in table.unreadable if name not in numbers}
    bad |= {
        (row, name)
        for row, index in enumerate(rows)
        if index is not None
        for name in texts
        if (index, name) in before
    }
    lines = [
        table.lines[min(row, len(table) - 1) if index is None else index] for row, index in enumerate(rows)
    ]
    keys = [texts[name] for name in schema.primary_key if name in texts]
    label = schema.total_row
    totals = () if label is None else tuple(
        row for row, text in enumerate(texts.get(label.column, ())) if text == label.label
    )  # fmt: skip
    return replace(
        table,
        lines=tuple(lines),
        keys=tuple(KEY_SEPARATOR.join(filter(None, parts)) or None for parts in zip(*keys, strict=True))
        if keys
        else (None,) * len(lines),
        texts=texts,
        numbers=numbers,
        unreadable=frozenset(bad),
        totals=totals,
        sheet_rows=(),
    )

"""Tables with other rows or other cells, as they would have been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from yuebao.model.numbers import UNREADABLE, Number
from yuebao.model.table import Cell, Table, renamed
from yuebao.schema.table_schema import TableSchema

_Places = frozenset[tuple[int, str]]


def with_cells(table: Table, schema: TableSchema, texts: Mapping[Cell, str]) -> Table:
    """The table with other texts in some of its cells; all else about the other cells stays."""
    columns = {cell.column: list(table.texts[cell.column]) for cell in texts}
    figures: dict[str, list[Number]] = {
        name: list(table.numbers[name]) for name in columns if name in table.numbers
    }
    bad = set[tuple[int, str]]()
    for cell, text in texts.items():
        columns[cell.column][cell.row] = text
        if cell.column in figures:
            figure = figures[cell.column][cell.row] = schema.field[cell.column].figure(text)
            bad |= {(cell.row, cell.column)} if figure is UNREADABLE else set()
    mended = {(cell.row, cell.column) for cell in texts}
    made = replace(
        table,
        texts={**table.texts, **{name: tuple(cells) for name, cells in columns.items()}},
        numbers={**table.numbers, **{name: tuple(cells) for name, cells in figures.items()}},
        unreadable=(table.unreadable - mended) | bad,
        unknown=table.unknown - mended,
        nothing=table.nothing - mended,
        left=table.left - mended,
    )
    return _called(made, schema)


def without_row(table: Table, schema: TableSchema, row: int) -> Table:
    """The table without one of its rows."""
    return _called(_rows(table, [index for index in range(len(table)) if index != row]), schema)


def with_order(table: Table, schema: TableSchema, rows: Sequence[int]) -> Table:
    """The table with its rows in another order."""
    return _called(_rows(table, rows), schema)


def with_row(table: Table, schema: TableSchema, before: int, texts: Mapping[str, str]) -> Table:
    """The table with one more row before another, or at its end; a column without a text is blank there. The new row has the
    line of the one that it stands before."""
    made = _rows(table, [*range(before), None, *range(before, len(table))])
    return with_cells(made, schema, {Cell(table.name, before, name): text for name, text in texts.items()})


def with_columns(table: Table, schema: TableSchema, called: Mapping[str, str]) -> Table:
    """The table with the cells of some columns under the names of others, read as these columns are."""
    moved = [meant for name, meant in called.items() if name != meant]
    made = renamed(table, called)
    return with_cells(
        made,
        schema,
        {
            Cell(table.name, row, name): text
            for name in moved
            for row, text in enumerate(made.texts[name])
            if (row, name) not in made.nothing
        },
    )


def _rows(table: Table, rows: Sequence[int | None]) -> Table:
    """Each of the rows that the table had, or a blank one."""
    last = len(table) - 1
    places: dict[int, list[int]] = {}
    for row, index in enumerate(rows):
        if index is not None:
            places.setdefault(index, []).append(row)

    def moved(cells: Set[tuple[int, str]]) -> _Places:
        return frozenset((row, name) for index, name in cells for row in places.get(index, ()))

    return replace(
        table,
        lines=tuple(
            table.lines[min(row, last) if index is None else index] for row, index in enumerate(rows)
        ),
        keys=(None,) * len(rows),
        texts={
            name: tuple("" if index is None else cells[index] for index in rows)
            for name, cells in table.texts.items()
        },
        numbers={
            name: tuple(None if index is None else cells[index] for index in rows)
            for name, cells in table.numbers.items()
        },
        unreadable=moved(table.unreadable),
        unknown=moved(table.unknown),
        nothing=moved(table.nothing),
        left=moved(table.left),
        sheet_rows=(),
    )


def _called(table: Table, schema: TableSchema) -> Table:
    """The table with its keys and total rows as its texts give them."""
    return replace(
        table, keys=schema.row_keys(table.texts, len(table)), totals=schema.total_rows(table.texts)
    )

"""A change of one cell, with where it stands and how it may have been mistyped."""

from __future__ import annotations

from yuebao.localize.typing_errors import NONE, slip
from yuebao.model.suggestion import Change
from yuebao.model.table import Cell
from yuebao.rules.scope import Scope


def change_of(scope: Scope, cell: Cell, text: str) -> Change:
    """What stands in the cell, and what would stand there; how it may have been mistyped of a figure only."""
    table = scope.tables[cell.table]
    published = table.texts[cell.column][cell.row]
    return Change(
        cell=cell,
        file=table.file,
        line=table.lines[cell.row],
        row=table.row_name(cell.row),
        column=cell.column,
        address=table.address(cell.row, cell.column),
        published=published,
        suggested=text,
        slip=slip(published, text) if scope.schemas[table.name].field[cell.column].grammar else NONE,
    )

"""A table as published: texts by column, the figures read from them, and where each row stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from yuebao.model.numbers import UNREADABLE, Number

KEY_SEPARATOR: Final = " / "
"""Between the parts of a row's key when the primary key has several columns."""
HEADER: Final = -1
"""The row of a cell of the header. With an empty column it stands for the table as a whole."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The address of one cell: ``row`` is the index among the data rows, header excluded, or `HEADER`."""

    table: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of one month; never changed after it was loaded.

    ``texts`` holds every cell exactly as published. ``numbers`` holds the columns that the schema declares as
    figures: ``None`` for a blank (or ``-`` where the schema lists it as missing), ``UNREADABLE`` for what fails
    `structure` and for what nobody knows. ``unreadable`` lists the cells of any column for which that holds, ``unknown``
    those of them whose figure the schema says nobody knows. ``total`` is the index of the
    total row, or ``None`` when there is no total row or more than one. ``sheet_rows`` are the rows of a spreadsheet that
    shows the file, empty where they are its lines. ``nothing`` are those unreadable cells that are blank because they were
    not published, or not yet transcribed; the columns in ``left_out`` do not stand in the file, and each of their cells
    is one of these; ``left`` are those of a draft that are not yet transcribed.
    """

    name: str
    file: str
    month: str
    header: tuple[str, ...]
    lines: tuple[int, ...]
    keys: tuple[str | None, ...]
    texts: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[Number, ...]]
    unreadable: frozenset[tuple[int, str]]
    totals: tuple[int, ...]
    sheet_rows: tuple[int, ...] = ()
    unknown: frozenset[tuple[int, str]] = frozenset()
    nothing: frozenset[tuple[int, str]] = frozenset()
    left_out: frozenset[str] = frozenset()
    left: frozenset[tuple[int, str]] = frozenset()

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def total(self) -> int | None:
        """The index of the only total row."""
        return self.totals[0] if len(self.totals) == 1 else None

    def body(self) -> list[int]:
        """The indexes of the rows that are no total row."""
        totals = set(self.totals)
        return [row for row in range(len(self.lines)) if row not in totals]

    def has(self, column: str) -> bool:
        """Whether the column was found in the file."""
        return column in self.texts

    def clear(self, values: Sequence[Number]) -> bool:
        """Whether every one of these figures of the table can be read."""
        return not self.unreadable or UNREADABLE not in values

    def row_name(self, row: int) -> str:
        """What a row is called: its key, or its number among the data rows where it has none."""
        return self.keys[row] or str(row + 1)

    def readable(self, row: int, column: str) -> bool:
        """Whether the cell passed `structure`."""
        return not self.unreadable or (row, column) not in self.unreadable

    def published(self, row: int, column: str) -> bool:
        """Whether the issue prints something there, were it a blank that is none."""
        return not self.nothing or (row, column) not in self.nothing

    def prints(self, column: str) -> bool:
        """Whether the issue has the column, with at least one cell."""
        return not self.nothing or any((row, column) not in self.nothing for row in range(len(self)))

    @property
    def typed(self) -> Table:
        """The table with what is left of a draft as plain blanks."""
        if not self.left:
            return self
        return replace(
            self,
            numbers=figures_with(self.numbers, self.left, None),
            unreadable=self.unreadable - self.left,
            nothing=self.nothing - self.left,
            left=frozenset(),
        )

    @property
    def written(self) -> tuple[str, ...]:
        """The header as it stands in the file."""
        return (
            tuple(name for name in self.header if name not in self.left_out) if self.left_out else self.header
        )

    def address(self, row: int, column: str) -> str | None:
        """The cell's address in a spreadsheet that shows the file from its first line."""
        written = self.written
        if column not in written:
            return None
        return f"{spreadsheet_column(written.index(column))}{(self.sheet_rows or self.lines)[row]}"


def figures_with(
    numbers: Mapping[str, tuple[Number, ...]], cells: Set[tuple[int, str]], figure: Number
) -> dict[str, tuple[Number, ...]]:
    """The figures by column with this one in each of the cells; columns of texts have none."""
    rows: dict[str, set[int]] = {}
    for row, name in cells:
        rows.setdefault(name, set()).add(row)
    changed = {
        name: tuple(figure if row in rows[name] else number for row, number in enumerate(numbers[name]))
        for name in numbers.keys() & rows.keys()
    }
    return {name: changed.get(name, figures) for name, figures in numbers.items()}


def renamed(table: Table, names: Mapping[str, str]) -> Table:
    """The table with its columns called otherwise; a column that ``names`` leaves out keeps its name."""

    def called(name: str) -> str:
        return names.get(name, name)

    def cells(found: Set[tuple[int, str]]) -> frozenset[tuple[int, str]]:
        return frozenset((row, called(name)) for row, name in found)

    return replace(
        table,
        header=tuple(map(called, table.header)),
        texts={called(name): texts for name, texts in table.texts.items()},
        numbers={called(name): numbers for name, numbers in table.numbers.items()},
        unreadable=cells(table.unreadable),
        unknown=cells(table.unknown),
        nothing=cells(table.nothing),
        left=cells(table.left),
        left_out=frozenset(map(called, table.left_out)),
    )


def spreadsheet_column(index: int) -> str:
    """The letters of the column with this index: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

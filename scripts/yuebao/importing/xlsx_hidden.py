"""Rows and columns of a sheet that nobody sees: hidden by hand, folded away, of no height; and rows that a filter hides.

A filter hides rows only to look for something: they belong to the table. A row that meets its filter and is
hidden all the same was hidden by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yuebao.importing.sheet import FLAT, FOLDED, HIDDEN, Area, Unseen
from yuebao.importing.xlsx_package import Tree
from yuebao.importing.xlsx_sheet import Cells, area

_OFF: Final = ("", "0", "false")
_COLUMNS: Final = 16_384


def unseen(root: Tree, cells: Cells, tables: list[Tree]) -> Unseen:
    """What is unseen of a sheet; ``tables`` are its table parts, which have filters of their own."""
    filters = list(_filters(root, tables))
    width = max((column for _, column in cells.texts), default=-1) + 1
    rows = {number: how for number, how in _rows(root)}
    filtered = {
        row
        for row, how in rows.items()
        if how != FLAT and any(within(row) and not _meets(columns, cells, row) for within, columns in filters)
    }
    by_hand = {row: how for row, how in rows.items() if row not in filtered}
    return Unseen(by_hand, dict(_columns(root, width)), frozenset(filtered))


def _rows(root: Tree) -> Iterator[tuple[int, str]]:
    number = -1
    for row in root.iterfind("sheetData/row"):
        stated = row.get("r", "")
        number = int(stated) - 1 if stated.isdecimal() and len(stated) < 8 else number + 1
        how = _how(row, "ht")
        if how:
            yield number, how


def _columns(root: Tree, width: int) -> Iterator[tuple[int, str]]:
    for column in root.iterfind("cols/col"):
        first, last = column.get("min", ""), column.get("max", "")
        how = _how(column, "width")
        if how and first.isdecimal() and last.isdecimal() and len(first + last) < 12:
            for number in range(int(first) - 1, min(int(last), width, _COLUMNS)):
                yield number, how


def _how(element: Tree, size: str) -> str:
    if element.get("hidden", "") not in _OFF:
        return FOLDED if element.get("outlineLevel", "0") not in _OFF else HIDDEN
    stated = element.get(size, "")
    return FLAT if stated and not stated.strip("0.") else ""


def _filters(root: Tree, tables: list[Tree]) -> Iterator[tuple[_Within, dict[int, frozenset[str] | None]]]:
    """Each filter that is on: the rows under it, and for each column that it looks at the values that stay, ``None`` where
    they are not a plain list."""
    found = [*root.iterfind("autoFilter"), *(item for table in tables for item in table.iter("autoFilter"))]
    for item in found:
        place = area(item.get("ref", ""))
        chosen = {
            column: values for number, values in _chosen(item) if place and (column := place[1] + number) >= 0
        }
        if place is not None and chosen:
            yield _Within(place), chosen
    if not any(True for item in found) and any(
        item.get("filterMode", "") not in _OFF for item in root.iterfind("sheetPr")
    ):
        yield _Within((0, 0, 1_048_576, _COLUMNS)), {-1: None}


def _chosen(item: Tree) -> Iterator[tuple[int, frozenset[str] | None]]:
    for column in item.iterfind("filterColumn"):
        number = column.get("colId", "")
        if not number.isdecimal() or not len(column) or len(number) > 5:
            continue
        values = column.find("filters")
        plain = (
            values is not None
            and all(child.tag == "filter" for child in values)
            and values.get("blank", "") in _OFF
        )
        yield (
            int(number),
            frozenset(child.get("val", "") for child in values) if plain and values is not None else None,
        )


@dataclass(frozen=True, slots=True)
class _Within:
    """Whether a row lies under a filter; its first row is the header, which no filter hides."""

    place: Area

    def __call__(self, row: int) -> bool:
        return self.place[0] < row <= self.place[2]


def _meets(columns: dict[int, frozenset[str] | None], cells: Cells, row: int) -> bool:
    """Whether the row is one of those that every filter lets stay; not when that cannot be told."""
    return all(
        values is not None and cells.texts.get((row, column), "") in values
        for column, values in columns.items()
    )

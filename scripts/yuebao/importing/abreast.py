"""Tables printed side by side in one grid: cut apart, each with the headings above it, so that none reads the other's
cells.

One table printed several abreast (1, 3, 5 beside 2, 4, 6) is no case of it: its numbers run on from one column to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from yuebao.importing.blocks import Grid, Row
from yuebao.importing.compact_text import squeezed
from yuebao.importing.header import Headers, Layout
from yuebao.importing.titles import Titles
from yuebao.schema.table_schema import TableSchema

_NEAR: Final = 5
"""How many rows above a header may hold its titles, and below it the first numbers."""


def tables_apart(grid: Grid, headers: Headers, titles: Titles) -> Iterator[Grid]:
    """The grid as it is, or cut where two tables stand beside each other: what is above them, each of them from left to
    right, and what follows the next blank row."""
    waiting = [grid]
    while waiting:
        now = waiting.pop()
        found = _cut(now.rows, headers, titles)
        if found is None:
            yield now
            continue
        start, end, cuts = found
        if start:
            yield Grid(now.rows[:start])
        parts = [
            Grid(tuple(cut(row, left, right) for row in now.rows[start:end]))
            for left, right in zip((0, *cuts), (*cuts, None), strict=True)
        ]
        rest = [Grid(now.rows[end:])] if now.rows[end:] else []
        waiting += reversed([*parts, *rest])


def _cut(rows: Sequence[Row], headers: Headers, titles: Titles) -> tuple[int, int, tuple[int, ...]] | None:
    """The first and last of the rows that are to be cut, and the positions where."""
    for index, row in enumerate(rows):
        cuts = _other_tables(row, headers)
        if not cuts and (layouts := headers.match(row.cells)):
            above, below = rows[max(0, index - _NEAR) : index], rows[index + 1 : index + 1 + _NEAR]
            cuts = _same_header(above, below, layouts[0], titles, headers)
        if cuts:
            start = next((at + 1 for at in range(index - 1, -1, -1) if not rows[at].filled), 0)
            end = next((at for at in range(index, len(rows)) if not rows[at].filled), len(rows))
            return start, end, cuts
    return None


def _same_header(
    above: Sequence[Row],
    below: Sequence[Row],
    layout: Layout,
    titles: Titles,
    headers: Headers,
) -> tuple[int, ...]:
    """The positions where a table of the same header begins beside the first; none where it is one table abreast."""
    begins = [min(slot) for slot in layout.slots]
    if len(begins) < 2:
        return ()
    titled = any(_titled(row, begins, titles) for row in above)
    return tuple(begins[1:]) if titled or _number_alike(below, layout, headers.schemas[layout.table]) else ()


def _titled(row: Row, begins: Sequence[int], titles: Titles) -> set[tuple[int, str]]:
    """Which tables the row announces above which of the columns where a table could begin."""
    found = set()
    for at, cell in enumerate(row.cells):
        table = titles.find(squeezed(cell)) if cell and at not in row.continued else None
        if table is not None:
            found.add((max((begin for begin in begins if begin <= at), default=0), table))
    return found if len({begin for begin, _ in found}) > 1 else set()


def _number_alike(rows: Sequence[Row], layout: Layout, schema: TableSchema) -> bool:
    """Whether rows bear the same number in each slot: 1 and 1, 2 and 2."""
    first = schema.fields[0]
    if first.grammar != "count" or first.name not in layout.columns:
        return False
    places = [next(at for at, column in slot.items() if column == first.name) for slot in layout.slots]
    for row in rows:
        numbers = [squeezed(row.cells[at]) for at in places if at < len(row.cells)]
        if len(numbers) == len(places) and all(number.isdecimal() for number in numbers):
            return len(set(numbers)) == 1
    return False


def _other_tables(header: Row, headers: Headers) -> tuple[int, ...]:
    """Where in one header row the header of another table begins, known to the last word like the one before it."""
    seen = set[str]()
    for place, word in enumerate(map(squeezed, header.cells)):
        if place and word in headers.firsts and _is_other(header.cells, place, headers):
            return (place,)
        if word in seen:  # No single header has a word twice, so none ends further on.
            break
        seen |= {word} if word else set()
    return ()


def _is_other(cells: Sequence[str], place: int, headers: Headers) -> bool:
    before = headers.match(cells[:place])
    if not before or before[0].unknown or len(before[0].slots) > 1:
        return False
    after = headers.match(cells[place:])
    return bool(after) and {each.table for each in before} != {each.table for each in after}


def cut(row: Row, left: int, right: int | None) -> Row:
    """The cells of a row between two positions."""
    stop = len(row.cells) if right is None else right
    return replace(
        row,
        cells=row.cells[left:right],
        continued=frozenset(at - left for at in row.continued if left <= at < stop),
        stored={at - left: kept for at, kept in row.stored.items() if left <= at < stop},
        first=row.first + left,
    )

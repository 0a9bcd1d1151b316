"""The rows beneath a header into records, one for each slot.

A row may lack cells at its end, as editors cut trailing tabs. A row that lacks a cell elsewhere is told by its figures:
when exactly one way to spread the cells fits the columns it is taken and told, otherwise the row is read from the left
and told as ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Final

from yuebao.importing.blocks import Row, Stored
from yuebao.importing.cells import fits
from yuebao.importing.compact_text import squeezed, unspaced
from yuebao.importing.header import Layout
from yuebao.importing.remarks import BLANK, Ambiguous, Remark, Unplaced, one_line
from yuebao.schema.table_schema import Field, TableSchema

_HEADING: Final = 12
"""Characters of the longest word above a column."""
_NO_HEADING: Final = re.compile(r"[0-9%。，；、]|^[-—]*$")
_COUNTERS: Final = frozenset(["栏次", "栏目", "列次", "甲", "乙", "丙", "丁", "A", "B", "C", "D"])


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table as published; ``stored`` is what a workbook keeps beneath its columns of numbers, ``units`` are the
    units in the headings of those that bear one, ``spots`` says where the cell of each column stands."""

    values: Mapping[str, str]
    place: str
    stored: Mapping[str, Stored] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    spots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowReading:
    """The records of a printed row by slot (``None`` where a slot is blank) and what is to be told about it."""

    records: tuple[Record | None, ...]
    remarks: tuple[Remark, ...]


def is_trimmed(rows: Sequence[Row]) -> bool:
    """Whether blank cells at the end of lines were cut throughout: then a short row is nothing to tell."""
    return len({len(row.cells) for row in rows}) > 1 and all(row.cells and row.cells[-1] for row in rows)


def is_row_of(row: Row, layout: Layout, schema: TableSchema) -> bool:
    """Whether the row is numbered as one of the table, is its total row, or has at least half of its filled cells where
    they could stand; a signature below a table does not."""
    names = {position: column for slot in layout.slots for position, column in slot.items()}
    fitting = {
        at: fits(cell, schema.field[names[at]]) for at, cell in enumerate(row.cells) if cell and at in names
    }
    total = schema.total_row
    if total is not None and any(unspaced(row.cells[at]) == total.label for at in fitting):
        return True
    numbered = next(iter(fitting), None)
    if len(fitting) > 1 and numbered is not None and fitting[numbered]:
        field = schema.field[names[numbered]]
        if field is schema.fields[0] and field.grammar == "count":
            return True
    return bool(fitting) and 2 * sum(fitting.values()) >= len(fitting)


def is_other_header(row: Row, layout: Layout, schema: TableSchema) -> bool:
    """Whether the row is the header of some other table: two or more short words, no digit among them, different ones
    where this table has its figures and days. `编号｜姓名｜事项｜天数` is no row of a ranking."""
    names = {position: column for slot in layout.slots for position, column in slot.items()}
    filled = {at: squeezed(cell) for at, cell in enumerate(row.cells) if cell and at not in row.continued}
    if len(filled) < 2 or any(len(word) > _HEADING or _NO_HEADING.search(word) for word in filled.values()):
        return False
    figures = [word for at, word in filled.items() if at in names and _is_figure(schema.field[names[at]])]
    known = schema.total_row is not None and schema.total_row.label in filled.values()
    return bool(figures) and not known and len(set(figures)) == len(figures)


def _is_figure(field: Field) -> bool:
    return bool(field.grammar) or field.type == "date"


def is_column_numbers(row: Row) -> bool:
    """Whether the row numbers the columns, as statistical tables do beneath their header: words, then 1, 2, 3 and so
    on (`栏次｜甲｜1｜2｜3`)."""
    words = [squeezed(cell) for cell in row.filled]
    figures = [word for word in words if word.isdecimal()]
    before = words[: len(words) - len(figures)]
    counted = figures == [str(number) for number in range(1, len(figures) + 1)]
    return len(figures) > 1 and counted and words == [*before, *figures] and set(before) <= _COUNTERS


def read_row(row: Row, layout: Layout, schema: TableSchema, *, trimmed: bool) -> RowReading:
    """The records of a row whose cells stand at the positions of the layout."""
    order = sorted(layout.positions)
    names = {position: column for slot in layout.slots for position, column in slot.items()}
    remarks = list(_outside(row, layout))
    cells = {position: row.cells[position] for position in order if position < len(row.cells)}
    if len(row.cells) <= order[-1]:
        fields = tuple(schema.field[names[position]] for position in order)
        cells, told = _spread(row, order, fields, trimmed)
        remarks += told
    for position in sorted(row.continued & cells.keys()):
        if schema.field[names[position]].grammar and cells[position]:
            reason = f"“{names[position]}”与上一行合并成一格，按两行同值读入"
            remarks.append(Ambiguous(row.place, cells[position], reason, (BLANK,), (row.spot(position),)))
    records = tuple(_record(row, slot, cells, layout.notes) for slot in layout.slots)
    return RowReading(records, tuple(remarks))


def _record(
    row: Row, slot: Mapping[int, str], cells: Mapping[int, str], notes: Mapping[int, str]
) -> Record | None:
    values = {column: cells.get(position, "") for position, column in slot.items()}
    stored = {column: row.stored[position] for position, column in slot.items() if position in row.stored}
    units = {column: notes[position] for position, column in slot.items() if position in notes}
    spots = {column: row.spot(position) for position, column in slot.items()}
    return Record(values, row.place, stored, units, spots) if any(values.values()) else None


def _outside(row: Row, layout: Layout) -> Iterator[Remark]:
    """Filled cells that stand under no column of the table."""
    unknown = dict(layout.unknown)
    for position, cell in enumerate(row.cells):
        if cell and position not in layout.positions and position not in row.continued:
            reason = (
                f"表里没有“{unknown[position]}”这一列"
                if position in unknown
                else "这一格在表头之外，不知属于哪一列"
            )
            yield Unplaced(row.place, cell, reason, cells=(row.spot(position),))


def _spread(
    row: Row, order: Sequence[int], fields: tuple[Field, ...], trimmed: bool
) -> tuple[dict[int, str], list[Remark]]:
    cells = tuple(row.cells[position] for position in order if position < len(row.cells))
    straight = dict(zip(order, cells, strict=False))
    missing = len(order) - len(cells)
    told = f"这一行少 {missing} 格，"
    if all(fits(cell, column) for cell, column in zip(cells, fields, strict=False)):
        if trimmed or not any(
            cell and column.grammar for cell, column in zip(cells[1:], fields[1:], strict=False)
        ):
            return straight, []
        return straight, [Ambiguous(row.place, one_line("｜".join(cells)), told + "从左到右对齐读入，请核对")]
    ways, line = _ways(cells, fields), one_line("｜".join(cells))
    if len(ways) == 1:
        spread = {order[column]: cell for column, cell in zip(ways[0], cells, strict=True)}
        reason = told + "按各列的写法只有一种放法，照此读入，请核对"
        return spread, [Ambiguous(row.place, line, reason, (line + "｜" * missing,))]
    reason = told + "不知缺的是哪一格；从左到右读入，请核对"
    others = tuple(_spelled(way, cells, len(order)) for way in ways)
    return straight, [Ambiguous(row.place, line, reason, others)]


def _spelled(way: Sequence[int], cells: Sequence[str], width: int) -> str:
    """The cells in one line, spread in this way."""
    spread = dict(zip(way, cells, strict=True))
    return one_line("｜".join(spread.get(at, "") for at in range(width)))


def _ways(cells: tuple[str, ...], fields: tuple[Field, ...]) -> list[tuple[int, ...]]:
    """The ways, two at most, to spread the cells over the columns in order so that each fits."""

    @cache
    def from_(cell: int, column: int) -> tuple[tuple[int, ...], ...]:
        if cell == len(cells):
            return ((),)
        found: list[tuple[int, ...]] = []
        for place in range(column, len(fields) - (len(cells) - cell) + 1):
            if fits(cells[cell], fields[place]):
                found += [(place, *rest) for rest in from_(cell + 1, place + 1)]
            if len(found) > 1:
                break
        return tuple(found[:2])

    return list(from_(0, 0))


def continued_layout(layout: Layout, rows: Sequence[Row], schema: TableSchema) -> Layout | None:
    """The layout for rows that go on below a break without a header; ``None`` when they do not fit it.

    The rows may have other spacers than the header had: blank positions between slots come and go. Where every cell fits,
    that counts; else the first way in which nearly all do.
    """
    found: Layout | None = None
    width = max(len(row.cells) for row in rows)
    for places in _places(layout, rows, width):
        slots = tuple(
            dict(zip(own, slot.values(), strict=True)) for own, slot in zip(places, layout.slots, strict=True)
        )
        noted = {
            column: layout.notes[at]
            for slot in layout.slots
            for at, column in slot.items()
            if at in layout.notes
        }
        notes = {at: noted[column] for slot in slots for at, column in slot.items() if column in noted}
        candidate = Layout(layout.table, slots, (), width, notes)
        fitting, filled = _fitting(candidate, rows, schema)
        if filled and fitting == filled:
            return candidate
        if found is None and filled and fitting * 10 >= filled * 9:
            found = candidate
    return found


def _places(layout: Layout, rows: Sequence[Row], width: int) -> Iterator[tuple[Sequence[int], ...]]:
    """The positions of each slot; the last try leaves out every blank column, wherever one stands, and what is beyond."""
    count, size = len(layout.slots), len(layout.columns)
    for starts in _starts(layout, rows, width):
        yield tuple(range(start, start + size) for start in starts)
    used = sorted({at for row in rows for at, cell in enumerate(row.cells) if cell.strip()})
    if len(used) >= count * size:
        yield tuple(used[number * size : (number + 1) * size] for number in range(count))


def _starts(layout: Layout, rows: Sequence[Row], width: int) -> Iterator[tuple[int, ...]]:
    """Where each slot could begin: as in the header, without spacers, or with one blank position between slots."""
    own = tuple(min(slot) for slot in layout.slots)
    size = len(layout.columns)
    compact = all(max(slot) - min(slot) + 1 == size for slot in layout.slots)
    if compact and own[-1] + size >= width:
        yield own
    count = len(layout.slots)
    if width <= count * size:
        yield tuple(number * size for number in range(count))
    spaced = tuple(number * (size + 1) for number in range(count))
    blank = all(
        not row.cells[start - 1].strip() for row in rows for start in spaced[1:] if start - 1 < len(row.cells)
    )
    if blank and width <= count * (size + 1):
        yield spaced


def _fitting(layout: Layout, rows: Sequence[Row], schema: TableSchema) -> tuple[int, int]:
    """How many of the filled cells fit their columns, and how many are filled."""
    names = {position: column for slot in layout.slots for position, column in slot.items()}
    filled = [
        fits(cell, schema.field[names[position]]) if position in names else False
        for row in rows
        for position, cell in enumerate(row.cells)
        if cell.strip()
    ]
    return sum(filled), len(filled)


def in_order(printed: Sequence[tuple[Record | None, ...]], rank: str | None) -> list[Record]:
    """The records of slots printed abreast: across the lines, or down the slots when only so their numbers rise."""
    across = [record for line in printed for record in line if record is not None]
    down = [record for slot in zip(*printed, strict=True) for record in slot if record is not None]
    if rank is None or _falls(across, rank) <= _falls(down, rank):
        return across
    return down


def begins_again(
    kept: Sequence[Record], fresh: Sequence[Record], rank: str | None, *, apart: bool = False
) -> bool:
    """Whether rows bear numbers that those kept bear already: 1, 2, 3 and then 1. The last number may go on in a tie, and
    pages whose columns run on over both number 1, 3 and then 2, 4. Rows that stand ``apart``, on another sheet, have to
    number on."""
    before, after = (_numbers(records, rank) for records in (kept, fresh))
    if apart:
        return not (before and after and after[0] == max(before) + 1)
    return bool(before and after) and (after[0] == 1 or bool(set(after) & (set(before) - {max(before)})))


def _falls(records: Sequence[Record], rank: str) -> int:
    return sum(1 for one, two in pairwise(_numbers(records, rank)) if two <= one)


def _numbers(records: Sequence[Record], rank: str | None) -> list[int]:
    if rank is None:
        return []
    texts = (squeezed(record.values.get(rank, "")) for record in records)
    return [int(text) for text in texts if text.isdecimal() and len(text) < 9]

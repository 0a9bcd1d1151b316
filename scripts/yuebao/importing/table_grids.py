"""Tables: headers, the rows beneath them, rows that go on after a break, items in groups."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from yuebao.importing.abreast import cut, tables_apart
from yuebao.importing.blocks import Grid, Paragraph, Row
from yuebao.importing.compact_text import squeezed
from yuebao.importing.grouped_items import is_item, read_item, without_bullet
from yuebao.importing.header import Headers, Layout
from yuebao.importing.lines import Lines
from yuebao.importing.reading_state import Progress
from yuebao.importing.remarks import Ambiguous, Unplaced, one_line
from yuebao.importing.rows import (
    continued_layout,
    is_column_numbers,
    is_other_header,
    is_row_of,
    is_trimmed,
    read_row,
)
from yuebao.importing.vocabulary import Words

_SEPARATORS: Final = re.compile("[、，,/；]")
_BESIDE_TITLE: Final = "在标题旁边，不知属于哪张表"
_TRIES: Final = 3
"""How many rows of a grid without header are looked at for the place where the table above goes on."""


class Grids:
    """Reads one grid after another into the progress; what is no row of a table is left to the reader of lines."""

    def __init__(self, words: Words, progress: Progress, lines: Lines) -> None:
        self._words, self._now, self._lines = words, progress, lines
        self._trimmed = False
        self._used: Set[int] = frozenset()

    def read(self, grid: Grid) -> None:
        """Every row of a grid in order; of tables side by side, one after the other."""
        words = self._words
        for part in tables_apart(grid, words.headers, words.titles):
            self._read(part)

    def _read(self, grid: Grid) -> None:
        rows, index, tries = grid.rows, 0, _TRIES
        self._now.after_title = False
        self._trimmed = is_trimmed(rows)
        self._used = {at for row in rows for at, cell in enumerate(row.cells) if cell.strip()}
        while index < len(rows):
            row = rows[index]
            if not row.filled:
                index += 1
                continue
            layouts, used = self._header(rows, index)
            if layouts:
                self._begin(layouts, row, grid)
                index += used
                continue
            if tries and (self._now.open is None or self._now.open.grid is not grid):
                tries -= 1
                self._resume(rows, index, grid)
            self._row(row, grid)
            index += 1

    def _header(self, rows: Sequence[Row], index: int) -> tuple[tuple[Layout, ...], int]:
        """The tables that a header of one or two rows could begin, and how many rows it takes with its second line."""
        row = rows[index]
        following = rows[index + 1] if index + 1 < len(rows) else None
        layouts, used = self._words.headers.match(row.cells), 1
        if following is not None:
            below, both = self._words.headers.match(following.cells), self._two_rows(row, following)
            if _columns(both) > max(_columns(layouts), _columns(below)):
                layouts, used = both, 2
            elif following.continued and _columns(below) > _columns(layouts):
                layouts, used = below, 2
        if layouts and index + used < len(rows) and self._is_subhead(rows[index + used], row, layouts):
            used += 1
        if layouts and index + used < len(rows) and is_column_numbers(rows[index + used]):
            used += 1
        return layouts, used

    def _two_rows(self, row: Row, following: Row) -> tuple[Layout, ...]:
        """The tables that two rows begin together. A word above several columns may be the name of a column elsewhere,
        so each row is tried as the one that counts where both hold known words."""
        headers = self._words.headers
        tries = (headers.match(_combined(*pair, headers)) for pair in ((row, following), (following, row)))
        return max(tries, key=_columns)

    def _is_subhead(self, row: Row, header: Row, layouts: tuple[Layout, ...]) -> bool:
        words = {
            self._words.subheads[layout.table] for layout in layouts if layout.table in self._words.subheads
        }
        own = {at: squeezed(cell) for at, cell in enumerate(row.cells) if cell and at not in row.continued}
        under = {word for at, word in own.items() if any(at in layout.positions for layout in layouts)}
        above = {squeezed(cell) for cell in header.cells if cell}
        return under <= words | above and not words.isdisjoint(own.values())

    def _begin(self, layouts: tuple[Layout, ...], row: Row, grid: Grid) -> None:
        self._now.flush()
        before = self._now.last
        chosen = next((layout for layout in layouts if layout.table == self._now.title), None)
        if (
            chosen is None
            and self._now.title is None
            and before is not None
            and not self._now.is_finished(before)
        ):
            chosen = next((layout for layout in layouts if layout.table == before), None)
        if chosen is None and len(layouts) == 1:
            chosen = layouts[0]
        layout = chosen or layouts[0]
        aside = self._now.elsewhere or self._is_claimed(chosen, layouts, row)
        self._now.begin(layout, grid, row.place, trimmed=self._trimmed, aside=aside)
        if not aside:
            self._tell_units(layout, row)

    def _is_claimed(self, chosen: Layout | None, layouts: tuple[Layout, ...], row: Row) -> bool:
        """Whether it cannot be known which table this is, or its place is taken: told, and not read."""
        if chosen is None:
            names = "、".join(f"《{self._words.schemas[item.table].title}》" for item in layouts)
            reason = f"表头与{names}都相同，上方没有标题，不能确定是哪一张，没有读入"
            self._now.tell(Ambiguous(row.place, one_line("｜".join(row.filled)), reason))
        elif chosen.table in self._now.records and not self._now.goes_on(chosen.table):
            self._now.tell_claimed(chosen.table, row.place, one_line("｜".join(row.filled)))
        else:
            return False
        return True

    def _tell_units(self, layout: Layout, row: Row) -> None:
        """What is said of units above the table and in its headings, where it is not what the schema says."""
        schema = self._words.schemas[layout.table]
        stated, self._now.unit = self._now.unit, None
        own = {field.unit for field in schema.fields if field.grammar and field.unit}
        if stated is not None and not set(_SEPARATORS.split(stated[0])) <= own:
            reason = f"《{schema.title}》各列的单位是{'、'.join(sorted(own)) or '没有写明的'}；照印的数读入，没有换算，请核对"
            self._now.tell(Ambiguous(stated[1].place, one_line(stated[1].text), reason))
        names = {position: column for slot in layout.slots for position, column in slot.items()}
        for position, note in layout.notes.items():
            unit = schema.field[names[position]].unit
            if note != unit:
                reason = f"列名后面写着“{note}”，这一列的单位是“{unit}”；照印的数读入，没有换算，请核对"
                if not unit:
                    reason = f"列名后面写着“{note}”，没有读入，请核对"
                self._now.tell(Ambiguous(row.place, one_line(row.cells[position]), reason))

    def _resume(self, rows: Sequence[Row], index: int, grid: Grid) -> None:
        """Go on with the table above the break, when the rows up to the next header fit it."""
        now = self._now.open
        if now is None or self._now.is_finished(now.layout.table):
            return
        if is_item(rows[index], self._words.intake.grouped):
            return
        end = index
        while end < len(rows) and not self._words.headers.match(rows[end].cells):
            end += 1
        chunk = [row for row in rows[index:end] if row.filled]
        layout = continued_layout(now.layout, chunk, self._words.schemas[now.layout.table])
        if layout is not None:
            self._now.flush()
            self._now.begin(layout, grid, rows[index].place, trimmed=self._trimmed, aside=now.aside)

    def _row(self, row: Row, grid: Grid) -> None:
        if self._now.open is not None and self._now.open.grid is grid and self._table_row(row):
            return
        if is_item(row, self._words.intake.grouped):
            self._item(row)
            return
        first, *others = _apart(row, self._used)
        if others and not "".join(first.filled).isdecimal() and self._is_line(first):
            for part in others:
                if not self._is_line(part):
                    self._now.tell(Unplaced(row.place, one_line("｜".join(part.filled)), "不知属于哪张表"))
        elif not self._is_line(row):
            self._now.tell(Unplaced(row.place, one_line("｜".join(row.filled)), "不知属于哪张表"))
            self._now.interrupt()

    def _is_line(self, row: Row) -> bool:
        """Whether the row, which belongs to no table, is a heading or some other line that is understood."""
        if self._titled(row) or self._headed(row):
            return True
        return self._lines.read(Paragraph("\t".join(row.filled), row.place))

    def _titled(self, row: Row) -> bool:
        """Whether one cell of several is a title: it is read by itself, as are the others, so that none melts into it."""
        titles = [cell for cell in row.filled if self._lines.is_title(cell)]
        if len(titles) != 1 or len(row.filled) < 2:
            return False
        for cell in (*titles, *(cell for cell in row.filled if cell not in titles)):
            if not self._lines.read(Paragraph(cell, row.place)):
                self._now.tell(Unplaced(row.place, one_line(cell), _BESIDE_TITLE))
        return True

    def _headed(self, row: Row) -> bool:
        """Whether the row heads a group, by its first cell alone or by all of its cells together."""
        first, *others = row.filled
        if not others or not self._lines.grouped_heading(first, row.place):
            return self._lines.grouped_heading("\t".join(row.filled), row.place)
        for cell in others:
            self._now.tell(Unplaced(row.place, one_line(cell), _BESIDE_TITLE))
        return True

    def _table_row(self, row: Row) -> bool:
        """Whether the row belongs to the open table; a note or heading across it, and one that fits no column, do not."""
        now = self._now.open
        assert now is not None
        schema, layout = self._words.schemas[now.layout.table], now.layout
        grouped = layout.table in self._words.by and self._words.by[layout.table] not in layout.columns
        if grouped:
            row = without_bullet(row, self._words.intake.grouped)
            blank = any(not row.cells[at].strip() for at in layout.positions if at < len(row.cells))
            joined = "\t".join(row.filled)
            if blank and self._lines.grouped_heading(joined, row.place, within=True):
                return True
        if len(row.filled) == 1 and len(layout.columns) > 2:
            words = row.filled[0]
            if self._lines.read(Paragraph(words, row.place)):
                return True
        if is_other_header(row, layout, schema) or not is_row_of(row, layout, schema):
            return False
        reading = read_row(row, layout, schema, trimmed=now.trimmed)
        records = reading.records
        if grouped and self._now.group is not None:
            by, group = self._words.by[layout.table], self._now.group
            records = tuple(
                record
                and replace(
                    record,
                    values={by: group.name, **record.values},
                    spots={by: group.place, **record.spots},
                )
                for record in records
            )
        now.lines.append(records)
        if self._now.elsewhere:
            self._now.passed.add(row.place)
        if not now.aside:
            self._now.remarks += reading.remarks
        return True

    def _item(self, row: Row) -> None:
        table, self._now.after_title = self._lines.grouped_table(), False
        if self._now.elsewhere:
            self._now.passed.add(row.place)
            return
        if table is None:
            self._now.tell(Unplaced(row.place, one_line("｜".join(row.filled)), "不知属于哪张表"))
            return
        record, remark = read_item(
            row,
            self._now.group,
            self._words.by[table],
            self._words.schemas[table],
            self._words.intake.grouped,
        )
        if record is not None:
            self._now.keep(table, record, self._now.group.place if self._now.group else row.place)
        if remark is not None:
            self._now.tell(remark)


def _apart(row: Row, used: Set[int]) -> list[Row]:
    """The row, cut where it has cells on both sides of a column that is not used: that is blank from top to bottom."""
    cuts = [at for at in range(1, len(row.cells)) if at in used and at - 1 not in used]
    parts = [cut(row, left, right) for left, right in zip([0, *cuts], [*cuts, None], strict=True)]
    return [part for part in parts if part.filled] or [row]


def _columns(layouts: tuple[Layout, ...]) -> int:
    """How many columns a header names."""
    return max((len(layout.slots[0]) for layout in layouts), default=0)


def _combined(first: Row, second: Row, headers: Headers) -> list[str]:
    """The words of a header of two rows: in each column the one that some table knows, the first row's if both are."""
    return [
        one if headers.knows(one) or not headers.knows(other) else other
        for one, other in zip_longest(first.cells, second.cells, fillvalue="")
    ]

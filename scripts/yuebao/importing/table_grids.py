"""Tables: headers, the rows beneath them, rows that go on after a break, items in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from yuebao.importing.blocks import Grid, Paragraph, Row
from yuebao.importing.compact_text import squeezed
from yuebao.importing.grouped_items import is_item, read_item, without_bullet
from yuebao.importing.header import Headers, Layout
from yuebao.importing.lines import Lines
from yuebao.importing.reading_state import Progress
from yuebao.importing.remarks import Ambiguous, Unplaced, short
from yuebao.importing.rows import continued_layout, is_row_of, is_trimmed, read_row
from yuebao.importing.vocabulary import Words

_TRIES: Final = 3
"""How many rows of a grid without header are looked at for the place where the table above goes on."""


class Grids:
    """Reads one grid after another into the progress; what is no row of a table is left to the reader of lines."""

    def __init__(self, words: Words, progress: Progress, lines: Lines) -> None:
        self._words, self._now, self._lines = words, progress, lines
        self._trimmed = False

    def read(self, grid: Grid) -> None:
        """Every row of a grid in order."""
        rows, index, tries = grid.rows, 0, _TRIES
        self._now.after_title = False
        self._trimmed = is_trimmed(rows)
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
            both = self._two_rows(row, following)
            alone = max(
                (len(layout.slots[0]) for layout in (*layouts, *self._words.headers.match(following.cells))),
                default=0,
            )
            if both and len(both[0].slots[0]) > alone:
                layouts, used = both, 2
        if layouts and index + used < len(rows) and self._is_subhead(rows[index + used], row, layouts):
            used += 1
        return layouts, used

    def _two_rows(self, row: Row, following: Row) -> tuple[Layout, ...]:
        """The tables that two rows begin together. A word above several columns may be the name of a column elsewhere,
        so each row is tried as the one that counts where both hold known words."""
        headers = self._words.headers
        tries = (headers.match(_combined(*pair, headers)) for pair in ((row, following), (following, row)))
        return max(tries, key=lambda layouts: max((len(layout.slots[0]) for layout in layouts), default=0))

    def _is_subhead(self, row: Row, header: Row, layouts: tuple[Layout, ...]) -> bool:
        words = {
            self._words.subheads[layout.table] for layout in layouts if layout.table in self._words.subheads
        }
        own = [squeezed(cell) for index, cell in enumerate(row.cells) if cell and index not in row.continued]
        above = {squeezed(cell) for cell in header.cells if cell}
        return bool(own) and set(own) <= words | above and bool(set(own) & words)

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
        aside = chosen is None
        if chosen is None:
            names = "、".join(f"《{self._words.schemas[item.table].title}》" for item in layouts)
            reason = f"表头与{names}都相同，上方没有标题，不能确定是哪一张，没有读入"
            self._now.tell(Ambiguous(row.place, short("｜".join(row.filled)), reason))
        elif layout.table in self._now.records and self._now.recent != layout.table:
            aside = True
            reason = f"《{self._words.schemas[layout.table].title}》前面已经有了，这一张没有读入"
            self._now.tell(Ambiguous(row.place, short("｜".join(row.filled)), reason))
        self._now.begin(layout, grid, row.place, trimmed=self._trimmed, aside=aside)

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
        joined = "\t".join(row.filled)
        if self._lines.grouped_heading(joined, row.place):
            return
        if is_item(row, self._words.intake.grouped):
            self._item(row)
            return
        if not self._lines.read(Paragraph(joined, row.place)):
            self._now.tell(Unplaced(row.place, short("｜".join(row.filled)), "不知属于哪张表"))

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
        if not is_row_of(row, layout, schema):
            return False
        reading = read_row(row, layout, schema, trimmed=now.trimmed)
        records = reading.records
        if grouped and self._now.group is not None:
            named = {self._words.by[layout.table]: self._now.group.name}
            records = tuple(
                record and replace(record, values={**named, **record.values}) for record in records
            )
        now.lines.append(records)
        if not now.aside:
            self._now.remarks += reading.remarks
        return True

    def _item(self, row: Row) -> None:
        table = self._lines.grouped_table()
        if table is None:
            self._now.tell(Unplaced(row.place, short("｜".join(row.filled)), "不知属于哪张表"))
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


def _combined(first: Row, second: Row, headers: Headers) -> list[str]:
    """The words of a header of two rows: in each column the one that some table knows, the first row's if both are."""
    return [
        one if headers.knows(one) or not headers.knows(other) else other
        for one, other in zip_longest(first.cells, second.cells, fillvalue="")
    ]

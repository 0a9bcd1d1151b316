"""How far a document has been read: what was found, and what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yuebao.importing.blocks import Grid, Paragraph
from yuebao.importing.compact_text import unspaced
from yuebao.importing.grouped_items import Group
from yuebao.importing.header import Layout
from yuebao.importing.remarks import Ambiguous, Remark, Unplaced
from yuebao.importing.rows import Record, begins_again, in_order
from yuebao.importing.sentences import Values
from yuebao.schema.intake_form import PeoplePattern
from yuebao.schema.table_schema import TableSchema


@dataclass
class OpenTable:
    """The table being read: its layout and the printed rows since its last header. The rows of one that is set
    ``aside`` are not kept."""

    layout: Layout
    grid: Grid
    place: str
    trimmed: bool
    aside: bool
    apart: bool
    lines: list[tuple[Record | None, ...]] = field(default_factory=list)


@dataclass
class Progress:
    """``title`` is the table that was announced and has not begun, ``after_title`` whether the line before announced
    one; ``last`` is the table that was being read until now, ``recent`` the one that got the newest rows; ``turned`` says that a new
    sheet began since, ``elsewhere`` that the title above is of another period, so that what follows is not kept,
    ``numbers`` are the last page and the like by their pattern, ``unit`` is the unit that a line gave for the table to
    come. ``recognised`` are the places of lines that were understood, ``mastheads`` of those that state something of the
    masthead, ``passed`` of what is of another period, told once as a whole."""

    schemas: Mapping[str, TableSchema]
    records: dict[str, list[Record]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    masthead: dict[str, str] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    promised: dict[str, None] = field(default_factory=dict)
    sentences: list[Paragraph] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)
    recognised: set[str] = field(default_factory=set)
    mastheads: set[str] = field(default_factory=set)
    title: str | None = None
    after_title: bool = False
    last: str | None = None
    recent: str | None = None
    open: OpenTable | None = None
    people: tuple[PeoplePattern, Values] | None = None
    group: Group | None = None
    turned: bool = False
    elsewhere: bool = False
    numbers: dict[int, int] = field(default_factory=dict)
    unit: tuple[str, Paragraph] | None = None

    def tell(self, remark: Remark) -> None:
        """Note something to be told."""
        self.remarks.append(remark)

    def keep(self, table: str, record: Record, place: str) -> None:
        """Put a row into its table."""
        self.records.setdefault(table, []).append(record)
        self.recent = table
        places = self.places.setdefault(table, [])
        if place not in places:
            places.append(place)

    def begin(self, layout: Layout, grid: Grid, place: str, *, trimmed: bool, aside: bool) -> None:
        """Open a table under its header."""
        self.title, self.people, self.after_title = None, None, False
        self.open = OpenTable(layout, grid, place, trimmed, aside, self.turned)
        self.turned = False
        if not aside:
            self.columns.setdefault(layout.table, layout.columns)

    def goes_on(self, table: str) -> bool:
        """Whether a table that was read before may have more rows here: nothing else was read since its last one, or its
        title was just printed again, and its total row is still to come."""
        near = self.last == table or (self.title == table == self.recent)
        return near and not self.is_finished(table)

    def is_finished(self, table: str) -> bool:
        """Whether the total row of the table was read: then nothing more of it follows."""
        schema = self.schemas[table]
        total = schema.total_row
        read = self.records.get(table, [])
        if self.open is not None and self.open.layout.table == table:
            read = [*read, *(record for line in self.open.lines for record in line if record is not None)]
        return total is not None and any(
            total.label == unspaced(record.values.get(column, ""))
            for record in read
            for column in (total.column, schema.header[0])
        )

    def close(self) -> None:
        """End the table, the list and the group that are open."""
        self.interrupt()
        if self.unit is not None:
            line = self.unit[1]
            self.tell(Unplaced(line.place, line.text, "写明单位的这一行下面没有表"))
        self.title, self.unit = None, None

    def turn(self) -> None:
        """Go on to another sheet or file: a list or group does not reach across, a table only by its numbers."""
        self.people, self.group, self.turned = None, None, True

    def interrupt(self) -> None:
        """End them where something stands that is not known: whatever follows is none of theirs. A title just read
        still announces its table."""
        self.flush()
        self.last, self.people, self.group = None, None, None

    def flush(self) -> None:
        """Put the rows read since the last header into their table; rows that number from the beginning again are another
        table, and told."""
        now, self.open = self.open, None
        if now is None:
            return
        table = now.layout.table
        self.last = None if now.aside else table
        if not now.lines or now.aside:
            return
        rank = _rank_column(self.schemas[table])
        kept, fresh = self.records.setdefault(table, []), in_order(now.lines, rank)
        if kept and begins_again(kept, fresh, rank, apart=now.apart):
            self.tell_claimed(table, now.place, f"{len(fresh)} 行")
            return
        self.recent = table
        kept += fresh
        self.places.setdefault(table, []).append(now.place)

    def tell_claimed(self, table: str, place: str, text: str) -> None:
        """Two tables claim one place: the first one is kept."""
        first = self.places.get(table, ("前面",))[0]
        reason = f"《{self.schemas[table].title}》在{first}已经读入，{place}又有一张，没有合在一起，也没有读入，请核对该用哪一张"
        self.tell(Ambiguous(place, text, reason))


def _rank_column(schema: TableSchema) -> str | None:
    """The column that numbers the rows: the first, when it holds whole numbers."""
    first = schema.fields[0]
    return first.name if first.grammar == "count" else None

"""How far a document has been read: what was found, and what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yuebao.importing.blocks import Grid, Paragraph
from yuebao.importing.compact_text import unspaced
from yuebao.importing.grouped_items import Group
from yuebao.importing.header import Layout
from yuebao.importing.remarks import Remark
from yuebao.importing.rows import Record, in_order
from yuebao.importing.sentences import Values
from yuebao.schema.intake_form import PeoplePattern
from yuebao.schema.table_schema import TableSchema


@dataclass
class OpenTable:
    """The table being read: its layout and the printed rows since its last header. The rows of one that is set
    ``aside`` are not kept."""

    layout: Layout
    grid: Grid
    trimmed: bool
    aside: bool
    lines: list[tuple[Record | None, ...]] = field(default_factory=list)


@dataclass
class Progress:
    """``title`` is the table that was announced and has not begun, ``after_title`` whether the line before announced
    one; ``last`` is the table that was being read until now, ``recent`` the one that got the newest rows."""

    schemas: Mapping[str, TableSchema]
    records: dict[str, list[Record]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    masthead: dict[str, str] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    promised: dict[str, None] = field(default_factory=dict)
    sentences: list[Paragraph] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    title: str | None = None
    after_title: bool = False
    last: str | None = None
    recent: str | None = None
    open: OpenTable | None = None
    people: tuple[PeoplePattern, Values] | None = None
    group: Group | None = None

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
        self.title, self.people = None, None
        self.open = OpenTable(layout, grid, trimmed, aside)
        if not aside:
            self.columns.setdefault(layout.table, layout.columns)
            self.places.setdefault(layout.table, []).append(place)
            self.records.setdefault(layout.table, [])

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
        self.flush()
        self.last, self.people, self.group, self.title = None, None, None, None

    def flush(self) -> None:
        """Put the rows read since the last header into their table."""
        now, self.open = self.open, None
        if now is None:
            return
        self.last = None if now.aside else now.layout.table
        if now.lines and not now.aside:
            self.recent = now.layout.table
            rank = _rank_column(self.schemas[now.layout.table])
            self.records[now.layout.table] += in_order(now.lines, rank)


def _rank_column(schema: TableSchema) -> str | None:
    """The column that numbers the rows: the first, when it holds whole numbers."""
    first = schema.fields[0]
    return first.name if first.grammar == "count" else None

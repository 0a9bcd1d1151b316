"""A document read from top to bottom: each block goes to the reader of its kind, and nothing is dropped in silence.

The reader remembers the heading it passed, the table it is in, the list it is in and the group it is in. A heading
closes what was open; blank lines, page numbers and notes do not, since tables are printed across pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yuebao.intake.blocks import Document, Grid, Paragraph, Row
from yuebao.intake.cells import fits
from yuebao.intake.grouped import Group, is_item, read_heading, read_item
from yuebao.intake.header import Headers, Layout
from yuebao.intake.masthead import read_masthead
from yuebao.intake.prose import Values, is_known, read_dated, read_lead, read_people, read_sentences
from yuebao.intake.remarks import Ambiguous, Remark, Unplaced, short
from yuebao.intake.rows import Record, continued_layout, in_order, is_trimmed, read_row
from yuebao.intake.squeeze import Squeezed, squeeze, squeezed
from yuebao.intake.titles import Titles, notes_of, other_month, section_titles, titles_of
from yuebao.spec.intake_form import IntakeForm, PeoplePattern
from yuebao.spec.report_form import ReportForm
from yuebao.spec.table_schema import TableSchema

PARAGRAPH = 5_000
"""Characters of the longest paragraph that is read; the longest of the real report has 230."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document holds, as published: rows by table, where each table was found, the masthead, the headings of
    groups, the tables that the list of attachments promises, and what is to be told."""

    records: Mapping[str, tuple[Record, ...]]
    places: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    masthead: Mapping[str, str]
    groups: tuple[Group, ...]
    promised: tuple[str, ...]
    sentences: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...]


@dataclass
class _Open:
    """The table being read: its layout and the printed rows since its last header. ``None`` where rows are set aside."""

    layout: Layout
    grid: Grid
    trimmed: bool
    aside: bool
    lines: list[tuple[Record | None, ...]] = field(default_factory=list)


class Reader:
    """Reads one document for one month."""

    def __init__(
        self, schemas: Mapping[str, TableSchema], report: ReportForm, intake: IntakeForm, month: str
    ) -> None:
        self._schemas, self._intake, self._month = schemas, intake, month
        self._by = {form.table: form.grouped.by for form in report.attachments if form.grouped is not None}
        self._subheads = {
            form.table: squeezed(form.subhead.text) for form in report.attachments if form.subhead is not None
        }
        aliases = {(alias.table, alias.column): alias.also for alias in intake.headers}
        self._headers = Headers(schemas, aliases, self._by)
        self._titles: Titles = titles_of(schemas, report)
        self._sections, self._notes = section_titles(report), notes_of(report)
        self._records: dict[str, list[Record]] = {}
        self._places: dict[str, list[str]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._masthead: dict[str, str] = {}
        self._groups: list[Group] = []
        self._promised: dict[str, None] = {}
        self._sentences: list[Paragraph] = []
        self._remarks: list[Remark] = []
        self._title: str | None = None
        self._after_title = False
        self._last: str | None = None
        self._recent: str | None = None
        self._open: _Open | None = None
        self._people: tuple[PeoplePattern, Values] | None = None
        self._group: Group | None = None

    def read(self, document: Document) -> Reading:
        """Every block in order."""
        for block in document.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._grid(block)
        self._flush()
        return Reading(
            {table: tuple(records) for table, records in self._records.items()},
            {table: tuple(places) for table, places in self._places.items()},
            self._columns,
            self._masthead,
            tuple(self._groups),
            tuple(self._promised),
            tuple(self._sentences),
            tuple(self._remarks),
        )

    # Paragraphs

    def _paragraph(self, paragraph: Paragraph) -> None:
        if len(paragraph.text) > PARAGRAPH:
            self._tell(Unplaced(paragraph.place, short(paragraph.text), f"这一段超过 {PARAGRAPH} 字，没有读"))
        elif not self._line(squeeze(paragraph.text), paragraph):
            self._tell(Unplaced(paragraph.place, short(paragraph.text), "不认得这段文字"))

    def _line(self, text: Squeezed, source: Paragraph) -> bool:
        """Whether the line was understood, as a whole or in part (then its other parts are told)."""
        if not text.text:
            return True
        titled, self._after_title = self._after_title, False
        return (
            self._heading(text, source, titled)
            or self._is_masthead(text, source)
            or self._prose(text, source)
            or self._listed(text, source)
            or self._dated(text, source)
            or self._grouped_heading(text.source, source.place)
            or text.text in self._notes
            or is_known(text.text, self._intake)
        )

    def _heading(self, text: Squeezed, source: Paragraph, titled: bool) -> bool:
        if text.text in self._sections:
            self._close()
            return True
        table = self._titles.find(text.text)
        if table is None:
            return False
        group = self._group
        self._close()
        self._group = group if group is not None and group.table == table else None
        stated = other_month(text.text, self._month)
        if stated is not None:
            reason = f"标题写的是{stated}，导入的是 {self._month}，请核对"
            self._tell(Ambiguous(source.place, short(source.text), reason))
        # Titles in a row are the list of attachments: they announce no table beneath them.
        self._title = None if titled else table
        self._promised[table] = None
        self._after_title = True
        return True

    def _is_masthead(self, text: Squeezed, source: Paragraph) -> bool:
        stated = read_masthead(text, self._intake.masthead)
        for key, value in (stated or {}).items():
            known = self._masthead.setdefault(key, value)
            if known != value:
                reason = f"前面已写作“{known}”，照前面的读入，请核对"
                self._tell(Ambiguous(source.place, short(source.text), reason))
        return stated is not None

    def _prose(self, text: Squeezed, source: Paragraph) -> bool:
        prose = read_sentences(text, self._intake)
        if not prose.rows:
            return False
        self._close()
        self._sentences.append(source)
        for row in prose.rows:
            self._keep(row.table, Record(row.values, source.place), source.place)
        for part in prose.left:
            if not is_known(part.text, self._intake):
                words = short(part.original(0, len(part.text)))
                self._tell(Unplaced(source.place, words, "句子的这一部分没有读懂"))
        return True

    def _listed(self, text: Squeezed, source: Paragraph) -> bool:
        lead = read_lead(text, self._intake)
        if lead is not None:
            self._close()
            self._people = lead
            return True
        if self._people is None:
            return False
        prose = read_people(text, *self._people)
        for row in prose.rows:
            self._keep(row.table, Record(row.values, source.place), source.place)
        for part in prose.left if prose.rows else ():
            words = short(part.original(0, len(part.text)))
            self._tell(Unplaced(source.place, words, "名单里的这一部分没有读懂"))
        return bool(prose.rows)

    def _dated(self, text: Squeezed, source: Paragraph) -> bool:
        row = read_dated(text, self._intake, self._month)
        if row is not None:
            self._close()
            self._keep(row.table, Record(row.values, source.place), source.place)
        return row is not None

    def _grouped_heading(self, text: str, place: str) -> bool:
        table = self._grouped_table()
        group = read_heading(text, place, table, self._intake.grouped) if table else None
        if group is None:
            return False
        if self._open is not None and self._open.layout.table != group.table:
            self._close()
        self._group = group
        self._groups.append(group)
        return True

    def _grouped_table(self) -> str | None:
        """The table whose groups may follow: the one announced or being read, or the only one there is."""
        for table in (self._title, self._group.table if self._group else None):
            if table in self._by:
                return table
        return next(iter(self._by)) if len(self._by) == 1 else None

    # Grids

    def _grid(self, grid: Grid) -> None:
        rows, index = grid.rows, 0
        self._after_title = False
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
            if self._open is None or self._open.grid is not grid:
                self._resume(rows, index, grid)
            self._row(row, grid)
            index += 1

    def _header(self, rows: Sequence[Row], index: int) -> tuple[tuple[Layout, ...], int]:
        """The tables that a header of one or two rows could begin, and how many rows it takes with its second line."""
        row = rows[index]
        following = rows[index + 1] if index + 1 < len(rows) else None
        layouts, used = self._headers.match(row.cells), 1
        if following is not None:
            both = self._headers.match(_combined(row, following, self._headers))
            alone = max((len(layout.slots[0]) for layout in (*layouts, *self._headers.match(following.cells))), default=0)
            if both and len(both[0].slots[0]) > alone:
                layouts, used = both, 2
        if layouts and index + used < len(rows) and self._is_subhead(rows[index + used], row, layouts):
            used += 1
        return layouts, used

    def _is_subhead(self, row: Row, header: Row, layouts: tuple[Layout, ...]) -> bool:
        words = {self._subheads[layout.table] for layout in layouts if layout.table in self._subheads}
        own = [squeezed(cell) for index, cell in enumerate(row.cells) if cell and index not in row.continued]
        above = {squeezed(cell) for cell in header.cells if cell}
        return bool(own) and set(own) <= words | above and bool(set(own) & words)

    def _begin(self, layouts: tuple[Layout, ...], row: Row, grid: Grid) -> None:
        before = self._open.layout.table if self._open else self._last
        self._flush()
        chosen = next((layout for layout in layouts if layout.table == self._title), None)
        if chosen is None and self._title is None:
            chosen = next((layout for layout in layouts if layout.table == before), None)
        if chosen is None and len(layouts) == 1:
            chosen = layouts[0]
        layout = chosen or layouts[0]
        aside = chosen is None
        if chosen is None:
            names = "、".join(f"《{self._schemas[item.table].title}》" for item in layouts)
            reason = f"表头与{names}都相同，上方没有标题，不能确定是哪一张，没有读入"
            self._tell(Ambiguous(row.place, short("｜".join(row.filled)), reason))
        elif layout.table in self._records and self._recent != layout.table:
            aside = True
            reason = f"《{self._schemas[layout.table].title}》前面已经有了，这一张没有读入"
            self._tell(Ambiguous(row.place, short("｜".join(row.filled)), reason))
        self._title, self._people = None, None
        self._open = _Open(layout, grid, is_trimmed(grid.rows), aside)
        if not aside:
            self._columns.setdefault(layout.table, layout.columns)
            self._places.setdefault(layout.table, []).append(row.place)
            self._records.setdefault(layout.table, [])

    def _resume(self, rows: Sequence[Row], index: int, grid: Grid) -> None:
        """Go on with the table above the break, when the rows up to the next header fit it."""
        if self._open is None or is_item(rows[index], self._intake.grouped):
            return
        end = index
        while end < len(rows) and not self._headers.match(rows[end].cells):
            end += 1
        chunk = [row for row in rows[index:end] if row.filled]
        layout = continued_layout(self._open.layout, chunk, self._schemas[self._open.layout.table])
        if layout is not None:
            aside = self._open.aside
            self._flush()
            self._open = _Open(layout, grid, is_trimmed(grid.rows), aside)
            if not aside:
                self._places[layout.table].append(rows[index].place)

    def _row(self, row: Row, grid: Grid) -> None:
        if self._open is not None and self._open.grid is grid and self._table_row(row):
            return
        joined = "\t".join(row.filled)
        if self._grouped_heading(joined, row.place):
            return
        if is_item(row, self._intake.grouped):
            self._item(row)
            return
        if not self._line(squeeze(joined), Paragraph(joined, row.place)):
            self._tell(Unplaced(row.place, short("｜".join(row.filled)), "不知属于哪张表"))

    def _table_row(self, row: Row) -> bool:
        """Whether the row belongs to the open table; a note or heading across it, and a row that fits no column, do not."""
        now = self._open
        assert now is not None
        schema = self._schemas[now.layout.table]
        if now.layout.table in self._by and self._grouped_heading("\t".join(row.filled), row.place):
            return True
        if len(row.filled) == 1 and len(now.layout.columns) > 2 and self._line(squeeze(row.filled[0]), Paragraph(row.filled[0], row.place)):
            return True
        names = {position: column for slot in now.layout.slots for position, column in slot.items()}
        fitting = [fits(cell, schema.field[names[at]]) for at, cell in enumerate(row.cells) if cell and at in names]
        if 2 * sum(fitting) < len(fitting):
            return False
        reading = read_row(row, now.layout, schema, trimmed=now.trimmed)
        by = self._by.get(schema.name)
        if by is not None and by not in now.layout.columns and self._group is not None:
            named = {by: self._group.name}
            now.lines.append(
                tuple(record and Record({**named, **record.values}, record.place, record.stored) for record in reading.records)
            )
        else:
            now.lines.append(reading.records)
        if not now.aside:
            self._remarks += reading.remarks
        return True

    def _item(self, row: Row) -> None:
        table = self._grouped_table()
        if table is None:
            self._tell(Unplaced(row.place, short("｜".join(row.filled)), "不知属于哪张表"))
            return
        record, remark = read_item(row, self._group, self._by[table], self._schemas[table], self._intake.grouped)
        if record is not None:
            self._keep(table, record, self._group.place if self._group else row.place)
        if remark is not None:
            self._tell(remark)

    # What was read

    def _keep(self, table: str, record: Record, place: str) -> None:
        self._records.setdefault(table, []).append(record)
        self._recent = table
        places = self._places.setdefault(table, [])
        if place not in places:
            places.append(place)

    def _tell(self, remark: Remark) -> None:
        self._remarks.append(remark)

    def _close(self) -> None:
        """End the table and the list that are open."""
        self._flush()
        self._last, self._people, self._group = None, None, None
        self._title = None

    def _flush(self) -> None:
        """Put the rows read since the last header into their table."""
        now, self._open = self._open, None
        if now is None:
            return
        self._last = now.layout.table
        if now.aside or not now.lines:
            return
        self._recent = now.layout.table
        rank = _rank_column(self._schemas[now.layout.table])
        self._records[now.layout.table] += in_order(now.lines, rank)


def _combined(row: Row, following: Row, headers: Headers) -> list[str]:
    """The words of a header of two rows: in each column the one that some table knows, the upper one first."""
    cells = []
    for index in range(max(len(row.cells), len(following.cells))):
        upper = row.cells[index] if index < len(row.cells) else ""
        lower = following.cells[index] if index < len(following.cells) else ""
        cells.append(upper if headers.knows(upper) or not headers.knows(lower) else lower)
    return cells


def _rank_column(schema: TableSchema) -> str | None:
    """The column that numbers the rows: the first, when it holds whole numbers."""
    first = schema.fields[0]
    return first.name if first.grammar == "count" else None

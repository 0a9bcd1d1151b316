"""The figures that a sentence may rest on, and what they may be compared with.

A figure is *sound* when it was published, can be read, and has no erratum. Only sound figures are counted, ranked and
compared. A blank count is 0 cases, any other blank is nothing; `-` says that there is nothing to count. Two periods
compare when they are equally long, the column had the same unit and way of writing, and the organization was neither
merged nor divided in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from yuebao.model.numbers import UNREADABLE, ZERO
from yuebao.model.table import Cell, Table
from yuebao.model.trust import UNCHECKED, Trust
from yuebao.printed.edition import Edition
from yuebao.rules.registry import accumulating
from yuebao.schema.insight_form import Against
from yuebao.schema.table_schema import Field
from yuebao.site.archive import Archive
from yuebao.site.insights.clause import Piece
from yuebao.site.marks import Note


class Kind(Enum):
    """What stands in a cell."""

    SOUND = "sound"
    BLANK = "blank"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Reading:
    """One table of one issue, its columns called as in `Archive.tables`."""

    archive: Archive
    edition: Edition
    table: Table

    @classmethod
    def of(cls, archive: Archive, edition: Edition, name: str) -> Reading | None:
        """``None`` of a table that the issue does not have, did not publish, or that is empty."""
        table = archive.shown(edition).get(name)
        return None if table is None or not len(table) else cls(archive, edition, table)

    def field(self, column: str) -> Field:
        """The column as this issue has it."""
        series = self.archive.tables[self.table.name]
        return self.edition.layout.tables[self.table.name].by_id[series.field[column].id]

    def errata(self, row: int, column: str) -> tuple[Note, ...]:
        """The errata of a cell."""
        found = self.archive.marks(self.edition).get(Cell(self.table.name, row, column), ())
        return tuple(note for note in found if note.kind == "x")

    def value(self, row: int, column: str, *, place: bool = False) -> tuple[Kind, Decimal]:
        """What a cell holds; 0 with anything but a sound figure. A blank ``place`` is none."""
        table = self.table
        if not table.has(column) or not table.published(row, column):
            return Kind.DOUBTFUL, ZERO
        number = table.numbers[column][row]
        if number is UNREADABLE or self.errata(row, column):
            return Kind.DOUBTFUL, ZERO
        if number is None:
            counted = self.field(column).grammar == "count" and not place and not table.texts[column][row]
            return (Kind.SOUND if counted else Kind.BLANK), ZERO
        return Kind.SOUND, number

    def piece(self, text: str, row: int, column: str) -> Piece:
        """Words that lead to a cell."""
        anchor = self.archive.address(self.edition, self.table.name, row, column)
        return Piece(text, self.edition.name, anchor)

    @property
    def entity(self) -> str:
        """The column of the names, as it is called in `Archive.tables`."""
        entity = self.archive.tables[self.table.name].entity
        return "" if entity is None else entity.name

    def name(self, row: int, column: str) -> Piece:
        """The organization of a row as it is printed, leading to the cell that is spoken of."""
        return self.piece(self.table.texts[self.entity][row], row, column)

    def rows(self) -> dict[str, int]:
        """The row of each organization; one that is printed twice is left out, and so is the total."""
        own = self.edition.month.tables[self.table.name]
        found = self.edition.scope.rows_of(own)
        totals = set(self.table.totals)
        return {
            identity: rows[0] for identity, rows in found.items() if len(rows) == 1 and rows[0] not in totals
        }

    def unchecked(self, rows: Iterable[int], *columns: str) -> tuple[Piece, ...]:
        """What has to be added where nothing proves one of the figures."""
        checked, name = self.edition.checked, self.table.name
        cells = ((row, self.field(column).name) for row in rows for column in columns)
        alone = any(checked.of(name, row, column) is Trust.NOTHING for row, column in cells)
        return (Piece(f"（{UNCHECKED}）"),) if alone else ()

    def against(self, how: Against, column: str) -> tuple[str, Reading] | None:
        """The words for the other period (`上月`) and this table in it; ``None`` where the two do not compare. What counts
        from January on is not compared with the period before."""
        period = self.edition.period
        schema = self.edition.layout.tables[self.table.name]
        if how == "period-before" and accumulating(schema.rules):
            return None
        before = how == "period-before"
        other = self.archive.by_span.get(period.span_before if before else period.span_a_year_before)
        reading = None if other is None else Reading.of(self.archive, other, self.table.name)
        if reading is None or not reading.table.has(column) or not self.table.has(column):
            return None
        now, then = self.field(column), reading.field(column)
        if (now.unit, now.grammar) != (then.unit, then.grammar):
            return None
        return (period.last_one if before else period.last_year), reading

    def others(self, column: str) -> Iterator[tuple[str, Reading]]:
        """The periods that a figure of the column is compared with, each once."""
        seen = set()
        ways: tuple[Against, ...] = ("period-before", "year-before")
        for how in ways:
            found = self.against(how, column)
            if found is not None and found[1].edition.name not in seen:
                seen.add(found[1].edition.name)
                yield found

    def headed(self) -> dict[str, str]:
        """The columns that are named after organizations, by their ids, called as in `Archive.tables`."""
        schema = self.edition.layout.tables[self.table.name]
        names = schema.renaming(self.archive.tables[schema.name])
        found = {}
        for field in schema.fields:
            entry = self.edition.scope.named_after(field)
            if entry is not None:
                found[entry.id] = names[field.name]
        return found

    @property
    def beside(self) -> frozenset[str]:
        """The columns that are named after organizations, which a place is a place among."""
        own = self.edition.month.tables[self.table.name]
        fields = self.edition.layout.tables[self.table.name].fields
        return frozenset(field.id for field in fields if field.about and own.prints(field.name))

    def remade(self, other: Reading) -> frozenset[str]:
        """The organizations that are not the same in both."""
        return self.archive.registry.remade(other.edition.name, self.edition.name)

    def renamed(self, identity: str, other: Reading) -> str:
        """What the organization was called at the time of the other, where that was another name; empty where not."""
        names = [
            next((entry.name for entry in self.archive.registry.entries[identity] if entry.active(month)), "")
            for month in (self.edition.name, other.edition.name)
        ]
        return names[1] if names[0] != names[1] else ""

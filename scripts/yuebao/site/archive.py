"""What the pages are made from: every issue with its report and its explained findings, and the standing data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from yuebao.model.issue import Issue, Source, Withdrawal
from yuebao.model.organization import Registry
from yuebao.model.period import Span
from yuebao.model.revision import Correction, Revision, lists_documents
from yuebao.model.table import Cell, Table
from yuebao.printed.edition import Edition, Named
from yuebao.schema.insight_form import Insights
from yuebao.schema.layout import Layout
from yuebao.schema.masthead import MastheadKey
from yuebao.schema.report_form import ChartForm, Highlight
from yuebao.schema.settings import Settings
from yuebao.schema.table_schema import TableSchema
from yuebao.site.marks import Corrected, Note, corrected_of, marks_of, notes
from yuebao.site.masking import Doubt
from yuebao.site.series import cells_in_series, charts_of, highlights_of, in_series, insights_of, series_of


@dataclass(frozen=True)
class Withdrawn(Named):
    """An issue that was taken back: listed with the reason, its figures shown nowhere."""

    month: str
    issue: Issue
    why: Withdrawal
    layout: Layout

    @property
    def name(self) -> str:
        """That of its period, `2020-07`."""
        return self.month


@dataclass(frozen=True)
class Draft(Named):
    """An issue that is still being transcribed: listed with its ``progress`` (`还差 22 格`) and how many cells are ``left``,
    by table, and shown nowhere but in a preview, where it has an ``edition``; ``told`` is what is said of how far it is at length."""

    month: str
    left: Mapping[str, int]
    progress: str
    layout: Layout
    edition: Edition | None = None
    told: str = ""

    @property
    def name(self) -> str:
        """The name of the period, `2020-07`."""
        return self.month


@dataclass(frozen=True)
class Archive:
    """Everything that is published, the oldest issue first; names are already masked where the settings say so, and
    ``doubts`` are the texts that may still hold one. ``withdrawn`` are the issues that were taken back, ``drafts`` those still being transcribed; ``revisions`` and ``corrections`` are what was changed
    after it was published, by the archive and by the publisher; ``latest`` is the
    layout of the newest issue, or of one yet to come. ``masked`` are the issues in which names are masked; ``until`` is the
    last day on which no other is one of them, ``None`` where none will be."""

    editions: tuple[Edition, ...]
    latest: Layout
    registry: Registry
    settings: Settings
    doubts: tuple[Doubt, ...] = ()
    revisions: tuple[Revision, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    drafts: tuple[Draft, ...] = ()
    corrections: tuple[Correction, ...] = ()
    masked: frozenset[str] = frozenset()
    until: date | None = None
    _shown: dict[str, Mapping[str, Table]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    _marks: dict[str, Mapping[Cell, tuple[Note, ...]]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        """The layouts of the issues, the newest first; that of an issue yet to come where there is none."""
        found = {id(edition.layout): edition.layout for edition in reversed(self.editions)}
        return tuple(found.values()) or (self.latest,)

    @cached_property
    def masthead_keys(self) -> Mapping[str, tuple[MastheadKey, ...]]:
        """Every key that the masthead of an issue ever had, those of the newest layout first, each as the layouts declare it,
        the newest first."""
        found: dict[str, tuple[MastheadKey, ...]] = {}
        for layout in self.layouts:
            for key in layout.masthead.keys:
                found[key.key] = (*found.get(key.key, ()), key)
        return found

    @cached_property
    def tables(self) -> Mapping[str, TableSchema]:
        """Every table of any issue, with every column that it ever had."""
        return series_of(self.layouts)

    @cached_property
    def highlights(self) -> tuple[Highlight, ...]:
        """The key figures of all issues, their columns called as in `tables`."""
        return highlights_of(self.layouts, self.tables)

    @cached_property
    def charts(self) -> tuple[ChartForm, ...]:
        """The charts of all issues, likewise."""
        return charts_of(self.layouts, self.tables)

    def insights(self, edition: Edition) -> Insights:
        """The sentences that the layout of an issue declares, their columns called as in `tables`."""
        return insights_of(edition.layout, self.tables)

    def shown(self, edition: Edition) -> Mapping[str, Table]:
        """The tables of an issue, their columns called as in `tables`. What its layout does not have is not there."""
        if edition.name not in self._shown:
            self._shown[edition.name] = {
                name: in_series(table, edition.layout.tables[name], self.tables[name])
                for name, table in edition.month.tables.items()
            }
        return self._shown[edition.name]

    def address(self, edition: Edition, table: str, row: int, column: str) -> str:
        """The address of a cell in its issue; ``column`` is called as in `tables`."""
        own = edition.layout.tables[table].by_id[self.tables[table].field[column].id]
        return edition.addresses.cell(Cell(table, row, own.name)) or table

    def offered(self, edition: Edition) -> tuple[Source, ...]:
        """The documents of an issue that can be opened beside it: none where names are masked, which they print, and none of
        a draft."""
        return () if edition.name in self.masked or edition.issue.draft else edition.issue.sources

    def corrected(self, edition: Edition) -> tuple[Corrected, ...]:
        """What corrections changed in an issue."""
        return corrected_of(edition, self.corrections_of(edition))

    def corrections_of(self, edition: Edition) -> tuple[Correction, ...]:
        """The corrections of an issue, the oldest first."""
        return tuple(each for each in self.corrections if each.month == edition.name)

    def revisions_of(self, edition: Edition) -> tuple[Revision, ...]:
        """The revisions of an issue, the oldest first; not that it lists a new document, which its correction says."""
        own = (revision for revision in self.revisions if revision.month == edition.name)
        return tuple(revision for revision in own if not (revision.document and lists_documents(revision)))

    def notes(self, edition: Edition) -> Mapping[Cell, tuple[Note, ...]]:
        """What stands beside an issue's cells."""
        return notes(marks_of(edition), self.corrected(edition), edition.checked)

    def marks(self, edition: Edition) -> Mapping[Cell, tuple[Note, ...]]:
        """The same, the columns called as in `tables`."""
        if edition.name not in self._marks:
            self._marks[edition.name] = cells_in_series(
                self.notes(edition), edition.layout.tables, self.tables
            )
        return self._marks[edition.name]

    @cached_property
    def listed(self) -> tuple[Edition | Withdrawn | Draft, ...]:
        """Every issue that lists name, withdrawn or still being transcribed too, the oldest first."""
        return tuple(
            sorted((*self.editions, *self.withdrawn, *self.drafts), key=lambda listed: listed.period)
        )

    @cached_property
    def by_month(self) -> Mapping[str, int]:
        """The index of each issue by the name of its period."""
        return {edition.name: index for index, edition in enumerate(self.editions)}

    @cached_property
    def by_span(self) -> Mapping[Span, Edition]:
        """Each issue by the months that it covers."""
        return {edition.period.span: edition for edition in self.editions}

"""Everything that a reader knows before it opens a document: the schemas, the form of the report, the patterns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yuebao.importing.compact_text import squeezed
from yuebao.importing.header import Headers
from yuebao.importing.titles import Titles, notes_of, section_titles, titles_of
from yuebao.schema.intake_form import IntakeForm
from yuebao.schema.layout import Layout
from yuebao.schema.masthead import Masthead
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True)
class Words:
    """``by`` is the column that heads the groups of a table, ``subheads`` the squeezed words of the second line of its
    header; ``sections`` and ``notes`` are lines that the report's form prints."""

    schemas: Mapping[str, TableSchema]
    intake: IntakeForm
    masthead: Masthead
    month: str
    by: Mapping[str, str]
    subheads: Mapping[str, str]
    headers: Headers
    titles: Titles
    sections: frozenset[str]
    notes: frozenset[str]


def words_of(layout: Layout, month: str) -> Words:
    """What reading a document for the month needs."""
    schemas, report, intake = layout.tables, layout.form, layout.intake
    by: dict[str, str] = {
        form.table: form.grouped.by for form in report.attachments if form.grouped is not None
    }
    subheads: dict[str, str] = {
        form.table: squeezed(form.subhead.text) for form in report.attachments if form.subhead is not None
    }
    aliases: dict[tuple[str, str], Sequence[str]] = {
        (alias.table, alias.column): alias.also for alias in intake.headers
    }
    return Words(
        schemas, intake, layout.masthead, month, by, subheads, Headers(schemas, aliases, by), titles_of(schemas, report),
        section_titles(report), notes_of(report),
    )  # fmt: skip

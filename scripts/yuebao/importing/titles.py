"""Headings of tables: which table a line announces, and for which month."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.importing.compact_text import squeezed
from yuebao.model.period import period
from yuebao.model.period_text import stated_period
from yuebao.schema.report_form import ReportForm
from yuebao.schema.table_schema import TableSchema

_FIELD: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_AROUND: Final = 30
"""How many characters a heading may have besides the title: number, year and month, part."""
_NUMBER: Final = re.compile(r"^[一二三四五六七八九十]+、|^[0-9]+[.、]")


@dataclass(frozen=True, slots=True)
class Titles:
    """The squeezed words by which each table is announced, the longest first."""

    words: tuple[tuple[str, str], ...]

    def find(self, line: str) -> str | None:
        """The table that a squeezed line announces, by the longest title that it contains."""
        for word, table in self.words:
            if word in line and len(line) <= len(word) + _AROUND:
                return table
        return None


def titles_of(schemas: Mapping[str, TableSchema], form: ReportForm) -> Titles:
    """The titles of the schemas, the printed headings of the report's form, and the names of the tables' files."""
    words = {squeezed(schema.title): name for name, schema in schemas.items()}
    for attachment in form.attachments:
        longest = max(_FIELD.split(attachment.title), key=len)
        words.setdefault(squeezed(longest), attachment.table)
    words |= {name: name for name in schemas}
    return Titles(tuple(sorted(words.items(), key=lambda item: (-len(item[0]), item[0]))))


def other_month(line: str, month: str) -> str | None:
    """The period that a squeezed heading states in words, when that at hand is no part of it."""
    stated = stated_period(line)
    if stated is None:
        return None
    whole, own = period(stated[0]), period(month)
    return None if whole.first <= own.first and own.last <= whole.last else stated[1]


def section_titles(form: ReportForm) -> frozenset[str]:
    """The squeezed headings of sections, with and without their number: Word may number them by itself."""
    titles = [squeezed(section.title) for section in form.sections]
    return frozenset([*titles, *(_NUMBER.sub("", title) for title in titles)])


def notes_of(form: ReportForm) -> frozenset[str]:
    """The squeezed notes beneath tables, with and without their number."""
    notes = [squeezed(note) for attachment in form.attachments for note in attachment.notes]
    return frozenset([*notes, *(_NUMBER.sub("", note) for note in notes)])

"""Headings of tables: which table a line announces, and for which month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.importing.compact_text import squeezed
from yuebao.model.period import Period, period
from yuebao.model.period_text import plain_text, said_periods
from yuebao.schema.report_form import ReportForm
from yuebao.schema.table_schema import TableSchema

_FIELD: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_AROUND: Final = 30
"""How many characters a heading may have besides the title: number, year and month, part."""
_ORDINAL: Final = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_LABEL: Final = re.compile(rf"^-?(?:(?:附件|附表|附|表):?)?{_ORDINAL}?(?=[\n、.:(《]|$)")
_ORNAMENTS: Final = re.compile(rf"\({_ORDINAL}\)$|续表|\(续\)|续|表|[\s()《》“”:、,.·_-]")
"""What stands around the words of a heading and says nothing."""
_NUMBER: Final = re.compile(r"^[一二三四五六七八九十]+、|^[0-9]+[.、]")


@dataclass(frozen=True, slots=True)
class Titles:
    """The squeezed words by which each table is announced, the longest first."""

    words: tuple[tuple[str, str], ...]

    def find(self, line: str) -> str | None:
        """The table that a squeezed line announces, by the longest title that it contains."""
        return next((table for _, table in self._found(line)), None)

    def title(self, line: str) -> str:
        """That title."""
        return next((word for word, _ in self._found(line)), "")

    def beyond(self, line: str, year: int) -> str:
        """What a squeezed heading says beside the title: neither a period, nor a number of its own, nor that it goes on.
        `附件5：2020年7月…（续）` says nothing, `…（甲某报送）` does."""
        plain = plain_text(line)
        free = list(plain)
        for words in (plain_text(self.title(line)), *(each.words for each in said_periods(line, year))):
            at = plain.find(words)
            if at >= 0:
                free[at : at + len(words)] = "\n" * len(words)
        return _ORNAMENTS.sub("", _LABEL.sub("", "".join(free)))

    def _found(self, line: str) -> Iterator[tuple[str, str]]:
        return (
            (word, table) for word, table in self.words if word in line and len(line) <= len(word) + _AROUND
        )


def titles_of(schemas: Mapping[str, TableSchema], form: ReportForm) -> Titles:
    """The titles of the schemas, the printed headings of the report's form, and the names of the tables' files."""
    words = {squeezed(schema.title): name for name, schema in schemas.items()}
    for attachment in form.attachments:
        longest = max(_FIELD.split(attachment.title), key=len)
        words.setdefault(squeezed(longest), attachment.table)
    words |= {name: name for name in schemas}
    return Titles(tuple(sorted(words.items(), key=lambda item: (-len(item[0]), item[0]))))


def agrees(said: Period, own: Period) -> bool:
    """Whether figures of the period ``said`` can stand in the issue: they are of it, of the months up to its end, or of
    its whole year."""
    inside = said.first <= own.first and own.last <= said.last
    return inside and (said.last == own.last or said.length == 12)


def other_period(line: str, month: str, title: str = "") -> str | None:
    """The words by which a heading or name says another period than that at hand, its year taken for granted where it
    leaves it out; ``None`` where it says none, or this one too. What the ``title`` of the table itself says is no
    period of the issue."""
    own = period(month)
    always = {each.words for each in said_periods(title)}
    said = [each for each in said_periods(line, own.year) if each.name and each.words not in always]
    if not said or any(agrees(period(each.name), own) for each in said):
        return None
    return said[0].words


def section_titles(form: ReportForm) -> frozenset[str]:
    """The squeezed headings of sections, with and without their number: Word may number them by itself."""
    titles = [squeezed(section.title) for section in form.sections]
    return frozenset([*titles, *(_NUMBER.sub("", title) for title in titles)])


def notes_of(form: ReportForm) -> frozenset[str]:
    """The squeezed notes beneath tables, with and without their number."""
    notes = [squeezed(note) for attachment in form.attachments for note in attachment.notes]
    return frozenset([*notes, *(_NUMBER.sub("", note) for note in notes)])

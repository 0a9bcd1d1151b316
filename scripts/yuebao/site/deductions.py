"""Whoever lost points in an issue is named there for so many months; then the names are masked in it, and in no other.

Clause: `extra.archive.deducted_months` and the `deductions` of a table. A period of months is counted as in the Civil Code,
articles 201 and 202: the day of publication does not count, and the last day is the one of the same number in the last
month, or the end of a month that has none.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from yuebao.model.month import Month
from yuebao.model.printed import Printed
from yuebao.schema.table_schema import Field, TableSchema
from yuebao.site.masking import Doubt, is_doubtful, named, names_in

Schemas = Mapping[str, TableSchema]


def last_day(published: date, months: int) -> date:
    """The last day on which the names of an issue are public: published 2020-08-31, for six months until 2021-02-28. What
    the calendar does not reach never ends."""
    years, month = divmod(published.month - 1 + months, 12)
    year, month = published.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(published.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, printed or typed: its texts by column, and its line in the file, 0 of a printed one."""

    schema: TableSchema
    texts: Mapping[str, str]
    file: str = ""
    line: int = 0

    @property
    def takes(self) -> bool:
        """Whether it takes points away; a figure that cannot be read does not."""
        column = self.schema.deductions
        figure = self.schema.field[column].figure(self.texts.get(column, "")) if column else None
        return isinstance(figure, Decimal) and figure < 0

    @property
    def people(self) -> Iterator[tuple[Field, str]]:
        """The cells that may name persons."""
        for field in self.schema.fields:
            if (field.person or field.persons) and (text := self.texts.get(field.name)):
                yield field, text


def deducted(month: Month, printed: Printed, schemas: Schemas, hidden: Iterable[str]) -> set[str]:
    """Whoever lost points in a month, as its tables and its documents say: the names in the rows that take points away, the
    ``hidden`` ones too that no pattern finds there, and the numbers that stand beside these names in any row."""
    rows = [*_rows(month, schemas), *_printed_rows(printed, schemas)]
    taking = [row for row in rows if row.takes]
    found = {name for row in taking for field, text in row.people for name in names_in(field, [text])}
    found |= {name for name in hidden for row in taking if any(name in text for text in row.texts.values())}
    for names, number in chain.from_iterable(named(*cell) for row in rows for cell in row.people):
        if number and not found.isdisjoint(names):
            found.add(number)
    return found


def doubtful(month: Month, schemas: Schemas) -> Iterator[Doubt]:
    """Every text of a row that takes points away of which the patterns cannot tell whom it names."""
    for row in _rows(month, schemas):
        if row.takes:
            for field, text in row.people:
                if is_doubtful(field, text):
                    yield Doubt(row.file, row.line, field.name, text)


def _rows(month: Month, schemas: Schemas) -> Iterator[_Row]:
    for name, table in month.tables.items():
        columns = [column for column in table.header if table.has(column)]
        cells = zip(*(table.texts[column] for column in columns), strict=True)
        for line, texts in zip(table.lines, cells, strict=True):
            yield _Row(schemas[name], dict(zip(columns, texts, strict=True)), table.file, line)


def _printed_rows(printed: Printed, schemas: Schemas) -> Iterator[_Row]:
    for document in printed:
        for name, table in document.tables.items():
            for row in table.rows:
                yield _Row(schemas[name], dict(zip(table.columns, row.texts, strict=True)))

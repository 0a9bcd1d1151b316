"""Personal names hidden: months, findings and schemas as they are published when staff names are masked.

Everything that is published is made from what this gives, so that pages, search, downloads and feeds follow alike. A
name keeps its first character, `陈*`; how long it was does not show. Rows are never merged, whatever they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from typing import Any, Final, TypeVar

from yuebao.model.finding import Finding
from yuebao.model.issue import Erratum, Issue
from yuebao.model.month import Month
from yuebao.model.printed import Printed
from yuebao.model.table import Table
from yuebao.schema.layout import Layout
from yuebao.schema.table_schema import NAMES, NUMBER, Field, TableSchema

_Value = TypeVar("_Value", Erratum, Finding)

BETWEEN: Final = "、"
"""What joins the names that one pattern found."""
_SPACES: Final = "[ \u3000]*"
"""Printed lists part the characters of a short name: `陈 芬`."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text of which the declared patterns cannot tell whether it names a person."""

    file: str
    line: int
    column: str
    text: str


@dataclass(frozen=True)
class Masker:
    """Hides the known names."""

    pattern: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """The text with every known name in its masked form."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda found: masked(found.group()), text)

    def month(self, month: Month, schemas: Mapping[str, TableSchema]) -> Month:
        """The month with no known name in it."""
        return replace(
            month,
            issue=None if month.issue is None else self._masthead(month.issue),
            tables={name: self._table(table, schemas[name]) for name, table in month.tables.items()},
            errata=tuple(self.erratum(erratum) for erratum in month.errata),
            problems=tuple(self.finding(finding) for finding in month.problems),
            texts={name: self.text(text) for name, text in month.texts.items()},
        )

    def _masthead(self, issue: Issue) -> Issue:
        """Every text of the masthead but the place that it is of, which is an organization's name."""
        home = issue.roles.get("home")
        values = {
            key: self.text(value) if isinstance(value, str) and key != home else value
            for key, value in issue.values.items()
        }
        absent = tuple(
            replace(
                each,
                row=self.text(each.row),
                reason=self.text(each.reason),
                reviewer=self.text(each.reviewer),
            )
            for each in issue.absent
        )
        return replace(issue, values=values, absent=absent)

    def erratum(self, erratum: Erratum) -> Erratum:
        """The erratum, its row, values, reason and reviewer masked."""
        return self._texts(erratum)

    def finding(self, finding: Finding) -> Finding:
        """The finding, its row, values and message masked."""
        return self._texts(finding)

    def _texts(self, value: _Value) -> _Value:
        """A frozen dataclass with each of its own texts masked; parts that are no texts stay."""
        fields: dict[str, Any] = {part.name: getattr(value, part.name) for part in dataclass_fields(value)}
        changed: dict[str, Any] = {
            name: self.text(text) for name, text in fields.items() if type(text) is str
        }
        return replace(value, **changed)

    def _table(self, table: Table, schema: TableSchema) -> Table:
        return replace(
            table,
            keys=tuple(None if key is None else self.text(key) for key in table.keys),
            texts={name: self._column(texts, schema.field[name]) for name, texts in table.texts.items()},
        )

    def _column(self, texts: tuple[str, ...], field: Field) -> tuple[str, ...]:
        """Figures and names of organizations hold no person."""
        if field.person:
            return tuple(masked(text) for text in texts)
        if field.grammar or field.names:
            return texts
        return tuple(self.text(text) for text in texts)


def masked(name: str) -> str:
    """The first character and a star; of the number of a person the star alone; nothing of nothing."""
    return "*" if name.isdecimal() else f"{name[0]}*" if name else ""


def masker(names: Iterable[str]) -> Masker:
    """Hides these names and numbers of persons. One character alone is no name that could be told from any other text; a
    number is one where no other digit stands beside it."""
    names = {name for name in names if len(name) > 1}
    numbers = sorted(name for name in names if name.isdecimal())
    firsts: dict[str, list[str]] = {}
    for name in sorted(names.difference(numbers), key=lambda name: (-len(name), name)):
        rest = _SPACES.join(re.escape(character) for character in name[1:])
        firsts.setdefault(name[0], []).append(_SPACES + rest)
    branches = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(firsts.items())]
    branches += [f"(?<![0-9]){number}(?![0-9])" for number in numbers]
    return Masker(re.compile("|".join(branches)) if branches else None)


def known_names(month: Month, schemas: Mapping[str, TableSchema]) -> set[str]:
    """Every person that a month names: in columns of persons, and in texts where a declared pattern finds them."""
    return {
        name
        for table, field in _columns(month, schemas)
        for name in _names_in(field, table.texts[field.name])
    }


def printed_names(documents: Printed, schemas: Mapping[str, TableSchema]) -> set[str]:
    """Every person that the documents name in the tables, likewise: what an erratum says of them may repeat the name."""
    return {
        name
        for document in documents
        for table, printed in document.tables.items()
        for index, column in enumerate(printed.columns)
        for name in _names_in(schemas[table].field[column], [row.texts[index] for row in printed.rows])
    }


def _names_in(field: Field, texts: Iterable[str]) -> set[str]:
    if field.person:
        return {text for text in texts if text}
    return {name for text in texts for name in _named(field, text)} if field.persons else set()


def doubts(month: Month, schemas: Mapping[str, TableSchema]) -> Iterator[Doubt]:
    """Every text of a column with patterns that matches none of them."""
    for table, field in _columns(month, schemas):
        if field.persons is None:
            continue
        nobody = [re.compile(pattern) for pattern in field.persons.nobody]
        for line, text in zip(table.lines, table.texts[field.name], strict=True):
            if not _named(field, text) and not any(pattern.fullmatch(text) for pattern in nobody):
                yield Doubt(table.file, line, field.name, text)


def masked_layout(layout: Layout) -> Layout:
    """The layout of masked tables: two people of one masked form leave no key in a column that names them."""
    return replace(layout, tables={name: _masked_schema(schema) for name, schema in layout.tables.items()})


def _masked_schema(schema: TableSchema) -> TableSchema:
    if not any(schema.field[name].person or schema.field[name].persons for name in schema.primary_key):
        return schema
    descriptor = {key: value for key, value in schema.descriptor.items() if key != "primaryKey"}
    return replace(schema, primary_key=(), descriptor=descriptor)


def _columns(month: Month, schemas: Mapping[str, TableSchema]) -> Iterator[tuple[Table, Field]]:
    for name, table in month.tables.items():
        for field in schemas[name].fields:
            if (field.person or field.persons) and table.has(field.name):
                yield table, field


def _named(field: Field, text: str) -> list[str]:
    patterns = field.persons.named if field.persons else ()
    return [
        name
        for pattern in patterns
        for found in re.finditer(pattern, text)
        for name in (*found[NAMES].split(BETWEEN), found.groupdict().get(NUMBER) or "")
        if name
    ]

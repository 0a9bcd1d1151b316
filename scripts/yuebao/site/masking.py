"""Personal names hidden: months, findings and schemas as they are published when staff names are masked.

Everything that is published is made from what this gives, so that pages, search, downloads and feeds follow alike. A
name keeps its first character, `陈*`; how long it was does not show. Rows are never merged, whatever they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
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
    """Hides the known names. What is ``kept`` stays as it is although a name begins it or is a part of it. ``only`` are those
    whom columns of persons hide; ``None`` where they hide everybody."""

    pattern: re.Pattern[str] | None
    kept: frozenset[str] = frozenset()
    only: frozenset[str] | None = None

    def text(self, text: str) -> str:
        """The text with every known name in its masked form."""
        return text if self.pattern is None else self.pattern.sub(self._hidden, text)

    def _hidden(self, found: re.Match[str]) -> str:
        text = found.group()
        return text if re.sub(_SPACES, "", text) in self.kept else masked(text)

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
            return tuple(map(self._person, texts))
        if field.grammar or field.names:
            return texts
        return tuple(self.text(text) for text in texts)

    def _person(self, text: str) -> str:
        return masked(text) if self.only is None or text in self.only else self.text(text)


def masked(name: str) -> str:
    """The first character and a star; of the number of a person the star alone; nothing of nothing."""
    return "*" if name.isdecimal() else f"{name[0]}*" if name else ""


def masker(names: Iterable[str], others: Iterable[str] = (), *, alone: bool = False) -> Masker:
    """Hides these names and numbers of persons, but not where they are a part of the name of ``others`` who stay. One
    character alone is no name that could be told from any other text; a number is one where no other digit stands beside
    it. Columns of persons are hidden whole, unless it hides these ``alone``."""
    everyone = frozenset(names)
    known = {name for name in everyone if len(name) > 1}
    kept = {re.sub(_SPACES, "", other) for other in others} - everyone
    kept = {other for other in kept if len(other) > 1 and not other.isdecimal()}
    numbers = sorted(name for name in known if name.isdecimal())
    firsts: dict[str, list[str]] = {}
    for name in sorted((known | kept).difference(numbers), key=lambda name: (-len(name), name)):
        rest = _SPACES.join(re.escape(character) for character in name[1:])
        firsts.setdefault(name[0], []).append(_SPACES + rest)
    branches = [f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(firsts.items())]
    branches += [f"(?<![0-9]){number}(?![0-9])" for number in numbers]
    pattern = re.compile("|".join(branches)) if known else None
    return Masker(pattern, frozenset(kept), everyone if alone else None)


def known_names(month: Month, schemas: Mapping[str, TableSchema]) -> set[str]:
    """Every person that a month names: in columns of persons, and in texts where a declared pattern finds them."""
    return {
        name for table, field in _columns(month, schemas) for name in names_in(field, table.texts[field.name])
    }


def persons_in(month: Month, schemas: Mapping[str, TableSchema]) -> set[str]:
    """Whom the columns of persons name, texts aside: in a text a name may have been read too long."""
    found = _columns(month, schemas)
    return {text for table, field in found if field.person for text in table.texts[field.name] if text}


def printed_names(documents: Printed, schemas: Mapping[str, TableSchema]) -> set[str]:
    """Every person that the documents name in the tables, likewise: what an erratum says of them may repeat the name."""
    return {
        name
        for document in documents
        for table, printed in document.tables.items()
        for index, column in enumerate(printed.columns)
        for name in names_in(schemas[table].field[column], [row.texts[index] for row in printed.rows])
    }


def names_in(field: Field, texts: Iterable[str]) -> set[str]:
    """The persons whom these cells of a column name, and their numbers."""
    if field.person:
        return {text for text in texts if text}
    return {name for text in texts for name in _named(field, text)}


def doubts(month: Month, schemas: Mapping[str, TableSchema]) -> Iterator[Doubt]:
    """Every text of a column with patterns that matches none of them."""
    for table, field in _columns(month, schemas):
        for line, text in zip(table.lines, table.texts[field.name], strict=True):
            if is_doubtful(field, text):
                yield Doubt(table.file, line, field.name, text)


def is_doubtful(field: Field, text: str) -> bool:
    """Whether none of the patterns of a column, which has some, tells of a text whom it names, or that it names nobody."""
    if field.persons is None or _named(field, text):
        return False
    return not any(re.fullmatch(pattern, text) for pattern in field.persons.nobody)


def masked_layout(layout: Layout) -> Layout:
    """The layout of tables in which everybody is masked: two people of one masked form leave no key in a column that names
    them."""
    return replace(layout, tables={name: _masked_schema(schema) for name, schema in layout.tables.items()})


def changed_keys(before: Month, after: Month) -> frozenset[str]:
    """The tables in which masking changed what a row is known by."""
    return frozenset(name for name, table in before.tables.items() if table.keys != after.tables[name].keys)


def layout_after(layout: Layout, changed: Set[str]) -> Layout:
    """The layout of a month in which some are masked, in the keys of the tables that ``changed``. The addresses of the other
    rows follow from the keys still; that a key is the only one is no longer promised."""
    tables = {
        name: _unpromised(schema) if name in changed else schema for name, schema in layout.tables.items()
    }
    return replace(layout, tables=tables)


def _masked_schema(schema: TableSchema) -> TableSchema:
    if not any(schema.field[name].person or schema.field[name].persons for name in schema.primary_key):
        return schema
    return replace(_unpromised(schema), primary_key=())


def _unpromised(schema: TableSchema) -> TableSchema:
    descriptor = {key: value for key, value in schema.descriptor.items() if key != "primaryKey"}
    return replace(schema, descriptor=descriptor)


def _columns(month: Month, schemas: Mapping[str, TableSchema]) -> Iterator[tuple[Table, Field]]:
    for name, table in month.tables.items():
        for field in schemas[name].fields:
            if (field.person or field.persons) and table.has(field.name):
                yield table, field


def _named(field: Field, text: str) -> list[str]:
    return [name for names, number in named(field, text) for name in (*names, number) if name]


def named(field: Field, text: str) -> Iterator[tuple[list[str], str]]:
    """The names that each declared pattern finds in a text, and the number that goes with them, empty where none does."""
    for pattern in field.persons.named if field.persons else ():
        for found in re.finditer(pattern, text):
            yield found[NAMES].split(BETWEEN), found.groupdict().get(NUMBER) or ""

"""A table schema: the Frictionless descriptor of one table with what the archive adds to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from yuebao.model.numbers import Number, parse
from yuebao.model.table import KEY_SEPARATOR
from yuebao.schema.rule import Regex, Rule, WholeRegex

NAMES = "names"
"""The group of a pattern that holds the names of persons, joined by `、`."""
NUMBER = "number"
"""The group that holds the number of a person, which goes with the name."""


@dataclass(frozen=True, slots=True)
class Persons:
    """Where persons stand in the running text of a column.

    Each pattern of ``named`` finds names in its group ``names``; a text that matches one of ``nobody`` as a whole names
    no person. Of any other text it cannot be told.
    """

    named: Annotated[
        tuple[Regex, ...],
        "找出姓名的模式，姓名在名为 names 的组里，几个人用“、”隔开；可以另有名为 number 的组，是工号，与姓名一起遮盖",
    ]
    nobody: Annotated[tuple[WholeRegex, ...], "整段文字合乎它的，即没有点名"] = ()

    def __post_init__(self) -> None:
        for pattern in self.named:
            if NAMES not in re.compile(pattern).groupindex:
                raise ValueError(f"persons.named 的“{pattern}”没有名为 {NAMES} 的组：(?P<{NAMES}>…)")


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``id`` is the same through all time, ``name`` the header of the layout.

    ``grammar`` names the number grammar of a figure, empty for text; ``missing`` are the texts that mean "no value", of
    which ``unknown`` mean that nobody knows it.
    ``names`` are the kinds of the organizations that the cells name, ``about`` the kind of the organization that the
    column itself is named after; both empty where there is none. ``person`` tells a column that holds one person's name,
    ``persons`` where names stand in running text. ``writing`` is how a text is written, empty where the schema limits the
    texts in another way.
    """

    name: str
    title: str
    description: str
    type: str
    grammar: str
    unit: str
    missing: tuple[str, ...]
    names: tuple[str, ...]
    about: str
    id: str = ""
    person: bool = False
    persons: Persons | None = None
    writing: str = ""
    unknown: frozenset[str] = frozenset()

    def figure(self, text: str) -> Number:
        """The figure in a text of the column: ``None`` where it has none, ``UNREADABLE`` where it is not written as one."""
        return None if not text or text in self.missing or not self.grammar else parse(text, self.grammar)


@dataclass(frozen=True, slots=True)
class TotalRow:
    """How the total row is told from the others: this label in this column."""

    column: Annotated[str, "合计行的字样写在哪一列"]
    label: Annotated[str, "合计行的字样"]


@dataclass(frozen=True)
class TableSchema:
    """One kind of table. ``descriptor`` is the plain Table Schema, for Frictionless and for data packages.
    ``row_count`` is how many rows the table always has, ``None`` where that varies. ``called`` leads from what a column is
    called otherwise, its id and its headers at other times, to its header; empty for one of other times. ``deductions`` is
    the column of figures that are below 0 in the rows that take points away, empty where there is none."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    total_row: TotalRow | None
    row_count: int | None
    rules: tuple[Rule, ...]
    descriptor: Mapping[str, Any]
    place: str
    called: Mapping[str, str] = field(default_factory=dict)
    deductions: str = ""

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def entity(self) -> Field | None:
        """The column that names the organization of each row, if the table has one."""
        return next((field for field in self.fields if field.names), None)

    @property
    def lists_once(self) -> bool:
        """Whether each row is another organization's: its name alone is the key."""
        return self.entity is not None and self.primary_key == (self.entity.name,)

    @cached_property
    def field(self) -> Mapping[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """The fields by their ids."""
        return {field.id: field for field in self.fields}

    def row_keys(self, texts: Mapping[str, Sequence[str]], count: int) -> tuple[str | None, ...]:
        """The key of each of so many rows, from the texts by column; ``None`` for a row whose key is blank, and for all rows
        where no column of the key is there."""
        columns = [texts[name] for name in self.primary_key if name in texts]
        if not columns:
            return (None,) * count
        return tuple(KEY_SEPARATOR.join(filter(None, parts)) or None for parts in zip(*columns, strict=True))

    def total_rows(self, texts: Mapping[str, Sequence[str]]) -> tuple[int, ...]:
        """The indexes of the total rows."""
        label = self.total_row
        if label is None or label.column not in texts:
            return ()
        return tuple(row for row, text in enumerate(texts[label.column]) if text == label.label)

    def column(self, word: str) -> str:
        """The header of the column that is called so: by its header, its id, or its header at another time. What names no
        column of this layout stays as it is."""
        return word if word in self.field else self.called.get(word) or word

    def renaming(self, other: TableSchema) -> Mapping[str, str]:
        """How the columns of this layout are called in another one that has them; those that it does not have are called by
        a name that no column has."""
        return {
            field.name: other.by_id[field.id].name if field.id in other.by_id else f"\0{field.name}"
            for field in self.fields
        }

    def choices(self, column: str) -> tuple[str, ...]:
        """The only texts that the column may hold, in their order; empty where that is not limited."""
        described = next(field for field in self.descriptor["fields"] if field["name"] == column)
        return tuple(described.get("constraints", {}).get("enum", ()))

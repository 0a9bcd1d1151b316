"""A table schema: the Frictionless descriptor of one table with what the archive adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yuebao.spec.rule import Rule


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    ``grammar`` names the number grammar of a figure, empty for text; ``missing`` are the texts that mean "no value".
    ``names`` is the type of the organizations that the cells name, ``about`` the type of the organization that the
    column itself is named after; both empty where there is none.
    """

    name: str
    title: str
    description: str
    type: str
    grammar: str
    unit: str
    missing: tuple[str, ...]
    names: str
    about: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """How the total row is told from the others: this label in this column."""

    column: str
    label: str


@dataclass(frozen=True)
class TableSchema:
    """One kind of table. ``descriptor`` is the plain Table Schema, for Frictionless and for data packages.
    ``row_count`` is how many rows the table always has, ``None`` where that varies."""

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

    @property
    def header(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def entity(self) -> Field | None:
        """The column that names the organization of each row, if the table has one."""
        return next((field for field in self.fields if field.names), None)

    @cached_property
    def field(self) -> Mapping[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

"""The rows of a table that a rule names by what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from yuebao.model.table import Table

Name = TypeVar("Name", bound=str)


def selected(table: Table, where: Mapping[Name, str]) -> list[int]:
    """The rows whose texts equal ``where``; all of them where it names none."""
    return [
        row
        for row in range(len(table))
        if all(table.texts[column][row] == text for column, text in where.items())
    ]


def named(where: Mapping[Any, str]) -> str:
    """The row in words."""
    return f"“{' / '.join(where.values())}”"

"""The rows of a summary table that speak of one other table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from yuebao.model.table import Table

Name = TypeVar("Name", bound=str)


def selected(table: Table, where: Mapping[Name, str]) -> list[int]:
    """The rows whose texts equal ``where``."""
    return [
        row
        for row in range(len(table))
        if all(table.texts[column][row] == text for column, text in where.items())
    ]

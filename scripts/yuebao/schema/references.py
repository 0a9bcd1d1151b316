"""What the parameters of a rule name: the table that it compares with, and every column."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from yuebao.schema.rule import OTHER, OWN, KindNames, OtherTable
from yuebao.schema.strict import hints_of


def other_table(params: Any) -> str:
    """The table that the parameters compare with, empty when they name none."""
    hints = hints_of(type(params))
    return next((str(getattr(params, key)) for key, hint in hints.items() if hint is OtherTable), "")


def references(kind: Any, params: Any, table: str) -> tuple[tuple[str, str], ...]:
    """The (table, column) pairs that the parameters name, in order, each once."""
    found: dict[tuple[str, str], None] = {}
    _collect(kind, params, table, "", found)
    return tuple(found)


def _collect(hint: Any, value: Any, table: str, other: str, found: dict[tuple[str, str], None]) -> None:
    if value is None or hint is KindNames:
        return
    if hint in OWN:
        found[(table, value)] = None
    elif hint in OTHER:
        found[(other, value)] = None
    elif hasattr(hint, "__dataclass_fields__"):
        hints = hints_of(hint)
        for key, part in hints.items():
            if part is OtherTable:
                other = getattr(value, key)
        for key, part in hints.items():
            _collect(part, getattr(value, key), table, other, found)
    elif get_origin(hint) in (types.UnionType, typing.Union):
        _collect(get_args(hint)[0], value, table, other, found)
    elif isinstance(value, tuple):
        for item in value:
            _collect(get_args(hint)[0], item, table, other, found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _collect(get_args(hint)[0], key, table, other, found)
            _collect(get_args(hint)[1], item, table, other, found)

"""Plain YAML values of the schemas: lists, mappings and texts, or a fault that names the place."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from yuebao.schema.strict import Place, meant


def texts(value: Any, place: Place) -> list[str]:
    """A list of texts; a single text is a list of one."""
    if isinstance(value, str):
        return [value]
    return [text(item, place.at(index)) for index, item in enumerate(items(value, place))]


def text(value: Any, place: Place) -> str:
    """A single value as text; nothing is the empty text."""
    if isinstance(value, dict | list):
        raise place.fault("此处应为单个值")
    return "" if value is None else str(value)


def identifier(value: str, place: Place) -> str:
    """A name that is part of addresses and of file names. Raises `Fault` for one that would have to be escaped there."""
    if not re.fullmatch("[a-z][a-z0-9-]{0,63}", value):
        raise place.fault(f"“{value}”要用作地址，只能由小写字母、数字和 - 组成，以字母开头")
    return value


def items(value: Any, place: Place) -> list[Any]:
    """A list; nothing is an empty one."""
    if value is not None and not isinstance(value, list):
        raise place.fault("此处应为列表")
    return value or []


def keys(value: Any, place: Place) -> dict[str, Any]:
    """A mapping; nothing is an empty one."""
    if value is not None and not isinstance(value, dict):
        raise place.fault("此处应为键值对")
    return value or {}


def known_keys(place: Place, known: Collection[str]) -> Place:
    """The place of a whole document that is a mapping of known keys."""
    value = place.document.value
    if value is None:
        raise place.fault("此处应为键值对")
    for key in keys(value, place):
        if key not in known:
            raise place.at(key).fault(f"不认识的键“{key}”{meant(key, known)}")
    return place

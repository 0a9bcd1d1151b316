"""The strict reader: plain YAML values into frozen dataclasses, nothing unknown let through.

Every fault names the file, the line and the key, and what was probably meant.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from yuebao.model.fault import Fault
from yuebao.model.numbers import declared
from yuebao.schema.pattern import compiled
from yuebao.schema.rule import (
    Column,
    Figure,
    KindNames,
    Named,
    OtherColumn,
    OtherFigure,
    OtherTable,
    Regex,
    Scale,
    WholeRegex,
)
from yuebao.schema.yaml_text import Document, Path

_OWN = (Column, Figure, Named)
_OTHER = (OtherColumn, OtherFigure)


_hints: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that parameters may refer to. ``figures`` and ``named`` are those of the columns that hold figures and
    names of organizations, ``kinds`` those of organizations."""

    columns: Mapping[str, tuple[str, ...]]
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scales: Mapping[str, object] = field(default_factory=dict)
    kinds: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: for messages, and to resolve what its names refer to."""

    file: str
    document: Document
    path: Path
    table: str = ""
    other: str = ""

    def at(self, *path: str | int) -> Place:
        """The place further inside."""
        return Place(self.file, self.document, (*self.path, *path), self.table, self.other)

    def fault(self, message: str) -> Fault:
        """The fault with its file, line and path in front."""
        where = ".".join(str(part) for part in self.path)
        return Fault(f"{self.file} 第 {self.document.line(*self.path)} 行 {where}：{message}")


def meant(name: str, known: Iterable[str]) -> str:
    """`；是否为“…”？` when something similar is known, else the list of what is known."""
    known = list(known)
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"；是否为“{close[0]}”？"
    return f"；可用的有：{'、'.join(known)}" if known else ""


def read_params(kind: type[Any], values: Mapping[str, Any], place: Place, words: Vocabulary) -> Any:
    """An instance of the frozen dataclass ``kind`` from ``values``; every key known, every value of its type.

    A ``ValueError`` of the class itself, for values that do not go together, is a fault at this place.
    """
    hints = _hints(kind)
    known = {item.name: item for item in fields(kind)}
    for key in values:
        if key not in known:
            raise place.at(key).fault(f"不认识的键“{key}”{meant(key, known)}")
    for key, item in known.items():
        if key not in values and item.default is MISSING and item.default_factory is MISSING:
            raise place.fault(f"缺少键“{key}”")
    for key, value in values.items():
        if hints[key] is OtherTable:
            other = _name(value, words.columns, "表", place.at(key))
            place = Place(place.file, place.document, place.path, place.table, other)
    read = {key: _read(hints[key], value, place.at(key), words) for key, value in values.items()}
    try:
        return kind(**read)
    except ValueError as error:
        raise place.fault(str(error)) from error


def _read(hint: Any, value: Any, place: Place, words: Vocabulary) -> Any:
    origin = get_origin(hint)
    if hint is KindNames:
        return read_kind_names(value, place, words)
    if origin is Literal:
        return _name(value, get_args(hint), "取值", place)
    if origin in (types.UnionType, typing.Union):
        inner = [part for part in get_args(hint) if part is not types.NoneType]
        return None if value is None else _read(inner[0], value, place, words)
    if origin is tuple:
        return _read_items(get_args(hint)[0], value, place, words)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(hint), value, place, words)
    if hasattr(hint, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise place.fault("此处应为键值对")
        return read_params(hint, value, place, words)
    return _read_scalar(hint, value, place, words)


def read_kind_names(value: Any, place: Place, words: Vocabulary) -> tuple[str, ...]:
    """One kind of organization or a list of them, each once."""
    listed = value if isinstance(value, list) else [value]
    if not listed:
        raise place.fault("此处应为非空列表")
    for index, name in enumerate(listed):
        at = place.at(index) if isinstance(value, list) else place
        if isinstance(name, dict | list) or name is None:
            raise at.fault("此处应为单个值")
        _name(name, words.kinds, "单位类型", at)
        if name in listed[:index]:
            raise at.fault(f"“{name}”列了不止一次")
    return tuple(map(str, listed))


def _read_items(hint: Any, value: Any, place: Place, words: Vocabulary) -> tuple[Any, ...]:
    if not isinstance(value, list) or not value:
        raise place.fault("此处应为非空列表")
    return tuple(_read(hint, item, place.at(index), words) for index, item in enumerate(value))


def _read_mapping(hints: tuple[Any, ...], value: Any, place: Place, words: Vocabulary) -> dict[Any, Any]:
    if not isinstance(value, dict) or not value:
        raise place.fault("此处应为非空的键值对")
    return {
        _read(hints[0], key, place.at(key), words): _read(hints[1], item, place.at(key), words)
        for key, item in value.items()
    }


def _read_scalar(hint: Any, value: Any, place: Place, words: Vocabulary) -> Any:
    if isinstance(value, dict | list) or value is None:
        raise place.fault("此处应为单个值")
    if hint in _OWN:
        return _column(hint, value, place.table, place, words)
    if hint in _OTHER:
        if not place.other:
            raise place.fault("未指明要比较的表")
        return _column(hint, value, place.other, place, words)
    if hint is OtherTable:
        return _name(value, words.columns, "表", place)
    if hint is Scale:
        return _name(value, words.scales, "计分标准", place)
    if hint in (Regex, WholeRegex):
        return regex(str(value), place, whole=hint is WholeRegex)
    if hint is bool:
        if not isinstance(value, bool):
            raise place.fault(f"应为 true 或 false，现为“{value}”")
        return value
    return _read_plain(hint, value, place)


def _column(hint: Any, value: Any, table: str, place: Place, words: Vocabulary) -> str:
    name = _name(value, words.columns.get(table, ()), f"{table} 的列", place)
    if hint in (Figure, OtherFigure) and name not in words.figures[table]:
        which = (
            f"{table} 的“{name}”不是数字列（fields 里没有 grammar）"
            if table
            else f"刊头的“{name}”不是整数或日期"
        )
        raise place.fault(f"{which}{meant('', words.figures[table])}")
    if hint is Named and name not in words.named[table]:
        which = (
            f"{table} 的“{name}”不是单位名称列（fields 里没有 names）"
            if table
            else f"刊头的“{name}”不是单位（没有 names）"
        )
        raise place.fault(f"{which}{meant('', words.named[table])}")
    return name


def regex(text: str, place: Place, *, whole: bool) -> str:
    """A regular expression that no text can hold up. Any other is a `Fault`."""
    try:
        compiled(text, whole=whole)
    except ValueError as error:
        raise place.fault(str(error)) from error
    return text


def _read_plain(hint: Any, value: Any, place: Place) -> Any:
    text = str(value)
    if hint not in (int, Decimal):
        return text
    number = declared(text)
    if not isinstance(number, Decimal):
        raise place.fault(f"应为半角数字，现为“{text}”")
    if hint is Decimal:
        return number
    if "." in text:
        raise place.fault(f"应为整数，现为“{text}”")
    return int(number)


def _name(value: Any, known: Iterable[Any], what: str, place: Place) -> str:
    names = [str(name) for name in known]
    if str(value) not in names:
        raise place.fault(f"没有名为“{value}”的{what}{meant(str(value), names)}")
    return str(value)


def other_table(params: Any) -> str:
    """The table that the parameters compare with, empty when they name none."""
    hints = _hints(type(params))
    return next((str(getattr(params, key)) for key, hint in hints.items() if hint is OtherTable), "")


def references(kind: Any, params: Any, table: str) -> tuple[tuple[str, str], ...]:
    """The (table, column) pairs that the parameters name, in order, each once."""
    found: dict[tuple[str, str], None] = {}
    _collect(kind, params, table, "", found)
    return tuple(found)


def _collect(hint: Any, value: Any, table: str, other: str, found: dict[tuple[str, str], None]) -> None:
    if value is None or hint is KindNames:
        return
    if hint in _OWN:
        found[(table, value)] = None
    elif hint in _OTHER:
        found[(other, value)] = None
    elif hasattr(hint, "__dataclass_fields__"):
        hints = _hints(hint)
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

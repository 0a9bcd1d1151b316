"""The strict reader: plain YAML values into frozen dataclasses, nothing unknown let through.

Every fault names the file, the line and the key, and what was probably meant.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, partial
from typing import Any, Literal, get_args, get_origin, get_type_hints

from yuebao.model.fault import Fault
from yuebao.model.numbers import declared
from yuebao.schema.pattern import compiled
from yuebao.schema.rule import (
    OTHER,
    OWN,
    Figure,
    KindNames,
    Named,
    OtherFigure,
    OtherTable,
    Regex,
    Scale,
    WholeRegex,
    least_of,
)
from yuebao.schema.yaml_text import Document, Emptied, Path

hints_of: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


class NotThen(Exception):
    """A name that is declared, but not for this time: what needs it is not there either."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that parameters may refer to. ``columns`` are the headers of each table of one layout; ``words`` lead from
    everything else that a column is called, its id and its headers at other times, to its header in this
    layout, empty where it has no such column. ``past`` are the tables and scales of other layouts. ``figures`` and ``named`` are the
    columns that hold figures and names of organizations, ``kinds`` those of organizations."""

    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    past: Collection[str] = ()
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

    A ``ValueError`` of the class itself, for values that do not go together, is a fault at this place; a class that names
    what only the vocabulary knows has a method ``check_words``. Raises `NotThen`
    where it needs a table or column of another time.
    """
    hints = hints_of(kind)
    known = {item.name: item for item in fields(kind)}
    for key in values:
        if key not in known:
            raise place.at(key).fault(f"不认识的键“{key}”{meant(key, known)}")
    for key, item in known.items():
        if key not in values and item.default is MISSING and item.default_factory is MISSING:
            raise place.fault(f"缺少键“{key}”")
    for key, value in values.items():
        if hints[key] is OtherTable:
            other = _table(value, words, place.at(key))
            place = Place(place.file, place.document, place.path, place.table, other)
    read = {
        key: _read(hints[key], value, place.at(key), words, least_of(known[key].metadata))
        for key, value in values.items()
    }
    try:
        made = kind(**read)
    except ValueError as error:
        raise place.fault(str(error)) from error
    if hasattr(made, "check_words"):
        made.check_words(place, words)
    return made


def _read(hint: Any, value: Any, place: Place, words: Vocabulary, least: int | None = None) -> Any:
    origin = get_origin(hint)
    if hint is KindNames:
        return read_kind_names(value, place, words)
    if origin is Literal:
        return _name(value, get_args(hint), "取值", place)
    if origin in (types.UnionType, typing.Union):
        inner = [part for part in get_args(hint) if part is not types.NoneType]
        return None if value is None else _read(inner[0], value, place, words, least)
    if origin is tuple:
        return _read_items(get_args(hint)[0], value, place, words, least)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(hint), value, place, words, least)
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


def _read_items(hint: Any, value: Any, place: Place, words: Vocabulary, least: int | None) -> tuple[Any, ...]:
    if isinstance(value, Emptied) and least != 0:
        raise NotThen
    if not isinstance(value, list) or not (value or least == 0):
        raise place.fault("此处应为非空列表")
    return tuple(
        _remaining(
            (partial(_read, hint, item, place.at(index), words) for index, item in enumerate(value)), least
        )
    )


def _read_mapping(
    hints: tuple[Any, ...], value: Any, place: Place, words: Vocabulary, least: int | None
) -> dict[Any, Any]:
    if not isinstance(value, dict) or not value:
        raise place.fault("此处应为非空的键值对")

    def pair(key: Any, item: Any) -> tuple[Any, Any]:
        return _read(hints[0], key, place.at(key), words), _read(hints[1], item, place.at(key), words)

    return dict(_remaining((partial(pair, key, item) for key, item in value.items()), least))


def _remaining(members: Iterable[Callable[[], Any]], least: int | None) -> list[Any]:
    """The members of this layout. Raises `NotThen` where one of another time may not be left out, or too few remain."""
    read = []
    for member in members:
        try:
            read.append(member())
        except NotThen:
            if least is None:
                raise
    if least is not None and len(read) < least:
        raise NotThen
    return read


def _read_scalar(hint: Any, value: Any, place: Place, words: Vocabulary) -> Any:
    if isinstance(value, dict | list) or value is None:
        raise place.fault("此处应为单个值")
    if hint in OWN:
        return _column(hint, value, place.table, place, words)
    if hint in OTHER:
        if not place.other:
            raise place.fault("未指明要比较的表")
        return _column(hint, value, place.other, place, words)
    if hint is OtherTable:
        return _table(value, words, place)
    if hint is Scale:
        if str(value) in words.past and str(value) not in words.scales:
            raise NotThen
        return _name(value, words.scales, "计分标准", place)
    if hint in (Regex, WholeRegex):
        return regex(str(value), place, whole=hint is WholeRegex)
    if hint is bool:
        if not isinstance(value, bool):
            raise place.fault(f"应为 true 或 false，现为“{value}”")
        return value
    return _read_plain(hint, value, place)


def _table(value: Any, words: Vocabulary, place: Place) -> str:
    """A table of the layout. Raises `NotThen` for one of another time."""
    if str(value) in words.past and str(value) not in words.columns:
        raise NotThen
    return _name(value, words.columns, "表", place)


def column_named(value: Any, table: str, place: Place, words: Vocabulary) -> str:
    """The header of the column that is called so, now, at another time, or by its id. Raises `NotThen` where the layout
    does not have it."""
    headers, called = words.columns.get(table, ()), words.words.get(table, {})
    if str(value) in headers or str(value) not in called:
        what = "列" if table == place.table else f"{table} 的列"
        similar = get_close_matches(str(value), (*headers, *called), n=1, cutoff=0.5)
        return _name(value, headers, what, place, similar or headers)
    if not called[str(value)]:
        raise NotThen
    return called[str(value)]


def _column(hint: Any, value: Any, table: str, place: Place, words: Vocabulary) -> str:
    name = column_named(value, table, place, words)
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


def figure_named(value: Any, place: Place, words: Vocabulary) -> str:
    """The header of the column of figures of the table at this place that is called so. Raises `NotThen` likewise."""
    name: str = _read_scalar(Figure, value, place, words)
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


def _name(
    value: Any, known: Iterable[Any], what: str, place: Place, similar: Iterable[str] | None = None
) -> str:
    names = [str(name) for name in known]
    if str(value) not in names:
        raise place.fault(f"没有名为“{value}”的{what}{meant(str(value), similar or names)}")
    return str(value)

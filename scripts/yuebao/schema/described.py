"""What may be written in a mapping of `schemas/` or of the settings: each key with what is expected there, in words.

The words stand beside the reader of the key: ``Annotated[type, "meaning"]`` in the frozen dataclass that
`strict.read_params` fills. A key without them is a `TypeError`, so that none can be added in silence.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

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

TEXT: Final = "文字"
_SCALARS: Final[Mapping[Any, str]] = {
    Column: "本表的列",
    Figure: "本表的数字列",
    Named: "本表的单位名称列",
    OtherTable: "另一张表",
    OtherColumn: "那张表的列",
    OtherFigure: "那张表的数字列",
    Scale: "计分标准的名称",
    KindNames: "单位的类型，一种或列出几种",
    Regex: "正则表达式（在文字里找）",
    WholeRegex: "正则表达式（与整段文字比）",
    bool: "true 或 false",
    int: "整数",
    Decimal: "数",
    str: TEXT,
}
_OF_THE_MASTHEAD: Final[Mapping[Any, str]] = {
    **_SCALARS,
    Column: "刊头的键",
    Figure: "刊头的整数或日期",
    Named: "刊头的单位名称",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what is written there (``value``), what it means, whether it must be there, what holds where it is not
    (empty for nothing), and the ``keys`` of what is written there, where that is a mapping or a list of mappings."""

    name: str
    value: str
    meaning: str
    needed: bool = False
    default: str = ""
    keys: tuple[Key, ...] = ()


def described(kind: type[Any], *, masthead: bool = False) -> tuple[Key, ...]:
    """Every key of a frozen dataclass, in its order; where its own columns are the keys of the ``masthead``, they are called
    so. Raises `TypeError` for one without a meaning."""
    hints = get_type_hints(kind, include_extras=True)
    words = _OF_THE_MASTHEAD if masthead else _SCALARS
    return tuple(_key(kind, item, hints[item.name], words) for item in fields(kind))


def dataclasses_in(kind: type[Any]) -> Iterator[type[Any]]:
    """The dataclass, and those that its keys hold, at any depth."""
    yield kind
    for hint in get_type_hints(kind).values():
        for inner in _inside(hint):
            yield from dataclasses_in(inner)


def _key(kind: type[Any], item: Field[Any], hint: Any, words: Mapping[Any, str]) -> Key:
    plain, meaning = _meant(hint)
    if not meaning:
        raise TypeError(f"{kind.__module__}.{kind.__qualname__}.{item.name} 没有说明")
    needed = item.default is MISSING and item.default_factory is MISSING
    inner = next(iter(_inside(plain)), None)
    return Key(
        name=item.name,
        value=_words(plain, words),
        meaning=meaning,
        needed=needed,
        default="" if needed else _default(item.default),
        keys=() if inner is None else described(inner),
    )


def _meant(hint: Any) -> tuple[Any, str]:
    """The type, and its meaning; an alias may stand for an annotated type."""
    if get_origin(hint) is not Annotated:
        return hint, ""
    plain, *said = get_args(hint)
    return plain, next((text for text in said if isinstance(text, str)), "")


def _inside(hint: Any) -> Iterator[type[Any]]:
    """The dataclasses that stand in a type, not those within them."""
    if hasattr(hint, "__dataclass_fields__"):
        yield hint
    for part in get_args(hint):
        yield from _inside(part)


def _words(hint: Any, words: Mapping[Any, str]) -> str:
    """A type in words."""
    origin, parts = get_origin(hint), get_args(hint)
    if hasattr(hint, "__dataclass_fields__"):
        return "键值对"
    if origin is Literal:
        return "、".join(str(part) for part in parts if part != "") + " 之一"
    if origin in (types.UnionType, typing.Union):
        return _words(parts[0], words)
    if origin is tuple:
        return f"列表，每项是{_words(parts[0], words)}"
    if origin is not None and issubclass(origin, Mapping):
        return f"键值对，键是{_words(parts[0], words)}，值是{_words(parts[1], words)}"
    return words[hint]


def _default(value: Any) -> str:
    if value is MISSING or value is None or value in ("", ()):
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)

"""The scoring rules of the bureau: scales by place and points by the text of an item, as they are in one layout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final

from yuebao.schema.rule import Regex

_NOTHING: Final = Regex("")


@dataclass(frozen=True, slots=True)
class PointScale:
    """A scale of points by place, empty while none is in force; ``source`` is the note of the report that states it."""

    title: Annotated[str, "标准的称呼"]
    source: Annotated[str, "依据：报告的哪一处、哪个文件这样规定"]
    points: Annotated[Mapping[int, Decimal], "名次和分数"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """So many points from this measure upward."""

    at_least: Annotated[int, "不少于多少"]
    points: Annotated[Decimal, "得多少分"]


@dataclass(frozen=True, slots=True)
class ItemKind:
    """How the points of one kind of item follow from its text.

    ``match`` is a part of the item's clause. Exactly one of these gives the points: ``points`` (fixed), ``steps`` over
    the number that ``measure`` finds in the text, or the place that ``place`` finds, on ``scale``. ``weekdays`` are
    the ISO weekdays (1 = Monday) on which the dated text may lie; empty when the item needs no date.
    """

    title: Annotated[str, "这一项的称呼"]
    match: Annotated[str, "条款里的字样，由它认出这一项"]
    source: Annotated[str, "依据：报告的哪一处、哪个文件这样规定"]
    points: Annotated[Decimal | None, "固定的分数；与 steps、scale 三者选一"] = None
    measure: Annotated[Regex, "从事由里读出的数（一对括号括住），照 steps 计分"] = _NOTHING
    steps: Annotated[tuple[Step, ...], "数到多少得多少分，取够得上的最多的"] = field(default=())
    place: Annotated[Regex, "从事由里读出的名次（一对括号括住），照 scale 计分"] = _NOTHING
    scale: Annotated[str, "照哪一种计分标准，写 scales 里的名称"] = ""
    weekdays: Annotated[tuple[int, ...], "事由里的日期应在星期几，1 是星期一；不写则不看日期"] = field(
        default=()
    )

    def measured(self, text: str) -> int | None:
        """The number that ``measure`` finds in the text; ``None`` for anything else than a number."""
        found = re.search(self.measure, text)
        return _ascii_number(found.group(1)) if found else None

    def stated_place(self, text: str) -> int | None:
        """The place that the text states in Chinese numerals."""
        found = re.search(self.place, text) if self.place else None
        return chinese_numeral(found.group(1)) if found else None


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scoring rules of one layout."""

    scales: Mapping[str, PointScale]
    items: tuple[ItemKind, ...]

    def item(self, clause: str) -> ItemKind | None:
        """The kind of the item with this clause."""
        return next((kind for kind in self.items if kind.match in clause), None)


_DIGITS = "零一二三四五六七八九"


def chinese_numeral(text: str) -> int | None:
    """The value of a numeral from 一 to 九十九, or of ASCII digits; ``None`` for anything else."""
    if (number := _ascii_number(text)) is not None:
        return number
    tens, ten, units = text.rpartition("十")
    if any(len(part) > 1 or part not in _DIGITS for part in (tens, units) if part) or not text:
        return None
    return (_DIGITS.index(tens) if tens else 1 if ten else 0) * 10 + (_DIGITS.index(units) if units else 0)


def _ascii_number(text: str) -> int | None:
    """A number in running text, which may begin with zeros; no more digits than a figure has."""
    return int(text) if re.fullmatch("[0-9]{1,15}", text) else None

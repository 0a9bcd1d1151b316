"""Declarations that hold for a time: what of a document of `schemas/` is in force in a month.

Two ways of writing cover everything that comes, goes and changes. A mapping with ``since`` and ``until`` is there from
the one period to the other, both included, and either may be left out. A value that was another before is a
mapping of spans: ``name: {..2016-12: 旧名, 2017-01..: 新名}``; where no span holds, there is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from yuebao.model.period import is_period, period
from yuebao.schema.declared_keys import TIMES
from yuebao.schema.strict import Place
from yuebao.schema.yaml_text import Document, Emptied, Path

_SINCE, _UNTIL = TIMES
_SPAN: Final = re.compile(r"(?P<since>[0-9HQ_-]*)\.\.(?P<until>[0-9HQ_-]*)")
_EARLIEST, _LATEST = 0, 10**6
_NOTHING: Final = object()
"""What stands in the place of a part that is not in force."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Months as counted by `period`, both included."""

    first: int
    last: int

    def holds(self, month: int) -> bool:
        return self.first <= month <= self.last


def changes(place: Place) -> frozenset[int]:
    """The months in which something of the document begins, or is no longer there. Raises `Fault` for a span that names
    no periods, ends before it begins, or overlaps another of the same value."""
    found: set[int] = set()
    for span in _spans(place.document.value, place):
        found |= {span.first, span.last + 1}
    return frozenset(found - {_EARLIEST, _LATEST + 1})


def as_of(document: Document, month: int) -> Document | None:
    """The document as it is in that month, ``None`` where all of it is of another time. Each part keeps its line."""
    lines: dict[Path, int] = {}
    value = _part(document.value, (), (), document, lines, month)
    return None if value is _NOTHING else Document(value, lines)


def versions(value: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    """Every value that stands at a place at one time or another, where it may be written in spans, and where it stands."""
    if _by_span(value):
        yield from ((item, place.at(key)) for key, item in value.items())
    else:
        yield value, place


def _spans(value: Any, place: Place) -> Iterator[_Span]:
    """Every span in a part of a document, each checked."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spans(item, place.at(index))
        return
    if not isinstance(value, dict):
        return
    if _by_span(value):
        known: list[_Span] = []
        for key in value:
            span = _read_key(key, place.at(key))
            if any(span.first <= other.last and other.first <= span.last for other in known):
                raise place.at(key).fault(f"“{key}”与前面的一段时期重叠；后一段请从前一段止后的下一个月写起")
            known.append(span)
        yield from known
    elif _SINCE in value or _UNTIL in value:
        for key in (_SINCE, _UNTIL):
            if key in value and value[key] in (None, ""):
                raise place.at(key).fault("没有写统计期；请写上，不限的请删去这个键")
        yield _checked(value.get(_SINCE), value.get(_UNTIL), place, _UNTIL)
    for key, item in value.items():
        yield from _spans(item, place.at(key))


def _by_span(value: Any) -> bool:
    """Whether a mapping says what a value was when: all of its keys are spans."""
    return isinstance(value, dict) and bool(value) and all(_SPAN.fullmatch(str(key)) for key in value)


def _read_key(key: str, place: Place) -> _Span:
    match = _SPAN.fullmatch(key)
    assert match is not None
    return _checked(match["since"], match["until"], place)


def _checked(since: Any, until: Any, place: Place, *last: str) -> _Span:
    """The span between two periods. ``last`` leads from the place to the later one."""
    for key, name in ((_SINCE, since), (_UNTIL, until)):
        if name and (isinstance(name, dict | list) or not is_period(str(name))):
            at = place.at(key) if last else place
            raise at.fault(f"应为统计期（如 2021-07、2021-Q4、2021），现为“{name}”")
    span = _span(since, until)
    if span.first > span.last:
        raise place.at(*last).fault(f"止于 {until}，早于起始的 {since}；请改正其中一个，两头都包括在内")
    return span


def _span(since: Any, until: Any) -> _Span:
    return _Span(
        period(str(since)).first if since else _EARLIEST, period(str(until)).last if until else _LATEST
    )


def _part(value: Any, old: Path, new: Path, document: Document, lines: dict[Path, int], month: int) -> Any:
    """A part of the document as of the month; what stood at ``old`` stands at ``new``."""
    if _by_span(value):
        for key, item in value.items():
            if _read_span(key).holds(month):
                return _part(item, (*old, key), new, document, lines, month)
        return _NOTHING
    if isinstance(value, dict):
        if not _span(value.get(_SINCE), value.get(_UNTIL)).holds(month):
            return _NOTHING
        lines[new] = document.line(*old)
        parts = {
            key: _part(item, (*old, key), (*new, key), document, lines, month)
            for key, item in value.items()
            if key not in (_SINCE, _UNTIL)
        }
        return {key: item for key, item in parts.items() if item is not _NOTHING}
    lines[new] = document.line(*old)
    if isinstance(value, list):
        kept: list[Any] = []
        for index, item in enumerate(value):
            part = _part(item, (*old, index), (*new, len(kept)), document, lines, month)
            if part is not _NOTHING:
                kept.append(part)
        return kept if kept or not value else Emptied()
    return value


def _read_span(key: str) -> _Span:
    since, _, until = key.partition("..")
    return _span(since, until)

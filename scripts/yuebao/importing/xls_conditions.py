"""Conditions that change how cells of a .xls look ([MS-XLS] CondFmt, CF): where they may take words from sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from yuebao.importing.colours import PAPER, is_alike
from yuebao.importing.sheet import address
from yuebao.importing.xls_stream import Cursor, CutShort, Record

AREAS, RULE = (0x1B0, 0x879), (0x1B1, 0x87A)
"""The records of what a condition is for, and of a rule of it: as they were first, and as they are since Excel 2007."""
_LATER: Final = (0x879, 0x87A)
_FORMAT, _FONT, _ALIGNMENT, _BORDER, _PATTERN = (1 << bit for bit in range(25, 30))
_NO_FRONT, _NO_BACK = 1 << 17, 1 << 18
_NONE: Final = 0xFFFFFFFF
_OWN_FORMAT: Final = 1
_UNSEEN_FORMATS: Final = (";;;", ";;")


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule sets: the colours of letters and fill by their numbers, the format; nothing of what it leaves."""

    letters: int | None
    fill: int | None
    format: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a condition holds, and what each of its rules sets; none of a rule that cannot be read."""

    areas: str
    looks: tuple[Look | None, ...]


def conditions(records: Sequence[Record]) -> tuple[Condition, ...]:
    """The conditions of a sheet, each with its rules."""
    found = list[Condition]()
    for record in records:
        if record.number in AREAS:
            found.append(Condition(_areas(record), ()))
        elif record.number in RULE and found:
            found[-1] = Condition(found[-1].areas, (*found[-1].looks, _look(record)))
    return tuple(found)


def hiding(found: Sequence[Condition], colour: Callable[[int], str]) -> Iterator[tuple[str, bool]]:
    """Where nothing may be seen any more, and whether that is known."""
    for condition in found:
        sure = any(look is not None and _hides(look, colour) for look in condition.looks)
        if sure or None in condition.looks:
            yield condition.areas, sure


def _hides(look: Look, colour: Callable[[int], str]) -> bool:
    if look.format.replace(" ", "") in _UNSEEN_FORMATS:
        return True
    behind = (colour(look.fill) if look.fill is not None else "") or PAPER
    return look.letters is not None and is_alike(colour(look.letters), behind)


def _areas(record: Record) -> str:
    cursor = Cursor(record, 24 if record.number in _LATER else 12)
    try:
        areas = [[cursor.number() for _ in range(4)] for _ in range(cursor.number())]
    except CutShort:
        return ""
    named = (f"{address((top, left))}:{address((bottom, right))}" for top, bottom, left, right in areas)
    return " ".join(named)


def _look(record: Record) -> Look | None:
    try:
        return _look_of(record)
    except CutShort:
        return None


def _look_of(record: Record) -> Look | None:
    """The look that a rule sets, from the parts that its flags announce."""
    later = record.number in _LATER
    cursor = Cursor(record, 18 if later else 6)
    if later and not cursor.number(4):
        return Look(None, None, "")
    flags, more = cursor.number(4), cursor.number()
    shown, letters, fill = "", None, None
    if flags & _FORMAT:
        shown = _format(cursor) if more & _OWN_FORMAT else _skipped(cursor, 2)
    if flags & _FONT:
        font = cursor.take(118)
        number = int.from_bytes(font[80:84], "little")
        letters = None if number == _NONE else number
    _skipped(cursor, 8 * bool(flags & _ALIGNMENT) + 8 * bool(flags & _BORDER))
    if flags & _PATTERN:
        colours = cursor.number(4) >> 16
        front, back = colours & 0x7F, colours >> 7 & 0x7F
        fill = back if not flags & _NO_BACK else front if not flags & _NO_FRONT else None
    return Look(letters, fill, shown)


def _format(cursor: Cursor) -> str:
    cursor.number()
    return cursor.string()


def _skipped(cursor: Cursor, size: int) -> str:
    cursor.take(size)
    return ""

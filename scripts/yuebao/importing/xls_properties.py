"""What people say of a file under names of their own: the second part of a stream of properties ([MS-OLEPS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from yuebao.model.numbers import plain

STREAM: Final = "\x05DocumentSummaryInformation"
_OWN: Final = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
"""The part in which each property has a name."""
_NAMES, _PAGE = 0, 1
_WIDE, _UTF8 = 1200, 65001
_CODED, _LETTERS, _FILETIME, _TRUTH, _DOUBLE = 30, 31, 64, 11, 5
_WHOLE: Final = {2: "<h", 3: "<i", 18: "<H", 19: "<I", 20: "<q", 21: "<Q", 22: "<i", 23: "<I"}
_FIRST_DAY: Final = datetime(1601, 1, 1, tzinfo=UTC)
_MANY: Final = 10_000


def own_properties(stream: bytes) -> Mapping[str, str]:
    """The words and figures, by their names; none of a stream that is cut short or says what cannot be."""
    try:
        return dict(_of_parts(stream))
    except (struct.error, IndexError, LookupError, OverflowError, ValueError):
        return {}


def _of_parts(stream: bytes) -> Iterator[tuple[str, str]]:
    for part in range(min(struct.unpack_from("<I", stream, 24)[0], 2)):
        (start,) = struct.unpack_from("<I", stream, 44 + 20 * part)
        if stream[28 + 20 * part : 44 + 20 * part] == _OWN:
            yield from _of_part(stream[start:])


def _of_part(part: bytes) -> Iterator[tuple[str, str]]:
    (count,) = struct.unpack_from("<I", part, 4)
    places = {}
    for at in range(min(count, _MANY)):
        key, place = struct.unpack_from("<II", part, 8 + 8 * at)
        places[key] = place
    page = struct.unpack_from("<H", part, places[_PAGE] + 4)[0] if _PAGE in places else 1252
    names = dict(_names(part, places[_NAMES], page)) if _NAMES in places else {}
    for key, place in places.items():
        if key in names and (words := _value(part, place, page)).strip():
            yield names[key], words


def _names(part: bytes, place: int, page: int) -> Iterator[tuple[int, str]]:
    (count,) = struct.unpack_from("<I", part, place)
    at = place + 4
    for _ in range(min(count, _MANY)):
        key, size = struct.unpack_from("<II", part, at)
        size *= 2 if page == _WIDE else 1
        yield key, _text(part[at + 8 : at + 8 + size], page)
        at += 8 + (-(-size // 4) * 4 if page == _WIDE else size)


def _value(part: bytes, place: int, page: int) -> str:
    (kind,) = struct.unpack_from("<H", part, place)
    at = place + 4
    if kind in (_CODED, _LETTERS):
        (size,) = struct.unpack_from("<I", part, at)
        wide = kind == _LETTERS
        return _text(part[at + 4 : at + 4 + size * (2 if wide else 1)], _WIDE if wide else page)
    if kind in _WHOLE:
        return str(struct.unpack_from(_WHOLE[kind], part, at)[0])
    if kind == _DOUBLE:
        return plain(Decimal(repr(struct.unpack_from("<d", part, at)[0])))
    if kind == _TRUTH:
        return "TRUE" if struct.unpack_from("<h", part, at)[0] else "FALSE"
    if kind == _FILETIME:
        moment = _FIRST_DAY + timedelta(microseconds=struct.unpack_from("<Q", part, at)[0] // 10)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return ""


def _text(coded: bytes, page: int) -> str:
    coding = {_WIDE: "utf-16-le", _UTF8: "utf-8"}.get(page, f"cp{page}")
    return coded.decode(coding, "replace").partition("\0")[0]

"""What the drawings of a .xls say outside of text boxes: decorated words, and what is said of pictures and shapes.

A drawing is a tree of its own, cut at any place into the records of the sheet.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from yuebao.importing.xls_stream import Record

_DRAWING, _OBJECT, _BOX = 0xEC, 0x5D, 0x1B6
_PROPERTIES: Final = (0xF00B, 0xF121, 0xF122)
_WORDS: Final = (0xC0, 0x381)
"""The words of WordArt, and the description of a shape."""


def drawn_words(records: Sequence[Record]) -> Iterator[str]:
    """The words in the drawings of a sheet, in their order."""
    yield from _of(b"".join(_pieces(records)))


def _pieces(records: Sequence[Record]) -> Iterator[bytes]:
    """The bytes of the drawings; one that goes on behind an object or a box continues that record."""
    for record in records:
        if record.number == _DRAWING:
            yield from record.pieces
        elif record.number == _OBJECT:
            yield from record.pieces[1:]
        elif record.number == _BOX:
            yield from _behind_box(record)


def _behind_box(record: Record) -> Iterator[bytes]:
    """What continues a box behind its text and its runs."""
    count, runs = struct.unpack_from("<HH", record.body, 10) if len(record.body) >= 14 else (0, 0)
    for piece in record.pieces[1:]:
        if count > 0:
            count -= (len(piece) - 1) // (2 if piece[:1] == b"\1" else 1)
        elif runs > 0:
            runs -= len(piece)
        else:
            yield piece


def _of(tree: bytes) -> Iterator[str]:
    at = 0
    while at + 8 <= len(tree):
        head, kind, size = struct.unpack_from("<HHI", tree, at)
        at += 8
        if head & 0xF == 0xF:
            continue  # what a container holds stands behind it
        if kind in _PROPERTIES:
            yield from _said(tree[at : at + size], head >> 4)
        at += size


def _said(properties: bytes, count: int) -> Iterator[str]:
    """The words among the properties of a shape, whose values stand behind the list of them."""
    at = 6 * count
    for number in range(count):
        if 6 * number + 6 > len(properties):
            return
        key, size = struct.unpack_from("<HI", properties, 6 * number)
        if not key & 0x8000:
            continue
        value, at = properties[at : at + size], at + size
        words = value.decode("utf-16-le", "replace").rstrip("\0")
        if key & 0x3FFF in _WORDS and words.strip():
            yield words

"""The raw records of a .xls: what xlrd does not tell. Filters, page headers, text boxes, objects, prompts.

A record is a number, a size and its bytes; those of a sheet stand between its BOF and its EOF, in the order in which
the workbook lists the sheets.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

_BOF, _EOF, _HEADER, _FOOTER, _CONTINUE, _OBJECT, _FILTER, _TEXT, _PROMPT = (
    *(0x809, 0x0A, 0x14, 0x15, 0x3C, 0x5D, 0x9B, 0x1B6, 0x1BE),
)
_COMBO: Final = "下拉框"
_KINDS: Final = {0x05: "图表", 0x08: "图片", 0x0B: "控件", 0x0C: "控件", 0x07: "控件", 0x14: _COMBO}
_NOTE: Final = 0x19
_ARROWS: Final = 0x9D


@dataclass
class SheetRecords:
    """What the records of one sheet say: whether a filter is on, whether it has arrows (which
    are objects), the lines of page headers and footers as written, the texts
    of boxes (not of comments), other objects by kind, prompts."""

    filtered: bool = False
    arrows: bool = False
    margins: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)


def sheet_records(stream: bytes) -> list[SheetRecords]:
    """The sheets of a BIFF8 stream in their order. A record that is cut short ends the walk."""
    found: list[SheetRecords] = []
    depth, kind = 0, 0
    records = list(_records(stream))
    for index, (number, body) in enumerate(records):
        if number == _BOF:
            depth += 1
            if depth == 1 and len(body) >= 4 and struct.unpack_from("<H", body, 2)[0] != 0x05:
                found.append(SheetRecords())
        elif number == _EOF:
            depth -= 1
        elif depth == 1 and found:
            kind = _read(number, body, found[-1], kind, records[index + 1 : index + 40])
    for sheet in found:
        if sheet.arrows:
            sheet.objects = [kind for kind in sheet.objects if kind != _COMBO]
    return found


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, place)
        yield number, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _read(
    number: int, body: bytes, sheet: SheetRecords, kind: int, following: Sequence[tuple[int, bytes]]
) -> int:
    """Note one record; returned is the kind of the object that was opened last."""
    if number == _FILTER:
        sheet.filtered = True
    elif number == _ARROWS:
        sheet.arrows = True
    elif number in (_HEADER, _FOOTER) and body:
        sheet.margins.append(_string(body))
    elif number == _OBJECT and len(body) >= 6:
        kind = int(struct.unpack_from("<H", body, 4)[0])
        if kind in _KINDS:
            sheet.objects.append(_KINDS[kind])
    elif number == _TEXT and kind != _NOTE and len(body) >= 12:
        text = _continued(struct.unpack_from("<H", body, 10)[0], following)
        if text.strip():
            sheet.boxes.append(text)
    elif number == _PROMPT and len(body) > 4:
        sheet.prompts += _prompts(body)
    return kind


def _string(body: bytes) -> str:
    """A string with its length in two bytes."""
    if len(body) < 3:
        return ""
    count, wide = struct.unpack_from("<HB", body)
    return (
        body[3 : 3 + count * 2].decode("utf-16-le", "replace")
        if wide & 1
        else body[3 : 3 + count].decode("latin-1")
    )


def _continued(count: int, following: Sequence[tuple[int, bytes]]) -> str:
    """The text of a box, which stands in the records behind it, each of one or of two bytes a character."""
    text = ""
    for number, body in following:
        if number != _CONTINUE or len(text) >= count or not body:
            break
        text += body[1:].decode("utf-16-le", "replace") if body[0] & 1 else body[1:].decode("latin-1")
    return text[:count]


def _prompts(body: bytes) -> Iterator[str]:
    """Title and text of the prompt and of the error message."""
    place = 4
    for _ in range(4):
        text = _string(body[place:])
        if text.strip("\0 "):
            yield text
        wide = len(body) > place + 2 and body[place + 2] & 1
        place += 3 + (
            int(struct.unpack_from("<H", body, place)[0]) * (2 if wide else 1)
            if len(body) >= place + 2
            else 0
        )

"""A .xls as its raw records, to put more of them into it and to write it again: container, strings and drawings by hand, so that
no library is asked how its own files look."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import olefile

BOF, EOF, BOUND_SHEET, STRINGS, CONTINUE, ROW, MERGED, WINDOW = (
    0x809,
    0x0A,
    0x85,
    0xFC,
    0x3C,
    0x208,
    0xE5,
    0x23E,
)
CELLS = {0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E}
LARGEST = 8_224
WHITE, RED, INK, PAPER = 9, 10, 64, 65
"""Colours by their numbers; the last two are those of the window."""
_SECTOR, _END, _FREE, _TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4_096
"""Streams that are smaller stand elsewhere in a container; here each is filled up."""

Raw = tuple[int, bytes]


def wide(text: str) -> bytes:
    """Characters of two bytes behind the flag that says so."""
    return b"\1" + text.encode("utf-16-le")


def string(text: str, size: int = 2) -> bytes:
    """A text behind its length."""
    return (len(text.encode("utf-16-le")) // 2).to_bytes(size, "little") + wide(text)


@dataclass
class SheetRecords:
    """A sheet: its name, whether it is seen, its kind, its records."""

    name: str
    state: int
    kind: int
    records: list[Raw]

    @property
    def height(self) -> int:
        """Rows in use."""
        return 1 + max(int.from_bytes(body[:2], "little") for number, body in self.records if number in CELLS)

    @property
    def width(self) -> int:
        """Columns in use."""
        return 1 + max(
            int.from_bytes(body[2:4], "little") for number, body in self.records if number in CELLS
        )

    def add(self, *records: Raw) -> None:
        """Put records behind all cells."""
        at = next(place for place, (number, _) in enumerate(self.records) if number == WINDOW)
        self.records[at:at] = records

    def open_row(self, at: int) -> None:
        """Move the rows from one on down by one."""
        for place, (number, body) in enumerate(self.records):
            if number in CELLS or number == ROW:
                row = struct.unpack_from("<H", body)[0]
                self.records[place] = (number, struct.pack("<H", row + (row >= at)) + body[2:])
            elif number == MERGED:
                areas = struct.unpack(f"<{(len(body) - 2) // 2}H", body[2:])
                moved = [
                    each + (each >= at) if position % 4 < 2 else each for position, each in enumerate(areas)
                ]
                self.records[place] = (number, body[:2] + struct.pack(f"<{len(moved)}H", *moved))


@dataclass
class OldWorkbook:
    """The records of the workbook as a whole, its sheets, and further streams by their paths."""

    own: list[Raw]
    sheets: list[SheetRecords]
    others: dict[str, bytes] = field(default_factory=dict)

    def add(self, *records: Raw) -> None:
        """Put records at the end of those of the workbook."""
        self.own[-1:-1] = records

    def text(self, coded: bytes) -> int:
        """Add a text, as it is coded in the table of strings; its number."""
        at = next(place for place, (number, _) in enumerate(self.own) if number == STRINGS)
        used, count = struct.unpack_from("<2I", self.own[at][1])
        self.own[at] = (STRINGS, struct.pack("<2I", used + 1, count + 1) + self.own[at][1][8:])
        while self.own[at + 1][0] == CONTINUE:
            at += 1
        number, body = self.own[at]
        if len(body) + len(coded) <= LARGEST:
            self.own[at] = (number, body + coded)
        else:
            self.own.insert(at + 1, (CONTINUE, coded))
        return int(count)

    def look(self, *, font: bytes = b"", pattern: int = 0, colours: int = 0, code: str = "") -> int:
        """Add a font, a fill or a number format; the number of the style of cells that has it."""
        fonts = [place for place, (number, _) in enumerate(self.own) if number == 0x31]
        styles = [place for place, (number, _) in enumerate(self.own) if number == 0xE0]
        style = bytearray(self.own[styles[15]][1])
        if code:
            self.own.insert(styles[0], (0x41E, struct.pack("<H", 200) + string(code)))
            style[2:4] = struct.pack("<H", 200)
            styles = [place + 1 for place in styles]
        if font:
            self.own.insert(fonts[-1] + 1, (0x31, font))
            style[0:2] = struct.pack("<H", len(fonts) + (len(fonts) >= 4))
            styles = [place + 1 for place in styles]
        if pattern:
            style[17] = style[17] & 3 | pattern << 2
            style[18:20] = struct.pack("<H", colours)
        self.own.insert(styles[-1] + 1, (0xE0, bytes(style)))
        return len(styles)

    def font(
        self, *, struck: bool = False, colour: int = 0x7FFF, points: int = 10, high: bool = False
    ) -> int:
        """Add a font; its number, which leaves out 4."""
        fonts = [place for place, (number, _) in enumerate(self.own) if number == 0x31]
        self.own.insert(fonts[-1] + 1, (0x31, font(struck=struck, colour=colour, points=points, high=high)))
        return len(fonts) + (len(fonts) >= 4)

    def content(self) -> bytes:
        """The file."""
        places = [place for place, (number, _) in enumerate(self.own) if number == BOUND_SHEET]
        own = [record for record in self.own if record[0] != BOUND_SHEET]
        names = [string(sheet.name, 1) for sheet in self.sheets]
        bodies = [b"".join(map(_record, sheet.records)) for sheet in self.sheets]
        start = sum(map(len, map(_record, own))) + sum(10 + len(name) for name in names)
        listed = list[Raw]()
        for sheet, name, body in zip(self.sheets, names, bodies, strict=True):
            listed.append((BOUND_SHEET, struct.pack("<IBB", start, sheet.state, sheet.kind) + name))
            start += len(body)
        own[places[0] : places[0]] = listed
        stream = b"".join(map(_record, own)) + b"".join(bodies)
        return container({"Workbook": stream, **self.others})


def font(*, struck: bool = False, colour: int = 0x7FFF, points: int = 10, high: bool = False) -> bytes:
    """The record of a font."""
    return struct.pack("<4HHBBBB", 20 * points, 8 * struck, colour, 400, int(high), 0, 2, 134, 0) + string(
        "宋体", 1
    )


def _record(record: Raw) -> bytes:
    number, body = record
    assert len(body) <= LARGEST
    return struct.pack("<HH", number, len(body)) + body


def _cut(stream: bytes, place: int) -> Iterator[Raw]:
    depth = 0
    while True:
        number, size = struct.unpack_from("<HH", stream, place)
        yield number, stream[place + 4 : place + 4 + size]
        place += 4 + size
        depth += {BOF: 1, EOF: -1}.get(number, 0)
        if not depth:
            return


@cache
def _streams(path: Path) -> bytes:
    with olefile.OleFileIO(io.BytesIO(path.read_bytes())) as opened:
        return bytes(opened.openstream("Workbook").read())


def opened(path: Path) -> OldWorkbook:
    """The records of a file; what else its container holds is left out."""
    stream = _streams(path)
    own, sheets = list(_cut(stream, 0)), []
    for number, body in own:
        if number == BOUND_SHEET:
            start, state, kind, count, flag = struct.unpack_from("<IBBBB", body)
            name = body[8:].decode("utf-16-le" if flag & 1 else "latin-1")[:count]
            sheets.append(SheetRecords(name, state, kind, list(_cut(stream, start))))
    return OldWorkbook([record for record in own if record[0] != 0xFF], sheets)


def container(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams, in folders one deep."""
    folders = list(dict.fromkeys(path.split("/")[0] for path in streams if "/" in path))
    data, starts = b"", dict[str, int]()
    for path, content in streams.items():
        starts[path] = len(data) // _SECTOR
        filled = content.ljust(_SMALLEST, b"\0")
        data += filled.ljust(-(-len(filled) // _SECTOR) * _SECTOR, b"\0")
    top = [*folders, *(path for path in streams if "/" not in path)]
    order = [*top, *(path for path in streams if "/" in path)]
    entries = [_entry("Root Entry", 5, child=1, start=_END)]
    for path in order:
        level = [each for each in order if each.split("/")[:-1] == path.split("/")[:-1]]
        behind = level[level.index(path) + 1 : level.index(path) + 2]
        after = 1 + order.index(behind[0]) if behind else _FREE
        name = path.split("/")[-1]
        if path in streams:
            size = max(len(streams[path]), _SMALLEST)
            entries.append(_entry(name, 2, after=after, start=starts[path], size=size))
        else:
            child = 1 + next(place for place, each in enumerate(order) if each.startswith(f"{path}/"))
            entries.append(_entry(name, 1, after=after, child=child))
    return _written(data, entries, [(starts[path], max(len(streams[path]), _SMALLEST)) for path in streams])


def _entry(
    name: str, kind: int, *, after: int = _FREE, child: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    coded = name.encode("utf-16-le")
    head = coded.ljust(64, b"\0") + struct.pack("<HBB3I", len(coded) + 2, kind, 1, _FREE, after, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _written(data: bytes, entries: list[bytes], chains: list[tuple[int, int]]) -> bytes:
    sectors = len(data) // _SECTOR
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    listed = len(directory) // _SECTOR
    tables = 1
    while tables * 128 < sectors + listed + tables:
        tables += 1
    assert tables < 109
    chain = [_FREE] * (tables * 128)
    for start, size in [*chains, (sectors, len(directory))]:
        last = start + -(-size // _SECTOR) - 1
        chain[start : last + 1] = [*range(start + 1, last + 1), _END]
    for table in range(tables):
        chain[sectors + listed + table] = _TABLE
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<9I", 0, tables, sectors, 0, _SMALLEST, _END, 0, _END, 0)
    header += struct.pack(
        "<109I", *(sectors + listed + each if each < tables else _FREE for each in range(109))
    )
    return header + data + directory + struct.pack(f"<{len(chain)}I", *chain)

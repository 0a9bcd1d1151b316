"""The records of a .xls: its container opened, its stream cut into records, the strings in them decoded (BIFF8, [MS-XLS]).

A record is a number and its bytes; one that is too long goes on in records behind it, and a text that goes on there
says anew whether its characters take one byte or two.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from yuebao.importing.blocks import Refused
from yuebao.importing.xls_properties import STREAM, own_properties

BOF, EOF, BOUND_SHEET, _STRINGS = 0x809, 0x0A, 0x85, 0xFC
_RULE, _LATER_RULE = 0x1B1, 0x87A
_GOES_ON: Final = b"\x3c\0"
_STREAM: Final = "Workbook"
_VERSION: Final = 0x600
DAMAGED: Final = (
    "Excel 97 工作簿已损坏或有密码，读不出来（{}）。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
)
_SAID: Final = (
    "title",
    "subject",
    "author",
    "keywords",
    "comments",
    "last_saved_by",
    "category",
    "manager",
    "company",
)
_KINDS: Final = {0: "", 1: "宏", 2: "图表"}


class CutShort(Refused):
    """A record ends before what it says that it holds."""

    def __init__(self) -> None:
        super().__init__(DAMAGED.format("记录不完整"))


@dataclass(frozen=True, slots=True)
class Record:
    """A record; ``pieces`` are its own bytes and those of each record in which it goes on."""

    number: int
    pieces: tuple[bytes, ...]

    @property
    def body(self) -> bytes:
        return self.pieces[0]


@dataclass(frozen=True, slots=True)
class SheetStream:
    """A sheet as the workbook lists it: its name, what it is when no sheet of cells, its records up to its end."""

    name: str
    kind: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class WorkbookStream:
    """The records of the workbook as a whole, those of each sheet, the other streams of the container by their paths, what
    is said of the file, by what it is, and what under names of people's own. ``bare`` is the stream as xlrd can read it."""

    records: tuple[Record, ...]
    sheets: tuple[SheetStream, ...]
    others: Mapping[str, bytes]
    properties: Mapping[str, str]
    own: Mapping[str, str]
    bare: bytes


class Cursor:
    """Reads a record from a place on, across the records in which it goes on. Raises `CutShort` at its end."""

    def __init__(self, record: Record, start: int = 0, piece: int = 0) -> None:
        self._pieces, self._piece, self._at = record.pieces, piece, start

    def take(self, size: int) -> bytes:
        """So many bytes."""
        taken = b""
        while size > len(taken):
            part = self._here()[self._at : self._at + size - len(taken)]
            self._at += len(part)
            taken += part
        return taken

    def number(self, size: int = 2) -> int:
        """A whole number of so many bytes, without sign."""
        return int.from_bytes(self.take(size), "little")

    def text(self, count: int) -> str:
        """So many characters, and before them how wide they are."""
        wide, text = self.number(1) & 1, ""
        return text + self.letters(count, wide=bool(wide))

    def letters(self, count: int, *, wide: bool) -> str:
        """So many characters, each of one byte or of two."""
        text, left = "", count
        while left:
            room = (len(self._pieces[self._piece]) - self._at) // (2 if wide else 1)
            if not room:
                self._next()
                wide = bool(self.number(1) & 1)
                continue
            taken = self.take(min(left, room) * (2 if wide else 1))
            text += taken.decode("utf-16-le" if wide else "latin-1", "surrogatepass")
            left -= min(left, room)
        return _joined(text)

    def string(self, size: int = 2) -> str:
        """A text behind its length, which takes so many bytes."""
        return self.text(self.number(size))

    @property
    def rest(self) -> int:
        """How many bytes are left."""
        return sum(map(len, self._pieces[self._piece :])) - self._at

    def _here(self) -> bytes:
        while self._at >= len(self._pieces[self._piece]):
            self._next()
        return self._pieces[self._piece]

    def _next(self) -> None:
        if self._piece + 1 >= len(self._pieces):
            raise CutShort
        self._piece, self._at = self._piece + 1, 0


def _joined(text: str) -> str:
    """The text with each pair of surrogates as the one character that it is."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@dataclass(frozen=True, slots=True)
class SharedString:
    """A text that cells refer to, and the letters that stand above it."""

    text: str
    above: str


def strings_of(stream: WorkbookStream) -> list[SharedString]:
    """The texts of the table of strings, in their order."""
    return [each for record in stream.records if record.number == _STRINGS for each in _strings(record)]


def _strings(record: Record) -> Iterator[SharedString]:
    cursor = Cursor(record, 4)
    for _ in range(cursor.number(4)):
        yield _shared(cursor)


def _shared(cursor: Cursor) -> SharedString:
    count, flags = cursor.number(), cursor.number(1)
    runs = cursor.number() if flags & 8 else 0
    more = cursor.number(4) if flags & 4 else 0
    text = cursor.letters(count, wide=bool(flags & 1))
    cursor.take(4 * runs)
    return SharedString(text, _above(cursor.take(more)))


def _above(more: bytes) -> str:
    """The phonetic text behind a string."""
    if len(more) < 14 or more[0] != 1:
        return ""
    count = struct.unpack_from("<H", more, 10)[0]
    return _joined(more[14 : 14 + 2 * count].decode("utf-16-le", "surrogatepass"))


def streams_within(content: bytes) -> frozenset[str]:
    """What stands in the top folder of a container of streams; nothing where it is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            return frozenset(path[0] for path in container.listdir())
    except MemoryError:
        raise
    except Exception:  # olefile raises whatever it runs into; who reads the file tells of it
        return frozenset()


def open_workbook(content: bytes) -> WorkbookStream | None:
    """The records of a .xls; nothing of one that is older than Excel 97. Raises `Refused` for what is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            streams = {"/".join(path): container.openstream(path).read() for path in container.listdir()}
            properties = dict(_properties(container.get_metadata()))
    except MemoryError:
        raise
    except Exception as error:  # olefile raises whatever it runs into
        raise Refused(DAMAGED.format(type(error).__name__)) from error
    stream = next((streams.pop(path) for path in list(streams) if path.lower() == _STREAM.lower()), b"")
    if len(stream) < 8 or struct.unpack_from("<H", stream, 4)[0] != _VERSION:
        return None
    own = tuple(records(stream, 0))
    sheets = [record for record in own if record.number == BOUND_SHEET]
    named = own_properties(streams.get(STREAM, b""))
    made = tuple(_sheet(stream, record) for record in sheets)
    return WorkbookStream(own, made, streams, properties, named, _bare(stream))


def _bare(stream: bytes) -> bytes:
    """The stream with its rules of conditions under a number that means nothing to xlrd, which takes a rule that sets more than
    colours and borders for damage."""
    bare, place = bytearray(stream), 0
    while place + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, place)
        if number == _RULE:
            struct.pack_into("<H", bare, place, _LATER_RULE)
        place += 4 + size
    return bytes(bare)


def _properties(said: Any) -> Iterator[tuple[str, str]]:
    """What is said of the file, as far as it is words."""
    pages = {65001: "utf-8", 1200: "utf-16-le"}
    for key in _SAID:
        value = getattr(said, key)
        if isinstance(value, bytes):
            page = (said.codepage or 1252) % 65536
            value = value.decode(pages.get(page, f"cp{page}"), "replace")
        if isinstance(value, str) and value.strip("\0 "):
            yield key, value.strip("\0")


def _sheet(stream: bytes, record: Record) -> SheetStream:
    cursor = Cursor(record)
    start, _, kind = cursor.number(4), cursor.number(1), cursor.number(1)
    return SheetStream(cursor.string(1), _KINDS.get(kind, "模块"), tuple(records(stream, start)))


def records(stream: bytes, place: int) -> Iterator[Record]:
    """The records from one that begins a sheet up to its end, those of charts within it too."""
    depth = 0
    for record in all_records(stream, place):
        depth += {BOF: 1, EOF: -1}.get(record.number, 0)
        if depth <= 0:
            return
        yield record


def all_records(stream: bytes, place: int = 0) -> Iterator[Record]:
    """The records from a place on to the end of the stream."""
    while place < len(stream):
        number, body, place = _record(stream, place)
        pieces = [body]
        while stream[place : place + 2] == _GOES_ON:
            _, body, place = _record(stream, place)
            pieces.append(body)
        yield Record(number, tuple(pieces))
    if place > len(stream):
        raise CutShort


def _record(stream: bytes, place: int) -> tuple[int, bytes, int]:
    if place + 4 > len(stream):
        raise CutShort
    number, size = struct.unpack_from("<HH", stream, place)
    if place + 4 + size > len(stream):
        raise CutShort
    return number, stream[place + 4 : place + 4 + size], place + 4 + size

"""What the records of a .xls say in words and figures, record by record; nothing here knows where a record stands."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yuebao.importing.xls_stream import Cursor, CutShort, Record, SharedString
from yuebao.importing.xlsx_strings import decoded
from yuebao.model.numbers import plain

HEADER, FOOTER, MORE_HEADERS = 0x14, 0x15, 0x89C
BOX, OBJECT, NOTE, PROMPT, TIP, SCENARIO, CAPTION = 0x1B6, 0x5D, 0x1C, 0x1BE, 0x800, 0xAF, 0x100D
SHARED_TEXT, LABEL, RICH_LABEL, STRING = 0xFD, 0x204, 0xD6, 0x207
NUMBER, SMALL_NUMBER, SMALL_NUMBERS, TRUTH, FORMULA, BLANK, BLANKS = (
    0x203,
    0x27E,
    0xBD,
    0x205,
    0x06,
    0x201,
    0xBE,
)
NAME, CELLS_OUTSIDE, USER = 0x18, 0x5A, 0x5C
_PIVOT_FIELD, _PIVOT_NUMBER, _PIVOT_WHOLE, _PIVOT_TEXT = 0xC7, 0xC9, 0xCC, 0xCD
ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_TEXT_TOKEN, _TRUTH_TOKEN, _WHOLE_TOKEN, _NUMBER_TOKEN = 0x17, 0x1D, 0x1E, 0x1F


def text_of_label(record: Record) -> str:
    """The text of a cell that holds its own."""
    return decoded(Cursor(record, 6).string())


def text_of_formula(record: Record) -> str:
    """The text that a formula came to, which stands in a record behind it."""
    return decoded(Cursor(record).string())


def figures(record: Record) -> Iterator[str]:
    """What a cell of a figure, of a truth or of an error holds, or each of several cells side by side; nothing of a formula
    whose result is a text."""
    body = record.body
    if record.number == NUMBER:
        yield _double(body[6:14])
    elif record.number == SMALL_NUMBER:
        yield _small(body[6:10])
    elif record.number == SMALL_NUMBERS:
        yield from (_small(body[at + 2 : at + 6]) for at in range(4, len(body) - 2, 6))
    elif record.number == TRUTH:
        yield ERRORS.get(body[6], ERRORS[0x2A]) if body[7:8] == b"\1" else str(body[6])
    elif record.number == FORMULA:
        yield from _result(body[6:14])


def _result(value: bytes) -> Iterator[str]:
    if value[6:] != b"\xff\xff":
        yield _double(value)
    elif value[0] == 1:
        yield str(value[2])
    elif value[0] == 2:
        yield ERRORS.get(value[2], ERRORS[0x2A])


def _double(value: bytes) -> str:
    if len(value) != 8:
        raise CutShort
    return plain(Decimal(repr(struct.unpack("<d", value)[0])))


def _small(value: bytes) -> str:
    """A figure of four bytes: thirty bits, whole or the upper ones of a longer figure, perhaps in hundredths."""
    if len(value) != 4:
        raise CutShort
    bits = struct.unpack("<i", value)[0]
    found = float(bits >> 2) if bits & 2 else struct.unpack("<d", b"\0" * 4 + struct.pack("<i", bits & ~3))[0]
    return plain(Decimal(repr(found / 100 if bits & 1 else found)))


def shared_of(record: Record, strings: Sequence[SharedString]) -> tuple[int, SharedString]:
    """The text of the table of strings that a cell refers to, with its number."""
    number = Cursor(record, 6).number(4)
    if number >= len(strings):
        raise CutShort
    return number, strings[number]


def margin(record: Record) -> Iterator[str]:
    """Page headers and footers as written: of all pages, or of even and first ones."""
    if record.number != MORE_HEADERS:
        if record.body:
            yield Cursor(record).string()
        return
    cursor = Cursor(record, 30)
    lengths = [cursor.number() for _ in range(4)]
    yield from (cursor.string() for length in lengths if length)


def box_text(record: Record) -> str:
    """The text of a box, a comment or a button, which stands in the records in which this one goes on."""
    count = Cursor(record, 10).number()
    return Cursor(record, 0, 1).text(count) if count else ""


_LIST, _END = 0x13, 0
_OWN_LINES: Final = 2
_DROPS: Final = 0x14
"""The kind of an object that shows one line of its list and drops the others down."""


def listed(record: Record) -> tuple[str, ...]:
    """The lines of a list or of a box that drops down, where the object holds them itself and not cells."""
    cursor = Cursor(Record(record.number, (record.body,)), 4)
    kind = cursor.number()
    cursor.take(min(16, cursor.rest))
    while cursor.rest >= 4 and (part := cursor.number()) != _END:
        size = cursor.number()
        if part == _LIST:
            return _lines(cursor, kind) if size else ()
        if size > cursor.rest:
            break
        cursor.take(size)
    return ()


def _lines(cursor: Cursor, kind: int) -> tuple[str, ...]:
    cursor.take(cursor.number())
    count, _, flags, _ = (cursor.number() for _ in range(4))
    if not flags & _OWN_LINES:
        return ()
    shown = list[str]()
    if kind == _DROPS:
        cursor.take(6)
        before = cursor.rest
        shown.append(cursor.string())
        cursor.take((before - cursor.rest) % 2)
    return tuple(text for text in (*shown, *(cursor.string() for _ in range(count))) if text.strip())


def note_author(record: Record) -> str:
    """Who wrote a comment."""
    return Cursor(record, 8).string()


def prompts(record: Record) -> tuple[str, ...]:
    """Title and text of a prompt and of the message for what is wrong."""
    cursor = Cursor(record, 4)
    return tuple(text for text in (cursor.string() for _ in range(4)) if text.strip("\0 "))


def choices(record: Record) -> tuple[str, ...]:
    """The words that cells may be given, where the rule lists them itself."""
    cursor = Cursor(record, 4)
    for _ in range(4):
        cursor.string()
    found = list[str]()
    for _ in range(2):
        size = cursor.number()
        cursor.take(2)
        found += [literal.text for literal in literals(cursor.take(size)) if not literal.figure]
    return tuple(text.replace("\0", ",") for text in found)


def tip(record: Record) -> str:
    """What is shown of a link to who points at it."""
    return record.body[10:].decode("utf-16-le", "replace").partition("\0")[0]


def scenario(record: Record) -> tuple[str, ...]:
    """Who wrote a scenario, and its explanation."""
    cursor = Cursor(record, 4)
    sizes = [cursor.number(1) for _ in range(3)]
    _, user, comment = (cursor.text(size) if size else "" for size in (sizes[0], sizes[2], sizes[1]))
    return tuple(text for text in (user, comment) if text.strip())


def caption(record: Record) -> str:
    """A text of a chart."""
    return Cursor(record, 2).string(1)


def cells_outside(record: Record) -> Iterator[str]:
    """What cells of another workbook held when this one was saved."""
    cursor = Cursor(record)
    last, first = cursor.number(1), cursor.number(1)
    cursor.number()
    for _ in range(first, last + 1):
        kind = cursor.number(1)
        if kind == 2:
            yield cursor.string()
        else:
            value = cursor.take(8)
            if kind == 1:
                yield _double(value)


def user(record: Record) -> str:
    """Who opened the file last; the room behind the name is filled with blanks, in some files without a length."""
    size = Cursor(record).number()
    return Cursor(record).string().strip() if 0 < size <= len(record.body) - 3 else ""


def pivoted(record: Record) -> Iterator[str]:
    """What a pivot table was made from: names of columns, texts and figures."""
    if record.number == _PIVOT_FIELD:
        yield Cursor(record, 14).string()
    elif record.number == _PIVOT_TEXT:
        yield Cursor(record).string()
    elif record.number == _PIVOT_NUMBER:
        yield _double(record.body[:8])
    elif record.number == _PIVOT_WHOLE:
        yield str(int.from_bytes(record.body[:2], "little", signed=True))


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the workbook: what it is called, the words and figures that it stands for, what is said of it."""

    label: str
    values: tuple[str, ...]
    said: tuple[str, ...]


def name(record: Record) -> Name:
    """A name; one of a range or of the program itself stands for no words."""
    cursor = Cursor(record)
    flags, _, count, size = cursor.number(), cursor.number(1), cursor.number(1), cursor.number()
    cursor.take(4)
    sizes = [cursor.number(1) for _ in range(4)]
    label = cursor.text(count)
    values = literals(cursor.take(size))
    said = tuple(cursor.text(size) for size in sizes if size)
    own = bool(flags & 0x20)
    return Name(label, () if own else tuple(literal.text for literal in values), said)


_SIZES: Final = {
    **dict.fromkeys(range(0x03, 0x17), 0), 0x19: 3, 0x1C: 1,
    0x20: 7, 0x21: 2, 0x22: 3, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2,
}  # fmt: skip
"""Bytes behind the tokens of a formula that refer to nothing, by their numbers."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a ``figure`` that a formula states."""

    text: str
    figure: bool = False


def literals(tokens: bytes) -> list[Literal]:
    """The texts and figures that a formula states; none of one that refers to cells, or that nobody knows."""
    found, at = list[Literal](), 0
    while at < len(tokens):
        token = tokens[at] if tokens[at] < 0x40 else 0x20 | tokens[at] & 0x1F
        body = tokens[at + 1 :]
        if token == _TEXT_TOKEN:
            cursor = Cursor(Record(0, (body,)))
            found.append(Literal(cursor.string(1)))
            at = len(tokens) - cursor.rest
        elif token == _WHOLE_TOKEN:
            found.append(Literal(str(int.from_bytes(body[:2], "little")), figure=True))
            at += 3
        elif token == _NUMBER_TOKEN:
            found.append(Literal(_double(body[:8]), figure=True))
            at += 9
        elif token == _TRUTH_TOKEN:
            at += 2
        elif token in _SIZES:
            at += 1 + _SIZES[token]
        else:
            return []
    return found

"""Things that somebody or some program may leave in a .xls, each put at a random place of it, record by record."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from tests.support.inserted import Kind
from tests.support.old_workbook import (
    BOF,
    EOF,
    INK,
    PAPER,
    RED,
    WHITE,
    OldWorkbook,
    Raw,
    SheetRecords,
    font,
    string,
    wide,
)

Insertion = Callable[[Random, OldWorkbook, str], None]
LAST_OF_TWO: Final = 10
"""Where the sheet stands on which the table of the one before goes on: what is shown between the two would part them."""
PLAIN: Final = 15
"""The style of cells without a look of their own."""
_CHART, _PICTURE, _BUTTON, _BOX, _NOTE = 5, 8, 7, 6, 0x19


def _sheet(random: Random, book: OldWorkbook) -> SheetRecords:
    return random.choice(book.sheets)


def _place(random: Random, sheet: SheetRecords, look: int = PLAIN) -> bytes:
    """A cell beside what is printed, in any row, one column left free between."""
    return struct.pack("<3H", random.randrange(sheet.height), sheet.width + 1, look)


def _cell(number: int, content: Callable[[str], bytes], *behind: Callable[[str], Raw]) -> Insertion:
    """A cell of one record, and records behind it."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        sheet = _sheet(random, book)
        sheet.add((number, _place(random, sheet) + content(words)), *(each(words) for each in behind))

    return insert


def _shared(coded: Callable[[str], bytes], **look: object) -> Insertion:
    """A cell of a text from the table of strings."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        sheet = _sheet(random, book)
        style = book.look(**look) if look else PLAIN  # type: ignore[arg-type]
        sheet.add((0xFD, _place(random, sheet, style) + struct.pack("<I", book.text(coded(words)))))

    return insert


def _with_runs(words: str) -> bytes:
    return struct.pack("<HBH", len(words), 9, 2) + words.encode("utf-16-le") + struct.pack("<4H", 0, 0, 1, 1)


def _with_letters_above(words: str) -> bytes:
    """A text with letters above it: the figure 7 below, the words above."""
    above = struct.pack("<HHHHHHH", 1, 10 + 2 * len(words), 0, 0, 1, len(words), len(words)) + words.encode(
        "utf-16-le"
    )
    return struct.pack("<HBI", 1, 5, len(above)) + "鑫".encode("utf-16-le") + above


def _part_struck(random: Random, book: OldWorkbook, words: str) -> None:
    """A text of which all but the first letter is struck out."""
    number = book.font(struck=True)
    text = "鑫" + words
    coded = struct.pack("<HBH", len(text), 9, 1) + text.encode("utf-16-le") + struct.pack("<2H", 1, number)
    _shared(lambda _: coded)(random, book, words)


def _cut_string(random: Random, book: OldWorkbook, words: str) -> None:
    """A text that the end of a record cuts, behind which it takes one byte a letter."""
    sheet = _sheet(random, book)
    last = len(book.own) - 1
    number = book.text(struct.pack("<HB", len(words) + 3, 1) + words.encode("utf-16-le"))
    place = max(at for at, (kind, _) in enumerate(book.own) if kind in (0xFC, 0x3C) and at <= last + 1)
    book.own.insert(place + 1, (0x3C, b"\0abc"))
    sheet.add((0xFD, _place(random, sheet) + struct.pack("<I", number)))


def _side_by_side(random: Random, book: OldWorkbook, words: str) -> None:
    """Two figures in one record."""
    sheet = _sheet(random, book)
    figures = struct.pack("<iHiH", 612 << 2 | 2, PLAIN, 7 << 2 | 2, sheet.width + 2)
    sheet.add((0xBD, _place(random, sheet) + figures))


def _double(words: str) -> bytes:
    return struct.pack("<d", float(words))


def _formula(result: bytes) -> bytes:
    return result + struct.pack("<HIH", 0, 0, 3) + b"\x1e\1\0"


def _as_row(flags: int, height: int = 255) -> Insertion:
    """A row more, anywhere in a sheet, that nobody sees."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        sheet = _sheet(random, book)
        at = random.randrange(sheet.height + 1)
        sheet.open_row(at)
        sheet.records = [
            record
            for record in sheet.records
            if record[0] != 0x208 or int.from_bytes(record[1][:2], "little") != at
        ]
        sheet.add(
            (0x208, struct.pack("<6HI", at, 0, 2, height, 0, 0, flags)),
            (0x204, struct.pack("<3H", at, 1, PLAIN) + string(words)),
        )

    return insert


def _as_column(options: int, width: int = 2_000) -> Insertion:
    """A column more, behind the others, that nobody sees."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        sheet = _sheet(random, book)
        at = sheet.width + 1
        sheet.records = [
            record for record in sheet.records if record[0] != 0x7D or not _covers(record[1], at)
        ]
        sheet.add(
            (0x7D, struct.pack("<6H", at, at, width, PLAIN, options, 0)),
            (0x204, struct.pack("<3H", random.randrange(sheet.height), at, PLAIN) + string(words)),
        )

    return insert


def _covers(body: bytes, column: int) -> bool:
    first, last = struct.unpack_from("<2H", body)
    return bool(first <= column <= last)


def _filtered(random: Random, book: OldWorkbook, words: str) -> None:
    """Rows of a table that a filter hides."""
    sheet = _sheet(random, book)
    hidden = random.sample(range(1, sheet.height), min(3, sheet.height - 1))
    sheet.records = [
        record
        for record in sheet.records
        if record[0] != 0x208 or int.from_bytes(record[1][:2], "little") not in hidden
    ]
    sheet.add(
        (0x9B, b""),
        (0x9D, struct.pack("<H", 1)),
        *((0x208, struct.pack("<6HI", row, 0, sheet.width, 255, 0, 0, 0x120)) for row in hidden),
    )


def _as_sheet(state: int, kind: int = 0, *records: Callable[[str], Raw], stream: int = 0x10) -> Insertion:
    """A sheet more, among the others or behind them."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        made = [
            (BOF, struct.pack("<HHHHII", 0x600, stream, 0, 0, 0, 0)),
            *(each(words) for each in records),
            (EOF, b""),
        ]
        places = [at for at in range(len(book.sheets) + 1) if state or kind or at != LAST_OF_TWO]
        book.sheets.insert(random.choice(places), SheetRecords("另一页", state, kind, made))

    return insert


def _label(row: int, column: int) -> Callable[[str], Raw]:
    return lambda words: (0x204, struct.pack("<3H", row, column, PLAIN) + string(words))


def _beside(*records: Callable[[str], Raw]) -> Insertion:
    """Records of a sheet beside its cells."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        _sheet(random, book).add(*(each(words) for each in records))

    return insert


def _of_book(*records: Callable[[str], Raw]) -> Insertion:
    """Records of the workbook as a whole."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        book.add(*(each(words) for each in records))

    return insert


def _object(kind: int, number: int = 901) -> Callable[[str], Raw]:
    return lambda _: (0x5D, struct.pack("<5H12x2H", 0x15, 0x12, kind, number, 0x6011, 0, 0))


def _box_of(words: str) -> Raw:
    return 0x1B6, struct.pack("<H8xHHI", 0x212, len(words), 16, 0)


def _text_of(words: str) -> Raw:
    return 0x3C, wide(words)


def _runs_of(words: str) -> Raw:
    return 0x3C, struct.pack("<8H", 0, 0, 0, 0, len(words), 0, 0, 0)


_WRITTEN: Final = (_box_of, _text_of, _runs_of)


def _note(author: str, number: int = 901) -> Callable[[str], Raw]:
    return lambda _: (0x1C, struct.pack("<4H", 1, 1, 0, number) + string(author) + b"\0")


def _in_two(random: Random, book: OldWorkbook, words: str) -> None:
    """A box whose text stands in two records, of one byte a letter and of two."""
    _sheet(random, book).add(
        _object(_BOX)(words),
        (0x1B6, struct.pack("<H8xHHI", 0x212, len(words) + 3, 16, 0)),
        (0x3C, b"\0abc"),
        _text_of(words),
        _runs_of(words),
    )


def _shape(key: int, words: str) -> bytes:
    """The drawing of a shape with one property of words."""
    value = words.encode("utf-16-le") + b"\0\0"
    properties = struct.pack("<HI", key | 0x8000, len(value)) + value
    atom = struct.pack("<HHI", 0x13, 0xF00B, len(properties)) + properties
    return struct.pack("<HHI", 0x0F, 0xF004, len(atom)) + atom


def _drawn(key: int) -> Callable[[str], Raw]:
    return lambda words: (0xEC, _shape(key, words))


def _drawn_in_two(random: Random, book: OldWorkbook, words: str) -> None:
    """A drawing that goes on behind the object in its midst."""
    shape = _shape(0x381, words)
    _sheet(random, book).add((0xEC, shape[:20]), _object(_PICTURE)(words), (0x3C, shape[20:]))


def _chart(*inner: Callable[[str], Raw]) -> Insertion:
    return _beside(
        _object(_CHART),
        lambda _: (BOF, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)),
        *inner,
        lambda _: (EOF, b""),
    )


def _caption(words: str) -> Raw:
    return 0x100D, b"\0\0" + string(words, 1)


def _rule(prompt: str = "", formula: bytes = b"") -> Raw:
    texts = string(prompt or "\0") + string("\0") * 3
    one = struct.pack("<HH", len(formula), 0) + formula
    return 0x1BE, struct.pack("<I", 0x83) + texts + one + bytes(4) + struct.pack("<5H", 1, 1, 1, 1, 1)


def _listed(words: str) -> Raw:
    return _rule(formula=b"\x17" + string(words, 1))


def _name(tokens: Callable[[str], bytes], *, flags: int = 0, said: str = "") -> Callable[[str], Raw]:
    def made(words: str) -> Raw:
        formula = tokens(words)
        note = said.replace("WORDS", words)
        head = struct.pack("<HBBHHH4B", flags, 0, 2, len(formula), 0, 0, 0, len(note), 0, 0)
        return 0x18, head + wide("县名") + formula + (wide(note) if note else b"")

    return made


def _pivot(random: Random, book: OldWorkbook, words: str) -> None:
    records = [
        (0xC7, bytes(14) + string(words)),
        (0xCD, string("五")),
        (0xC9, struct.pack("<d", 612.5)),
        (EOF, b""),
    ]
    stream = b"".join(struct.pack("<HH", number, len(body)) + body for number, body in records)
    book.others["_SX_DB_CUR/0001"] = stream


def _stream(path: str) -> Insertion:
    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        book.others[path] = b"x"

    return insert


def _list(kind: int, *, own: bool = True) -> Callable[[str], Raw]:
    """A list, or for 20 a box that drops down, of two lines: its own or those of cells."""

    def made(words: str) -> Raw:
        head = struct.pack("<5H12x", 0x15, 0x12, kind, 901, 0x6011)
        scroll = struct.pack("<2H20x", 0x0C, 0x14)
        drops = struct.pack("<3H", 0, 8, 80) + string("某") if kind == 0x14 else b""
        drops += b"\0" * (len(drops) % 2)
        lines = string(words) + string("甲") if own else b""
        rest = struct.pack("<H4H", 0, 2, 1, 2 if own else 0, 0) + (drops if own else b"") + lines
        return 0x5D, head + scroll + struct.pack("<2H", 0x13, 0x1FEE) + rest

    return made


def _named_property(key: str, coded: Callable[[str], bytes], page: int) -> Insertion:
    """A property under a name of its own, in the second part of its stream."""

    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        wide_page = page == 1200
        name = (key + "\0").encode("utf-16-le" if wide_page else f"cp{page}")
        size = len(key) + 1 if wide_page else len(name)
        names = struct.pack("<3I", 1, 2, size) + name.ljust(-(-len(name) // 4) * 4, b"\0")
        first, value = struct.pack("<IHH", 2, page, 0), coded(words)
        start = 8 + 3 * 8
        listed = struct.pack("<6I", 0, start, 1, start + len(names), 2, start + len(names) + len(first))
        own = (
            struct.pack("<II", start + len(names) + len(first) + len(value), 3)
            + listed
            + names
            + first
            + value
        )
        general = struct.pack("<II", 8, 0)
        marks = ("02d5cdd59c2e1b10939708002b2cf9ae", "05d5cdd59c2e1b10939708002b2cf9ae")
        places = (68, 68 + len(general))
        head = struct.pack("<HHI16xI", 0xFFFE, 0, 0, 2)
        head += b"".join(
            bytes.fromhex(mark) + struct.pack("<I", place) for mark, place in zip(marks, places, strict=True)
        )
        book.others["\x05DocumentSummaryInformation"] = head + general + own

    return insert


def _letters(words: str) -> bytes:
    return struct.pack("<2I", 31, len(words) + 1) + words.encode("utf-16-le") + b"\0\0"


def _gbk(words: str) -> bytes:
    coded = words.encode("gbk") + b"\0"
    return struct.pack("<2I", 30, len(coded)) + coded


def _dressed(*, letters: int | None = None, fill: int | None = None, code: str = "") -> bytes:
    """What a rule of a condition sets."""
    flags = (
        (1 << 25 if code else 0)
        | (1 << 26 if letters is not None else 0)
        | (1 << 29 if fill is not None else 0)
    )
    look = struct.pack("<IH", flags | 1 << 17, bool(code))
    if code:
        look += struct.pack("<H", 2 + len(string(code))) + string(code)
    if letters is not None:
        look += bytes(80) + struct.pack("<I", letters) + bytes(34)
    if fill is not None:
        look += struct.pack("<HH", 1 << 10, fill << 7)
    return look


def _condition(look: bytes, *, later: bool = False) -> Insertion:
    """A condition of one rule for two areas."""
    areas = struct.pack("<6H", 1, 0, 0, 9, 0, 3) + struct.pack("<9H", 2, 0, 4, 0, 1, 6, 9, 2, 3)
    if later:
        return _beside(
            lambda _: (0x879, bytes(12) + areas),
            lambda _: (0x87A, bytes(12) + struct.pack("<2B2HI", 1, 5, 3, 0, len(look)) + look + b"\x1e\1\0"),
        )
    return _beside(
        lambda _: (0x1B0, areas), lambda _: (0x1B1, struct.pack("<2B2H", 1, 5, 3, 0) + look + b"\x1e\1\0")
    )


def _property(key: int, page: int, coding: str) -> Insertion:
    def insert(random: Random, book: OldWorkbook, words: str) -> None:
        coded = words.encode(coding) + b"\0"
        first = struct.pack("<IhH", 2, page if page < 0x8000 else page - 0x10000, 0)
        second = struct.pack("<II", 30, len(coded)) + coded
        section = struct.pack("<II", 24 + len(first) + len(second), 2)
        section += struct.pack("<4I", 1, 24, key, 24 + len(first)) + first + second
        marks = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
        book.others["\x05SummaryInformation"] = (
            struct.pack("<HHI16xI", 0xFFFE, 0, 0, 1) + marks + struct.pack("<I", 48) + section
        )

    return insert


def _figure(words: str, *, code: str) -> Insertion:
    def insert(random: Random, book: OldWorkbook, _: str) -> None:
        sheet = _sheet(random, book)
        sheet.add((0x203, _place(random, sheet, book.look(code=code)) + _double(words)))

    return insert


def _too_wide(random: Random, book: OldWorkbook, words: str) -> None:
    """A figure in a column that has no room for it."""
    sheet = _sheet(random, book)
    at = sheet.width + 1
    sheet.records = [record for record in sheet.records if record[0] != 0x7D or not _covers(record[1], at)]
    sheet.add(
        (0x7D, struct.pack("<6H", at, at, 3 * 256, PLAIN, 2, 0)),
        (0x203, struct.pack("<3H", 1, at, PLAIN) + _double(words)),
    )


def _covered(random: Random, book: OldWorkbook, words: str) -> None:
    """A text beneath a merged cell, beside what is printed."""
    sheet = _sheet(random, book)
    row, column = random.randrange(sheet.height), sheet.width + 1
    sheet.add(
        (0xE5, struct.pack("<5H", 1, row, row, column, column + 1)),
        (0x204, struct.pack("<3H", row, column, PLAIN) + string("鑫")),
        (0x204, struct.pack("<3H", row, column + 1, PLAIN) + string(words)),
    )


def _view(words: str) -> Raw:
    return 0x89C, bytes(28) + b"\0\0" + struct.pack("<4H", len(words) + 2, 0, 0, 0) + string(f"&C{words}")


_LINK: Final = (
    struct.pack("<4H", 0, 0, 0, 0) + bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b0200000003000000")
    + bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b") + struct.pack("<I", 40) + "http://example.test\0".encode("utf-16-le")
)  # fmt: skip
"""A link of the first cell to an address."""
KINDS: Final[Mapping[str, Kind[OldWorkbook]]] = {
    "a text of its own": Kind(_cell(0x204, string)),
    "a text with runs of its own": Kind(_cell(0xD6, lambda words: string(words) + struct.pack("<3H", 1, 0, 0))),
    "a text of the table": Kind(_shared(string)),
    "a text with runs": Kind(_shared(_with_runs)),
    "a text that a record cuts": Kind(_cut_string, more="abc"),
    "letters above": Kind(_shared(_with_letters_above), more="鑫"),
    "a struck part": Kind(_part_struck, more="鑫"),
    "an end of line in a text": Kind(_shared(lambda words: string(f"{words}_x000D_"))),
    "a figure": Kind(_cell(0x203, _double), own="612.25"),
    "a small figure": Kind(_cell(0x27E, lambda words: struct.pack("<i", int(words) << 2 | 2)), own="612"),
    "a small figure in hundredths": Kind(_cell(0x27E, lambda words: struct.pack("<i", 61225 << 2 | 3)), own="612.25"),
    "a small figure below nought": Kind(_cell(0x27E, lambda words: struct.pack("<i", -5 << 2 | 2)), own="-5"),
    "half a figure": Kind(_cell(0x27E, lambda words: struct.pack("<d", 0.5)[4:]), own="0.5"),
    "figures side by side": Kind(_side_by_side, told=False, more="6127"),
    "an error": Kind(_cell(0x205, lambda words: b"\x07\1"), own="#DIV/0!"),
    "a truth": Kind(_cell(0x205, lambda words: b"\1\0"), told=False, more="1"),
    "a formula with a text": Kind(_cell(0x06, lambda words: _formula(b"\0\0\0\0\0\0\xff\xff"), lambda words: (0x207, string(words)))),
    "a formula with a figure": Kind(_cell(0x06, lambda words: _formula(_double(words))), own="612.5"),
    "a formula with an error": Kind(_cell(0x06, lambda words: _formula(b"\2\0\x2a\0\0\0\xff\xff")), own="#N/A"),
    "a formula with a truth": Kind(_cell(0x06, lambda words: _formula(b"\1\0\0\0\0\0\xff\xff")), told=False, more="0"),
    "a formula that shows nothing": Kind(_cell(0x06, lambda words: _formula(b"\3\0\0\0\0\0\xff\xff")), told=False, noticed=False),
    "a blank cell": Kind(_cell(0x201, lambda words: b""), told=False, noticed=False),
    "a hidden row": Kind(_as_row(0x120)),
    "a folded row": Kind(_as_row(0x121)),
    "a row of no height": Kind(_as_row(0x100, 0)),
    "a hidden column": Kind(_as_column(3)),
    "a folded column": Kind(_as_column(0x103)),
    "a column of no width": Kind(_as_column(2, 0)),
    "rows hidden by a filter": Kind(_filtered, told=False),
    "words beneath a merged cell": Kind(_covered, more="鑫"),
    "a hidden sheet": Kind(_as_sheet(1, 0, _label(0, 0))),
    "a very hidden sheet": Kind(_as_sheet(2, 0, _label(3, 2))),
    "an unknown sheet": Kind(_as_sheet(0, 0, _label(0, 0))),
    "a sheet of a chart": Kind(_as_sheet(0, 2, _caption, stream=0x20)),
    "a sheet of macros": Kind(_as_sheet(0, 1, _label(0, 0), stream=0x40)),
    "a link": Kind(_beside(lambda _: (0x1B8, _LINK)), told=False),
    "a struck cell": Kind(_shared(string, font=font(struck=True))),
    "a white cell": Kind(_shared(string, font=font(colour=WHITE))),
    "a cell of one point": Kind(_shared(string, font=font(points=1))),
    "a white cell on white": Kind(_shared(string, font=font(colour=WHITE), pattern=1, colours=WHITE | INK << 7)),
    "a red cell on red": Kind(_shared(string, font=font(colour=RED), pattern=1, colours=RED | INK << 7)),
    "a white cell on a faint pattern": Kind(_shared(string, font=font(colour=WHITE), pattern=18, colours=INK | PAPER << 7)),
    "a red cell on a red pattern": Kind(_shared(string, font=font(colour=RED), pattern=3, colours=RED | WHITE << 7)),
    "words that a format hides": Kind(_shared(string, code=";;;")),
    "a figure that a format hides": Kind(_figure("612", code=";;;"), own="612"),
    "a zero that a format hides": Kind(_figure("0", code="0;-0;;@"), own="0"),
    "a figure shown otherwise": Kind(_figure("12600", code='0.00,"万"'), told=False, more="12600"),
    "a figure too wide": Kind(_too_wide, told=False, own="612345678", more="612345678"),
    "a comment": Kind(_beside(_object(_NOTE), *_WRITTEN, _note("某某")), more="某某"),
    "a comment without an author": Kind(_beside(_object(_NOTE), *_WRITTEN, _note(""))),
    "a comment before its text": Kind(_beside(_note("某某"), _object(_NOTE), *_WRITTEN), more="某某"),
    "a comment of no cell": Kind(_beside(_object(_NOTE), *_WRITTEN)),
    "a text box": Kind(_beside(_object(_BOX), *_WRITTEN)),
    "a text box in two records": Kind(_in_two, more="abc"),
    "a button": Kind(_beside(_object(_BUTTON), *_WRITTEN)),
    "a picture": Kind(_beside(_object(_PICTURE)), told=False),
    "the description of a picture": Kind(_beside(_drawn(0x381))),
    "decorated words": Kind(_beside(_drawn(0xC0))),
    "the name of a shape": Kind(_beside(_drawn(0x380)), told=False, noticed=False),
    "a drawing in two records": Kind(_drawn_in_two),
    "the title of a chart": Kind(_chart(_caption)),
    "the names in a chart": Kind(_chart(_label(0, 0))),
    "the values of a chart": Kind(_chart(lambda words: (0x203, struct.pack("<3H", 0, 0, PLAIN) + _double(words))), own="612.25"),
    "a box on a chart": Kind(_chart(_object(_BOX), *_WRITTEN)),
    "a page header": Kind(_beside(lambda words: (0x14, string(f"&L&12{words}&R&P"))), own="应为六百件"),
    "a page footer": Kind(_beside(lambda words: (0x15, string(f"&C{words}")))),
    "a header of even pages": Kind(_beside(_view)),
    "a header of a chart": Kind(_chart(lambda words: (0x14, string(f"&C{words}")))),
    "a prompt": Kind(_beside(_rule)),
    "what may be chosen": Kind(_beside(_listed)),
    "a limit of figures": Kind(_beside(lambda words: _rule(formula=b"\x1e\5\0")), told=False, noticed=False),
    "the tip of a link": Kind(_beside(lambda _: (0x1B8, _LINK), lambda words: (0x800, struct.pack("<5H", 0x800, 0, 0, 0, 0) + words.encode("utf-16-le") + b"\0\0"))),
    "a scenario": Kind(_beside(lambda words: (0xAF, struct.pack("<2H3B", 0, 0, 1, len(words), 2) + wide("甲") + wide("某某") + wide(words))), more="某某"),
    "a name": Kind(_of_book(_name(lambda words: b"\x17" + string(words, 1)))),
    "a name of a figure": Kind(_of_book(_name(lambda words: b"\x1f" + _double(words))), own="0.35"),
    "a name of two texts": Kind(_of_book(_name(lambda words: b"\x17" + string(words, 1) + b"\x17" + string("甲", 1) + b"\x08")), more="甲"),
    "a name of a range": Kind(_of_book(_name(lambda words: b"\x3b" + bytes(10))), told=False, noticed=False),
    "a range and a text": Kind(_of_book(_name(lambda words: b"\x3a" + bytes(6) + b"\x17" + string(words, 1) + b"\x08")), told=False, noticed=False),
    "the description of a name": Kind(_of_book(_name(lambda words: b"\x3b" + bytes(10), said="WORDS"))),
    "cells of another workbook": Kind(_of_book(lambda words: (0x5A, struct.pack("<BBH", 1, 0, 0) + b"\2" + string(words) + b"\1" + _double("5"))), more="5"),
    "a text that no cell uses": Kind(lambda random, book, words: (book.text(string(words)), None)[1]),
    "what a pivot table was made from": Kind(_pivot, more="五612.5"),
    "lines of a list": Kind(_beside(_list(0x12)), more="甲"),
    "lines of a box that drops down": Kind(_beside(_list(0x14)), more="某甲"),
    "lines of a list that are cells": Kind(_beside(_list(0x12, own=False)), told=False),
    "a property by its own name": Kind(_named_property("审核", _letters, 1200)),
    "a property by its own name in GBK": Kind(_named_property("审核", _gbk, 936)),
    "a figure by its own name": Kind(_named_property("件数", lambda words: struct.pack("<Ii", 3, int(words)), 1200), own="612"),
    "a fraction by its own name": Kind(_named_property("件数", lambda words: struct.pack("<I", 5) + _double(words), 936), own="612.5"),
    "a condition with white letters": Kind(_condition(_dressed(letters=WHITE)), told=False),
    "a condition with red letters on red": Kind(_condition(_dressed(letters=RED, fill=RED)), told=False),
    "a condition that shows nothing": Kind(_condition(_dressed(code=";;;")), told=False),
    "a later condition with white letters": Kind(_condition(_dressed(letters=WHITE), later=True), told=False),
    "a condition that is cut short": Kind(_condition(_dressed(letters=WHITE)[:40]), told=False),
    "a condition with red letters": Kind(_condition(_dressed(letters=RED)), told=False, noticed=False),
    "a condition with white letters on red": Kind(_condition(_dressed(letters=WHITE, fill=RED, code="0.0")), told=False, noticed=False),
    "a condition of nothing": Kind(_condition(_dressed()), told=False, noticed=False),
    "a macro": Kind(_stream("_VBA_PROJECT_CUR/dir"), told=False),
    "an embedded object": Kind(_stream("MBD0001/Package"), told=False),
    "an unknown stream": Kind(_stream("Unknown"), told=False),
    "the author in GBK": Kind(_property(4, 936, "gbk")),
    "the title in UTF-8": Kind(_property(2, 65001, "utf-8")),
}  # fmt: skip

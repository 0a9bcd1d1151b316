"""What single records of a .xls say, and what is told of all of them, by itself: no container, no LibreOffice, no whole month."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

import pytest
from olefile.olefile import OleMetadata

from tests.support.old_workbook import string, wide
from yuebao.importing.blocks import Aside, Paragraph
from yuebao.importing.xls_asides import asides_of_book, asides_of_sheet, margins_of_sheet
from yuebao.importing.xls_fields import (
    FORMULA,
    HEADER,
    MORE_HEADERS,
    NUMBER,
    SMALL_NUMBER,
    SMALL_NUMBERS,
    TRUTH,
    Name,
    box_text,
    caption,
    cells_outside,
    choices,
    figures,
    listed,
    literals,
    margin,
    name,
    note_author,
    pivoted,
    prompts,
    scenario,
    shared_of,
    text_of_formula,
    text_of_label,
    tip,
    user,
)
from yuebao.importing.xls_properties import own_properties
from yuebao.importing.xls_records import BookRecords, Comment, SheetRecords
from yuebao.importing.xls_stream import CutShort, Record, SharedString, WorkbookStream, _properties
from yuebao.importing.xlsx_asides import CACHE
from yuebao.importing.xlsx_strings import PHONETIC


def record(number: int, *pieces: bytes) -> Record:
    return Record(number, pieces)


def narrow(text: str, size: int = 2) -> bytes:
    """A text of one byte a letter behind its length."""
    return len(text).to_bytes(size, "little") + b"\0" + text.encode("latin-1")


def double(figure: float) -> bytes:
    return struct.pack("<d", figure)


def small(figure: int, *, whole: bool = True, hundredths: bool = False) -> bytes:
    """A figure of four bytes: a whole one, or the upper half of a double."""
    bits = figure << 2 if whole else struct.unpack("<i", double(figure)[4:])[0] & ~3
    return struct.pack("<i", bits | 2 * whole | hundredths)


# --- cells ---

CELL = bytes(6)
FIGURES: dict[str, tuple[int, bytes, list[str]]] = {
    "a figure": (NUMBER, CELL + double(612.25), ["612.25"]),
    "a whole figure": (NUMBER, CELL + double(12603), ["12603"]),
    "a figure behind which more stands": (NUMBER, CELL + double(7) + b"more", ["7"]),
    "a short figure": (SMALL_NUMBER, CELL + small(612), ["612"]),
    "below zero": (SMALL_NUMBER, CELL + small(-7), ["-7"]),
    "in hundredths": (SMALL_NUMBER, CELL + small(9955, hundredths=True), ["99.55"]),
    "the half of a figure": (SMALL_NUMBER, CELL + small(96, whole=False), ["96"]),
    "the half, in hundredths": (SMALL_NUMBER, CELL + small(96, whole=False, hundredths=True), ["0.96"]),
    "side by side": (SMALL_NUMBERS, struct.pack("<2H", 3, 1) + b"".join(b"\x0f\0" + small(each) for each in (5, 6, 7)) + b"\3\0", ["5", "6", "7"]),
    "true": (TRUTH, CELL + b"\1\0", ["1"]),
    "false": (TRUTH, CELL + b"\0\0", ["0"]),
    "an error": (TRUTH, CELL + b"\x07\1", ["#DIV/0!"]),
    "an error that nobody knows": (TRUTH, CELL + b"\x55\1", ["#N/A"]),
    "a formula": (FORMULA, CELL + double(-0.5) + b"rest", ["-0.5"]),
    "a formula of a text": (FORMULA, CELL + b"\0\0\0\0\0\0\xff\xff", []),
    "a formula of a truth": (FORMULA, CELL + b"\1\0\1\0\0\0\xff\xff", ["1"]),
    "a formula of an error": (FORMULA, CELL + b"\2\0\x17\0\0\0\xff\xff", ["#REF!"]),
    "a formula of an error that nobody knows": (FORMULA, CELL + b"\2\0\x55\0\0\0\xff\xff", ["#N/A"]),
    "a formula of nothing": (FORMULA, CELL + b"\3\0\0\0\0\0\xff\xff", []),
    "another record": (0x201, CELL + double(5), []),
}  # fmt: skip


@pytest.mark.parametrize("case", FIGURES)
def test_figures_of_a_cell(case: str) -> None:
    number, body, expected = FIGURES[case]
    assert list(figures(record(number, body))) == expected


@pytest.mark.parametrize(
    ("number", "body"),
    [(NUMBER, CELL + b"1234567"), (SMALL_NUMBER, CELL + b"123"), (FORMULA, CELL + b"1234567")],
)
def test_figures_that_are_cut_short(number: int, body: bytes) -> None:
    with pytest.raises(CutShort):
        list(figures(record(number, body)))


def test_texts_of_cells() -> None:
    assert text_of_label(record(0, CELL + string("甲_x000A_乙"))) == "甲\n乙"
    assert text_of_formula(record(0, string("甲_x000A_乙"))) == "甲\n乙"
    shared = [SharedString("甲", ""), SharedString("乙", "yi")]
    assert shared_of(record(0, CELL + struct.pack("<I", 1)), shared) == (1, shared[1])
    with pytest.raises(CutShort):
        shared_of(record(0, CELL + struct.pack("<I", 2)), shared)


def outside(last: int, first: int, *cells: bytes) -> Record:
    return record(0, struct.pack("<BBH", last, first, 3) + b"".join(cells))


OUTSIDE: dict[str, tuple[Record, list[str]]] = {
    "a text": (outside(0, 0, b"\2" + string("甲")), ["甲"]),
    "texts and figures": (outside(4, 2, b"\2" + string("甲"), b"\1" + double(5), b"\2" + narrow("a")), ["甲", "5", "a"]),
    "what is empty, a truth and an error": (outside(3, 0, b"\0" + bytes(8), b"\4\1" + bytes(7), b"\x10\7" + bytes(7), b"\1" + double(0.5)), ["0.5"]),
    "no more than it says": (outside(0, 0, b"\1" + double(5), b"\1" + double(6)), ["5"]),
}  # fmt: skip


@pytest.mark.parametrize("case", OUTSIDE)
def test_cells_of_another_workbook(case: str) -> None:
    found, expected = OUTSIDE[case]
    assert list(cells_outside(found)) == expected


def test_cells_of_another_workbook_that_are_cut_short() -> None:
    with pytest.raises(CutShort):
        list(cells_outside(outside(1, 0, b"\1" + double(5))))


# --- what stands beside ---


def of_list(kind: int, *lines: str, flags: int = 2, shown: bytes = b"", size: int = 9) -> Record:
    """A list that holds its lines; another part of the object stands before."""
    head = struct.pack("<5H12x", 0x15, 0x12, kind, 901, 0x6011) + struct.pack("<2H4x", 0x0C, 4)
    rest = struct.pack("<2H", 0x13, size) + struct.pack("<H3x4H", 3, len(lines), 1, flags, 0)
    return record(0x5D, head + rest + shown + b"".join(map(string, lines)))


DROPS, PLAIN = 0x14, 0x12
LISTS: dict[str, tuple[Record, tuple[str, ...]]] = {
    "lines": (of_list(PLAIN, "甲", "乙"), ("甲", "乙")),
    "blank lines": (of_list(PLAIN, "甲", " ", "乙"), ("甲", "乙")),
    "those of cells": (of_list(PLAIN, "甲", flags=0), ()),
    "those of cells, however shown": (of_list(PLAIN, "甲", flags=5), ()),
    "nothing": (of_list(PLAIN, "甲", size=0), ()),
    "one that drops down": (of_list(DROPS, "甲", "乙", shown=bytes(6) + string("子") + b"\0"), ("子", "甲", "乙")),
    "one that drops down and shows nothing": (of_list(DROPS, "甲", shown=bytes(6) + narrow("") + b"\0"), ("甲",)),
    "one that drops down, of an even size": (of_list(DROPS, "甲", shown=bytes(6) + narrow("a")), ("a", "甲")),
    "no list": (record(0x5D, struct.pack("<5H12x2H", 0x15, 0x12, 8, 901, 0x6011, 0, 0)), ()),
    "a part that is longer than the record": (record(0x5D, struct.pack("<5H12x2H", 0x15, 0x12, 8, 901, 0x6011, 7, 9)), ()),
    "an object of its head alone": (record(0x5D, struct.pack("<4H", 0x15, 0x12, 8, 901)), ()),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTS)
def test_lines_of_a_list(case: str) -> None:
    found, expected = LISTS[case]
    assert listed(found) == expected


MARGINS: dict[str, tuple[Record, list[str]]] = {
    "of all pages": (record(HEADER, string("&C内部资料")), ["&C内部资料"]),
    "none": (record(HEADER, b""), []),
    "of even and first pages": (record(MORE_HEADERS, bytes(30) + struct.pack("<4H", 1, 0, 2, 1) + string("双") + string("首页") + string("脚")), ["双", "首页", "脚"]),
    "none of even and first pages": (record(MORE_HEADERS, bytes(38)), []),
}  # fmt: skip


@pytest.mark.parametrize("case", MARGINS)
def test_page_headers_as_written(case: str) -> None:
    found, expected = MARGINS[case]
    assert list(margin(found)) == expected


RULE = struct.pack("<I", 0x83)
SCENARIO = struct.pack("<2H", 0, 0)
PIVOTED = {
    0xC7: bytes(14) + string("乡镇"),
    0xCD: string("甲"),
    0xC9: double(612.5) + b"more",
    0xCC: b"\xff\xffmore",
    0xCA: double(7),
}


def rule(*formulas: bytes) -> Record:
    texts = string("请填") + string("\0") + string(" ") + string("填错了")
    return record(
        0x1BE, RULE + texts + b"".join(struct.pack("<HH", len(each), 0xFFFF) + each for each in formulas)
    )


def test_what_stands_beside_the_cells() -> None:
    box = struct.pack("<H8xHHI", 0x212, 2, 16, 0)
    assert box_text(record(0x1B6, box, wide("待核"), bytes(16))) == "待核"
    assert box_text(record(0x1B6, box, wide("待"), b"\0a", bytes(16))) == "待a"
    assert box_text(record(0x1B6, bytes(18))) == ""
    assert note_author(record(0x1C, struct.pack("<4H", 1, 1, 0, 901) + string("示例") + b"\0")) == "示例"
    assert caption(record(0x100D, b"\0\0" + string("甲", 1) + b"more")) == "甲"
    assert tip(record(0x800, bytes(10) + "看原文\0余".encode("utf-16-le"))) == "看原文"
    chosen = b"\x17" + string("甲\0乙", 1)
    assert prompts(rule(chosen, b"")) == ("请填", "填错了")
    assert choices(rule(chosen, b"")) == ("甲,乙",)
    assert choices(rule(b"\x1e\5\0", b"\x17" + string("丙", 1))) == ("丙",)
    assert choices(rule(b"", b"")) == ()
    assert [list(pivoted(record(each, body))) for each, body in PIVOTED.items()] == [
        ["乡镇"], ["甲"], ["612.5"], ["-1"], [],
    ]  # fmt: skip


SCENARIOS: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "said by somebody": (
        struct.pack("<3B", 1, 2, 3) + wide("名") + wide("某某某") + wide("较高"),
        ("某某某", "较高"),
    ),
    "said by nobody": (struct.pack("<3B", 1, 2, 0) + wide("名") + wide("较高"), ("较高",)),
    "nothing said": (struct.pack("<3B", 1, 0, 3) + wide("名") + wide("某某某"), ("某某某",)),
    "blanks": (struct.pack("<3B", 1, 1, 1) + wide("名") + wide(" ") + wide(" "), ()),
}


@pytest.mark.parametrize("case", SCENARIOS)
def test_scenarios(case: str) -> None:
    body, expected = SCENARIOS[case]
    assert scenario(record(0xAF, SCENARIO + body)) == expected


USERS: dict[str, tuple[bytes, str]] = {
    "a name and blanks": (narrow("wang".ljust(9)), "wang"),
    "to the end of the record": (narrow("wang"), "wang"),
    "no length": (b"\0\0\0" + b" " * 9, ""),
    "a length of all blanks": (b"  " + b" " * 9, ""),
}


@pytest.mark.parametrize("case", USERS)
def test_who_opened_the_file(case: str) -> None:
    body, expected = USERS[case]
    assert user(record(0x5C, body)) == expected


# --- names and what formulas state ---

LITERALS: dict[str, tuple[bytes, list[tuple[str, bool]]]] = {
    "nothing": (b"", []),
    "a text": (b"\x17" + string("甲", 1), [("甲", False)]),
    "a whole figure": (b"\x1e\5\1", [("261", True)]),
    "a figure": (b"\x1f" + double(0.35), [("0.35", True)]),
    "a truth": (b"\x1d\1" + b"\x1e\5\0", [("5", True)]),
    "a text and a figure, joined": (b"\x17" + string("甲", 1) + b"\x1e\5\0\x08", [("甲", False), ("5", True)]),
    "all signs": (bytes(range(0x03, 0x17)) + b"\x1e\5\0", [("5", True)]),
    "what takes so many bytes": (b"".join(bytes([token]) + bytes(size) for token, size in ((0x19, 3), (0x1C, 1), (0x20, 7), (0x21, 2), (0x22, 3), (0x26, 6), (0x27, 6), (0x28, 6), (0x29, 2))) + b"\x1e\5\0", [("5", True)]),
    "of the other classes": (b"\x41\0\0\x61\0\0\x42\0\0\0\x1e\5\0", [("5", True)]),
    "a range": (b"\x1e\5\0\x25" + bytes(8), []),
    "nobody knows": (b"\x1e\5\0\x01", []),
}  # fmt: skip


@pytest.mark.parametrize("case", LITERALS)
def test_what_a_formula_states(case: str) -> None:
    tokens, expected = LITERALS[case]
    assert [(each.text, each.figure) for each in literals(tokens)] == expected


def named(label: str, tokens: bytes, *said: str, flags: int = 0) -> Record:
    sizes = [len(each) for each in said] + [0] * (4 - len(said))
    head = struct.pack("<HBBH4x4B", flags, 9, len(label), len(tokens), *sizes)
    return record(0x18, head + wide(label) + tokens + b"".join(wide(each) for each in said if each))


NAMES: dict[str, tuple[Record, Name]] = {
    "a text": (named("县名", b"\x17" + string("甲", 1)), Name("县名", ("甲",), ())),
    "two figures": (named("率", b"\x1e\5\0\x1e\6\0"), Name("率", ("5", "6"), ())),
    "one of the program": (named("\6", b"\x1e\5\0", flags=0x20), Name("\6", (), ())),
    "one that is hidden": (named("率", b"\x1e\5\0", flags=1), Name("率", ("5",), ())),
    "a range of which something is said": (named("率", b"\x25" + bytes(8), "", "说明", "", "提示"), Name("率", (), ("说明", "提示"))),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_names(case: str) -> None:
    found, expected = NAMES[case]
    assert name(found) == expected


# --- properties under names of people's own ---

OWN, USUAL = "05d5cdd59c2e1b10939708002b2cf9ae", "02d5cdd59c2e1b10939708002b2cf9ae"
WIDE, GBK = 1200, 936
NAMELESS = 70
"""Of a property of which the list of names knows nothing."""


def dictionary(page: int, names: dict[int, str]) -> bytes:
    made = struct.pack("<I", len(names))
    for key, each in names.items():
        coded = (each + "\0").encode("utf-16-le" if page == WIDE else f"cp{page}")
        filled = coded.ljust(-(-len(coded) // 4) * 4, b"\0") if page == WIDE else coded
        made += struct.pack("<2I", key, len(each) + 1 if page == WIDE else len(coded)) + filled
    return made


def part_of(properties: dict[int, bytes]) -> bytes:
    """A part of a stream: where each property stands, then all of them."""
    start, listing, bodies = 8 + 8 * len(properties), b"", b""
    for key, body in properties.items():
        listing += struct.pack("<2I", key, start + len(bodies))
        bodies += body
    return struct.pack("<2I", start + len(bodies), len(properties)) + listing + bodies


def stream_of(*parts: tuple[str, bytes]) -> bytes:
    place, head = 28 + 20 * len(parts), struct.pack("<HHI16xI", 0xFFFE, 0, 0, len(parts))
    for mark, body in parts:
        head += bytes.fromhex(mark) + struct.pack("<I", place)
        place += len(body)
    return head + b"".join(body for _, body in parts)


def said(page: int, properties: dict[str, bytes]) -> bytes:
    """Properties by their names, the page of their letters first."""
    names = {key: each for key, each in enumerate(properties, 2)}
    body = {
        0: dictionary(page, names),
        1: struct.pack("<IHH", 2, page, 0),
        **dict(enumerate(properties.values(), 2)),
    }
    return part_of({**body, NAMELESS: letters("没有名称")})


def letters(text: str) -> bytes:
    return struct.pack("<2I", 31, len(text) + 1) + text.encode("utf-16-le") + b"\0\0"


def coded(text: str, page: str) -> bytes:
    own = text.encode(page) + b"\0"
    return struct.pack("<2I", 30, len(own)) + own


def whole(kind: int, form: str, figure: int) -> bytes:
    return struct.pack(f"<I{form}", kind, figure)


KINDS = {
    "甲": letters("某某某"),
    "乙": coded("科长", "gbk"),
    "短": whole(2, "h", -7),
    "无正负的短": whole(18, "H", 65529),
}
FIGURED = {
    "整": whole(3, "i", -612),
    "又整": whole(22, "i", -613),
    "无正负": whole(19, "I", 4294966684),
    "又无正负": whole(23, "I", 4294966683),
    "长": whole(20, "q", -(10**10)),
    "无正负的长": whole(21, "Q", 2**64 - 1),
}
OTHER = {
    "分": struct.pack("<Id", 5, 612.5),
    "真": struct.pack("<Ih", 11, -1),
    "假": struct.pack("<Ih", 11, 0),
    "日": struct.pack("<IQ", 64, 116444736000000000),
    "空": letters(" "),
    "不知": struct.pack("<Id", 99, 5),
}
PROPERTIES: dict[str, tuple[bytes, dict[str, str]]] = {
    "texts and short figures": (stream_of((OWN, said(WIDE, {"甲": KINDS["甲"], "短": KINDS["短"], "无正负的短": KINDS["无正负的短"]}))), {"甲": "某某某", "短": "-7", "无正负的短": "65529"}),
    "in GBK": (stream_of((OWN, said(GBK, {"甲": KINDS["甲"], "乙": KINDS["乙"]}))), {"甲": "某某某", "乙": "科长"}),
    "figures": (stream_of((OWN, said(WIDE, FIGURED))), {"整": "-612", "又整": "-613", "无正负": "4294966684", "又无正负": "4294966683", "长": "-10000000000", "无正负的长": "18446744073709551615"}),
    "others": (stream_of((OWN, said(WIDE, OTHER))), {"分": "612.5", "真": "TRUE", "假": "FALSE", "日": "1970-01-01T00:00:00Z"}),
    "in the second part": (stream_of((USUAL, said(WIDE, {"乙": letters("别的")})), (OWN, said(WIDE, {"甲": letters("某某某")}))), {"甲": "某某某"}),
    "in a third part": (stream_of((USUAL, b""), (USUAL, b""), (OWN, said(WIDE, {"甲": letters("某某某")}))), {}),
    "of the usual part alone": (stream_of((USUAL, said(WIDE, {"乙": letters("别的")}))), {}),
    "without a page": (stream_of((OWN, part_of({0: dictionary(1252, {2: "a"}), 2: coded("caf\u00e9", "cp1252")}))), {"a": "caf\u00e9"}),
    "without names": (stream_of((OWN, part_of({1: struct.pack("<IHH", 2, WIDE, 0), 2: letters("甲")}))), {}),
    "in UTF-8": (stream_of((OWN, part_of({0: struct.pack("<3I", 1, 2, 4) + "审\0".encode(), 1: struct.pack("<IHH", 2, 65001, 0), 2: coded("甲", "utf-8")}))), {"审": "甲"}),
    "on a page that nobody knows": (stream_of((OWN, part_of({0: struct.pack("<3I", 1, 2, 2) + b"a\0", 1: struct.pack("<IHH", 2, 9, 0), 2: coded("a", "ascii")}))), {}),
    "letters that are none of the page": (stream_of((OWN, said(GBK, {"甲": struct.pack("<2I", 30, 4) + b"\xffab\0"}))), {"甲": "\ufffdab"}),
    "a value that is cut short": (stream_of((OWN, said(WIDE, {"甲": letters("某某某")})))[:-40], {}),
    "nothing": (b"", {}),
}  # fmt: skip


@pytest.mark.parametrize("case", PROPERTIES)
def test_properties_under_names_of_their_own(case: str) -> None:
    stream, expected = PROPERTIES[case]
    assert own_properties(stream) == expected


SAID: dict[str, tuple[int | None, dict[str, Any], list[tuple[str, str]]]] = {
    # page, properties, what is told
    "nothing": (936, {}, []),
    "in GBK": (936, {"title": "月报".encode("gbk"), "author": "某".encode("gbk")}, [("title", "月报"), ("author", "某")]),
    "in UTF-8, without its sign": (65001 - 65536, {"title": "月报".encode()}, [("title", "月报")]),
    "in UTF-8": (65001, {"company": "示例局\0".encode()}, [("company", "示例局")]),
    "in UTF-16": (1200, {"manager": "某".encode("utf-16-le")}, [("manager", "某")]),
    "no page": (None, {"subject": b"caf\xe9"}, [("subject", "caf\u00e9")]),
    "letters that are none of the page": (936, {"keywords": b"a\xff"}, [("keywords", "a\ufffd")]),
    "already words": (936, {"comments": "说明", "category": " \0", "last_saved_by": 7}, [("comments", "说明")]),
    "what is none of it": (936, {"template": b"x", "creating_application": b"Calc"}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_properties_of_the_usual_kinds(case: str) -> None:
    page, properties, expected = SAID[case]
    metadata = OleMetadata()
    vars(metadata).update(codepage=page, **properties)
    assert list(_properties(metadata)) == expected


# --- what is told of it all ---

FILE, SETTINGS = "属于文件", "属于表格的设置"


def sheet(**found: Any) -> SheetRecords:
    return SheetRecords("0", "表", "", **found)


SHEETS: dict[str, tuple[SheetRecords, list[Aside]]] = {
    "nothing": (sheet(), []),
    "comments": (
        sheet(comments=[Comment((1, 1), "示例", "待核"), Comment((2, 0), "", "再核"), Comment(None, "示例", "不知在哪")]),
        [
            Aside("工作表“表”B2 的批注", "待核", "示例的批注，没有读入", "0"),
            Aside("工作表“表”A3 的批注", "再核", "批注，没有读入", "0"),
            Aside("工作表“表” 的批注", "不知在哪", "示例的批注，没有读入", "0"),
            Aside("工作表“表”批注的作者", "示例", FILE, "0", note=True, raw="示例示例"),
        ],
    ),
    "comments of nobody": (sheet(comments=[Comment((0, 0), " ", "待核")]), [Aside("工作表“表”A1 的批注", "待核", "批注，没有读入", "0")]),
    "letters above": (sheet(above=[((0, 2), "xin")]), [Aside("工作表“表”C1", "xin", PHONETIC, "0")]),
    "objects": (sheet(objects=[("图表", ["办件", "612"]), ("图片", [])]), [Aside("工作表“表”", "办件；612", "图表，没有读取", "0", raw="办件612"), Aside("工作表“表”", "", "图片，没有读取", "0")]),
    "what is said of pictures": (sheet(drawn=["公章"]), [Aside("工作表“表”", "公章", "图片或图形的说明，没有读入", "0")]),
    "settings": (
        sheet(prompts=["请填", " ", "请填"], choices=["甲,乙"], tips=["看原文"], scenarios=["某某", "较高"]),
        [
            Aside("工作表“表”的录入提示", "请填", SETTINGS, "0", note=True, raw="请填 请填"),
            Aside("工作表“表”里供选填的项", "甲,乙", SETTINGS, "0", note=True, raw="甲,乙"),
            Aside("工作表“表”的链接提示", "看原文", SETTINGS, "0", note=True, raw="看原文"),
            Aside("工作表“表”的方案说明", "某某；较高", SETTINGS, "0", note=True, raw="某某较高"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHEETS)
def test_what_is_told_of_a_sheet(case: str) -> None:
    found, expected = SHEETS[case]
    assert list(asides_of_sheet(found)) == expected


def test_lines_beside_the_cells() -> None:
    found = sheet(margins=["&C内部资料&R第&P页", "&L脚"], boxes=["注：\n 待核 \n\n", "又"])
    assert list(margins_of_sheet(found)) == [
        Paragraph("内部资料", "工作表“表”的页眉页脚", part="0"),
        Paragraph("脚", "工作表“表”的页眉页脚", part="0"),
        Paragraph("注：", "工作表“表”的文本框 1", part="0"),
        Paragraph("待核", "工作表“表”的文本框 1", part="0"),
        Paragraph("又", "工作表“表”的文本框 2", part="0"),
    ]


BOOK = "工作簿"
NOTHING = BookRecords((), (), (), (), "")


def workbook(
    others: Iterable[str] = (), pivots: bytes = b"", properties: Any = None, own: Any = None
) -> WorkbookStream:
    streams = dict.fromkeys(others, b"x") | ({"_SX_DB_CUR/0001": pivots} if pivots else {})
    return WorkbookStream((), (), streams, properties or {}, own or {}, b"")


def raw(number: int, body: bytes) -> bytes:
    return struct.pack("<2H", number, len(body)) + body


BOOKS: dict[str, tuple[WorkbookStream, BookRecords, list[Aside]]] = {
    "nothing": (workbook(), NOTHING, []),
    "names": (
        workbook(),
        BookRecords((), (Name("县名", ("甲", "乙"), ("说明",)), Name("空", (), (" ",))), (), (), ""),
        [
            Aside("工作簿里起的名称", "甲；乙", "名称“县名”的值，没有读入", BOOK, note=True, raw="甲乙"),
            Aside("工作簿里起的名称", "说明", "名称“县名”的说明，没有读入", BOOK, note=True, raw="说明"),
        ],
    ),
    "texts that no cell has": (
        workbook(),
        BookRecords((), (), ("旧", "又旧"), (), ""),
        [Aside("工作簿", "旧；又旧", "没有一格用到的文字，是删去的格留下的", BOOK, note=True, raw="旧又旧")],
    ),
    "cells outside": (
        workbook(),
        BookRecords((), (), (), ("甲", "5"), ""),
        [Aside("工作簿", "甲｜5", "指向别的工作簿的链接，没有读取；格子里是上次保存的结果", BOOK, raw="甲5")],
    ),
    "who opened it": (workbook(), BookRecords((), (), (), (), "wang"), [Aside("文档属性“最后打开的人”", "wang", FILE, BOOK, note=True)]),
    "properties": (
        workbook(properties={"title": "月报", "last_saved_by": "某某"}, own={"审核": "科长"}),
        NOTHING,
        [
            Aside("文档属性“标题”", "月报", FILE, BOOK, note=True),
            Aside("文档属性“最后保存的人”", "某某", FILE, BOOK, note=True),
            Aside("文档属性“审核”", "科长", FILE, BOOK, note=True),
        ],
    ),
    "what a pivot table was made from": (
        workbook(pivots=raw(0xCD, string("甲")) + raw(0xCD, string(" ")) + raw(0xC9, double(5)) + raw(0x0A, b"") + raw(0xCD, string("后"))),
        NOTHING,
        [Aside("文件里的 _SX_DB_CUR/", "甲｜5", CACHE, BOOK, raw="甲5")],
    ),
    "other streams": (
        workbook(["Unknown/b", "MBD0002/x", "_VBA_PROJECT_CUR/dir", "MBD0002/y", "Ctls", "\x01CompObj", "\x05SummaryInformation", "Revision Log"]),
        NOTHING,
        [
            Aside("文件里的 Ctls", "", "控件，没有读取"),
            Aside("文件里的 MBD0002", "", "嵌入的对象，没有读取"),
            Aside("文件里的 Unknown", "", "不知是什么，没有读入"),
            Aside("文件里的 _VBA_PROJECT_CUR", "", "宏，没有执行，也没有读取"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BOOKS)
def test_what_is_told_of_the_workbook(case: str) -> None:
    stream, found, expected = BOOKS[case]
    assert list(asides_of_book(stream, found)) == expected

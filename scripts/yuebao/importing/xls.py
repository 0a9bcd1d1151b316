""".xls: every sheet that is shown, its cells as they are displayed, and what stands beside them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from yuebao.importing.accounting import characters
from yuebao.importing.blocks import Aside, Document, Paragraph, Refused, Stored
from yuebao.importing.colours import PAPER, SAME_COLOUR, TOO_SMALL, is_alike
from yuebao.importing.displayed_number import shown_number, shown_text
from yuebao.importing.note_marks import raised
from yuebao.importing.number_format import BUILT_IN
from yuebao.importing.sheet import (
    FLAT,
    FOLDED,
    HIDDEN,
    Place,
    Sheet,
    Unseen,
    address,
    blocks_of_sheets,
    check_count,
    check_size,
    filtered_rows,
    hidden_sheet,
    left_out,
    not_shown,
    visible_part,
)
from yuebao.importing.xls_records import SheetRecords, sheet_records
from yuebao.importing.xlsx_strings import SMALLEST, STRUCK, decoded, margin_lines
from yuebao.model.numbers import plain

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_THE_LANGUAGE: Final = (14, 22, *range(27, 37), *range(50, 59))
"""Formats that are another one in each language; xlrd knows the English ones alone."""


def read_excel97(content: bytes, name: str) -> Document:
    """The sheets of a .xls. Raises `Refused` for what is none, is damaged, or is too large."""
    book = _open(content)
    check_count(book.nsheets)
    records = _records(content, book.nsheets)
    sheets, asides, margins = [], list[Aside](), list[Paragraph]()
    for number, (sheet, more) in enumerate(zip(book.sheets(), records, strict=True)):
        check_size(sheet.name, sheet.nrows, sheet.ncols)
        read, left = _sheet(sheet, book, str(number))
        asides += [*left, *_beside(sheet, more, str(number))]
        margins += _margins(sheet.name, more, str(number))
        if sheet.visibility:
            asides.append(hidden_sheet(read))
            continue
        unseen = _unseen(sheet, more)
        shown, covered = visible_part(read, unseen)
        sheets.append(shown)
        asides += [*covered, *filtered_rows(read, unseen)]
    blocks = tuple(blocks_of_sheets(sheets))
    whole = _count(book, records)
    return Document("Excel 97 工作簿", blocks, margins=tuple(margins), asides=tuple(asides), whole=whole)


def _open(content: bytes) -> Any:
    """The workbook. xlrd raises whatever it runs into on a damaged file, so every error means the same here."""
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except MemoryError:
        raise
    except Exception as error:
        raise Refused(
            f"Excel 97 工作簿已损坏或有密码，读不出来（{type(error).__name__}）。"
            "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
        ) from error


def _records(content: bytes, count: int) -> list[SheetRecords]:
    """What the raw records say of each sheet; nothing of a workbook whose stream is another one."""
    from xlrd import compdoc

    try:
        whole = compdoc.CompDoc(content, logfile=io.StringIO())
        stream = whole.get_named_stream("Workbook") if content.startswith(SIGNATURE) else None
    except (compdoc.CompDocError, AssertionError, IndexError, ValueError):
        stream = None
    found = sheet_records(stream or b"")
    return found if len(found) == count else [SheetRecords() for _ in range(count)]


def _sheet(sheet: Any, book: Any, part: str) -> tuple[Sheet, list[Aside]]:
    texts: dict[Place, str] = {}
    stored: dict[Place, Stored] = {}
    left: list[tuple[Place, str, str]] = []
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            place = (row, column)
            text, kept, words = _cell(sheet, book, place)
            left += [(place, *each) for each in words]
            if kept is not None and not text.strip() and kept.number.strip():
                left.append((place, kept.number, not_shown(kept.number)))
            elif text.strip():
                texts[place] = text.strip()
                if kept is not None:
                    stored[place] = kept
    merged = tuple((top, left_, bottom - 1, right - 1) for top, bottom, left_, right in sheet.merged_cells)
    return Sheet(sheet.name, texts, stored, merged, part), list(left_out(left, sheet.name, part))


def _cell(sheet: Any, book: Any, place: Place) -> tuple[str, Stored | None, list[tuple[str, str]]]:
    """The text that a cell shows, what it keeps when that is something else, and words that are left out, with the reason."""
    cell = sheet.cell(*place)
    style = book.xf_list[cell.xf_index]
    code, raw = _format(book, style.format_key), _raw(cell)
    runs = sheet.rich_text_runlist_map.get(place, []) if cell.ctype == _TEXT else []
    why = _unseen_font(style.font_index, style, book)
    if why and raw.strip() and not runs:
        return "", None, [(raw, why)]
    if cell.ctype == _TEXT:
        fonts = [(0, style.font_index), *runs]
        text, words = _text(decoded(cell.value), fonts, style, book) if runs else (raw, [])
        shown = shown_text(text, code)
        return shown, None if shown == text else Stored(text, code), words
    if cell.ctype in (_NUMBER, _DATE):
        if cell.value == 0 and not sheet.show_zero_values:
            return "", Stored(raw, code), []
        return (*shown_number(Decimal(repr(cell.value)), code, from_1904=book.datemode == 1, raw=raw), [])
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE", Stored(raw), []
    return raw, None, []


def _raw(cell: Any) -> str:
    """The value as it is counted: a number in plain digits."""
    import xlrd

    if cell.ctype == _ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype in (_NUMBER, _DATE):
        return plain(Decimal(repr(cell.value)))
    return decoded(cell.value) if cell.ctype == _TEXT else str(cell.value)


def _format(book: Any, key: int) -> str:
    if key in _OF_THE_LANGUAGE:
        return BUILT_IN[key]
    return str(book.format_map[key].format_str) if key in book.format_map else ""


def _unseen_font(number: int, style: Any, book: Any) -> str:
    """Why nobody sees what is written in a font; empty where it is seen."""
    font = book.font_list[number]
    if font.struck_out:
        return STRUCK
    if font.height <= 20 * SMALLEST:
        return TOO_SMALL
    fill = style.background
    behind = {0: PAPER, 1: _colour(fill.pattern_colour_index, book)}.get(fill.fill_pattern, "")
    return SAME_COLOUR if is_alike(_colour(font.colour_index, book), behind) else ""


def _colour(number: int, book: Any) -> str:
    """A colour of the workbook's palette; empty for that of the system."""
    found = book.colour_map.get(number)
    return "" if found is None else bytes(found).hex()


def _text(
    text: str, runs: Sequence[tuple[int, int]], style: Any, book: Any
) -> tuple[str, list[tuple[str, str]]]:
    """A text by its runs: what is set high in characters that are high, what nobody sees left out."""
    kept, left = list[str](), list[tuple[str, str]]()
    for (start, number), end in zip(runs, [*(start for start, _ in runs[1:]), len(text)], strict=True):
        font, words = book.font_list[number], text[start:end]
        if (why := _unseen_font(number, style, book)) and words.strip():
            left.append((words, why))
        else:
            kept.append(raised(words) if font.escapement else words)
    return "".join(kept), left


def _unseen(sheet: Any, records: SheetRecords) -> Unseen:
    rows = {row: how for row, info in sheet.rowinfo_map.items() if (how := _how(info, info.height))}
    columns = {column: how for column, info in sheet.colinfo_map.items() if (how := _how(info, info.width))}
    if not records.filtered:
        return Unseen(rows, columns)
    return Unseen(
        {row: how for row, how in rows.items() if how != HIDDEN},
        columns,
        {row for row, how in rows.items() if how == HIDDEN},
    )


def _how(info: Any, size: int) -> str:
    if info.hidden:
        return FOLDED if info.outline_level else HIDDEN
    return "" if size else FLAT


def _beside(sheet: Any, records: SheetRecords, part: str) -> Iterator[Aside]:
    for place, note in sheet.cell_note_map.items():
        reason = f"{note.author}的批注，没有读入" if note.author.strip() else "批注，没有读入"
        yield Aside(f"工作表“{sheet.name}”{address(place)} 的批注", note.text, reason, part)
    for kind in records.objects:
        yield Aside(f"工作表“{sheet.name}”", "", f"{kind}，没有读取")
    if records.prompts:
        words = "；".join(dict.fromkeys(records.prompts))
        where = f"工作表“{sheet.name}”的录入提示"
        yield Aside(where, words, "属于表格的设置", part, note=True, raw="".join(records.prompts))


def _margins(name: str, records: SheetRecords, part: str) -> Iterator[Paragraph]:
    for text in records.margins:
        for line in margin_lines(text):
            yield Paragraph(line, f"工作表“{name}”的页眉页脚", part=part)
    for number, text in enumerate(records.boxes, 1):
        for line in text.splitlines():
            if line.strip():
                yield Paragraph(line.strip(), f"工作表“{name}”的文本框 {number}", part=part)


def _count(book: Any, records: list[SheetRecords]) -> Mapping[str, int]:
    """How many characters each sheet holds, whatever becomes of them."""
    counts = {}
    for number, (sheet, more) in enumerate(zip(book.sheets(), records, strict=True)):
        values = [
            _raw(sheet.cell(row, column))
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
        ]
        notes = [note.text for note in sheet.cell_note_map.values()]
        lines = [line for text in more.margins for line in margin_lines(text)]
        counts[str(number)] = sum(map(characters, [*values, *notes, *lines, *more.boxes, *more.prompts]))
    return {part: size for part, size in counts.items() if size}

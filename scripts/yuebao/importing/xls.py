""".xls: every sheet that is shown, its cells as they are displayed, and what stands beside them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final

from yuebao.importing.blocks import Aside, Document, Paragraph, Refused, Stored
from yuebao.importing.colours import PAPER, SAME_COLOUR, TOO_SMALL, is_alike, of_pattern
from yuebao.importing.displayed_number import shown_number, shown_text
from yuebao.importing.libreoffice import read_old_sheets
from yuebao.importing.note_marks import raised
from yuebao.importing.number_format import BUILT_IN, GENERAL
from yuebao.importing.own_areas import base_of, own_areas, without_own
from yuebao.importing.sheet import (
    FLAT,
    FOLDED,
    HIDDEN,
    PADDING,
    USUAL_WIDTH,
    Place,
    Sheet,
    Unseen,
    blocks_of_sheets,
    check_count,
    check_size,
    filtered_rows,
    hidden_by_rule,
    hidden_sheet,
    is_too_wide,
    is_within,
    left_out,
    not_shown,
    too_narrow,
    visible_part,
)
from yuebao.importing.xls_asides import asides_of_book, asides_of_sheet, margins_of_sheet
from yuebao.importing.xls_conditions import hiding
from yuebao.importing.xls_count import count_words
from yuebao.importing.xls_records import SheetRecords, book_records
from yuebao.importing.xls_stream import DAMAGED, open_workbook
from yuebao.importing.xlsx_colours import WINDOW
from yuebao.importing.xlsx_strings import SMALLEST, STRUCK, decoded
from yuebao.importing.xlsx_styles import COVERED
from yuebao.model.numbers import plain

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_PATTERNS: Final = dict(enumerate(COVERED.values(), 1))
_OF_THE_LANGUAGE: Final = (14, 22, *range(27, 37), *range(50, 59))
"""Formats that are another one in each language; xlrd knows the English ones alone."""


def read_excel97(content: bytes, name: str) -> Document:
    """The sheets of a .xls; one from before Excel 97 is saved anew by LibreOffice first. Raises `Refused` for what is none, is
    damaged, or is too large."""
    stream = open_workbook(content)
    if stream is None:
        return read_old_sheets(content, name)
    book = _open(stream.bare)
    check_count(len(stream.sheets))
    records = book_records(stream)
    cells = iter(book.sheets())
    sheets, asides, margins = [], list[Aside](), list[Paragraph]()
    base: tuple[tuple[str, ...], ...] = ()
    for more in records.sheets:
        asides += asides_of_sheet(more)
        margins += margins_of_sheet(more)
        if not more.kind:
            shown, left, kept = _read(next(cells), book, more)
            base = base or kept
            sheets += shown
            asides += left
    asides += asides_of_book(stream, records)
    blocks = tuple(blocks_of_sheets(sheets))
    whole = count_words(stream)
    return Document(
        "Excel 97 工作簿", blocks, margins=tuple(margins), asides=tuple(asides), whole=whole, base=base
    )


def _read(
    sheet: Any, book: Any, more: SheetRecords
) -> tuple[list[Sheet], list[Aside], tuple[tuple[str, ...], ...]]:
    """A sheet as it is shown, nothing of a hidden one; the words that are left out; and what the archive wrote down on it."""
    check_size(sheet.name, sheet.nrows, sheet.ncols)
    read, figures, left = _sheet(sheet, book, more.part)
    base, own = base_of(read), own_areas(read.texts)
    read, told = without_own(read, own)
    left += told
    figures = [place for place in figures if place not in own]
    if sheet.visibility:
        return [], left if told and not read.texts else [*left, hidden_sheet(read)], base
    unseen = _unseen(sheet, more)
    shown, covered = visible_part(read, unseen)
    left += _links(sheet)
    narrow = too_narrow(_narrow(sheet, book, read, figures), sheet.name)
    ruled = hiding(more.conditions, lambda number: _colour(number, book))
    left += [hidden_by_rule(sheet.name, areas, sure=sure) for areas, sure in ruled]
    return [shown], [*left, *covered, *filtered_rows(read, unseen), *narrow], base


def _open(stream: bytes) -> Any:
    """The workbook. xlrd raises whatever it runs into on a damaged file, so every error means the same here."""
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=stream, formatting_info=True, logfile=io.StringIO())
    except MemoryError:
        raise
    except Exception as error:
        raise Refused(DAMAGED.format(type(error).__name__)) from error


def _sheet(sheet: Any, book: Any, part: str) -> tuple[Sheet, list[Place], list[Aside]]:
    """The cells that are filled, those of them that are figures, and words left out."""
    texts: dict[Place, str] = {}
    stored: dict[Place, Stored] = {}
    figures: list[Place] = []
    left: list[tuple[Place, str, str]] = []
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            place = (row, column)
            text, kept, words = _cell(sheet, book, place)
            if text.strip() and sheet.cell_type(row, column) in (_NUMBER, _DATE):
                figures.append(place)
            left += [(place, *each) for each in words]
            if kept is not None and not text.strip() and kept.number.strip():
                left.append((place, kept.number, not_shown(kept.number)))
            elif text.strip():
                texts[place] = text.strip()
                if kept is not None:
                    stored[place] = kept
    merged = tuple((top, left_, bottom - 1, right - 1) for top, bottom, left_, right in sheet.merged_cells)
    return Sheet(sheet.name, texts, stored, merged, part), figures, list(left_out(left, sheet.name, part))


def _links(sheet: Any) -> Iterator[Aside]:
    """Addresses outside the workbook that cells lead to."""
    for link in sheet.hyperlink_list:
        if link.url_or_path:
            address = link.url_or_path if isinstance(link.url_or_path, str) else "别处的文件"
            yield Aside(f"工作表“{sheet.name}”的链接", "", f"指向 {address[:200]}", note=True)


def _narrow(sheet: Any, book: Any, read: Sheet, figures: list[Place]) -> Iterator[Place]:
    """The figures for which their columns have no room."""
    usual = _at(book.font_list, _at(book.xf_list, 0).font_index).height
    for place in figures:
        style = _at(book.xf_list, sheet.cell_xf_index(*place))
        text = read.texts[place]
        if _format(book, style.format_key) in ("", GENERAL):
            text = text.partition(".")[0]
        size = _at(book.font_list, style.font_index).height / usual
        fits = style.alignment.shrink_to_fit or not is_too_wide(text, _room(sheet, place[1]), size)
        if not fits and not is_within(place, read.merged):
            yield place


def _room(sheet: Any, column: int) -> float:
    """For how many figures a column has room."""
    info = sheet.colinfo_map.get(column)
    width = sheet.standardwidth if info is None else info.width
    return sheet.defcolwidth or USUAL_WIDTH if width is None else width / 256 - PADDING


def _cell(sheet: Any, book: Any, place: Place) -> tuple[str, Stored | None, list[tuple[str, str]]]:
    """The text that a cell shows, what it keeps when that is something else, and words that are left out, with the reason."""
    cell = sheet.cell(*place)
    style = _at(book.xf_list, cell.xf_index)
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


def _at(items: Sequence[Any], number: int) -> Any:
    """A style or font by its number; a workbook that has none of it is damaged."""
    if not 0 <= number < len(items):
        raise Refused(DAMAGED.format("没有所用的格式"))
    return items[number]


def _format(book: Any, key: int) -> str:
    if key in _OF_THE_LANGUAGE:
        return BUILT_IN[key]
    return str(book.format_map[key].format_str) if key in book.format_map else ""


def _unseen_font(number: int, style: Any, book: Any) -> str:
    """Why nobody sees what is written in a font; empty where it is seen."""
    font = _at(book.font_list, number)
    if font.struck_out:
        return STRUCK
    if font.height <= 20 * SMALLEST:
        return TOO_SMALL
    fill = style.background
    front, back = _colour(fill.pattern_colour_index, book), _colour(fill.background_colour_index, book)
    behind = of_pattern(_PATTERNS.get(fill.fill_pattern, 0.5), front, back) if fill.fill_pattern else PAPER
    return SAME_COLOUR if is_alike(_colour(font.colour_index, book), behind) else ""


def _colour(number: int, book: Any) -> str:
    """A colour of the workbook's palette, or of its window; empty for what is up to the system."""
    found = book.colour_map.get(number)
    return WINDOW.get(number, "") if found is None else bytes(found).hex()


def _text(
    text: str, runs: Sequence[tuple[int, int]], style: Any, book: Any
) -> tuple[str, list[tuple[str, str]]]:
    """A text by its runs: what is set high in characters that are high, what nobody sees left out."""
    kept, left = list[str](), list[tuple[str, str]]()
    starts = [*accumulate((start for start, _ in runs), max), len(text)]
    for (_, number), start, end in zip(runs, starts, starts[1:], strict=False):
        font, words = _at(book.font_list, number), text[start:end]
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

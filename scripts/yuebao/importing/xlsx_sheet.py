"""One sheet of a workbook: its cells as they are shown, which of its rows and columns nobody sees, what is covered."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from yuebao.importing.blocks import Stored
from yuebao.importing.colours import SAME_COLOUR, is_alike
from yuebao.importing.displayed_number import shown_number, shown_text
from yuebao.importing.sheet import Area, Place, check_size, is_within, not_shown
from yuebao.importing.xlsx_package import Tree, damaged
from yuebao.importing.xlsx_strings import Text, text_of
from yuebao.importing.xlsx_styles import Style, Styles

_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass
class Cells:
    """The filled cells by row and column, both from 0; ``left`` are words that stand in a cell and are left out, with the
    reason; ``waiting`` are formulas whose result the file does not hold; ``figures`` are numbers as they would be shown in
    a cell wide enough, with their styles."""

    texts: dict[Place, str] = field(default_factory=dict)
    stored: dict[Place, Stored] = field(default_factory=dict)
    left: list[tuple[Place, str, str]] = field(default_factory=list)
    waiting: list[Place] = field(default_factory=list)
    figures: dict[Place, Style] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets share."""

    strings: Sequence[Text]
    styles: Styles
    from_1904: bool


def read_cells(root: Tree, book: Workbook, name: str, dressed: Sequence[Area] = ()) -> Cells:
    """Every cell of the sheet; ``dressed`` areas are coloured by other means than styles of cells. Raises `Refused` for one
    that lies too far out or refers to nothing."""
    cells = Cells()
    zeros = all(
        view.get("showZeros", "1") not in ("0", "false") for view in root.iterfind("sheetViews/sheetView")
    )
    for place, element in _placed(root):
        style = book.styles[element.get("s")]
        if style.bare and style.unseen == SAME_COLOUR and is_within(place, dressed):
            style = replace(style, unseen="", behind="")
        text, stored, left = _cell(element, book, style, zeros)
        if element.find("f") is not None and not _value(element) and not _is_blank(element):
            cells.waiting.append(place)
        cells.left += [(place, words, why) for words, why in left]
        if stored is not None and not text.strip() and stored.number.strip():
            cells.left.append((place, stored.number, not_shown(stored.number)))
        elif text.strip():
            check_size(name, place[0] + 1, place[1] + 1)
            cells.texts[place] = text.strip()
            if stored is not None:
                cells.stored[place] = stored
                if element.get("t", "n") in ("n", "d"):
                    cells.figures[place] = style
    return cells


def without(cells: Cells, places: Container[Place]) -> Cells:
    """The cells but for those at the places; what was left out of a cell stays told."""
    return Cells(
        {place: text for place, text in cells.texts.items() if place not in places},
        {place: kept for place, kept in cells.stored.items() if place not in places},
        cells.left,
        [place for place in cells.waiting if place not in places],
        {place: style for place, style in cells.figures.items() if place not in places},
    )


def _placed(root: Tree) -> Iterator[tuple[Place, Tree]]:
    """The cells with their places; a row or cell that gives none stands behind the one before."""
    row = -1
    for element in root.iterfind("sheetData/row"):
        row = _number(element.get("r"), row + 2) - 1
        column = -1
        for cell in element.iterfind("c"):
            place = reference(cell.get("r", ""))
            column = place[1] if place is not None else column + 1
            yield (place[0] if place is not None else row, column), cell


def _cell(
    element: Tree, book: Workbook, style: Style, zeros: bool
) -> tuple[str, Stored | None, tuple[tuple[str, str], ...]]:
    """The text that a cell shows, what it keeps when that is something else, and words that are left out."""
    kind, raw = element.get("t", "n"), _value(element)
    if kind in ("s", "inlineStr", "str"):
        text = _seen(_string(element, kind, raw, book), style, book.styles)
        shown = shown_text(text.text, style.format)
        return shown, None if shown == text.text else Stored(text.text, style.format), text.left
    if style.unseen and raw.strip():
        return "", None, ((raw, style.unseen),)
    if kind == "b":
        return ("TRUE" if raw.strip() in ("1", "true") else "FALSE") if raw.strip() else "", Stored(raw), ()
    if kind == "e":
        return raw, None, ()
    return (*_figure(raw, kind, style, book, zeros), ())


def _seen(text: Text, style: Style, styles: Styles) -> Text:
    """The text without what nobody sees; a run of a colour of its own has not that of the cell."""
    kept, left = [], list(text.left)
    for words, colour in text.pieces or ((text.text, None),):
        why = style.unseen
        if colour is not None and why in ("", SAME_COLOUR):
            why = SAME_COLOUR if is_alike(styles.colours(colour), style.behind) else ""
        if why and words.strip():
            left.append((words, why))
        else:
            kept.append(words)
    return Text("".join(kept), tuple(left))


def _string(element: Tree, kind: str, raw: str, book: Workbook) -> Text:
    if kind == "str":
        return Text(raw)
    if kind == "inlineStr":
        found = element.find("is")
        return Text("") if found is None else text_of(found)
    if not raw.strip():
        return Text("")
    number = _number(raw.strip(), -1)
    if not 0 <= number < len(book.strings):
        raise damaged(f"没有第 {raw[:20]} 个字符串")
    return book.strings[number]


def _figure(raw: str, kind: str, style: Style, book: Workbook, zeros: bool) -> tuple[str, Stored | None]:
    if not raw.strip():
        return "", None
    try:
        number = _days(raw) if kind == "d" else Decimal(raw.strip())
    except (InvalidOperation, ValueError):
        return raw, None
    if number == 0 and not zeros:
        return "", Stored(raw, style.format)
    return shown_number(number, style.format, from_1904=book.from_1904 and kind != "d", raw=raw)


def _days(raw: str) -> Decimal:
    """A day written in ISO 8601, as strict workbooks do, as the number that others keep."""
    moment = datetime.fromisoformat(raw.strip().removesuffix("Z")) - datetime(1899, 12, 30)
    return Decimal(moment.days) + Decimal(moment.seconds) / 86_400


def _value(element: Tree) -> str:
    found = element.find("v")
    return "" if found is None else found.text or ""


def _is_blank(element: Tree) -> bool:
    """Whether the result that a formula has is an empty text."""
    return element.get("t") == "str" and element.find("v") is not None


def _number(text: str | None, otherwise: int) -> int:
    return (
        int(text)
        if text is not None and text.isascii() and text.isdecimal() and len(text) < 10
        else otherwise
    )


def reference(text: str) -> Place | None:
    """The row and column of `B2`, from 0; ``None`` for what is no reference."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def area(text: str) -> Area | None:
    """First row, first column, last row, last column of `A1:C5`; ``None`` for what is no range."""
    first, _, last = text.rpartition("!")[2].partition(":")
    one, two = reference(first), reference(last or first)
    if one is None or two is None:
        return None
    rows, columns = sorted((one[0], two[0])), sorted((one[1], two[1]))
    return rows[0], columns[0], rows[1], columns[1]


def merged(root: Tree) -> tuple[Area, ...]:
    """The ranges of merged cells."""
    ranges = (area(item.get("ref", "")) for item in root.iterfind("mergeCells/mergeCell"))
    return tuple(found for found in ranges if found is not None)

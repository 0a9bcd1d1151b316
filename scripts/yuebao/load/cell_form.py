"""One cell as people and spreadsheets write it, into the one form of the archive. The value never changes: a figure that
does not come out readable stays as it is and is told."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from yuebao.model.numbers import UNREADABLE, parse
from yuebao.schema.table_schema import Field

_KEPT_AS_TEXT: Final = re.compile(r'="([^"]*)"')
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x2212: 0x2D,
    0xFE63: 0x2D,
    0xFE6A: 0x25,
}
_THOUSANDS: Final = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?(%?)")
_DAY: Final = re.compile(
    r"([0-9]{4})(?:/|-|\.|年)([0-9]{1,2})(?:/|-|\.|月)([0-9]{1,2})日?(?: 0{1,2}:00(?::00)?)?"
)
_SPACES: Final = " \t\u00a0\u3000\u2002\u2003\u2009\u202f"


def cell_form(text: str, field: Field) -> tuple[str, str]:
    """The cell in the one form, and what it was written with instead, empty when nothing.

    ``="1"`` and spaces at the ends for any column; full-width digits and signs, and commas between thousands, for
    figures; other ways of writing a day for dates. What would have to be guessed stays.
    """
    kept = kept_as_text(text)
    if kept != text:
        return cell_form(kept, field)[0], '="…" 的写法'
    bare = text.strip(_SPACES)
    if bare != text:
        return cell_form(bare, field)[0], "首尾的空格"
    if field.grammar:
        return _figure(text, field)
    if field.type == "date":
        return _day(text)
    return text, ""


def kept_as_text(text: str) -> str:
    """What stands inside ``="…"``, by which a spreadsheet is made to keep a text as it is."""
    kept = _KEPT_AS_TEXT.fullmatch(text)
    return text if kept is None else kept.group(1)


def _figure(text: str, field: Field) -> tuple[str, str]:
    if text in field.missing or parse(text, field.grammar) is not UNREADABLE:
        return text, ""
    narrow = text.translate(_WIDE)
    if narrow in field.missing or parse(narrow, field.grammar) is not UNREADABLE:
        return narrow, "全角的数字和符号"
    thousands = _THOUSANDS.fullmatch(narrow)
    if thousands is not None:
        joined = narrow.replace(",", "")
        if parse(joined, field.grammar) is not UNREADABLE:
            return joined, "千位分隔"
    return text, ""


def _day(text: str) -> tuple[str, str]:
    found = _DAY.fullmatch(text.translate(_WIDE))
    if found is None:
        return text, ""
    try:
        day = date(*map(int, found.groups())).isoformat()
    except ValueError:
        return text, ""
    return day, "" if day == text else "日期的写法"

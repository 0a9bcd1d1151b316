"""What a workbook to type into is made for, and one of its cells: shaded, coloured where something was found, with what was
typed before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from yuebao.model.issue import ARCHIVE_NOTE
from yuebao.model.table import Cell
from yuebao.printed.excel_value import TEXT, excel_value
from yuebao.printed.sheets import Book
from yuebao.schema.table_schema import Field, TableSchema

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LINE: Final = "#BFBFBF"
_DERIVED, _FOUND, _UNDECIDED = "#EDEDED", "#F8CBAD", "#FFE699"
_DAY: Final = "yyyy-mm-dd"
_GENERAL: Final = "General"
_SIGNED: Final = "+General;-General"
_COMMENT: Final[Mapping[str, Any]] = {"author": ARCHIVE_NOTE, "x_scale": 2.4, "y_scale": 1.6, "font_size": 9}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found in the issue: the ``cells`` that it is about, the nearest first, where that is in words, what
    is wrong, and what to do. ``undecided`` is what could not be checked."""

    cells: tuple[Cell, ...]
    where: str
    words: str
    remedy: str
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What the workbook is made for. ``masthead`` are the printed lines above the report with a hint for each line
    that is not known yet; ``rows`` begin with the header and hold what was typed before; ``free`` are the tables of which
    nobody knows beforehand how many rows they have; ``derived`` are the cells that may stay blank.

    ``last`` are the tables of the issue ``last_month``, header first, each row beside the row of this issue that it is
    compared with; ``found`` is what was found in the issue, ``told`` how far it is; ``base`` is what it holds now, for
    an import to know what changed since.
    """

    month: str
    title: str
    masthead: Sequence[tuple[str, str]]
    rows: Mapping[str, Sequence[Sequence[str]]]
    derived: Collection[Cell]
    free: Collection[str]
    last_month: str = ""
    last: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    told: str = ""
    found: Sequence[Found] = ()
    base: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheet of a table: ``count`` rows to type into, and beneath them the total row where the table has one.
    ``found`` is what was found, by row and column."""

    book: Book
    sheet: Worksheet
    schema: TableSchema
    month: str
    body: Sequence[Sequence[str]]
    derived: Collection[tuple[int, str]]
    found: Mapping[tuple[int, str], Sequence[Found]]
    count: int
    free: bool


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """The text, or a blank cell of the style."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def write_cell(grid: Grid, row: int, column: int, text: str, **properties: Any) -> None:
    """The cell of a row of the table, from 0: what was typed before, so that it shows as it was typed."""
    field = grid.schema.fields[column]
    found = grid.found.get((row, field.name), ())
    value, shown = _value(text, field)
    style = grid.book.style(
        **{
            "border": 1,
            "border_color": LINE,
            "num_format": shown,
            **_shade(grid, row, field.name),
            **properties,
        }
    )
    if isinstance(value, datetime):
        grid.sheet.write_datetime(row + 1, column, value, style)
    elif isinstance(value, str) or value is None:
        write_text(grid.sheet, row + 1, column, value or "", style)
    else:
        grid.sheet.write_number(row + 1, column, value, style)
    if found:
        words = "\n".join(f"{each.words}\n处理：{each.remedy}" for each in found)
        grid.sheet.write_comment(row + 1, column, f"{ARCHIVE_NOTE}：{words}", dict(_COMMENT))


def _shade(grid: Grid, row: int, name: str) -> dict[str, str]:
    """The colour behind a cell: that of what was found first, else that of what may stay blank."""
    found = grid.found.get((row, name), ())
    if found:
        return {"bg_color": _UNDECIDED if all(each.undecided for each in found) else _FOUND}
    return {"bg_color": _DERIVED} if (row, name) in grid.derived else {}


def _value(text: str, field: Field) -> tuple[str | int | float | datetime | None, str]:
    """The value and the number format: that of the column where it shows the text as it is. Percentages and texts are texts,
    so that they stay what was typed."""
    usual = _format(field)
    if usual == _DAY:
        return _day(text), usual
    if usual == TEXT or not text:
        return text or None, usual
    value, shown = excel_value(text, field.grammar)
    if isinstance(value, str) or value is None:
        return value, usual
    plain = format(abs(Decimal(text)).normalize(), "f")
    return value, usual if text.lstrip("+-") == plain else shown


def _day(text: str) -> datetime | str:
    try:
        return datetime.combine(date.fromisoformat(text), time())
    except ValueError:
        return text


def _format(field: Field) -> str:
    """Figures as they are typed; percentages and texts as text, so that they stay what was typed."""
    if field.type == "date":
        return _DAY
    if field.grammar == "signed":
        return _SIGNED
    return _GENERAL if field.grammar in ("count", "decimal", "difference") else TEXT

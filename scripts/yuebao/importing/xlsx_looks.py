"""What of a sheet is not seen as it is stored, though no cell is hidden: columns too narrow for their numbers, conditions
that take the colour from words. It is read as stored, and told.
"""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.importing.blocks import Aside
from yuebao.importing.number_format import GENERAL
from yuebao.importing.sheet import (
    PADDING,
    USUAL_WIDTH,
    Place,
    hidden_by_rule,
    is_too_wide,
    is_within,
    too_narrow,
)
from yuebao.importing.xlsx_package import Tree
from yuebao.importing.xlsx_sheet import Cells, merged
from yuebao.importing.xlsx_styles import Styles


def narrow_columns(root: Tree, cells: Cells, name: str) -> Iterator[Aside]:
    """The numbers that do not fit into their columns: Excel shows `####` for them."""
    widths, usual = dict(_widths(root)), _usual(root)
    areas = merged(root)
    found: list[Place] = []
    for place, style in cells.figures.items():
        text = cells.texts[place]
        if style.format == GENERAL:
            text = text.partition(".")[0]
        room = widths.get(place[1], usual)
        if not style.shrinks and is_too_wide(text, room, style.size) and not is_within(place, areas):
            found.append(place)
    yield from too_narrow(found, name)


def _usual(root: Tree) -> float:
    found = root.find("sheetFormatPr")
    stated = None if found is None else _figure(found.get("defaultColWidth"))
    base = None if found is None else _figure(found.get("baseColWidth"))
    return (
        USUAL_WIDTH
        if stated is None and base is None
        else (stated - PADDING if stated else base or USUAL_WIDTH)
    )


def _widths(root: Tree) -> Iterator[tuple[int, float]]:
    """The characters for which each column has room."""
    for column in root.iterfind("cols/col"):
        first, last, width = (_figure(column.get(key)) for key in ("min", "max", "width"))
        if first is not None and last is not None and width is not None:
            for number in range(int(first) - 1, min(int(last), 1_000)):
                yield number, width - PADDING


def _figure(text: str | None) -> float | None:
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if 0 <= found < 100_000 else None


def hiding_rules(root: Tree, styles: Styles, name: str) -> Iterator[Aside]:
    """The areas in which a condition may take the colour from words."""
    for ruled in root.iterfind("conditionalFormatting"):
        numbers = [each.get("dxfId", "") for each in ruled.iterfind("cfRule")]
        if any(number.isdecimal() and int(number) in styles.hiding for number in numbers):
            yield hidden_by_rule(name, ruled.get("sqref", ""))

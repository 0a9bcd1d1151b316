"""The styles of a workbook, as far as they change what is read: number formats, and whether a cell is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

from yuebao.importing.colours import PAPER, SAME_COLOUR, TOO_SMALL, is_alike, of_pattern
from yuebao.importing.number_format import BUILT_IN, GENERAL
from yuebao.importing.xlsx_colours import Colours
from yuebao.importing.xlsx_package import Tree
from yuebao.importing.xlsx_strings import SMALLEST, STRUCK

COVERED: Final = {
    "solid": 1.0, "mediumGray": 0.5, "darkGray": 0.75, "lightGray": 0.25, "darkHorizontal": 0.5, "darkVertical": 0.5,
    "darkDown": 0.5, "darkUp": 0.5, "darkGrid": 0.5, "darkTrellis": 0.75, "lightHorizontal": 0.25, "lightVertical": 0.25,
    "lightDown": 0.25, "lightUp": 0.25, "lightGrid": 0.4375, "lightTrellis": 0.375, "gray125": 0.125, "gray0625": 0.0625,
}  # fmt: skip
"""The patterns of Excel in the order of the numbers that .xls has for them, from 1, and what part of a cell each covers."""
_INK: Final = "000000"
_T = TypeVar("_T")
_USUAL: Final = 11.0
"""Points of letters where a workbook says nothing."""


@dataclass(frozen=True, slots=True)
class Style:
    """The number format of a cell, why all of it is not seen (empty where it is), the colour behind it (empty where
    nobody knows), whether nothing is said of that, how large its letters are beside the usual ones, and whether they are
    made smaller until they fit."""

    format: str = GENERAL
    unseen: str = ""
    behind: str = PAPER
    bare: bool = True
    size: float = 1.0
    shrinks: bool = False


@dataclass(frozen=True, slots=True)
class _Font:
    struck: bool
    colour: str
    points: float


_PLAIN: Final = Style()


class Styles:
    """The styles by the numbers that cells give; one that does not exist is plain. ``hiding`` are the numbers of those that
    conditions set and in which nothing is seen."""

    def __init__(self, root: Tree | None, theme: Tree | None = None) -> None:
        self.colours = Colours(theme, root)
        self._styles: list[Style] = [] if root is None else _styles(root, self.colours)
        rules = [] if root is None else list(root.iterfind("dxfs/dxf"))
        self.hiding = frozenset(at for at, rule in enumerate(rules) if _hides(rule, self.colours))

    def __getitem__(self, number: str | None) -> Style:
        if number is None or not number.isdecimal() or int(number) >= len(self._styles):
            return _PLAIN
        return self._styles[int(number)]


def _styles(root: Tree, colours: Colours) -> list[Style]:
    own = {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iterfind("numFmts/numFmt")}
    fonts = [_font(font, colours) for font in root.iterfind("fonts/font")]
    fills = [_fill(fill, colours) for fill in root.iterfind("fills/fill")]
    return [_style(item, own, fonts, fills) for item in root.iterfind("cellXfs/xf")]


def _style(item: Tree, own: dict[str, str], fonts: list[_Font], fills: list[tuple[str, bool]]) -> Style:
    number = item.get("numFmtId", "0")
    built_in = BUILT_IN.get(int(number), GENERAL) if number.isdecimal() else GENERAL
    font = _at(fonts, item.get("fontId", "0")) or _Font(struck=False, colour="", points=_USUAL)
    behind, bare = _at(fills, item.get("fillId", "0")) or (PAPER, True)
    alignment = item.find("alignment")
    return Style(
        own.get(number) or built_in,
        _unseen(font, behind),
        behind,
        bare,
        font.points / (fonts[0].points if fonts else _USUAL),
        alignment is not None and alignment.get("shrinkToFit", "0") in ("1", "true"),
    )


def _unseen(font: _Font, behind: str) -> str:
    if font.struck:
        return STRUCK
    if font.points <= SMALLEST:
        return TOO_SMALL
    return SAME_COLOUR if is_alike(font.colour, behind) else ""


def _at(items: list[_T], number: str) -> _T | None:
    return items[int(number)] if number.isdecimal() and int(number) < len(items) else None


def _font(font: Tree, colours: Colours) -> _Font:
    struck = font.find("strike")
    return _Font(
        struck is not None and struck.get("val", "1") not in ("0", "false"),
        colours(font.find("color")),
        points_of(font.find("sz")),
    )


def points_of(element: Tree | None) -> float:
    """The points of letters that an element states, else the usual ones."""
    try:
        return float("" if element is None else element.get("val", "")) or _USUAL
    except ValueError:
        return _USUAL


def _fill(fill: Tree, colours: Colours) -> tuple[str, bool]:
    """The colour of a fill, and whether it is none at all."""
    pattern = fill.find("patternFill")
    kind = "" if pattern is None else pattern.get("patternType", "none")
    if kind == "none" or (pattern is None and not len(fill)):
        return PAPER, True
    if kind in COVERED and pattern is not None:
        front = colours(pattern.find("fgColor")) or ("" if kind == "solid" else _INK)
        back = PAPER if pattern.find("bgColor") is None else colours(pattern.find("bgColor"))
        return of_pattern(COVERED[kind], front, back), False
    stops = {colours(stop) for stop in fill.iterfind("gradientFill/stop/color")}
    return stops.pop() if len(stops) == 1 else "", False


def _hides(rule: Tree, colours: Colours) -> bool:
    """Whether what a condition sets makes words the colour of the paper or of its own fill, or shows none."""
    pattern, shown = rule.find("fill/patternFill"), rule.find("numFmt")
    fill = "" if pattern is None else colours(pattern.find("bgColor")) or colours(pattern.find("fgColor"))
    if shown is not None and shown.get("formatCode", "").replace(" ", "") in (";;;", ";;"):
        return True
    return is_alike(colours(rule.find("font/color")), fill or PAPER)

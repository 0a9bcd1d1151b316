"""The styles of a workbook, as far as they change what is read: number formats, and whether a cell is struck through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yuebao.importing.number_format import BUILT_IN, GENERAL
from yuebao.importing.xlsx_package import Tree


@dataclass(frozen=True, slots=True)
class Style:
    """The number format of a cell, and whether all of it is struck through."""

    format: str = GENERAL
    struck: bool = False


_PLAIN: Final = Style()


class Styles:
    """The styles by the numbers that cells give; one that does not exist is plain."""

    def __init__(self, root: Tree | None) -> None:
        self._styles: list[Style] = [] if root is None else _styles(root)

    def __getitem__(self, number: str | None) -> Style:
        if number is None or not number.isdecimal() or int(number) >= len(self._styles):
            return _PLAIN
        return self._styles[int(number)]


def _styles(root: Tree) -> list[Style]:
    own = {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iterfind("numFmts/numFmt")}
    struck = [_is_struck(font) for font in root.iterfind("fonts/font")]
    return [_style(item, own, struck) for item in root.iterfind("cellXfs/xf")]


def _style(item: Tree, own: dict[str, str], struck: list[bool]) -> Style:
    number, font = item.get("numFmtId", "0"), item.get("fontId", "0")
    built_in = BUILT_IN.get(int(number), GENERAL) if number.isdecimal() else GENERAL
    is_struck = font.isdecimal() and int(font) < len(struck) and struck[int(font)]
    return Style(own.get(number) or built_in, is_struck)


def _is_struck(font: Tree) -> bool:
    found = font.find("strike")
    return found is not None and found.get("val", "1") not in ("0", "false")

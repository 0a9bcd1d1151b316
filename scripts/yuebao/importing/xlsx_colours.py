"""The colours of a workbook: stated, of its theme, or of the list that Excel 97 had."""

from __future__ import annotations

import colorsys
from typing import Final

from yuebao.importing.colours import channels
from yuebao.importing.xlsx_package import Tree

_EXCEL97: Final = (
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000", "008000", "000080", "808000",
    "800080", "008080", "C0C0C0", "808080",
)  # fmt: skip
_WINDOW: Final = {64: "000000", 65: "FFFFFF"}
"""The colours of text and of the paper behind it."""


class Colours:
    """What colour an element names (``RRGGBB``); empty where nobody knows."""

    def __init__(self, theme: Tree | None) -> None:
        scheme = None if theme is None else next(theme.iter("clrScheme"), None)
        own = [] if scheme is None else [_said(each) for each in scheme]
        self._theme = [own[1], own[0], own[3], own[2], *own[4:]] if len(own) > 3 else []

    def __call__(self, element: Tree | None) -> str:
        if element is None:
            return ""
        if "rgb" in element.attrib:
            return element.get("rgb", "")[-6:].upper()
        number = _number(element.get("indexed"))
        if number is not None:
            palette = dict(enumerate(_EXCEL97)) | {at + 8: each for at, each in enumerate(_EXCEL97[:8])}
            return ({**palette, **_WINDOW}).get(number, "")
        number = _number(element.get("theme"))
        if number is None or number >= len(self._theme):
            return ""
        return _tinted(self._theme[number], element.get("tint", "0"))


def _said(element: Tree) -> str:
    stated = next(iter(element), element)
    return (stated.get("lastClr") or stated.get("val") or "").upper()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 4 else None


def _tinted(colour: str, tint: str) -> str:
    """A colour made lighter or darker by -1 to 1."""
    try:
        share = float(tint)
    except ValueError:
        return ""
    parts = channels(colour)
    if not parts or not -1 <= share <= 1:
        return ""
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in parts))
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, full))

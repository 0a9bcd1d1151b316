"""The colours of a workbook: stated, of its theme, of the list that Excel 97 had, or of its own in place of that."""

from __future__ import annotations

import colorsys
from functools import cached_property
from typing import Final

from yuebao.importing.colours import channels
from yuebao.importing.xlsx_package import Tree

WINDOW: Final = {64: "000000", 65: "FFFFFF"}
"""The colours of text and of the paper behind it."""


class Colours:
    """What colour an element names (``RRGGBB``); empty where nobody knows."""

    def __init__(self, theme: Tree | None, styles: Tree | None = None) -> None:
        self._own = [] if styles is None else list(styles.iterfind("colors/indexedColors/rgbColor"))
        scheme = None if theme is None else next(theme.iter("clrScheme"), None)
        own = [] if scheme is None else [_said(each) for each in scheme]
        self._theme = [own[1], own[0], own[3], own[2], *own[4:]] if len(own) > 3 else []

    @cached_property
    def _listed(self) -> dict[int, str]:
        """The colours by their numbers; the first eight of Excel 97 have two."""
        from xlrd.formatting import excel_default_palette_b8

        usual = [bytes(each).hex() for each in excel_default_palette_b8]
        return dict(enumerate([*usual[:8], *usual])) | WINDOW | dict(enumerate(map(_stated, self._own)))

    def __call__(self, element: Tree | None) -> str:
        if element is None:
            return ""
        if "rgb" in element.attrib:
            return _stated(element)
        number = _number(element.get("indexed"))
        if number is not None:
            return self._listed.get(number, "")
        number = _number(element.get("theme"))
        if number is None or number >= len(self._theme):
            return ""
        return _tinted(self._theme[number], element.get("tint", "0"))


def _stated(element: Tree) -> str:
    return element.get("rgb", "")[-6:].upper()


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

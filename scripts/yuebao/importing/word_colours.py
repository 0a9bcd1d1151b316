"""Words of a Word document that have the colour of what is behind them, and so are seen by nobody.

What is behind is the nearest that is said: of the run, its paragraph, the cell, the table, the shape around a box, else
the white page. A pattern of dots counts as the colour that it has from afar. Where it is a picture, stripes, or up to the style of a table, nobody knows, and the words count as seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yuebao.importing.colours import PAPER, of_pattern
from yuebao.importing.word_xml import Element, attribute, child, kind, within

_UNKNOWN: Final = "?"
_INK: Final = "000000"
_HIGHLIGHTS: Final = {
    "white": "FFFFFF", "black": "000000", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF",
    "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


def shade(properties: Element | None) -> str:
    """The colour that properties of a run, paragraph, cell or table set behind it; empty when they set none."""
    marked = child(properties, "w:highlight")
    if marked is not None and attribute(marked, "val") in _HIGHLIGHTS:
        return _HIGHLIGHTS[attribute(marked, "val")]
    found = child(properties, "w:shd")
    if found is None:
        return ""
    pattern, fill = attribute(found, "val"), attribute(found, "fill")
    if pattern == "solid":
        return attribute(found, "color")
    if pattern in ("clear", ""):
        return "" if fill in ("auto", "") else fill
    if pattern == "nil":
        return ""
    share = pattern.removeprefix("pct")
    if not share.isdecimal():
        return _UNKNOWN
    front, back = (
        usual if said in ("auto", "") else said
        for said, usual in ((attribute(found, "color"), _INK), (fill, PAPER))
    )
    return of_pattern(int(share) / 100, front, back) or _UNKNOWN


def behind(paragraph: Element) -> Iterator[str]:
    """What stands behind a paragraph, the nearest first; the page is last."""
    for each in paragraph.iterancestors():
        name = kind(each)
        if name == "w:tc":
            yield shade(child(each, "w:tcPr"))
        elif name == "w:tbl":
            yield shade(child(each, "w:tblPr"))
        elif name == "w:txbxContent":
            yield _of_shape(each)
    yield PAPER


def _of_shape(content: Element) -> str:
    """The colour of the shape around a text box."""
    shape = next(
        (each for each in content.iterancestors() if kind(each).endswith((":wsp", ":shape", ":rect"))), None
    )
    if shape is None:
        return _UNKNOWN
    if kind(shape).startswith("v:"):
        return shape.get("fillcolor", "").lstrip("#") or (PAPER if shape.get("filled") != "f" else "")
    properties = next((each for each in shape if kind(each).endswith(":spPr")), None)
    fills = [] if properties is None else [each for each in properties if "Fill" in kind(each)]
    if not fills or kind(fills[0]) != "a:solidFill":
        return "" if fills and kind(fills[0]) == "a:noFill" else _UNKNOWN
    colour = next(within(fills[0], "a:srgbClr"), None)
    return _UNKNOWN if colour is None else attribute(colour, "val")

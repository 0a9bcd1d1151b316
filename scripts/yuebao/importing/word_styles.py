"""What the styles of a Word document say of a run: hidden, struck, set high or low; and of a paragraph: numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from yuebao.importing.word_xml import Element, attribute, child, is_on, kind

_DEPTH: Final = 20
"""How many styles may stand behind each other; Word allows eleven."""
_SWITCHES: Final = {
    "w:vanish": "隐藏的文字",
    "w:strike": "划了删除线的文字",
    "w:dstrike": "划了双删除线的文字",
}
_HIGH, _LOW = "superscript", "subscript"
RAISED, LOWERED = "上标", "下标"


class Styles:
    """The styles of one document; a document without that part has none."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else [each for each in root if kind(each) == "w:style"]
        self._styles: Mapping[str, Element] = {attribute(style, "styleId"): style for style in styles}
        self._first = {
            attribute(style, "type"): attribute(style, "styleId")
            for style in reversed(styles)
            if attribute(style, "default") in ("1", "true", "on")
        }
        self._default = None if root is None else child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")

    def left_out(self, run: Element, paragraph: Element) -> str:
        """Why a run is not read, in words; empty when nothing speaks against it."""
        own = child(run, "w:rPr")
        for switch, reason in _SWITCHES.items():
            if self._is_switched(switch, own, paragraph):
                return reason
        return ""

    def level(self, run: Element, paragraph: Element) -> str:
        """`RAISED`, `LOWERED` or neither."""
        own = child(run, "w:rPr")
        for properties in (own, *self._of_run(own), *self._of_paragraph(paragraph, "w:rPr"), self._default):
            found = None if properties is None else child(properties, "w:vertAlign")
            if found is not None:
                return {_HIGH: RAISED, _LOW: LOWERED}.get(attribute(found, "val"), "")
        return RAISED if _is_lifted(own) else ""

    def is_numbered(self, paragraph: Element) -> bool:
        """Whether Word sets a number or a mark before a paragraph by itself."""
        for properties in (child(paragraph, "w:pPr"), *self._of_paragraph(paragraph, "w:pPr")):
            number = None if properties is None else child(properties, "w:numPr", "w:numId")
            if number is not None:
                return attribute(number, "val") not in ("", "0")
        return False

    def _is_switched(self, switch: str, own: Element | None, paragraph: Element) -> bool:
        """A switch set on the run counts alone; set by the styles of its paragraph and its characters both, it is off."""
        direct = None if own is None else child(own, switch)
        if direct is not None:
            return is_on(direct)
        by_run = _first(self._of_run(own), switch)
        by_paragraph = _first(
            chain(self._of_paragraph(paragraph, "w:rPr"), self._of_table(paragraph)), switch
        )
        by_default = None if self._default is None else child(self._default, switch)
        return is_on(by_run) != is_on(by_paragraph) or is_on(by_default)

    def _of_run(self, own: Element | None) -> Iterator[Element | None]:
        style = None if own is None else child(own, "w:rStyle")
        return self._chain("" if style is None else attribute(style, "val"), "w:rPr")

    def _of_paragraph(self, paragraph: Element, name: str) -> Iterator[Element | None]:
        style = child(paragraph, "w:pPr", "w:pStyle")
        known = None if style is None else attribute(style, "val")
        return self._chain(self._first.get("paragraph", "") if known is None else known, name)

    def _of_table(self, paragraph: Element) -> Iterator[Element | None]:
        """What the style of the table around a paragraph says of all its runs."""
        table = next((each for each in paragraph.iterancestors() if kind(each) == "w:tbl"), None)
        style = None if table is None else child(table, "w:tblPr", "w:tblStyle")
        return self._chain("" if style is None else attribute(style, "val"), "w:rPr")

    def _chain(self, name: str, properties: str) -> Iterator[Element | None]:
        """The properties of a style and of those that it is based on, the nearest first."""
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                return
            yield child(style, properties)
            based = child(style, "w:basedOn")
            name = "" if based is None else attribute(based, "val")


def _first(properties_of: Iterator[Element | None], name: str) -> Element | None:
    found = (child(properties, name) for properties in properties_of if properties is not None)
    return next((each for each in found if each is not None), None)


def _is_lifted(own: Element | None) -> bool:
    """Whether a run was lifted by hand and made small, as somebody sets a note who does not know the button for it."""
    if own is None:
        return False
    position, size = child(own, "w:position"), child(own, "w:sz")
    lifted = (
        position is not None
        and attribute(position, "val").isdigit()
        and int(attribute(position, "val")[:4]) >= 4
    )
    return (
        lifted
        and size is not None
        and attribute(size, "val").isdigit()
        and int(attribute(size, "val")[:4]) <= 18
    )

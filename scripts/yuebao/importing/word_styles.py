"""What the styles of a Word document say of a run: hidden, struck, set high or low; and of a paragraph: numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from yuebao.importing.colours import SAME_COLOUR, TOO_SMALL, is_alike
from yuebao.importing.word_colours import behind, shade
from yuebao.importing.word_xml import Element, attribute, child, is_on, kind, whole_number, within

_DEPTH: Final = 20
"""How many styles may stand behind each other; Word allows eleven."""
_SWITCHES: Final = {
    "w:vanish": "隐藏的文字",
    "w:strike": "划了删除线的文字",
    "w:dstrike": "划了双删除线的文字",
}
SMALLEST, NARROWEST = 4, 5
"""Half-points of the largest letters, and percent of their width, of which nothing can be read."""
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
        self._default = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._known: dict[tuple[str, ...], Element | None] = {}

    def left_out(self, run: Element, paragraph: Element) -> str:
        """Why a run is not read, in words; empty when nothing speaks against it."""
        own = child(run, "w:rPr")
        around = (self._of_paragraph(paragraph), _of_table(paragraph))
        for switch, reason in _SWITCHES.items():
            if self._is_switched(switch, own, around):
                return reason
        return self._unseen(own, paragraph, around)

    def _unseen(self, own: Element | None, paragraph: Element, around: tuple[str, ...]) -> str:
        """Why a run that is neither hidden nor struck is seen by nobody all the same."""
        if _is_below(self._nearest("w:sz", own, around), SMALLEST):
            return TOO_SMALL
        if _is_below(self._nearest("w:w", own, around), NARROWEST):
            return "压缩到看不见的字，没有读入"
        colour = self._nearest("w:color", own, around)
        if colour is None or attribute(colour, "val") in ("", "auto"):
            return ""
        character = _style(own, "w:rStyle")
        shades = (
            shade(own), *(shade(each) for each in self._of(character, "w:rPr")),
            shade(child(paragraph, "w:pPr")), *(shade(each) for each in self._of(around[0], "w:pPr", "w:rPr")),
            *behind(paragraph),
        )  # fmt: skip
        found = next(filter(None, shades))
        if self._is_dressed(around[1]) and not any(shades[:-1]):
            return ""
        return SAME_COLOUR if is_alike(attribute(colour, "val"), found) else ""

    def _nearest(self, name: str, own: Element | None, around: tuple[str, ...]) -> Element | None:
        """What a run says of something, or the nearest of its styles that does."""
        direct = child(own, name)
        if direct is not None:
            return direct
        styles = (_style(own, "w:rStyle"), *around)
        return _first(*(self._said(style, "w:rPr", name) for style in styles), child(self._default, name))

    def _of(self, style: str, *parts: str) -> Iterator[Element]:
        """The properties in a style and those that it is based on."""
        for each in self._chain(style):
            yield from (found for part in parts if (found := child(each, part)) is not None)

    def _is_dressed(self, style: str) -> bool:
        """Whether a style of tables colours cells, whichever."""
        return any(next(within(each, "w:shd"), None) is not None for each in self._chain(style))

    def level(self, run: Element, paragraph: Element) -> str:
        """`RAISED`, `LOWERED` or neither."""
        own = child(run, "w:rPr")
        found = _first(
            child(own, "w:vertAlign"),
            self._said(_style(own, "w:rStyle"), "w:rPr", "w:vertAlign"),
            self._said(self._of_paragraph(paragraph), "w:rPr", "w:vertAlign"),
            child(self._default, "w:vertAlign"),
        )
        if found is not None:
            return {_HIGH: RAISED, _LOW: LOWERED}.get(attribute(found, "val"), "")
        return RAISED if _is_lifted(own) else ""

    def is_numbered(self, paragraph: Element) -> bool:
        """Whether Word sets a number or a mark before a paragraph by itself."""
        path = ("w:pPr", "w:numPr", "w:numId")
        number = _first(child(paragraph, *path), self._said(self._of_paragraph(paragraph), *path))
        return number is not None and attribute(number, "val") not in ("", "0")

    def _is_switched(self, switch: str, own: Element | None, around: tuple[str, ...]) -> bool:
        """A switch set on the run counts alone; set by the styles ``around`` it and of its characters both, it is off."""
        direct = child(own, switch)
        if direct is not None:
            return is_on(direct)
        by_run = self._said(_style(own, "w:rStyle"), "w:rPr", switch)
        by_paragraph = _first(*(self._said(style, "w:rPr", switch) for style in around))
        return is_on(by_run) != is_on(by_paragraph) or is_on(child(self._default, switch))

    def _of_paragraph(self, paragraph: Element) -> str:
        style = child(paragraph, "w:pPr", "w:pStyle")
        return self._first.get("paragraph", "") if style is None else attribute(style, "val")

    def _said(self, style: str, *path: str) -> Element | None:
        """What a style says of something, or the nearest that does of those that it is based on."""
        key = (style, *path)
        if key not in self._known:
            self._known[key] = _first(*(child(each, *path) for each in self._chain(style)))
        return self._known[key]

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those that it is based on, the nearest first."""
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = _style(style, "w:basedOn")


def _style(node: Element | None, *path: str) -> str:
    """The style that an element names; empty where it names none."""
    found = child(node, *path)
    return "" if found is None else attribute(found, "val")


def _of_table(paragraph: Element) -> str:
    """The style of the table around a paragraph, which may say something of all its runs."""
    table = next((each for each in paragraph.iterancestors() if kind(each) == "w:tbl"), None)
    return _style(table, "w:tblPr", "w:tblStyle")


def _first(*found: Element | None) -> Element | None:
    return next((each for each in found if each is not None), None)


def _is_lifted(own: Element | None) -> bool:
    """Whether a run was lifted by hand and made small, as somebody sets a note who does not know the button for it."""
    position, size = whole_number(child(own, "w:position")), whole_number(child(own, "w:sz"))
    return position is not None and position >= 4 and size is not None and size <= 18


def _is_below(measure: Element | None, most: int) -> bool:
    """Whether a measure is stated and no more than this."""
    value = whole_number(measure)
    return value is not None and value <= most

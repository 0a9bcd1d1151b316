"""The XML of a Word document by short names (`w:p`, `a:t`), the same for the transitional and the strict namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from yuebao.importing.blocks import Refused

_OPEN, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_SHORT: Final = {
    f"{_OPEN}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OPEN}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_OPEN}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_OPEN}/drawingml/2006/picture": "pic",
    f"{_STRICT}/drawingml/picture": "pic",
    f"{_OPEN}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_OPEN}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OPEN}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OFF: Final = ("0", "false", "off", "none")
_PLACING: Final = ("posOffset", "align", "pctPosHOffset", "pctPosVOffset", "pctWidth", "pctHeight")
"""Elements whose text is a measure of where something stands on the page."""
FORM_SAYS: Final = {
    "w:hyperlink": "链接的提示", "w:tblCaption": "表格的说明", "w:tblDescription": "表格的说明", "w:docVar": "文档变量的值",
    "w:listItem": "供选填的项", "w:listEntry": "供选填的项", "w:statusText": "填写的提示", "w:helpText": "填写的提示",
    "w:default": "没有填写时的字",
}  # fmt: skip
"""Elements that say something in an attribute which belongs to the form and not to the report, and what it is."""
_SAYING: Final = {"w:hyperlink": "tooltip", "w:listItem": "displayText"}
Element = Any


def parsed(content: bytes, part: str) -> Element:
    """The root of a part without comments. Raises `Refused` for what is no XML. Entities stay what they are, nothing is
    fetched."""
    from lxml import etree

    try:
        return etree.fromstring(
            content,
            etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True),
        )
    except etree.XMLSyntaxError as error:
        raise Refused(
            f"Word 文档的内容已损坏，读不出来（{part}：第 {error.lineno or 1} 行）。请用 Word 或 WPS 打开后另存再导入。"
        ) from error


@cache
def _kind(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return f"{_SHORT.get(namespace, '?')}:{local}"


def kind(node: Element) -> str:
    """The short name of an element; empty for a comment or an instruction to programs."""
    return _kind(node.tag) if isinstance(node.tag, str) else ""


def attribute(node: Element, name: str) -> str:
    """An attribute by its local name, in whatever namespace; empty when it is not there."""
    found = (value for key, value in node.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def whole_number(node: Element | None) -> int | None:
    """The number of at most five digits that an element states; ``None`` for what is none."""
    text = "" if node is None else attribute(node, "val")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def child(node: Element | None, *names: str) -> Element | None:
    """The first child of this kind, of it the next, and so on; ``None`` where one is missing, like the element itself."""
    for name in names:
        if node is None:
            return None
        node = next((each for each in node if kind(each) == name), None)
    return node


def is_on(node: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return node is not None and attribute(node, "val").lower() not in _OFF


def within(node: Element, name: str) -> Iterator[Element]:
    """The descendants of a kind, the element itself included."""
    return (each for each in node.iter() if kind(each) == name)


def words(node: Element) -> str:
    """Every word that an element holds, each piece after a blank: texts, the descriptions of pictures, symbols."""
    return " ".join(piece for each in node.iter() for piece in own_words(each))


def own_words(node: Element) -> Iterator[str]:
    """What an element says by itself, without the elements in it."""
    return filter(None, (described(node), sign(node), *texts(node)))


def texts(node: Element) -> Iterator[str]:
    """The text of an element itself, between and behind its children too. Measures of places on the page are none."""
    if text := own_text(node):
        yield text
    yield from tails(node)


def own_text(node: Element) -> str:
    """The text that an element begins with; empty when it is blank or a measure."""
    return node.text if node.text and node.text.strip() and not _is_measure(node) else ""


def tails(node: Element) -> Iterator[str]:
    """The texts behind the children of an element."""
    if len(node) and not _is_measure(node):
        yield from (each.tail for each in node if each.tail and each.tail.strip())


def _is_measure(node: Element) -> bool:
    return kind(node).rpartition(":")[2] in _PLACING


def described(node: Element) -> str:
    """What a drawing says of itself for those who cannot see it, the letters that are drawn as a shape, and what forms,
    links and tables say in attributes."""
    name = kind(node)
    if name == "w:default" and kind(node.getparent()) != "w:textInput":
        return ""
    if name in FORM_SAYS:
        return attribute(node, _SAYING.get(name, "val")).strip()
    if name == "wp:docPr":
        return f"{node.get('title', '')} {node.get('descr', '')}".strip()
    if name.startswith("v:"):
        return f"{node.get('alt', '')} {node.get('string', '') if name == 'v:textpath' else ''}".strip()
    return ""


def sign(node: Element) -> str:
    """The character that an element stands for: a symbol of a font, a hyphen that does not break."""
    name = kind(node)
    if name == "w:noBreakHyphen":
        return "-"
    return symbol(node) if name == "w:sym" else ""


def symbol(node: Element) -> str:
    """The character of a symbol font; U+FFFD where the file does not say which."""
    code = attribute(node, "char")
    try:
        found = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return found if found.strip() and not 0xD800 <= ord(found) < 0xE000 else "\ufffd"


def plain(node: Element) -> str:
    """The texts in an element without blanks, for comparison."""
    return "".join("".join(text.split()) for each in node.iter() for text in texts(each))

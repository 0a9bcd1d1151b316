"""One paragraph of a Word document: the text as it reads with all changes accepted, and what is left out of it.

Left out and told: what is struck, hidden, deleted or moved away, notes set high or low, the reading beside a character,
equations, pictures, other drawings, characters of symbol fonts, unfilled prompts. Text boxes are handed on to be read
behind the paragraph. An element that is not known is looked through; a text that then stands in no `w:t` is told.
"""

from __future__ import annotations

from typing import Final

from yuebao.importing.word_gathering import Gathering
from yuebao.importing.word_styles import RAISED, Styles
from yuebao.importing.word_xml import (
    FORM_SAYS,
    Element,
    attribute,
    child,
    described,
    is_on,
    kind,
    own_text,
    plain,
    sign,
    symbol,
    tails,
    texts,
    within,
    words,
)

PROMPT: Final = "内容控件里的提示文字，没有填写"
STRAY: Final = "不在任何一段文字里的字，没有读入"
REMOVED: Final = {"w:del": "修订里删去的文字", "w:moveFrom": "修订里移走的文字"}
_TOLD: Final = {
    "w:delText": "修订里删去的文字",
    "w:rt": "注音（拼音）",
    "m:oMath": "公式，没有读入",
    "m:oMathPara": "公式，没有读入",
    "a:t": "图形里的文字，没有读入",
}
_MARKS: Final = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_OBJECTS: Final = {
    "c:chart": "图表，没有读入",
    "dgm:relIds": "SmartArt 图形，没有读入",
    "pic:pic": "图片，里面的字没有读入",
    "v:imagedata": "图片，里面的字没有读入",
}
_NOTES: Final = {
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
    "w:commentReference": "comment",
}
_WORDS: Final = ("w:t", "w:instrText", "w:delInstrText")
_SIGNS: Final = frozenset({*_MARKS, *_NOTES, "w:sym", "w:subDoc", "v:imagedata"})
_READ: Final = (
    "w:txbxContent",
    "mc:AlternateContent",
    "a:t",
    "w:p",
    "w:r",
    "w:t",
    "w:drawing",
    "w:pict",
    "w:object",
)
"""What is read in a drawing as it is elsewhere."""
_COMMANDS: Final = frozenset({
    "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "EDITTIME", "EMBED", "FILENAME", "FORMCHECKBOX",
    "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "IF", "INCLUDEPICTURE", "KEYWORDS", "LASTSAVEDBY", "LINK",
    "MERGEFIELD", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION",
    "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "TC", "TIME", "TITLE", "TOC", "XE",
})  # fmt: skip
"""Fields whose result is all that they print: their code says nothing to readers. (An `EQ` is drawn from its code.)"""
_APART: Final = ("w:p",)
"""What stands apart from the one before, where all of a row or cell is told in one line."""
_HIGH: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOW: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class ParagraphText:
    """Reads one paragraph: ``text`` with line ends and tabs, ``boxes`` the text boxes anchored in it. With a ``why`` all of
    it, or of whatever other element, is left out."""

    def __init__(
        self, paragraph: Element, styles: Styles, gathering: Gathering, part: str, place: str, why: str = ""
    ) -> None:
        self._paragraph, self._styles, self._told = paragraph, styles, gathering
        self._part, self._place, self._level = part, place, ""
        self._codes: list[str] = []
        self._fields: list[bool] = []
        self._told_at = -1
        self._kept: list[str] = []
        self.boxes: list[Element] = []
        if why:
            self._one(paragraph, why)
        else:
            self._walk(paragraph, "")
        self._end_code()

    @property
    def text(self) -> str:
        """The text that was not left out."""
        return "".join(self._kept)

    def _tell(self, text: str, reason: str, *, note: bool = False) -> None:
        """Pieces between which nothing is read are one."""
        apart = self._told_at != len(self._kept)
        self._told.tell(self._part, self._place, text, reason, note=note, apart=apart)
        self._told_at = len(self._kept)

    def _walk(self, node: Element, why: str) -> None:
        """Everything in an element, left out when there is a ``why``."""
        self._inside(node, why)
        if node.text and (text := own_text(node)):
            self._tell(text, why or STRAY)

    def _inside(self, node: Element, why: str) -> None:
        """What stands in an element behind the text that it begins with."""
        for each in node:
            self._one(each, why)
        for text in tails(node):
            self._tell(text, why or STRAY)

    def _one(self, node: Element, why: str) -> None:
        name = kind(node)
        if name in _TOLD:
            self._tell(words(node), why or _TOLD[name])
        elif name in REMOVED:
            self._walk(node, why or REMOVED[name])
        elif name in _WORDS:
            self._words(node, name, why)
        elif name == "w:fldChar":
            self._field(node)
        elif name in _SIGNS:
            self._sign(node, name, why)
            self._walk(node, why)
        elif name == "w:r":
            self._run(node, why)
        elif name == "w:txbxContent":
            self._box(node, why)
        elif name == "w:drawing":
            self._drawing(node, why)
        elif name == "w:object":
            self._object(node, why)
        elif name == "mc:AlternateContent":
            self._alternatives(node, why)
        elif name == "w:sdt":
            self._walk(node, why or (PROMPT if is_prompt(node) else ""))
        else:
            self._other(node, name, why)

    def _words(self, node: Element, name: str, why: str) -> None:
        """The text of a run, or the code of a field."""
        if name == "w:t":
            self._text(node.text or "", why)
        else:
            self._codes.append(node.text or "")
        self._inside(node, why)

    def _sign(self, node: Element, name: str, why: str) -> None:
        """An element that stands for something by itself."""
        if name in _MARKS:
            self._mark(node, name, why)
        elif name == "w:sym":
            self._symbol(node, why)
        elif name == "w:subDoc":
            self._tell("", why or "子文档，没有读入")
        elif name == "v:imagedata":
            self._tell(described(node), why or _OBJECTS[name])
        else:
            self._told.referred.setdefault((_NOTES[name], attribute(node, "id")), self._place)

    def _other(self, node: Element, name: str, why: str) -> None:
        self._said(node, why)
        if why and name in _APART and self._told_at >= 0:
            self._tell(" ", why)
        self._walk(node, why)

    def _said(self, node: Element, why: str) -> None:
        """What an element says in attributes: of a form and of links it is noted."""
        if said := described(node):
            note = FORM_SAYS.get(kind(node), "")
            self._tell(said, note or why or "图形的说明文字", note=bool(note))

    def _run(self, run: Element, why: str) -> None:
        before, self._level = self._level, self._styles.level(run, self._paragraph)
        self._walk(run, why or self._styles.left_out(run, self._paragraph))
        self._level = before

    def _field(self, node: Element) -> None:
        """The begin of a field, the end of its code, or its end. A text in the code is an operand and is not printed."""
        state = attribute(node, "fldCharType")
        self._end_code()
        if state == "begin":
            self._fields.append(True)
        elif self._fields and state == "separate":
            self._fields[-1] = False
        elif self._fields and state == "end":
            self._fields.pop()
        for each in node.iter():
            self._said(each, "")
            self._told.know(self._part, " ".join((sign(each), *texts(each))))

    def _text(self, text: str, why: str) -> None:
        why = why or ("域代码里的文字，不印出来" if any(self._fields) else "")
        if why or not self._level:
            if why and text:
                self._tell(text, why)
            elif not why:
                self._kept.append(text)
            return
        before = self.text.rstrip()[-1:]
        if before.isascii() and before.isalpha() and text.isascii() and text.isdigit():
            # The figure of m², CO₂: kept, as the character that it is.
            self._kept.append(text.translate(_HIGH if self._level == RAISED else _LOW))
        else:
            self._tell(text, f"{self._level}，没有接在前面的字后面")

    def _mark(self, node: Element, name: str, why: str) -> None:
        within_run = kind(node.getparent()) == "w:r"
        if within_run and not why:
            self._kept.append(_MARKS[name])
        elif name == "w:noBreakHyphen":
            self._tell("-", why or STRAY)

    def _symbol(self, node: Element, why: str) -> None:
        character = symbol(node)
        font = attribute(node, "font") or "没有写明"
        self._tell(character, why or f"符号字体（{font}）的 U+{ord(character):04X}，没有读入")

    def _box(self, node: Element, why: str) -> None:
        if why:
            self._walk(node, why)
        else:
            self.boxes.append(node)

    def _drawing(self, node: Element, why: str) -> None:
        """A picture, chart or shape, told once with its description; what is written in it is read or told by itself."""
        own = [each for frame in node for each in frame if kind(each) == "wp:docPr"]
        said = " ".join(filter(None, map(described, own)))
        found = [name for name in _OBJECTS if next(within(node, name), None) is not None]
        for each in (each for name in found for each in within(node, name)):
            self._told.referred.update({("part", value): self._place for value in each.attrib.values()})
        if found or said:
            self._tell(said, why or (_OBJECTS[found[0]] if found else "图形的说明文字"))
        self._shapes(node, why, own)

    def _object(self, node: Element, why: str) -> None:
        """An embedded object; what it holds is told with its part, here is where it stands."""
        program = next((attribute(each, "ProgID") for each in within(node, "o:OLEObject")), "")
        self._tell("", why or f"嵌入的对象（{program or '没有写明程序'}），没有读入")
        self._shapes(node, why, [])

    def _shape(self, node: Element, why: str, told: list[Element]) -> None:
        """A part of a drawing; the descriptions in ``told`` were told."""
        name = kind(node)
        if name in _READ:
            self._one(node, why)
            return
        if name == "o:OLEObject":
            self._told.referred[("part", attribute(node, "id"))] = self._place
            self._told.know(self._part, words(node))
            return
        if described(node) and node not in told:
            self._tell(described(node), why or "图形的说明文字")
        self._shapes(node, why, told)

    def _shapes(self, node: Element, why: str, told: list[Element]) -> None:
        for text in texts(node):
            self._tell(text, why or _TOLD["a:t"])
        for each in node:
            self._shape(each, why, told)

    def _alternatives(self, node: Element, why: str) -> None:
        """The first of the forms in which a thing is kept; the others must say the same, or are told."""
        forms = list(node)
        first = next((each for each in forms if kind(each) == "mc:Choice"), forms[0] if forms else node)
        for each in forms:
            if each is first:
                self._walk(first, why)
            elif not plain(each) or plain(each) == plain(first):
                self._told.know(self._part, words(each))
            else:
                self._tell(words(each), why or "给旧版 Word 看的另一种写法，与这里的不同")
        for text in texts(node):
            self._tell(text, why or STRAY)

    def _end_code(self) -> None:
        code, self._codes = "".join(self._codes), []
        command = code.split()[:1]
        if command and (command[0].upper() in _COMMANDS or code.lstrip().startswith("=")):
            self._told.know(self._part, code)
        elif command:
            self._tell(code, "域代码，没有读入")


def is_prompt(control: Element) -> bool:
    """Whether a content control shows its prompt and was not filled in."""
    return is_on(child(control, "w:sdtPr", "w:showingPlcHdr"))

"""Everything in the package of a Word document but its text: page headers, notes, comments, charts, properties, other files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from yuebao.importing.blocks import Block, Paragraph
from yuebao.importing.word_gathering import Gathering
from yuebao.importing.word_package import WordPackage
from yuebao.importing.word_story import Story, as_lines
from yuebao.importing.word_styles import Styles
from yuebao.importing.word_xml import Element, attribute, kind, own_words, texts, words

_MARGINS: Final = {"header": "页眉", "footer": "页脚"}
_NOTES: Final = {
    "footnotes": ("footnote", "脚注"),
    "endnotes": ("endnote", "尾注"),
    "comments": ("comment", "批注"),
}
_PROPERTIES: Final = {
    "title": "标题", "subject": "主题", "creator": "作者", "keywords": "关键词", "description": "备注",
    "lastModifiedBy": "最后保存的人", "category": "类别", "contentStatus": "状态", "Company": "单位", "Manager": "主管",
    "HyperlinkBase": "链接的起点", "TitlesOfParts": "各部分的标题",
}  # fmt: skip
_CHARTS: Final = ("chart", "chartEx")
_DRAWN: Final = ("diagramData", "diagramDrawing")
_SILENT: Final = (
    "/styles", "/stylesWithEffects", "/settings", "/webSettings", "/fontTable", "/numbering", "/theme/", "/printerSettings",
    "_xmlsignatures/",
)  # fmt: skip
"""Parts, by a piece of their names, that say how things look, or seal the file."""
_FONTS: Final = (".odttf", ".fntdata")
_PROGRAM: Final = ("KSOProductBuildVer", "KSOTemplateDocerSaveRecord", "ICV", "commondata")
"""Properties in which WPS keeps its version and its own marks."""


class Others:
    """Reads the parts beside the main one, each once."""

    def __init__(self, package: WordPackage, styles: Styles, gathering: Gathering) -> None:
        self._package, self._styles, self._told = package, styles, gathering
        self._read = {package.main}

    def margins(self) -> Iterator[Paragraph]:
        """The lines of page headers and footers; what one of them repeats is recognised."""
        seen: set[str] = set()
        for what, label in _MARGINS.items():
            for part in dict.fromkeys(self._package.related(self._package.main, what)):
                self._read.add(part)
                story = Story(self._styles, self._told, part)
                for line in as_lines(story.read(self._package.tree(part), label)):
                    text = "".join(line.text.split())
                    if text in seen:
                        self._told.know(part, line.text)
                    else:
                        seen.add(text)
                        yield line

    def notes(self) -> None:
        """Foot- and endnotes and comments: told with the paragraph that refers to them."""
        for what, (name, label) in _NOTES.items():
            for part in dict.fromkeys(self._package.related(self._package.main, what)):
                self._read.add(part)
                for note in self._package.tree(part):
                    where = self._told.referred.get((name, attribute(note, "id")), "")
                    place = f"{where}的{label}" if where else label
                    by = attribute(note, "author")
                    if words(note):
                        reason = f"{by}的{label}，没有读入" if by else f"{label}，没有读入"
                        self._told.tell(part, place, words(note), reason, apart=True)
                for text in texts(self._package.tree(part)):
                    self._told.tell(part, label, text, f"{label}，没有读入")

    def drawn(self) -> None:
        """Charts and SmartArt: their words and figures are told, formulas and formats are recognised."""
        for part in list(self._package.contents):
            for relation in self._package.relations(part):
                if relation.outside or relation.target not in self._package.contents:
                    continue
                where = self._told.referred.get(("part", relation.id), "")
                if relation.kind in _CHARTS:
                    self._chart(relation.target, where)
                elif relation.kind in _DRAWN:
                    self._diagram(relation.target, where)

    def _chart(self, part: str, where: str) -> None:
        if part in self._read:
            return
        self._read.add(part)
        place = f"{where}的图表" if where else "图表"
        for each in self._package.tree(part).iter():
            said = " ".join(own_words(each))
            if kind(each) in ("c:f", "c:formatCode"):
                self._told.know(part, said)
            elif said:
                self._told.tell(part, place, f"{said} ", "图表里的文字和数字，没有读入")

    def _diagram(self, part: str, where: str) -> None:
        """SmartArt is kept twice, as data and as drawn: the second time it is recognised."""
        if part in self._read:
            return
        self._read.add(part)
        said = words(self._package.tree(part))
        told = {"".join(aside.text.split()) for aside in self._told.asides}
        if "".join(said.split()) in told:
            self._told.know(part, said)
        elif said:
            place = f"{where}的 SmartArt 图形" if where else "SmartArt 图形"
            self._told.tell(part, place, said, "SmartArt 图形里的文字，没有读入")

    def properties(self, text: str) -> None:
        """The properties of the file that name somebody or something; what the ``text`` says too is recognised, like the
        figures and dates that a program writes by itself."""
        for part in self._package.contents:
            if not part.startswith("docProps/") or not self._package.is_xml(part):
                continue
            self._read.add(part)
            root = self._package.tree(part)
            for each in root:
                self._property(part, each, text)
            for stray in texts(root):
                self._told.tell(part, "文件属性", stray, "属于文件", note=True)

    def _property(self, part: str, node: Element, text: str) -> None:
        local, said = kind(node).rpartition(":")[2], words(node)
        label = attribute(node, "name") if local == "property" else _PROPERTIES.get(local, "")
        if not label or label in _PROGRAM or "".join(said.split()) in text:
            self._told.know(part, said)
        elif said:
            self._told.tell(part, f"文件属性“{label}”", said, "属于文件", note=True)

    def rest(self) -> None:
        """Whatever was not read: other parts that hold words, embedded files and pictures, addresses of links."""
        for part in self._package.contents:
            if part.endswith(".rels"):
                self._links(part)
            elif part in self._read or part.startswith("docProps/thumbnail") or part.endswith(_FONTS):
                continue
            elif self._package.is_xml(part):
                self._unknown(part)
            else:
                self._file(part)

    def _unknown(self, part: str) -> None:
        root = self._package.tree(part)
        said = words(root)
        if any(piece in f"/{part}" for piece in _SILENT) or part == "[Content_Types].xml":
            self._variables(part, root)
        elif said:
            aside = "/glossary/" in f"/{part}" or part.startswith("customXml/")
            reason = "备用的文字，不印出来" if aside else "不知是什么，没有读入"
            self._told.tell(part, f"文件里的 {part}", said, reason, note=aside)

    def _variables(self, part: str, root: Element) -> None:
        """What is kept under a name by macros is noted; all else that such a part says is recognised."""
        for each in root.iter():
            said = " ".join(own_words(each))
            if kind(each) == "w:docVar" and said:
                label = f"文件里的变量“{attribute(each, 'name')}”"
                self._told.tell(part, label, said, "属于文件", note=True)
            else:
                self._told.know(part, said)

    def _file(self, part: str) -> None:
        """A file within the file; pictures were told where they stand."""
        if any(piece in f"/{part}" for piece in _SILENT):
            return
        if "/embeddings/" in f"/{part}":
            self._told.tell(
                "", f"文件里的 {part}", "", "嵌入的文件，没有读入；里面有表的，请另存为文件再导入"
            )
        elif part.endswith("vbaProject.bin"):
            self._told.tell("", f"文件里的 {part}", "", "宏，没有执行，也没有读取", note=True)
        elif "/media/" not in f"/{part}":
            self._told.tell("", f"文件里的 {part}", "", "插在文档里的文件，没有读入")
        elif part not in self._referred:
            self._told.tell("", f"文件里的 {part}", "", "没有用到的图片", note=True)

    @cached_property
    def _referred(self) -> frozenset[str]:
        """The parts and addresses that some part refers to."""
        parts = self._package.contents
        return frozenset(each.target for part in parts for each in self._package.relations(part))

    def _links(self, part: str) -> None:
        """Addresses outside the file that its text leads to."""
        owner = part.replace("_rels/", "").removesuffix(".rels")
        for relation in self._package.relations(owner):
            if relation.outside and relation.kind == "hyperlink":
                self._told.tell("", "链接", "", f"指向 {relation.target[:200]}", note=True)


def as_text(blocks: tuple[Block, ...]) -> str:
    """All that blocks say, without blanks."""
    return "".join("".join(line.text.split()) for line in as_lines(blocks))

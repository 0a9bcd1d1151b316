"""What a workbook holds beside its cells: comments, text boxes, pictures, charts, page headers, prompts, properties.

None of it goes into a table. Lines of page headers and text boxes may state the masthead; the rest is told as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from yuebao.importing.blocks import Aside, Paragraph
from yuebao.importing.own_areas import is_own_comment
from yuebao.importing.xlsx_package import Tree, WorkbookPackage
from yuebao.importing.xlsx_strings import decoded, margin_lines, spoken, spoken_words

PROMPTS: Final = ("promptTitle", "prompt", "errorTitle", "error")
PROPERTIES: Final = {
    "title": "标题", "subject": "主题", "creator": "作者", "keywords": "关键词", "description": "备注",
    "lastModifiedBy": "最后保存的人", "category": "类别", "contentStatus": "状态", "Company": "单位", "Manager": "主管",
}  # fmt: skip
_OBJECTS: Final = {
    "image": "图片，没有读取", "chart": "图表，没有读取", "chartEx": "图表，没有读取", "oleObject": "嵌入的对象，没有读取",
    "package": "嵌入的文件，没有读取", "control": "控件，没有读取", "ctrlProp": "控件，没有读取",
    "vbaProject": "宏，没有执行，也没有读取",
    "externalLink": "指向别的工作簿的链接，没有读取；格子里是上次保存的结果", "pivotTable": "数据透视表；格子照显示的读入",
    "slicer": "切片器，没有读取", "diagramData": "智能图形，没有读取", "diagramDrawing": "智能图形，没有读取",
}  # fmt: skip
_SAID: Final = {
    "dataValidation": ("录入提示", PROMPTS), "hyperlink": ("链接提示", ("tooltip",)), "scenario": ("方案说明", ("comment",)),
}  # fmt: skip
NAME_SAYS: Final = ("comment", "description", "help", "statusBar")
"""Attributes of a name that hold words."""
_CACHED: Final = ("cacheField", "s", "n", "d", "e", "b")
CACHE: Final = "数据透视表所存的数据，没有读入；里面可能有不该公布的"
_LITERAL: Final = re.compile('"[^"]*"')
_SILENT: Final = (
    "styles.xml", "theme", "calcChain.xml", "printerSettings", "[Content_Types].xml", "metadata.xml", "persons/",
    "featurePropertyBag/", "customProperty", "vbaProjectSignature", "activeX/", "_xmlsignatures/", "docProps/thumbnail",
)  # fmt: skip
"""Parts, by a piece of their names, in which no words of the sheets stand."""


def attributes_said(root: Tree) -> Iterator[str]:
    """What a sheet says in attributes: prompts, tips, explanations."""
    for tag, (_, keys) in _SAID.items():
        yield from (decoded(item.get(key, "")) for item in root.iter(tag) for key in keys)


def choices(root: Tree) -> Iterator[str]:
    """The words that cells of a sheet may be given, where a rule lists them itself."""
    for tag in ("formula1", "formula2"):
        for item in root.iter(tag):
            text = "".join(item.itertext()).strip()
            if text.startswith('"'):
                yield text.strip('"')


def _links(package: WorkbookPackage, part: str, name: str) -> Iterator[Aside]:
    """Addresses outside the workbook that cells lead to."""
    for relation in package.relations(part).values():
        if relation.outside and relation.kind == "hyperlink":
            yield Aside(f"工作表“{name}”的链接", "", f"指向 {relation.target[:200]}", note=True)


def margins_of(root: Tree, part: str, name: str) -> Iterator[Paragraph]:
    """The lines of the headers and footers of a sheet; those of first and even pages that repeat are one."""
    for element in root.iterfind("headerFooter/*"):
        for line in margin_lines(element.text or ""):
            yield Paragraph(line, f"工作表“{name}”的页眉页脚", part=part)


def boxes_of(package: WorkbookPackage, part: str, name: str) -> Iterator[Paragraph]:
    """The lines of the text boxes on a sheet."""
    for drawing in package.related(part, "drawing"):
        for number, body in enumerate(package.tree(drawing).iter("txBody"), 1):
            for paragraph in body.iterfind("p"):
                words = spoken_words(paragraph)
                if words:
                    yield Paragraph(words, f"工作表“{name}”的文本框 {number}", part=drawing)


def _described(package: WorkbookPackage, part: str, where: str) -> Iterator[Aside]:
    """What is said of the pictures and shapes of a sheet, and whatever else its drawing says outside of text boxes."""
    for drawing in package.related(part, "drawing"):
        root = package.tree(drawing)
        boxed = {
            each
            for body in root.iter("txBody")
            for paragraph in body.iterfind("p")
            for each in paragraph.iter()
        }
        for each in root.iter():
            words = "；".join(text for text in spoken(each) if text.strip())
            if words and each not in boxed:
                yield Aside(where, words, "图片或图形的说明，没有读入", drawing, raw="".join(spoken(each)))


def sheet_asides(package: WorkbookPackage, root: Tree, part: str, name: str) -> Iterator[Aside]:
    """Comments, prompts, pictures and other objects of a sheet."""
    yield from _comments(package, part, name)
    yield from _links(package, part, name)
    listed = [text for text in choices(root) if text.strip()]
    if listed:
        yield Aside(
            f"工作表“{name}”里供选填的项",
            "；".join(dict.fromkeys(listed)),
            "属于表格的设置",
            part,
            note=True,
            raw="".join(listed),
        )
    for tag, (label, keys) in _SAID.items():
        said = [decoded(item.get(key, "")) for item in root.iter(tag) for key in keys]
        if any(text.strip() for text in said):
            words = "；".join(dict.fromkeys(text for text in said if text.strip()))
            yield Aside(
                f"工作表“{name}”的{label}", words, "属于表格的设置", part, note=True, raw="".join(said)
            )
    yield from _described(package, part, f"工作表“{name}”")
    yield from _objects(package, part, f"工作表“{name}”")


def _comments(package: WorkbookPackage, part: str, name: str) -> Iterator[Aside]:
    for file in package.related(part, "comments"):
        root = package.tree(file)
        authors = [decoded(item.text or "") for item in root.iter("author")]
        if "".join(authors).strip():
            words, raw = "；".join(filter(None, authors)), "".join(authors)
            yield Aside(f"工作表“{name}”批注的作者", words, "属于文件", file, note=True, raw=raw)
        for comment in root.iter("comment"):
            words = "".join(text for each in comment.iter() for text in spoken(each))
            number = comment.get("authorId", "")
            by = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
            yield comment_aside(f"工作表“{name}”{comment.get('ref', '')} 的批注", words, by, file)
    people = dict(_people(package))
    for file in package.related(part, "threadedComment"):
        for comment in package.tree(file).iter("threadedComment"):
            words, by = spoken_words(comment), people.get(comment.get("personId", ""), "")
            yield comment_aside(f"工作表“{name}”{comment.get('ref', '')} 的批注", words, by, file)


def comment_aside(place: str, words: str, author: str, part: str) -> Aside:
    """A comment, with its author where one is named."""
    reason = f"{author}的批注，没有读入" if author.strip() else "批注，没有读入"
    return Aside(place, words, reason, part, note=is_own_comment(author, words))


def _people(package: WorkbookPackage) -> Iterator[tuple[str, str]]:
    """Those who comment, by their numbers."""
    for file in package.related(package.main, "person"):
        for person in package.tree(file).iter("person"):
            yield person.get("id", ""), person.get("displayName", "")


def _objects(package: WorkbookPackage, part: str, where: str) -> Iterator[Aside]:
    """What a part and the drawings in it refer to; the words of a chart are told with it."""
    for relation in package.relations(part).values():
        if relation.kind in _OBJECTS:
            known = relation.target in package.names and relation.target.endswith(".xml")
            words = spoken_words(package.tree(relation.target)) if known else ""
            yield Aside(where, words, _OBJECTS[relation.kind], relation.target)
        if relation.kind == "drawing" and relation.target in package.names:
            yield from _objects(package, relation.target, where)


def workbook_asides(package: WorkbookPackage) -> Iterator[Aside]:
    """What belongs to the workbook as a whole: macros, links, names that are given to values, properties."""
    yield from _objects(package, package.main, "工作簿")
    for item in package.workbook.iterfind("definedNames/definedName"):
        label = item.get("name", "")
        for said, what in ((value_of(item), "的值"), *((item.get(key, ""), "的说明") for key in NAME_SAYS)):
            if said.strip():
                reason = f"名称“{label}”{what}，没有读入"
                yield Aside("工作簿里起的名称", said.strip(), reason, package.main, note=True)
    for part in sorted(package.names):
        if part.startswith("docProps/") and part.endswith(".xml"):
            yield from _properties(package, part)


def value_of(name: Tree) -> str:
    """The value that a name stands for; empty when it names a range."""
    text = name.text or ""
    is_range = "!" in _LITERAL.sub("", text) or name.get("name", "").startswith("_xlnm.")
    return "" if is_range else text


def _properties(package: WorkbookPackage, part: str) -> Iterator[Aside]:
    for element in package.tree(part):
        custom = element.tag == "property"
        label = element.get("name", "") if custom else PROPERTIES.get(element.tag, "")
        words = "".join(element.itertext())
        if label and words.strip():
            yield Aside(f"文档属性“{label}”", words, "属于文件", part, note=True)


def other_parts(package: WorkbookPackage, handled: set[str]) -> Iterator[Aside]:
    """Parts that nothing refers to in a known way: those that hold words, and those that hold what cannot be read."""
    for part in sorted(package.names - handled - {package.main}):
        if part.endswith((".rels", "/")) or part.startswith("docProps/") or is_silent(part):
            continue
        if part.endswith(".vml"):
            words = vml_words(package.content(part))
            if words:
                yield Aside(f"文件里的 {part}", words, "按钮、标签或文本框里的字，没有读入", part)
        elif is_cache(part):
            words = "｜".join(cached(package.tree(part)))
            if words:
                yield Aside(f"文件里的 {part}", words, CACHE, part, raw=words.replace("｜", ""))
        elif not part.endswith(".xml"):
            picture = "/media/" in part
            reason = "没有用到的图片" if picture else "插在工作簿里的文件，没有读入"
            yield Aside(f"文件里的 {part}", "", reason, part, note=picture)
        elif words := spoken_words(package.tree(part)):
            form = part.startswith("customXml/")
            reason = "备用的文字，不印出来" if form else "不知是什么，没有读入"
            yield Aside(f"文件里的 {part}", words, reason, part, note=form)


def is_cache(part: str) -> bool:
    """Whether a part keeps what a pivot table was made from."""
    return "/pivotCache/" in f"/{part}" and part.endswith(".xml")


def cached(root: Tree) -> Iterator[str]:
    """What a pivot table was made from: names of columns, texts and figures; they need not stand in any sheet."""
    for each in root.iter():
        said = each.get("name" if each.tag == "cacheField" else "v", "")
        if each.tag in _CACHED and said.strip():
            yield decoded(said)


def silent_words(package: WorkbookPackage) -> Iterator[Paragraph]:
    """What parts say that only tell how things look, or that seal the file."""
    for part in sorted(package.names):
        if part.endswith(".xml") and is_silent(part) and (words := spoken_words(package.tree(part))):
            yield Paragraph(words, "", part=part)


def is_silent(part: str) -> bool:
    """Whether no words of the sheets stand in a part, by its name."""
    return any(each in part for each in _SILENT)


_BOX: Final = re.compile(rb"<v:textbox[^>]*?(?<!/)>(.*?)</v:textbox>", re.DOTALL)
_MARKUP: Final = re.compile("<[^>]*>")


def vml_words(content: bytes) -> str:
    """The words of buttons, labels and boxes in an old drawing, which is not always XML."""
    boxes = (box.decode("utf-8", "replace") for box in _BOX.findall(content))
    return " ".join(" ".join(unescape(_MARKUP.sub(" ", box)).split()) for box in boxes).strip()

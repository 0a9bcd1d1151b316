"""What a workbook holds beside its cells: comments, text boxes, pictures, charts, page headers, prompts, properties.

None of it goes into a table. Lines of page headers and text boxes may state the masthead; the rest is told as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yuebao.importing.blocks import Aside, Paragraph
from yuebao.importing.xlsx_package import Tree, WorkbookPackage
from yuebao.importing.xlsx_strings import all_words, decoded, margin_lines

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
    "slicer": "切片器，没有读取", "diagramData": "智能图形，没有读取",
}  # fmt: skip
_SILENT: Final = (
    "styles.xml", "theme", "calcChain.xml", "printerSettings", "[Content_Types].xml", "metadata.xml", "persons/",
)  # fmt: skip
"""Parts, by a piece of their names, in which no words of the sheets stand."""


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
                words = all_words(paragraph).strip()
                if words:
                    yield Paragraph(words, f"工作表“{name}”的文本框 {number}", part=drawing)


def sheet_asides(package: WorkbookPackage, root: Tree, part: str, name: str) -> Iterator[Aside]:
    """Comments, prompts, pictures and other objects of a sheet."""
    yield from _comments(package, part, name)
    said = [
        decoded(item.get(key, ""))
        for item in root.iterfind("dataValidations/dataValidation")
        for key in PROMPTS
    ]
    if any(text.strip() for text in said):
        words = "；".join(dict.fromkeys(text for text in said if text.strip()))
        yield Aside(f"工作表“{name}”的录入提示", words, "属于表格的设置", part, note=True, raw="".join(said))
    yield from _objects(package, part, f"工作表“{name}”")


def _comments(package: WorkbookPackage, part: str, name: str) -> Iterator[Aside]:
    for file in package.related(part, "comments"):
        for comment in package.tree(file).iter("comment"):
            words = all_words(comment)
            yield Aside(f"工作表“{name}”{comment.get('ref', '')} 的批注", words, "批注，没有读入", file)
    for file in package.related(part, "threadedComment"):
        for comment in package.tree(file).iter("threadedComment"):
            words = "".join(element.text or "" for element in comment.iter("text"))
            yield Aside(f"工作表“{name}”{comment.get('ref', '')} 的批注", words, "批注，没有读入", file)


def _objects(package: WorkbookPackage, part: str, where: str) -> Iterator[Aside]:
    """What a part and the drawings in it refer to; the words of a chart are told with it."""
    for relation in package.relations(part).values():
        if relation.kind in _OBJECTS:
            known = relation.target in package.names and relation.target.endswith(".xml")
            words = all_words(package.tree(relation.target)) if known else ""
            yield Aside(where, words, _OBJECTS[relation.kind], relation.target)
        if relation.kind == "drawing" and relation.target in package.names:
            yield from _objects(package, relation.target, where)


def workbook_asides(package: WorkbookPackage) -> Iterator[Aside]:
    """What belongs to the workbook as a whole: macros, links, names that are given to values, properties."""
    yield from _objects(package, package.main, "工作簿")
    for item in package.workbook.iterfind("definedNames/definedName"):
        value = (item.text or "").strip()
        if value and "!" not in value and not item.get("name", "").startswith("_xlnm."):
            yield Aside(
                "工作簿里起的名称",
                value,
                f"名称“{item.get('name', '')}”的值，没有读入",
                package.main,
                note=True,
            )
    for part in sorted(package.names):
        if part.startswith("docProps/") and part.endswith(".xml"):
            yield from _properties(package, part)


def _properties(package: WorkbookPackage, part: str) -> Iterator[Aside]:
    for element in package.tree(part):
        custom = element.tag == "property"
        label = element.get("name", "") if custom else PROPERTIES.get(element.tag, "")
        words = "".join(element.itertext())
        if label and words.strip():
            yield Aside(f"文档属性“{label}”", words, "属于文件", part, note=True)


def other_words(package: WorkbookPackage, handled: set[str]) -> Iterator[Aside]:
    """Parts that nothing refers to in a known way and that hold words all the same."""
    for part in sorted(package.names - handled):
        if (
            part.endswith(".xml")
            and not part.startswith("docProps/")
            and not any(each in part for each in _SILENT)
        ):
            words = all_words(package.tree(part))
            if words.strip():
                yield Aside(f"文件里的 {part}", words, "不知是什么，没有读入", part)

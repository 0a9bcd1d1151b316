"""What a .xls holds beside its cells, told as it stands: comments, text boxes, charts, pictures, page headers, prompts, names,
properties, and parts of the file that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from yuebao.importing.blocks import Aside, Paragraph
from yuebao.importing.sheet import address
from yuebao.importing.xls_count import BOOK, PIVOTS, pivot_words
from yuebao.importing.xls_records import BookRecords, SheetRecords
from yuebao.importing.xls_stream import WorkbookStream
from yuebao.importing.xlsx_asides import CACHE, comment_aside
from yuebao.importing.xlsx_strings import PHONETIC, margin_lines

_PROPERTIES: Final = {
    "title": "标题", "subject": "主题", "author": "作者", "keywords": "关键词", "comments": "备注",
    "last_saved_by": "最后保存的人", "category": "类别", "company": "单位", "manager": "主管",
}  # fmt: skip
_FOLDERS: Final = {
    "_VBA_PROJECT_CUR": "宏，没有执行，也没有读取", "MBD": "嵌入的对象，没有读取", "_SX_DB_CUR": "", "Ctls": "控件，没有读取",
}  # fmt: skip
_SILENT: Final = (
    "\x01",
    "\x05",
    "\x06",
    "Book",
    "ETExtData",
    "Revision Log",
    "User Names",
    "XCB",
    "_signatures",
)
"""Streams, by how they begin, in which no words of the sheets stand."""


def asides_of_sheet(found: SheetRecords) -> Iterator[Aside]:
    """Everything beside the cells of a sheet but lines."""
    where = f"工作表“{found.name}”"
    for comment in found.comments:
        at = "" if comment.place is None else address(comment.place)
        yield comment_aside(f"{where}{at} 的批注", comment.text, comment.author, found.part)
    yield from _noted(f"{where}批注的作者", [each.author for each in found.comments], found.part, "属于文件")
    for place, words in found.above:
        yield Aside(f"{where}{address(place)}", words, PHONETIC, found.part)
    for kind, said in found.objects:
        yield Aside(where, "；".join(said), f"{kind}，没有读取", found.part, raw="".join(said))
    for words in found.drawn:
        yield Aside(where, words, "图片或图形的说明，没有读入", found.part)
    settings = {
        "的录入提示": found.prompts, "里供选填的项": found.choices, "的链接提示": found.tips, "的方案说明": found.scenarios,
    }  # fmt: skip
    for what, texts in settings.items():
        yield from _noted(f"{where}{what}", texts, found.part)


def _noted(where: str, texts: Sequence[str], part: str, why: str = "属于表格的设置") -> Iterator[Aside]:
    """Texts of which there is nothing to decide."""
    if "".join(texts).strip():
        words = "；".join(dict.fromkeys(text for text in texts if text.strip()))
        yield Aside(where, words, why, part, note=True, raw="".join(texts))


def margins_of_sheet(found: SheetRecords) -> Iterator[Paragraph]:
    """The lines of page headers, footers and text boxes."""
    for text in found.margins:
        for line in margin_lines(text):
            yield Paragraph(line, f"工作表“{found.name}”的页眉页脚", part=found.part)
    for number, text in enumerate(found.boxes, 1):
        for line in text.splitlines():
            if line.strip():
                yield Paragraph(line.strip(), f"工作表“{found.name}”的文本框 {number}", part=found.part)


def asides_of_book(stream: WorkbookStream, found: BookRecords) -> Iterator[Aside]:
    """What belongs to the workbook as a whole."""
    for name in found.names:
        for texts, what in ((name.values, "的值"), (name.said, "的说明")):
            reason = f"名称“{name.label}”{what}，没有读入"
            yield from _noted("工作簿里起的名称", texts, BOOK, reason)
    yield from _noted("工作簿", found.unused, BOOK, "没有一格用到的文字，是删去的格留下的")
    if found.outside:
        reason = "指向别的工作簿的链接，没有读取；格子里是上次保存的结果"
        yield Aside("工作簿", "｜".join(found.outside), reason, BOOK, raw="".join(found.outside))
    if found.user:
        yield Aside("文档属性“最后打开的人”", found.user, "属于文件", BOOK, note=True)
    for key, words in stream.properties.items():
        yield Aside(f"文档属性“{_PROPERTIES[key]}”", words, "属于文件", BOOK, note=True)
    for key, words in stream.own.items():
        yield Aside(f"文档属性“{key}”", words, "属于文件", BOOK, note=True)
    yield from _other_streams(stream)


def _other_streams(stream: WorkbookStream) -> Iterator[Aside]:
    pivoted = list(pivot_words(stream))
    if pivoted:
        yield Aside(f"文件里的 {PIVOTS}", "｜".join(pivoted), CACHE, BOOK, raw="".join(pivoted))
    for top in dict.fromkeys(path.partition("/")[0] for path in sorted(stream.others)):
        reason = next((reason for start, reason in _FOLDERS.items() if top.startswith(start)), None)
        if reason is None and not top.startswith(_SILENT):
            reason = "不知是什么，没有读入"
        if reason:
            yield Aside(f"文件里的 {top}", "", reason)

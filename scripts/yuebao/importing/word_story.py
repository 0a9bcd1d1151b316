"""A run of text in a Word document (the body, a page header, what stands in a text box) into blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from yuebao.importing.blocks import LINES, Block, Paragraph, Refused, blocks_of_lines
from yuebao.importing.word_gathering import Gathering
from yuebao.importing.word_paragraph import PROMPT, REMOVED, STRAY, ParagraphText, is_prompt
from yuebao.importing.word_styles import Styles
from yuebao.importing.word_tables import WRAPPERS, TableReader, is_layout
from yuebao.importing.word_xml import Element, attribute, child, kind, texts, within, words

_WRAPPERS: Final = (*WRAPPERS, "mc:AlternateContent", "mc:Choice")


class Story:
    """Reads what stands in one part. ``part`` is its name in the package."""

    def __init__(self, styles: Styles, gathering: Gathering, part: str) -> None:
        self._styles, self._told, self._part = styles, gathering, part
        self._floating: list[tuple[Element, str]] = []

    def read(self, container: Element, where: str = "") -> Iterator[Block]:
        """All of a part. What floats comes last: a table in a box or in a cell would tear the one around it apart."""
        yield from self.blocks(container, where)
        while self._floating:
            element, place = self._floating.pop(0)
            if kind(element) == "w:tbl":
                yield from self.table(element, place)
            else:
                yield from self.box(element, place)

    def aside(self, element: Element, where: str) -> Iterator[Block]:
        """A text box, or a table in a cell of another: its lines now, if there is a table in it all of it at the end."""
        if kind(element) == "w:tbl":
            self._floating.append((element, self._told.place(f"{where}里的表")))
        elif next(within(element, "w:tbl"), None) is not None:
            self._floating.append((element, self._told.place(f"{where}的文本框里")))
        else:
            yield from self.box(element, self._told.place(f"{where}的文本框里"))

    def blocks(self, container: Element, where: str = "") -> Iterator[Block]:
        """The paragraphs and tables of a container, ``where`` it stands before each place. The lines of text boxes come
        behind the paragraph that they are anchored in; a table that only lays others out is taken apart."""
        lines: list[tuple[str, str]] = []
        paragraphs = tables = 0
        joined = ""
        for element in self.children(container, where):
            if kind(element) == "w:p":
                paragraphs += 1
                self._count()
                place = f"{where}第 {paragraphs} 段"
                read = self.paragraph(element, place)
                text, joined = joined + read.text, ""
                if _has_lost_end(element) and text.strip():
                    joined = text
                    self._told.remarks.append(f"{place}的段落标记在修订里删去了，与下一段接成一段，请核对")
                else:
                    lines += [(line, place) for line in text.split("\n")]
                if read.boxes:
                    yield from self._of_lines(lines)
                    lines = []
                for box in read.boxes:
                    yield from self.aside(box, place)
                continue
            yield from self._of_lines([*lines, (joined, f"{where}第 {paragraphs} 段")])
            lines, joined = [], ""
            tables += 1
            yield from self.table(element, f"{where}第 {tables} 个表")
        yield from self._of_lines([*lines, (joined, f"{where}第 {paragraphs} 段")])

    def box(self, element: Element, where: str) -> Iterator[Block]:
        """What stands in a text box; its lines do not interrupt the text around it."""
        for block in self.blocks(element, where):
            yield replace(block, beside=True) if isinstance(block, Paragraph) else block

    def paragraph(self, element: Element, place: str) -> ParagraphText:
        """A paragraph read; one that Word numbers is noted."""
        read = ParagraphText(element, self._styles, self._told, self._part, place)
        if read.text.strip() and self._styles.is_numbered(element):
            self._told.numbered.append(place)
        return read

    def is_numbered(self, element: Element) -> bool:
        """Whether Word sets a number before a paragraph by itself."""
        return self._styles.is_numbered(element)

    def children(self, container: Element, where: str) -> Iterator[Element]:
        """The paragraphs and tables, those in content controls, insertions and choices included."""
        for each in container:
            name = kind(each)
            if name in ("w:p", "w:tbl"):
                yield each
            elif name == "w:sdt" and is_prompt(each):
                self.leave_out(each, where or "正文", PROMPT)
            elif name in REMOVED:
                self.leave_out(each, where or "正文", REMOVED[name])
            elif name in _WRAPPERS:
                yield from self.children(each, where)
            elif name == "w:altChunk":
                self._told.referred[("part", attribute(each, "id"))] = f"{where}正文"
                self._told.tell(self._part, where or "正文", words(each), "插入的外部文件，没有读入")
            else:
                reason = "给旧版 Word 看的另一种写法" if name == "mc:Fallback" else STRAY
                self.leave_out(each, where or "正文", reason)
        for text in texts(container):
            self._tell(where, text, STRAY)

    def leave_out(self, element: Element, place: str, why: str) -> None:
        """Everything that an element says is told."""
        if words(element):
            ParagraphText(element, self._styles, self._told, self._part, place, why)

    def _tell(self, where: str, text: str, reason: str) -> None:
        if text:
            self._told.tell(self._part, where or "正文", text, reason)

    def table(self, table: Element, place: str) -> Iterator[Block]:
        """A table as a grid, or taken apart."""
        reader = TableReader(self, self._told, self._part, place)
        if is_layout(table):
            yield from reader.taken_apart(table)
        else:
            yield from reader.grid(table)

    def _of_lines(self, lines: list[tuple[str, str]]) -> Iterator[Block]:
        yield from blocks_of_lines(lines, self._part)

    def _count(self) -> None:
        self._told.paragraphs += 1
        if self._told.paragraphs > LINES:
            raise Refused(f"文档有超过 {LINES} 段，一期月报不会有这么多。请确认选对了文件。")


def _has_lost_end(paragraph: Element) -> bool:
    """Whether the mark at the end of a paragraph was deleted or moved away: it goes on in the next one."""
    properties = child(paragraph, "w:pPr", "w:rPr")
    return properties is not None and any(kind(each) in REMOVED for each in properties)


def as_lines(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Blocks as lines: each cell of a table is one."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            for at, cell in enumerate(row.cells):
                if cell.strip() and at not in row.continued:
                    yield Paragraph(cell, row.place, part=row.part)

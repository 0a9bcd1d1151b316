"""What a document says of itself as a draft: taken out before it is read, so that no word of it counts as published."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from yuebao.importing.blocks import Block, Document, Grid, Paragraph, Row
from yuebao.model.issue import DRAFT_MARK, LEFT_MARK

_LINE: Final = re.compile(rf"{DRAFT_MARK}(?:[\s：:，].*)?", re.DOTALL)
"""The mark alone or at the head of a line; no word that begins with it."""


def unmarked(document: Document) -> Document:
    """The document without lines that say that it is a draft, and with blanks for what it marks as left; rows and
    paragraphs of which nothing remains go."""
    marks: list[Paragraph] = []
    blocks = tuple(block for each in document.blocks for block in _block(each, marks))
    margins = tuple(line for line in document.margins if not _taken(line, marks))
    if not marks:
        return document
    return replace(document, blocks=blocks, margins=margins, marks=tuple(marks))


def told_of_marks(document: Document) -> tuple[str, ...]:
    """What is said of a document that had any: nothing that somebody has to decide."""
    if not document.draft:
        return ()
    return (f"文件写着“{DRAFT_MARK}”：其中的空白（写着“{LEFT_MARK}”的也作空白）不作没有，留待录入",)


def _block(block: Block, marks: list[Paragraph]) -> tuple[Block, ...]:
    if isinstance(block, Paragraph):
        return () if _taken(block, marks) else (block,)
    rows = tuple(row for before in block.rows if (row := _row(before, marks)) is before or row.filled)
    if rows == block.rows:
        return (block,)
    return (Grid(rows),) if rows else ()


def _taken(line: Paragraph, marks: list[Paragraph]) -> bool:
    text = line.text.strip()
    if text != LEFT_MARK and _LINE.fullmatch(text) is None:
        return False
    marks.append(replace(line, text="") if line.caption else line)  # the account has no names of sheets
    return True


def _row(row: Row, marks: list[Paragraph]) -> Row:
    """The row itself where no cell of it is a mark."""
    alone = len(row.filled) == 1
    found = {
        at
        for at, cell in enumerate(row.cells)
        if cell.strip() == LEFT_MARK or (alone and _LINE.fullmatch(cell.strip()))
    }
    if not found:
        return row
    marks += [
        Paragraph(row.cells[at], row.place, part=row.part) for at in sorted(found) if at not in row.continued
    ]
    return replace(row, cells=tuple("" if at in found else cell for at, cell in enumerate(row.cells)))

"""What a document says of itself as a draft: taken out before it is read, so that no word of it counts as published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from yuebao.importing.blocks import Block, Document, Grid, Paragraph, Row
from yuebao.model.issue import DRAFT_MARK, LEFT_MARK

_LINE: Final = re.compile(rf"{DRAFT_MARK}(?:[\s：:，].*)?", re.DOTALL)
"""The mark alone or at the head of a line; no word that begins with it."""


def unmarked(document: Document) -> Document:
    """The document without lines that say that it is a draft, and with blanks for what it marks as left; rows and
    paragraphs of which nothing remains go. That there were any is told once."""
    blocks = tuple(_blocks(document))
    if blocks == document.blocks:
        return document
    said = f"文件写着“{DRAFT_MARK}”：其中的空白（写着“{LEFT_MARK}”的也作空白）不作没有，留待录入"
    return replace(document, blocks=blocks, remarks=(*document.remarks, said), draft=True)


def _blocks(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        if isinstance(block, Grid):
            rows = tuple(row for before in block.rows if (row := _row(before)) is before or row.filled)
            if rows:
                yield Grid(rows) if rows != block.rows else block
        elif not _mark(block):
            yield block


def _mark(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return text == LEFT_MARK or _LINE.fullmatch(text) is not None


def _row(row: Row) -> Row:
    """The row itself where no cell of it is a mark."""
    alone = len(row.filled) == 1
    cells = tuple(
        "" if cell.strip() == LEFT_MARK or (alone and _LINE.fullmatch(cell.strip())) else cell
        for cell in row.cells
    )
    return row if cells == row.cells else replace(row, cells=cells)

"""What the archive wrote into a document that it made itself: taken out before it is read, as the report does not say it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from yuebao.importing.blocks import Aside, Block, Document, Grid, Paragraph
from yuebao.model.issue import ARCHIVE_NOTE

_NOTE: Final = re.compile(rf"{ARCHIVE_NOTE}(?:：.*)?", re.DOTALL)
_REASON: Final = "档案导出时写的说明，不属于月报，没有读入"


def without_notes(document: Document) -> Document:
    """The document without the lines that begin as the archive's notes do, each of which is told; nothing has to be decided
    about them. A row is one when nothing else stands in it."""
    found: list[Paragraph] = []
    blocks = tuple(kept for block in document.blocks for kept in _kept(block, found))
    if not found:
        return document
    asides = tuple(
        Aside(line.place, line.text, _REASON, line.part, note=True) for line in found if not line.caption
    )
    return replace(document, blocks=blocks, asides=(*document.asides, *asides))


def _kept(block: Block, found: list[Paragraph]) -> tuple[Block, ...]:
    if isinstance(block, Paragraph):
        if _NOTE.fullmatch(block.text.strip()) is None:
            return (block,)
        found.append(block)
        return ()
    rows = []
    for row in block.rows:
        if len(row.filled) == 1 and _NOTE.fullmatch(row.filled[0].strip()):
            found.append(Paragraph(row.filled[0], row.place, part=row.part))
        else:
            rows.append(row)
    if len(rows) == len(block.rows):
        return (block,)
    return (Grid(tuple(rows)),) if rows else ()

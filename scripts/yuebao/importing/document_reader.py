"""A document read from top to bottom: each block goes to the reader of its kind, and nothing is dropped in silence.

The reader remembers the heading it passed, the table it is in, the list it is in and the group it is in. A heading
closes what was open, and so does anything that is not known, as it may be the heading of something else; blank lines,
page numbers and notes do not, since tables are printed across pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yuebao.importing.accounting import Account
from yuebao.importing.blocks import Document, Paragraph
from yuebao.importing.grouped_items import Group
from yuebao.importing.lines import Lines
from yuebao.importing.odd_characters import marked_headings, odd_remarks
from yuebao.importing.reading_state import Progress
from yuebao.importing.remarks import Remark, Unplaced, one_line
from yuebao.importing.rows import Record
from yuebao.importing.settling import settle
from yuebao.importing.table_grids import Grids
from yuebao.importing.vocabulary import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document holds, as published: rows by table, where each table was found and under which columns, the
    masthead, the headings of groups, the tables that headings promise, the sentences, what is to be told, and what became
    of every character."""

    records: Mapping[str, tuple[Record, ...]]
    places: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    masthead: Mapping[str, str]
    groups: tuple[Group, ...]
    promised: tuple[str, ...]
    sentences: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...]
    account: Account


def read_blocks(document: Document, words: Words) -> Reading:
    """Everything that the blocks of a document hold. Raises `Fault` when a part of it is not accounted for."""
    progress = Progress(words.schemas)
    lines = Lines(words, progress)
    grids = Grids(words, progress, lines)
    here = True
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.caption:
            here = lines.read_caption(block)
        elif not here:
            progress.passed |= (
                {block.place} if isinstance(block, Paragraph) else {row.place for row in block.rows}
            )
        elif not isinstance(block, Paragraph):
            grids.read(block)
        elif not lines.read(block):
            progress.tell(Unplaced(block.place, one_line(block.text), "不认得这段文字"))
            if not block.beside:
                progress.interrupt()
    progress.close()
    for line in document.margins:
        if not lines.read_margin(line):
            progress.tell(Unplaced(line.place, one_line(line.text), "不在正文里，没有读入"))
    account, told = settle(document, progress, words)
    return Reading(
        {table: tuple(records) for table, records in progress.records.items()},
        {table: tuple(places) for table, places in progress.places.items()},
        progress.columns,
        progress.masthead,
        tuple(progress.groups),
        tuple(progress.promised),
        tuple(progress.sentences),
        (*progress.remarks, *told, *odd_remarks(document), *marked_headings(document, words.headers)),
        account,
    )

"""The account of a reading: for each line and cell of a document, what became of it.

It goes by evidence and not by what the readers say they did: a cell went into a table when a record from its row holds
its text, it was compared when a line was recognised or the cell has a word that some header knows. What no
evidence speaks for was lost on the way, and is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from yuebao.importing.accounting import Account, Ledger
from yuebao.importing.blocks import Aside, Document, Grid, Paragraph, Row
from yuebao.importing.compact_text import squeezed
from yuebao.importing.grouped_items import is_item
from yuebao.importing.reading_state import Progress
from yuebao.importing.remarks import Ambiguous, Noted, Remark, Unplaced, one_line
from yuebao.importing.vocabulary import Words

LOST: Final = "这一行没有读进任何一张表"
UNKNOWN_COLUMN: Final = "表头里的这一列，表里没有"
_WORDLESS: Final = "（没有文字）"


def settle(document: Document, progress: Progress, words: Words) -> tuple[Account, tuple[Remark, ...]]:
    """The account of a document that was read, and what is to be told beside the remarks of the readers. Raises
    `Fault` when the sum does not come out."""
    ledger, lost = Ledger(), list[Remark]()
    evidence = _Evidence(progress, words)
    for block in (*document.blocks, *document.margins):
        if isinstance(block, Grid):
            for row in block.rows:
                lost += evidence.row(row, ledger)
        elif not block.caption:
            evidence.line(block, ledger)
    for mark in document.marks:
        ledger.enter(mark.part, mark.text)
    for aside in document.asides:
        counted = aside.raw or aside.text
        if not aside.read:
            ledger.enter(aside.part, counted, told=(counted,))
    for text in document.recognised:
        ledger.enter(text.part, text.text)
    account = ledger.close(document.whole)
    account.check()
    return account, (*map(_remark, document.asides), *lost)


def _remark(aside: Aside) -> Remark:
    kind = Noted if aside.note else Ambiguous if aside.read else Unplaced
    return kind(aside.place, one_line(aside.text) or _WORDLESS, aside.reason)


class _Evidence:
    """What speaks for a text having been read, by the place where it stands."""

    def __init__(self, progress: Progress, words: Words) -> None:
        self._words, self._progress = words, progress
        self._kept: Mapping[str, list[str]] = _values(progress)
        self._told: Mapping[str, list[str]] = _told(progress)
        self._recognised = progress.recognised | {group.place for group in progress.groups}

    def line(self, line: Paragraph, ledger: Ledger) -> None:
        """A line was recognised, or the reader of lines has told it, or parts of it."""
        if line.place in self._progress.passed:
            ledger.enter(line.part, line.text, told=(line.text,))
            return
        text = squeezed(line.text)
        told = [words for words in self._told[line.place] if squeezed(words) in text]
        if line.place in self._progress.mastheads and not told:
            ledger.enter(line.part, line.text, placed=(line.text,))
            return
        placed = [value for value in self._kept[line.place] if squeezed(value) in text]
        ledger.enter(line.part, line.text, placed=placed, told=told)

    def row(self, row: Row, ledger: Ledger) -> Iterator[Remark]:
        """Each cell of a row, those that continue the row above left out; the lost ones are told."""
        told, kept = self._told[row.place], Counter(map(squeezed, self._kept[row.place]))
        left = Counter(squeezed(cell) for words in told for cell in words.split("｜"))
        header = sum(map(self._words.headers.knows, row.filled)) > 1
        lost = []
        for at, cell in enumerate(row.cells):
            if not cell.strip() or at in row.continued:
                continue
            own = _raw(row, at)
            word = squeezed(cell)
            if kept[word]:
                kept[word] -= 1
                ledger.enter(row.part, own, placed=(own,))
            elif left[word]:
                left[word] -= 1
                ledger.enter(row.part, own, told=(own,))
            elif self._is_compared(cell, row) or (header and _is_spread(row, at)):
                said = [words for words in told if squeezed(words) in word]
                placed = [value for value in kept if value and value in word]
                ledger.enter(row.part, own, placed=placed, told=said)
            else:
                lost += [cell] if row.place not in self._progress.passed else []
                ledger.enter(row.part, own, told=(own,))
        if lost:
            yield Unplaced(row.place, one_line("｜".join(lost)), UNKNOWN_COLUMN if header else LOST)

    def _is_compared(self, cell: str, row: Row) -> bool:
        """Whether a line was recognised, some header knows the word, or it is the mark of an item."""
        return (
            row.place in self._recognised
            or self._words.headers.knows(cell)
            or squeezed(cell) in self._words.subheads.values()
            or is_item(Row((cell,), row.place), self._words.intake.grouped)
        )


def _is_spread(row: Row, at: int) -> bool:
    """Whether a word stands above several columns: the next cell is blank, or beside it the word is repeated."""
    word, before, after = row.cells[at], row.cells[max(at - 1, 0) : at], row.cells[at + 1 : at + 2]
    return word in before or word in after or (bool(after) and not after[0].strip())


def _raw(row: Row, at: int) -> str:
    """A cell as the file writes it, which is what the second walk counts."""
    return row.stored[at].number if at in row.stored else row.cells[at]


def _values(progress: Progress) -> Mapping[str, list[str]]:
    """The texts that went into tables, by place."""
    kept: dict[str, list[str]] = defaultdict(list)
    for records in progress.records.values():
        for record in records:
            kept[record.place] += [text for text in record.values.values() if text.strip()]
    return kept


def _told(progress: Progress) -> Mapping[str, list[str]]:
    told: dict[str, list[str]] = defaultdict(list)
    for remark in progress.remarks:
        if isinstance(remark, Unplaced):
            told[remark.place].append(remark.text)
    return told

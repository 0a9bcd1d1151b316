"""What every document format is brought to: paragraphs and grids of cells, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from yuebao.model.fault import ToldInLines
from yuebao.model.table import spreadsheet_column

LINES: Final = 20_000
"""Lines of the longest document that is read; the real report has 360."""


class Refused(ToldInLines):
    """The document cannot be imported; the message is Chinese and says why and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a workbook keeps beneath a cell that may show something else: the number as the file writes it, its format,
    and the day that it is when the format shows days (``2020-07-01``, else empty)."""

    number: str
    format: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text; ``place`` says where it stands, for messages, ``part`` in which part of the file.

    A ``caption`` is a name from outside the text, of a sheet or a file: it may announce a table and is no text itself.
    A line ``beside`` the text, in a box, ends nothing when it is not known.
    """

    text: str
    place: str
    caption: bool = False
    part: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a table row.

    A cell that spans columns has its text in the first and blanks in the others. A cell that continues one above
    repeats its text and is listed in ``continued``. ``stored`` has what a workbook keeps beneath its cells of numbers,
    ``part`` is the part of the file that holds the row. ``first`` says how many columns of the document stand before the
    cells; those of a sheet are ``lettered``.
    """

    cells: tuple[str, ...]
    place: str
    continued: frozenset[int] = field(default=frozenset())
    stored: Mapping[int, Stored] = field(default_factory=dict)
    part: str = ""
    first: int = 0
    lettered: bool = False

    def spot(self, at: int) -> str:
        """The place of one of the cells."""
        column = self.first + at
        return (
            f"{self.place} {spreadsheet_column(column)} 列"
            if self.lettered
            else f"{self.place}第 {column + 1} 列"
        )

    @property
    def filled(self) -> list[str]:
        """The cells that hold a text of their own."""
        return [
            cell.strip()
            for index, cell in enumerate(self.cells)
            if cell.strip() and index not in self.continued
        ]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or lines with tabs."""

    rows: tuple[Row, ...]


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of a document that its reader leaves out of the blocks, and why; each is told as it stands.

    ``text`` has them all, letter by letter, and is empty for what holds no words, like a picture; ``raw`` is what the file
    writes where that is something else. A ``note`` belongs to the file and not to the report: there is nothing to decide
    about it. What is ``read`` stands in the blocks as well, or never was: somebody should look how.
    """

    place: str
    text: str
    reason: str
    part: str = ""
    note: bool = False
    raw: str = ""
    read: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its kind in words, its blocks, and what the reader has to say about it.

    ``margins`` are lines from outside the text, of page headers and footers: they may repeat what the text says, and
    hold no table. ``asides`` are the words left out of both, ``recognised`` those that need not be told: codes of the
    program, what is said elsewhere in the file. ``whole`` says how many characters each part of the file holds, as counted
    by a walk of its own; empty when none was made. ``marks`` are the words that say that the document is a draft and what
    is left of it; they were taken out of the rest. ``base`` are the rows in
    which the archive wrote down what stood in the issue when it made the document.
    """

    kind: str
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    margins: tuple[Paragraph, ...] = ()
    asides: tuple[Aside, ...] = ()
    recognised: tuple[Paragraph, ...] = ()
    whole: Mapping[str, int] = field(default_factory=dict)
    marks: tuple[Paragraph, ...] = ()
    base: tuple[tuple[str, ...], ...] = ()

    @property
    def draft(self) -> bool:
        """Whether the document says that it is one: its blanks may be left to transcribe, and are not taken for none."""
        return bool(self.marks)


def blocks_of_lines(lines: Iterable[tuple[str, str]], part: str = "") -> Iterator[Block]:
    """Lines of text (with their places) as blocks: neighbouring lines with tabs are a grid. Blank lines end it."""
    rows: list[Row] = []
    for text, place in lines:
        if "\t" in text and text.strip():
            rows.append(Row(tuple(cell.strip() for cell in text.split("\t")), place, part=part))
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        if text.strip():
            yield Paragraph(text.strip(), place, part=part)
    if rows:
        yield Grid(tuple(rows))

""".html, and the .xls that many systems write, which is a page of tables under another name: lines and tables of cells.

Scripts, styles and what a page hides by `hidden` or `display:none` are left out and told. A cell that spans rows or columns
lies on its grid as in a document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from yuebao.importing.accounting import characters
from yuebao.importing.blocks import LINES, Aside, Block, Document, Grid, Paragraph, Refused, Row
from yuebao.importing.encodings import decode
from yuebao.importing.note_marks import raised

SPAN: Final = 64
CELLS: Final = 200_000
_SILENT: Final = frozenset(("script", "style", "head", "template", "noscript", "object", "svg", "math"))
_VOID: Final = frozenset(
    ("br", "hr", "img", "input", "col", "meta", "link", "wbr", "area", "base", "embed", "source", "track")
)
_LINE: Final = frozenset(
    ("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "hr", "section", "article", "header", "footer", "caption", "title")
)  # fmt: skip
_TOO_MUCH: Final = "网页里的行和格多得不像一期月报。请确认选对了文件。"
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def read_html(content: bytes, name: str) -> Document:
    """The lines and tables of a page. Raises `Refused` for what is no text, or too much."""
    text, encoding = decode(content)
    page = _Page()
    page.feed(text)
    page.close()
    page.end()
    asides = [Aside("网页", words, why) for words, why in page.left]
    whole = {"": page.characters}
    return Document(f"网页，{encoding}", tuple(page.blocks), asides=tuple(asides), whole=whole)


@dataclass
class _Cell:
    text: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    cell: _Cell | None = None


class _Page(HTMLParser):
    """One walk over the tags; tables inside a cell belong to the cell, their texts one below the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.left: list[tuple[str, str]] = []
        self.characters = 0
        self._lines = self._tables = self._cells = 0
        self._line: list[str] = []
        self._table: _Table | None = None
        self._depth = 0
        self._skipped: list[str] = []
        self._names: Counter[str] = Counter()
        self._why = ""
        self._high = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what the tag opens."""
        given = {name: value or "" for name, value in attrs}
        if tag == "body" and self._skipped[:1] == ["head"]:
            self._skipped, self._names = [], Counter()
        if tag not in _VOID and (self._skipped or _is_hidden(tag, given)):
            self._skip(tag, "" if tag in _SILENT else "网页里隐藏的字，没有读入")
            return
        if tag in ("sup", "sub"):
            self._high += 1
        elif tag in ("del", "s", "strike"):
            self._skip(tag, "划掉了的字，没有读入")
        elif tag == "table":
            self._open_table()
        elif self._table is not None and self._depth == 1 and tag in ("tr", "td", "th"):
            self._open_in_table(tag, given)
        elif tag in _LINE:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag without content."""
        if tag in _LINE and not self._skipped:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag closes; a tag that closes nothing is nothing."""
        if self._skipped:
            self._close_skipped(tag)
            return
        if tag in ("sup", "sub"):
            self._high = max(0, self._high - 1)
        elif tag == "table" and self._table is not None:
            self._depth -= 1
            if self._depth == 0:
                self._close_table()
        elif tag in ("td", "th", "tr") and self._table is not None and self._depth == 1:
            self._table.cell = None
        elif tag in _LINE:
            self._break()

    def handle_data(self, data: str) -> None:
        """Words, into the open cell or line."""
        if self._skipped:
            if self._why and data.strip():
                self.characters += characters(data)
                self.left.append((data, self._why))
            return
        self.characters += characters(data)
        words = re.sub(r"[ \t\r\n]+", " ", raised(data) if self._high else data)
        target = self._line if self._table is None or self._table.cell is None else self._table.cell.text
        target.append(words)

    def end(self) -> None:
        """The end of the page closes all that is open."""
        if self._table is not None:
            self._close_table()
        self._break()

    def _skip(self, tag: str, why: str) -> None:
        """Leave out what stands in an element; the outermost says why."""
        if not self._skipped:
            self._why = why
        self._skipped.append(tag)
        self._names[tag] += 1

    def _close_skipped(self, tag: str) -> None:
        """Close the innermost element of that name and what is open in it."""
        if self._names[tag]:
            closed = ""
            while closed != tag:
                closed = self._skipped.pop()
                self._names[closed] -= 1

    def _open_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self._break()
            self._table = _Table()

    def _open_in_table(self, tag: str, given: dict[str, str]) -> None:
        assert self._table is not None
        if tag == "tr" or not self._table.rows:
            self._table.rows.append([])
            self._table.cell = None
        if tag != "tr":
            cell = _Cell(columns=_span(given.get("colspan", "")), rows=_span(given.get("rowspan", "")))
            self._table.rows[-1].append(cell)
            self._table.cell = cell

    def _break(self) -> None:
        if self._table is not None and self._table.cell is not None:
            self._table.cell.text.append("\n")
            return
        line = "".join(self._line).strip()
        self._line = []
        if line:
            self._lines += 1
            self._add(Paragraph(line, f"第 {self._lines} 段"))

    def _close_table(self) -> None:
        table, self._table, self._depth = self._table, None, 0
        assert table is not None
        rows = tuple(self._counted(_laid_out(table.rows, f"第 {self._tables + 1} 个表")))
        self._break()
        if rows:
            self._tables += 1
            self._add(Grid(rows))

    def _counted(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self._cells += len(row.cells)
            if self._cells > CELLS:
                raise Refused(_TOO_MUCH)
            yield row

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        if len(self.blocks) > LINES:
            raise Refused(_TOO_MUCH)


def _is_hidden(tag: str, given: dict[str, str]) -> bool:
    return tag in _SILENT or "hidden" in given or _HIDDEN.search(given.get("style", "")) is not None


def _span(text: str) -> int:
    number = int(text) if text.strip().isascii() and text.strip().isdecimal() and len(text) < 6 else 1
    return min(max(number, 1), SPAN)


def _laid_out(rows: Sequence[Sequence[_Cell]], place: str) -> Iterator[Row]:
    """The cells on their grid: the text in the first column of a span, repeated in rows below as one that goes on."""
    down: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(rows, 1):
        texts: list[str] = []
        continued: set[int] = set()
        below: dict[int, tuple[int, str]] = {}
        waiting = list(cells)
        while waiting or len(texts) in down:
            at = len(texts)
            if at in down:
                left, text = down.pop(at)
                continued.add(at)
                texts.append(text)
                if left > 1:
                    below[at] = (left - 1, text)
                continue
            cell = waiting.pop(0)
            text = _lines("".join(cell.text))
            for step in range(cell.columns):
                texts.append(text if step == 0 else "")
                if cell.rows > 1:
                    below[at + step] = (cell.rows - 1, text if step == 0 else "")
            if len(texts) > SPAN * 4:
                raise Refused(f"{place}第 {number} 行有超过 {SPAN * 4} 列，文件可能已损坏。请另存后再导入。")
        down = {**down, **below}
        yield Row(tuple(texts), f"{place}第 {number} 行", frozenset(continued))


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())

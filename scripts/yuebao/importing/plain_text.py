"""Plain text and CSV: lines and cells, whatever parts them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from yuebao.importing.accounting import characters
from yuebao.importing.blocks import LINES, Block, Document, Grid, Paragraph, Refused, Row, blocks_of_lines
from yuebao.importing.encodings import decode
from yuebao.importing.xlsx_strings import decoded

CELLS: Final = 200_000
SEPARATORS: Final = ",\t;|，；｜^~\x1f:"
"""What may stand between the cells of a CSV file; of two that divide alike the earlier counts."""
_LINE_ENDS: Final = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_NAMED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_KEPT_AS_TEXT: Final = re.compile(r"""="([^"]*)"|'([^']*)'?""")
_BARS: Final = re.compile(r"[|｜;]")
_RULE: Final = re.compile(r"[\s|｜:+=-]+")


def read_text(content: bytes, name: str) -> Document:
    """Lines, those with tabs between cells as tables, and those that bars or semicolons part alike. UTF-8, UTF-16 and
    GB18030 are told apart; others are refused."""
    text, encoding = decode(content)
    cells = text.count("\t")
    lines = _LINE_ENDS.split(text)
    if len(lines) > LINES or cells > CELLS:
        raise Refused(f"文件有 {len(lines)} 行、{cells} 格，一期月报不会有这么多。请确认选对了文件。")
    tabbed = _tabbed(lines)
    whole = {"": sum(map(characters, tabbed))}
    numbered = ((line, f"第 {number} 行") for number, line in enumerate(tabbed, 1))
    return Document(f"文本，{encoding}", tuple(blocks_of_lines(numbered)), whole=whole)


def _tabbed(lines: Sequence[str]) -> list[str]:
    """The lines, with tabs in place of bars and semicolons where at least two lines in a row have equally many, and at least
    two. The frame of a table drawn with bars goes."""
    made: list[str] = []
    for (mark, count), group in groupby(lines, _bars):
        run = list(group)
        if count < 2 or len(run) < 2:
            made += run
            continue
        parts = [[cell.strip() for cell in line.split(mark)] for line in run]
        framed = all(not cells[0] and not cells[-1] for cells in parts)
        for line, cells in zip(run, parts, strict=True):
            kept = cells[1:-1] if framed else cells
            made.append("" if _RULE.fullmatch(line) else "\t".join(kept))
    return made


def _bars(line: str) -> tuple[str, int]:
    if "\t" in line:
        return "", 0
    found = Counter(_BARS.findall(line)).most_common(1)
    return found[0] if found else ("", 0)


def read_csv(content: bytes, name: str) -> Document:
    """A table, or a whole report, parted by commas, tabs, semicolons or bars; the name of the file stands for its heading."""
    text, encoding = decode(content)
    if not re.search(r"[\r\n]", text):
        text = _LINE_ENDS.sub("\n", text)
    named = _NAMED.match(text)
    body = text[named.end() :] if named else text
    separator = named[1] if named else _separator(body)
    records = _records(body, separator)
    if len(records) > LINES or sum(map(len, records)) > CELLS:
        raise Refused(f"CSV 有 {len(records)} 行，一期月报不会有这么多。请确认选对了文件。")
    first = 2 if named else 1
    rows = tuple(
        Row(tuple(map(_cell, cells)), f"第 {number} 行") for number, cells in enumerate(records, first)
    )
    caption = Paragraph(name.rpartition(".")[0], "文件名", caption=True)
    return Document(f"CSV，{encoding}", (caption, *_blocks(rows)), whole={"": _count(body, separator)})


def _blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """The rows as tables, and as lines those that nothing parts, where others are parted: a whole report may be saved like
    this."""
    parted = max((len(row.cells) for row in rows), default=0) > 1
    for several, run in groupby(rows, lambda row: len(row.cells) > 1 or not parted):
        if several:
            yield Grid(tuple(run))
        else:
            yield from (Paragraph("".join(row.cells), row.place) for row in run if row.cells)


def _records(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Refused(f"CSV 无法拆成单元格（{error}）。请用电子表格软件另存后再导入。") from error


def _separator(text: str) -> str:
    """The separator that parts most lines into equally many cells, more than one."""

    def divides(separator: str) -> tuple[int, int]:
        widths = Counter(len(cells) for cells in _records(text, separator) if len(cells) > 1)
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return lines, width

    return max(SEPARATORS, key=divides)


def _cell(text: str) -> str:
    """A cell without `="…"`, by which spreadsheets are told to keep a figure as it is, and escaped line ends."""
    return decoded(_bare(text)).strip()


def _bare(text: str) -> str:
    """A cell without the signs by which programs mark a text: `="1"`, `'1`, `'1'`."""
    kept = _KEPT_AS_TEXT.fullmatch(text.strip())
    return text if kept is None else next(part for part in kept.groups() if part is not None)


def _count(text: str, separator: str) -> int:
    """The characters of a CSV file that are not blank, separators and quotes that quote left out: a walk of its own."""
    count, quoted, cell = 0, False, ""
    for character in [*text, "\n"]:
        if character == '"':
            quoted = not quoted
            cell += character
        elif not quoted and character in (separator, "\r", "\n"):
            bare = cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' and len(cell) > 1 else cell
            count += characters(decoded(_bare(bare)))
            cell = ""
        else:
            cell += character
    return count

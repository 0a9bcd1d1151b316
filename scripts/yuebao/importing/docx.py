""".docx: paragraphs and tables in reading order, merged cells laid out on their grid.

The XML is walked directly: python-docx leaves out what stands in tracked insertions, content controls and text boxes,
and repeats a cell as often as its span says, which a damaged file may set to a billion.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from yuebao.importing.blocks import LINES, Block, Document, Grid, Refused, Row, blocks_of_lines
from yuebao.importing.package import check_package

SPAN: Final = 64
"""The most columns of a table, and of a merged cell; Word allows 63."""
CELLS: Final = 200_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REMOVED: Final = (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK)
_WRAPPERS: Final = tuple(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_BOX: Final = f"{_W}txbxContent"
_MARKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_word(content: bytes, name: str) -> Document:
    """The blocks of a .docx. Raises `Refused` for what is none, is damaged, or is too large."""
    check_package(content, ".docx", "word/document.xml")
    body = _body(content)
    blocks: list[Block] = []
    lines: list[tuple[str, str]] = []
    counted = paragraphs = 0
    for element in _children(body):
        if element.tag == f"{_W}p":
            paragraphs += 1
            if paragraphs > LINES:
                raise Refused(f"文档有超过 {LINES} 段，一期月报不会有这么多。请确认选对了文件。")
            lines += [(line, f"第 {paragraphs} 段") for line in _lines(element)]
            continue
        blocks += blocks_of_lines(lines)
        lines = []
        counted += 1
        blocks.append(_grid(element, f"第 {counted} 个表"))
    blocks += blocks_of_lines(lines)
    return Document("Word 文档", tuple(blocks))


def _body(content: bytes) -> Any:
    """The body. python-docx raises whatever its parts raise on a damaged file, so every error means the same here."""
    import docx

    try:
        return docx.Document(io.BytesIO(content)).element.body
    except MemoryError:
        raise
    except Exception as error:
        raise Refused(
            f"Word 文档的内容已损坏，读不出来（{type(error).__name__}）。请用 Word 或 WPS 打开后另存再导入。"
        ) from error


def _children(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body, text box or cell, those in content controls and insertions included."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child)


def _lines(paragraph: Any) -> Iterator[str]:
    """The lines of a paragraph, then those of the text boxes anchored in it."""
    yield from _text(paragraph).split("\n")
    for box in _boxes(paragraph):
        for inner in _children(box):
            if inner.tag == f"{_W}p":
                yield from _text(inner).split("\n")


def _text(element: Any) -> str:
    """The text as it reads with all changes accepted, without that of text boxes."""
    parts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _REMOVED or node.tag == _BOX:
            continue
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _MARKS and node.getparent().tag == f"{_W}r":
            parts.append(_MARKS[node.tag])
        stack.extend(reversed(node))
    return "".join(parts)


def _boxes(element: Any) -> Iterator[Any]:
    for node in element.iter(_BOX):
        if not any(parent.tag == _FALLBACK for parent in node.iterancestors()):
            yield node


def _grid(table: Any, place: str) -> Grid:
    rows: list[Row] = []
    above: list[str] = []
    cells = 0
    for number, element in enumerate(_rows(table), 1):
        row = _row(element, above, f"{place}第 {number} 行")
        cells += len(row.cells)
        if cells > CELLS:
            raise Refused(f"{place}有超过 {CELLS} 格，一期月报不会有这么大的表。请确认选对了文件。")
        rows.append(row)
        above = list(row.cells)
    return Grid(tuple(rows))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _row(element: Any, above: list[str], place: str) -> Row:
    cells: list[str] = [""] * _number(element, "gridBefore", place)
    continued: set[int] = set()
    for cell in _cells(element):
        span = max(1, _number(cell, "gridSpan", place))
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        index = len(cells)
        if index + span > SPAN:
            raise Refused(f"{place}有超过 {SPAN} 列，文件可能已损坏。请用 Word 或 WPS 打开后另存再导入。")
        if merge is not None and merge.get(f"{_W}val", "continue") != "restart":
            continued.update(range(index, index + span))
            cells += (above[index : index + span] + [""] * span)[:span]
        else:
            cells += [_cell_text(cell), *[""] * (span - 1)]
    return Row(tuple(cells), place, frozenset(continued))


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _number(element: Any, name: str, place: str) -> int:
    """A whole number among the properties of a row or cell; 0 when it is not stated."""
    properties = "trPr" if element.tag == f"{_W}tr" else "tcPr"
    found = element.find(f"{_W}{properties}/{_W}{name}")
    text = "0" if found is None else found.get(f"{_W}val", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= SPAN):
        raise Refused(f"{place}的合并写作“{text[:20]}”，文件可能已损坏。请用 Word 或 WPS 打开后另存再导入。")
    return int(text)


def _cell_text(cell: Any) -> str:
    """The lines of a cell; what stands in a table inside it comes last."""
    lines = [_text(child) for child in _children(cell) if child.tag == f"{_W}p"]
    inner = [
        _text(part) for child in _children(cell) if child.tag == f"{_W}tbl" for part in child.iter(f"{_W}p")
    ]
    return "\n".join(line.strip() for line in [*lines, *inner]).strip()

"""Tables of a Word document: merged cells laid out on their grid, rows and cells that are not shown left out and told.

A merged cell is not repeated as often as its span says, which a damaged file may set to a billion.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from yuebao.importing.blocks import Block, Grid, Refused, Row
from yuebao.importing.word_gathering import Gathering
from yuebao.importing.word_xml import Element, attribute, child, is_on, kind, texts, whole_number, words

if TYPE_CHECKING:
    from yuebao.importing.word_story import Story

SPAN: Final = 64
"""The most columns of a table, and of a merged cell; Word allows 63."""
CELLS: Final = 200_000
WRAPPERS: Final = ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
"""Elements around rows, cells and paragraphs that change nothing for readers."""
_FLAT: Final = 20
"""Twentieths of a point below which nothing of a row can be seen."""
_OTHER: Final = "表格里不在任何一格的字，没有读入"
_UNSEEN: Final = "合并的格子里看不见的文字"


def is_layout(table: Element) -> bool:
    """Whether most of what a table says stands in tables inside it."""
    inner = [each for each in table.iter() if kind(each) == "w:tbl" and each is not table]
    outermost = [each for each in inner if not any(other in inner for other in each.iterancestors())]
    return bool(inner) and 2 * sum(len(words(each)) for each in outermost) > len(words(table))


class TableReader:
    """Reads one table; ``place`` says which."""

    def __init__(self, story: Story, gathering: Gathering, part: str, place: str) -> None:
        self._story, self._told, self._part, self._place = story, gathering, part, place
        self._inner: list[tuple[Element, str]] = []
        self._numbered: dict[int, list[int]] = {}

    def grid(self, table: Element) -> Iterator[Block]:
        """The rows as a grid, then what stands in text boxes and tables inside its cells."""
        rows: list[Row] = []
        cells = 0
        for number, element in self._rows(table):
            row = self._row(element, list(rows[-1].cells) if rows else [], number)
            cells += len(row.cells)
            if cells > CELLS:
                raise Refused(f"{self._place}有超过 {CELLS} 格，一期月报不会有这么大的表。请确认选对了文件。")
            rows.append(row)
        if rows:
            yield Grid(tuple(rows))
        for element, where in self._inner:
            yield from self._story.aside(element, where)
        self._tell_numbers()

    def taken_apart(self, table: Element) -> Iterator[Block]:
        """The cells of a table that only lays others out, column by column: what is above a table is its heading."""
        columns: dict[int, list[tuple[Element, str]]] = {}
        for number, element in self._rows(table):
            place = f"{self._place}第 {number} 行"
            for at, cell in enumerate(self._cells(element, place), 1):
                columns.setdefault(at, []).append((cell, f"{place}第 {at} 格里"))
        for _, cells in sorted(columns.items()):
            for cell, where in cells:
                yield from self._story.blocks(cell, where)

    def _rows(self, table: Element) -> Iterator[tuple[int, Element]]:
        for number, row in enumerate(self._inside(table, "w:tr", self._place), 1):
            reason = _why_not(row)
            if not reason:
                yield number, row
            else:
                self._story.leave_out(row, f"{self._place}第 {number} 行", reason)

    def _cells(self, row: Element, place: str) -> Iterator[Element]:
        for cell in self._inside(row, "w:tc", place):
            if child(cell, "w:tcPr", "w:cellDel") is None:
                yield cell
            else:
                self._story.leave_out(cell, place, "修订里删去的格子")

    def _inside(self, parent: Element, wanted: str, place: str) -> Iterator[Element]:
        """The rows or cells of a table or row, those in content controls and insertions included."""
        for each in parent:
            if kind(each) == wanted:
                yield each
            elif kind(each) in WRAPPERS:
                yield from self._inside(each, wanted, place)
            else:
                self._story.leave_out(each, place, _OTHER)
        for text in texts(parent):
            self._tell(place, text, _OTHER)

    def _row(self, element: Element, above: list[str], number: int) -> Row:
        place = f"{self._place}第 {number} 行"
        cells: list[str] = [""] * _number(element, "w:gridBefore", place)
        continued: set[int] = set()
        for cell in self._cells(element, place):
            span, index = max(1, _number(cell, "w:gridSpan", place)), len(cells)
            if index + span > SPAN:
                raise Refused(f"{place}有超过 {SPAN} 列，文件可能已损坏。请用 Word 或 WPS 打开后另存再导入。")
            if _goes_on(cell, "w:hMerge"):
                self._story.leave_out(cell, place, _UNSEEN)
                cells += [""] * span
            elif _goes_on(cell, "w:vMerge") or _merged_by_change(cell):
                self._story.leave_out(cell, place, _UNSEEN)
                continued.update(range(index, index + span))
                cells += (above[index : index + span] + [""] * span)[:span]
            else:
                cells += [self._text(cell, number, index), *[""] * (span - 1)]
        return Row(tuple(cells), place, frozenset(continued), part=self._part)

    def _tell(self, place: str, text: str, reason: str) -> None:
        if text:
            self._told.tell(self._part, place, text, reason)

    def _text(self, cell: Element, number: int, index: int) -> str:
        """The lines of a cell. A blank one that Word numbers is noted, what stands inside it is read behind the table."""
        place = f"{self._place}第 {number} 行"
        lines = []
        for element in self._story.children(cell, place):
            if kind(element) == "w:tbl":
                self._inner.append((element, place))
                continue
            read = self._story.paragraph(element, place)
            lines.append(read.text.strip())
            self._inner += [(box, place) for box in read.boxes]
            if not read.text.strip() and self._story.is_numbered(element):
                self._numbered.setdefault(index, []).append(number)
        return "\n".join(filter(None, lines)).strip()

    def _tell_numbers(self) -> None:
        for index, numbers in self._numbered.items():
            rows = f"第 {numbers[0]} 行" if len(numbers) == 1 else f"第 {numbers[0]}—{numbers[-1]} 行"
            self._told.remarks.append(
                f"{self._place}{rows}第 {index + 1} 列共 {len(numbers)} 格是 Word 的自动编号，文件里没有这些数字，"
                "按空白读入；执行 yuebao derive 即填"
            )


def _why_not(row: Element) -> str:
    """Why a row is not read: deleted in a tracked change, hidden, or so low that nothing of it shows."""
    properties = child(row, "w:trPr")
    if properties is None:
        return ""
    if child(properties, "w:del") is not None:
        return "修订里删去的一行"
    if is_on(child(properties, "w:hidden")):
        return "隐藏的一行"
    height = child(properties, "w:trHeight")
    if height is not None and attribute(height, "hRule") == "exact":
        value = whole_number(height)
        if value is not None and value <= _FLAT:
            return "行高为 0、看不见的一行"
    return ""


def _goes_on(cell: Element, name: str) -> bool:
    """Whether a cell continues the one above or before it."""
    merge = child(cell, "w:tcPr", name)
    return merge is not None and (attribute(merge, "val") or "continue") != "restart"


def _merged_by_change(cell: Element) -> bool:
    merge = child(cell, "w:tcPr", "w:cellMerge")
    return merge is not None and attribute(merge, "vMerge") == "cont"


def _number(element: Element, name: str, place: str) -> int:
    """A whole number among the properties of a row or cell; 0 when it is not stated."""
    found = child(element, "w:trPr" if kind(element) == "w:tr" else "w:tcPr", name)
    if found is None or not attribute(found, "val"):
        return 0
    number = whole_number(found)
    if number is None or number > SPAN:
        text = attribute(found, "val")[:20]
        raise Refused(f"{place}的合并写作“{text}”，文件可能已损坏。请用 Word 或 WPS 打开后另存再导入。")
    return number

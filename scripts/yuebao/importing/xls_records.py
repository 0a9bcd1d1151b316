"""What stands in a .xls beside its cells, by the order of the raw records: filters, page headers, text boxes, comments, charts,
other objects, prompts, names, what the file says of itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from yuebao.importing.blocks import Refused
from yuebao.importing.xls_conditions import Condition, conditions
from yuebao.importing.xls_drawings import drawn_words
from yuebao.importing.xls_fields import (
    BLANK,
    BLANKS,
    BOX,
    CAPTION,
    CELLS_OUTSIDE,
    FOOTER,
    FORMULA,
    HEADER,
    LABEL,
    MORE_HEADERS,
    NAME,
    NOTE,
    NUMBER,
    OBJECT,
    PROMPT,
    RICH_LABEL,
    SCENARIO,
    SHARED_TEXT,
    SMALL_NUMBER,
    SMALL_NUMBERS,
    STRING,
    TIP,
    TRUTH,
    USER,
    Name,
    box_text,
    caption,
    cells_outside,
    choices,
    figures,
    listed,
    margin,
    name,
    note_author,
    prompts,
    scenario,
    shared_of,
    text_of_formula,
    text_of_label,
    tip,
    user,
)
from yuebao.importing.xls_stream import (
    BOF,
    EOF,
    Cursor,
    CutShort,
    Record,
    SharedString,
    SheetStream,
    WorkbookStream,
    strings_of,
)
from yuebao.importing.xlsx_strings import decoded

Place = tuple[int, int]
_FILTER, _ARROWS = 0x9B, 0x9D
_COMBO: Final = "下拉框"
_CHART: Final = "图表"
_KINDS: Final = {
    0x05: _CHART, 0x08: "图片", 0x07: "控件", 0x0B: "控件", 0x0C: "控件", 0x10: "控件", 0x11: "控件", 0x12: "控件", 0x14: _COMBO,
}  # fmt: skip
_NOTE_OBJECT: Final = 0x19
_ONE_CELL: Final = (SHARED_TEXT, LABEL, RICH_LABEL, NUMBER, SMALL_NUMBER, TRUTH, FORMULA, BLANK)
_SIDE_BY_SIDE: Final = {SMALL_NUMBERS: 6, BLANKS: 2}
"""Records of several cells, and the bytes of each cell in them."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment at a cell; ``place`` is none when the cell is not known."""

    place: Place | None
    author: str
    text: str


@dataclass
class SheetRecords:
    """What the records of one sheet say: whether a filter is on, whether it has arrows (which are objects), page headers and
    footers as written, texts of boxes (not of comments), comments, other objects with the words of those that have any,
    prompts, choices, tips, explanations of scenarios, what drawings say, texts above others by their cells, conditions that
    change how cells look."""

    part: str
    name: str
    kind: str
    filtered: bool = False
    arrows: bool = False
    margins: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    objects: list[tuple[str, list[str]]] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    scenarios: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    above: list[tuple[Place, str]] = field(default_factory=list)
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class BookRecords:
    """The sheets in their order, those of charts too; the names, the texts that no cell refers to, the cells of other
    workbooks, who opened the file last."""

    sheets: tuple[SheetRecords, ...]
    names: tuple[Name, ...]
    unused: tuple[str, ...]
    outside: tuple[str, ...]
    user: str


def book_records(stream: WorkbookStream) -> BookRecords:
    """Everything beside the cells. Raises `Refused` when one cell is written twice, or a record is cut short."""
    own = stream.records
    strings = strings_of(stream)
    used = Counter[int]()
    sheets = [_Reader(str(at), sheet, strings, used).read() for at, sheet in enumerate(stream.sheets)]
    unused = [each.text + each.above for at, each in enumerate(strings) if not used[at]]
    return BookRecords(
        tuple(sheets),
        tuple(name(record) for record in own if record.number == NAME),
        tuple(text for text in unused if text.strip()),
        tuple(text for record in own if record.number == CELLS_OUTSIDE for text in cells_outside(record)),
        "".join(user(record) for record in own if record.number == USER),
    )


class _Reader:
    """Walks over the records of one sheet."""

    def __init__(
        self, part: str, sheet: SheetStream, strings: Sequence[SharedString], used: Counter[int]
    ) -> None:
        self._sheet, self._strings, self._used = sheet, strings, used
        self._found = SheetRecords(part, sheet.name, sheet.kind)
        self._texts: dict[int, str] = {}
        self._notes: list[tuple[Place, int, str]] = []
        self._object = (0, 0)
        self._chart = list[str]()
        self._places: set[Place] = set()

    def read(self) -> SheetRecords:
        found, depth = self._found, 0
        if self._sheet.kind:
            found.objects.append((f"{self._sheet.kind}工作表", self._chart))
        for record in self._sheet.records:
            depth += {BOF: 1, EOF: -1}.get(record.number, 0)
            if depth > 1 or self._sheet.kind:
                self._of_no_grid(record)
            else:
                self._of_cells(record)
            self._beside(record)
        found.drawn += drawn_words(self._sheet.records)
        found.conditions = conditions(self._sheet.records)
        if found.arrows:
            found.objects = [each for each in found.objects if each[0] != _COMBO or each[1]]
        self._commented()
        return found

    def _of_no_grid(self, record: Record) -> None:
        """What a chart or a sheet without a grid says."""
        if record.number == CAPTION:
            self._chart.append(caption(record))
        elif record.number in (LABEL, RICH_LABEL):
            self._chart.append(text_of_label(record))
        elif record.number == STRING:
            self._chart.append(text_of_formula(record))
        elif record.number == SHARED_TEXT:
            number, shared = shared_of(record, self._strings)
            self._used[number] += 1
            self._chart.append(decoded(shared.text) + shared.above)
        else:
            self._chart += figures(record)

    def _of_cells(self, record: Record) -> None:
        for place in _places(record):
            if place in self._places:
                raise Refused(
                    f"工作表“{self._sheet.name}”第 {place[0] + 1} 行第 {place[1] + 1} 列在文件里写了两次，不知以哪个为准。"
                    "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
                )
            self._places.add(place)
        if record.number == SHARED_TEXT:
            number, shared = shared_of(record, self._strings)
            self._used[number] += 1
            if shared.above.strip():
                self._found.above.append((_place(record), shared.above))

    def _beside(self, record: Record) -> None:
        found, number = self._found, record.number
        if number in (HEADER, FOOTER, MORE_HEADERS):
            found.margins += margin(record)
        elif number == _FILTER:
            found.filtered = True
        elif number == _ARROWS:
            found.arrows = True
        elif number == OBJECT:
            self._opened(record)
        elif number == BOX:
            self._box(box_text(record))
        elif number == NOTE:
            self._notes.append((_place(record), Cursor(record, 6).number(), note_author(record)))
        elif number == PROMPT:
            found.prompts += prompts(record)
            found.choices += choices(record)
        elif number == TIP:
            found.tips.append(tip(record))
        elif number == SCENARIO:
            found.scenarios += scenario(record)

    def _opened(self, record: Record) -> None:
        cursor = Cursor(record, 4)
        kind, number = cursor.number(), cursor.number()
        self._object = (kind, number)
        if kind in _KINDS:
            words = list(listed(record))
            if kind == 0x05:
                self._chart = words
            self._found.objects.append((_KINDS[kind], words))

    def _box(self, text: str) -> None:
        kind, number = self._object
        if kind == _NOTE_OBJECT:
            self._texts[number] = self._texts.get(number, "") + text
        elif text.strip():
            self._found.boxes.append(text)

    def _commented(self) -> None:
        """Give each comment its text; a text of which no comment is known is told without a cell."""
        for place, number, author in self._notes:
            self._found.comments.append(Comment(place, author, self._texts.pop(number, "")))
        self._found.comments += [Comment(None, "", text) for text in self._texts.values() if text.strip()]


def _place(record: Record) -> Place:
    cursor = Cursor(record)
    return cursor.number(), cursor.number()


def _places(record: Record) -> Iterator[Place]:
    if record.number in _ONE_CELL:
        yield _place(record)
    elif record.number in _SIDE_BY_SIDE:
        row, column = _place(record)
        count = (len(record.body) - 6) // _SIDE_BY_SIDE[record.number]
        if Cursor(record, len(record.body) - 2).number() != column + count - 1:
            raise CutShort
        yield from ((row, column + at) for at in range(count))

"""How many characters a .xls holds: a walk over its raw records, one after the other, that knows nothing of cells as they are
placed, of objects, of charts within sheets, and nothing of the library that reads the cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from yuebao.importing.accounting import characters
from yuebao.importing.xls_drawings import drawn_words
from yuebao.importing.xls_fields import (
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
    box_text,
    caption,
    cells_outside,
    choices,
    figures,
    listed,
    margin,
    name,
    note_author,
    pivoted,
    prompts,
    scenario,
    shared_of,
    text_of_formula,
    text_of_label,
    tip,
    user,
)
from yuebao.importing.xls_stream import EOF, Record, SharedString, WorkbookStream, all_records, strings_of
from yuebao.importing.xlsx_strings import decoded, margin_lines

BOOK: Final = "工作簿"
"""The part of what belongs to no sheet."""


def _validation(record: Record) -> Iterator[str]:
    yield from (*prompts(record), *choices(record))


def _margin(record: Record) -> Iterator[str]:
    for text in margin(record):
        yield from margin_lines(text)


def _named(record: Record) -> Iterator[str]:
    found = name(record)
    yield from (*found.values, *found.said)


PIVOTS: Final = "_SX_DB_CUR/"
_SAID: Final[Mapping[int, Callable[[Record], Iterable[str]]]] = {
    **dict.fromkeys((LABEL, RICH_LABEL), text_of_label), STRING: text_of_formula, BOX: box_text, NOTE: note_author, TIP: tip,
    CAPTION: caption, USER: user, **dict.fromkeys((NUMBER, SMALL_NUMBER, SMALL_NUMBERS, TRUTH, FORMULA), figures),
    **dict.fromkeys((HEADER, FOOTER, MORE_HEADERS), _margin), PROMPT: _validation, OBJECT: listed, SCENARIO: scenario, NAME: _named,
    CELLS_OUTSIDE: cells_outside,
}  # fmt: skip


def count_words(stream: WorkbookStream) -> Mapping[str, int]:
    """The characters that are not blank, by the number of the sheet; of what belongs to none by `BOOK`."""
    strings = strings_of(stream)
    used = Counter[int]()
    counts = {
        str(at): _sum(sheet.records, strings, used) + sum(map(characters, drawn_words(sheet.records)))
        for at, sheet in enumerate(stream.sheets)
    }
    left = [shared for at, shared in enumerate(strings) if not used[at]]
    counts[BOOK] = _sum(stream.records, strings, used)
    counts[BOOK] += sum(characters(shared.text + shared.above) for shared in left)
    counts[BOOK] += sum(
        map(characters, [*stream.properties.values(), *stream.own.values(), *pivot_words(stream)])
    )
    return {part: size for part, size in counts.items() if size}


def pivot_words(stream: WorkbookStream) -> Iterator[str]:
    """What pivot tables were made from; it need not stand in any sheet."""
    for path, content in sorted(stream.others.items()):
        if path.startswith(PIVOTS):
            own = takewhile(lambda record: record.number != EOF, all_records(content))
            yield from (text for record in own for text in pivoted(record) if text.strip())


def _sum(records: Sequence[Record], strings: Sequence[SharedString], used: Counter[int]) -> int:
    total = 0
    for record in records:
        if record.number == SHARED_TEXT:
            number, shared = shared_of(record, strings)
            used[number] += 1
            total += characters(decoded(shared.text) + shared.above)
        elif record.number in _SAID:
            total += sum(map(characters, _SAID[record.number](record)))
    return total

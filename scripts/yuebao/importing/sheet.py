"""What the two workbook formats share: sheets of cells into grids, within bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from yuebao.importing.blocks import Aside, Block, Grid, Paragraph, Refused, Row, Stored
from yuebao.model.table import spreadsheet_column

SHEETS: Final = 60
ROWS: Final = 5_000
COLUMNS: Final = 200
HIDDEN, FOLDED, FLAT = "隐藏的", "分级显示里折叠的", "高度或宽度为 0 的"

Place = tuple[int, int]
Area = tuple[int, int, int, int]
_NOT_SHOWN: Final = "按格式不显示，照空白读入"
USUAL_WIDTH: Final = 8.43
PADDING: Final = 0.71
"""Characters of a column of which nothing is said, and the margin that a stated width includes."""
ZERO_NOT_SHOWN: Final = "零按格式不显示，照空白读入"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet by row and column, both from 0.

    ``stored`` is what the file keeps beneath those that show something else; ``merged`` are ranges (first row, first
    column, last row, last column); ``part`` is the part of the file; ``unseen`` rows are none of the grid.
    """

    name: str
    texts: Mapping[Place, str]
    stored: Mapping[Place, Stored]
    merged: tuple[Area, ...]
    part: str = ""
    unseen: Set[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Unseen:
    """Rows and columns (from 0) that are left out, in words how each is hidden; ``filtered`` are rows that a filter hides,
    which are read."""

    rows: Mapping[int, str] = field(default_factory=dict)
    columns: Mapping[int, str] = field(default_factory=dict)
    filtered: Set[int] = frozenset()


def check_count(count: int) -> None:
    """Refuse a workbook of too many sheets."""
    if count > SHEETS:
        raise Refused(f"工作簿有 {count} 个工作表，一期月报不会有这么多。请确认选对了文件。")


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose filled cells reach too far."""
    if rows > ROWS or columns > COLUMNS:
        raise Refused(
            f"工作表“{name}”用到第 {rows} 行、{spreadsheet_column(columns - 1)} 列，一期月报不会有这么大。"
            "请删去多余的行列，或确认选对了文件。"
        )


def address(place: Place) -> str:
    """A place as people write it: `B2`."""
    return f"{spreadsheet_column(place[1])}{place[0] + 1}"


def visible_part(sheet: Sheet, unseen: Unseen) -> tuple[Sheet, tuple[Aside, ...]]:
    """The sheet without the cells that nobody sees, and these, row by row and column by column: in hidden rows and
    columns, and beneath a merged cell. The text of a merged cell stands where its first visible cell is."""
    texts = dict(sheet.texts)
    stored = dict(sheet.stored)
    covered = {place: "被合并的格盖住了，没有读入" for place in _covered(sheet)}
    for area in sheet.merged:
        _move(area, unseen, texts, stored)
    reasons: dict[Place, tuple[str, str]] = {}
    for place in texts:
        row, column = place
        if place in covered:
            reasons[place] = (f"{address(place)}", covered[place])
        elif row in unseen.rows:
            reasons[place] = (f"第 {row + 1} 行", f"{unseen.rows[row]}行，没有读入")
        elif column in unseen.columns:
            reasons[place] = (f"{spreadsheet_column(column)} 列", f"{unseen.columns[column]}列，没有读入")
    left = tuple(_grouped(sheet, texts, stored, reasons))
    seen = {place: text for place, text in texts.items() if place not in reasons}
    kept = {place: what for place, what in stored.items() if place in seen}
    return Sheet(sheet.name, seen, kept, sheet.merged, sheet.part, unseen.rows.keys()), left


def _covered(sheet: Sheet) -> Iterator[Place]:
    for area in sheet.merged:
        yield from (place for place in _filled(area, sheet.texts) if place != area[:2])


def _move(area: Area, unseen: Unseen, texts: dict[Place, str], stored: dict[Place, Stored]) -> None:
    top, left, bottom, right = area
    row = next((row for row in range(top, min(bottom, ROWS) + 1) if row not in unseen.rows), top)
    column = next((each for each in range(left, min(right, COLUMNS) + 1) if each not in unseen.columns), left)
    if (row, column) != (top, left) and (top, left) in texts and (row, column) not in texts:
        texts[row, column] = texts.pop((top, left))
        if (top, left) in stored:
            stored[row, column] = stored.pop((top, left))


def _grouped(
    sheet: Sheet,
    texts: Mapping[Place, str],
    stored: Mapping[Place, Stored],
    reasons: Mapping[Place, tuple[str, str]],
) -> Iterator[Aside]:
    groups: dict[tuple[str, str], list[Place]] = {}
    for place in sorted(reasons):
        groups.setdefault(reasons[place], []).append(place)
    for (where, reason), places in groups.items():
        words = "｜".join(texts[place] for place in places)
        yield Aside(
            f"工作表“{sheet.name}”{where}", words, reason, sheet.part, raw=raw_texts(texts, stored, places)
        )


def raw_texts(texts: Mapping[Place, str], stored: Mapping[Place, Stored], places: Iterable[Place]) -> str:
    """The cells as the file writes them."""
    return "".join(stored[place].number if place in stored else texts[place] for place in places)


def hidden_sheet(sheet: Sheet, *, listed: bool = False) -> Aside:
    """A sheet that nobody sees, with all of its words; one whose words are ``listed`` for cells to choose from belongs to
    the form."""
    places = sorted(sheet.texts)
    words = "｜".join(sheet.texts[place] for place in places)
    return Aside(
        f"工作表“{sheet.name}”",
        words,
        "隐藏的工作表，供别的格选填，没有读入" if listed else "工作表是隐藏的，没有读入",
        sheet.part,
        note=listed,
        raw=raw_texts(sheet.texts, sheet.stored, places),
    )


def filtered_rows(sheet: Sheet, unseen: Unseen) -> Iterator[Aside]:
    """The rows that a filter hides, which are read."""
    if unseen.filtered:
        rows = "、".join(str(row + 1) for row in sorted(unseen.filtered))
        reason = "筛选时藏起来的行，也读入了，请核对"
        yield Aside(f"工作表“{sheet.name}”", f"第 {rows} 行", reason, read=True)


def left_out(items: Iterable[tuple[Place, str, str]], name: str, part: str) -> Iterator[Aside]:
    """Words (place, words, reason) that are left out of cells, those of one reason together. A zero that the format does
    not show is printed as the blank that is read: it is noted, and nothing to decide."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for place, words, reason in items:
        groups.setdefault(reason, []).append((address(place), words))
    for reason, each in groups.items():
        where = "、".join(dict.fromkeys(place for place, _ in each))
        joined, raw = "｜".join(words for _, words in each), "".join(words for _, words in each)
        yield Aside(f"工作表“{name}”{where}", joined, reason, part, note=reason == ZERO_NOT_SHOWN, raw=raw)


def not_shown(number: str) -> str:
    """Why a cell is read as blank whose format shows nothing of its number or words."""
    return _NOT_SHOWN if number.strip("0.") else ZERO_NOT_SHOWN


def blocks_of_sheets(sheets: list[Sheet]) -> Iterator[Block]:
    """The name of each sheet stands for a heading; then its cells, row by row."""
    for sheet in sheets:
        if sheet.texts:
            yield Paragraph(sheet.name, f"工作表“{sheet.name}”", caption=True)
            yield Grid(tuple(_rows(sheet)))


def _rows(sheet: Sheet) -> Iterator[Row]:
    height = max(row for row, _ in sheet.texts) + 1
    width = max(column for _, column in sheet.texts) + 1
    check_size(sheet.name, height, width)
    texts, continued = dict(sheet.texts), set()
    for area in sheet.merged:
        top, left, bottom, right = area
        anchor = next(_filled(area, sheet.texts), (top, left))
        for row in range(anchor[0] + 1, min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
                texts[row, column] = sheet.texts.get((anchor[0], column), "")
                continued.add((row, column))
    for row in (number for number in range(height) if number not in sheet.unseen):
        yield Row(
            cells=tuple(texts.get((row, column), "") for column in range(width)),
            place=f"工作表“{sheet.name}”第 {row + 1} 行",
            continued=frozenset(column for column in range(width) if (row, column) in continued),
            stored={
                column: sheet.stored[row, column] for column in range(width) if (row, column) in sheet.stored
            },
            part=sheet.part,
            lettered=True,
        )


def _filled(area: Area, texts: Mapping[Place, str]) -> Iterator[Place]:
    """The places of an area where a text stands; of the area and the texts the fewer are walked over."""
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) < len(texts):
        within = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return (place for place in within if place in texts)
    return (place for place in texts if top <= place[0] <= bottom and left <= place[1] <= right)


def is_too_wide(text: str, room: float, size: float = 1.0) -> bool:
    """Whether a number needs more than the ``room`` of its column, in figures of the usual letters; those of a cell may be
    larger by ``size``. Half a figure counts as fitting, since programs measure a little differently."""
    needed = sum(1.0 if character.isdigit() else 0.5 for character in text if not character.isspace())
    return needed * max(size, 1.0) > room + 0.5


def too_narrow(places: Iterable[Place], name: str) -> Iterator[Aside]:
    """The numbers that do not fit into their columns: Excel shows `####` for them. They are read as stored."""
    where = "、".join(map(address, places))
    if where:
        reason = "列太窄，放不下这些数，打开时显示为 ####；照存的数读入，请核对"
        yield Aside(f"工作表“{name}”", where, reason, read=True)


def hidden_by_rule(name: str, areas: str, *, sure: bool = True) -> Aside:
    """Areas in which a condition may take the words from sight, or does nobody knows what."""
    why = "条件格式会把这里的字变成底色或不显示" if sure else "条件格式怎样改这里的样子，读不出来"
    return Aside(f"工作表“{name}”{areas[:200]}", "", f"{why}；照存的读入，请核对", read=True)


def is_within(place: Place, areas: Iterable[Area]) -> bool:
    """Whether a cell lies in one of the areas."""
    return any(top <= place[0] <= bottom and left <= place[1] <= right for top, left, bottom, right in areas)

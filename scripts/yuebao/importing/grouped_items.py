"""Items printed in groups, each under a heading made of place, name and score (`3 甲 102.6 分`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from yuebao.importing.blocks import Row
from yuebao.importing.cells import fits
from yuebao.importing.compact_text import squeeze, squeezed
from yuebao.importing.remarks import Ambiguous, Remark, Unplaced, one_line
from yuebao.importing.rows import Record
from yuebao.schema.intake_form import GroupedPattern
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Group:
    """A heading: what it says of the group, to be compared with the ranking."""

    table: str
    name: str
    number: str
    score: str
    place: str


def read_heading(text: str, place: str, table: str, pattern: GroupedPattern, *, within: bool) -> Group | None:
    """The group that a line begins; the words of all its cells together. Only ``within`` the table itself may a
    heading go without its score: elsewhere any numbered line would be one."""
    line = squeeze(text)
    match = re.fullmatch(pattern.heading, line.text)
    if match is None or not (match["score"] or within):
        return None
    name = squeezed(line.groups(match)["name"])
    return Group(table, name, match["place"], match["score"] or "", place)


def read_item(
    row: Row, group: Group | None, by: str, schema: TableSchema, pattern: GroupedPattern
) -> tuple[Record | None, Remark | None]:
    """The record of an item below the heading; a row whose cells do not fill the other columns is told, like
    the cells that stand apart from it, behind a blank one."""
    columns = [column for column in schema.header if column != by]
    marked = without_bullet(row, pattern)
    places = [index for index, cell in enumerate(marked.cells) if cell]
    filled = [(marked.cells[index], row.stored.get(index)) for index in places]
    text = one_line("｜".join(cell for cell, _ in filled))
    if group is None:
        return None, Unplaced(row.place, text, "这一项上面没有分组的标题，不知属于谁")
    size = len(columns)
    apart = len(filled) > size and places[size] > places[size - 1] + 1
    filled, beyond = (filled[:size], filled[size:]) if apart else (filled, [])
    missing = len(columns) - len(filled)
    kept = dict(zip(columns[missing:], filled, strict=True)) if missing in (0, 1) else {}
    if not kept or not all(
        fits(cell, schema.field[name], stored=number) for name, (cell, number) in kept.items()
    ):
        return None, Unplaced(row.place, text, f"这一项应有 {len(columns)} 格（{'、'.join(columns)}）")
    values = {
        by: group.name,
        **dict.fromkeys(columns, ""),
        **{name: cell for name, (cell, _) in kept.items()},
    }
    stored = {name: number for name, (_, number) in kept.items() if number is not None}
    spots = {
        by: group.place,
        **dict.fromkeys(columns, row.place),
        **{name: row.spot(at) for name, at in zip(kept, places, strict=False)},
    }
    record = Record(values, row.place, stored, spots=spots)
    if beyond:
        others = one_line("｜".join(cell for cell, _ in beyond))
        cells = tuple(row.spot(at) for at in places[size:])
        return record, Unplaced(row.place, others, "这一格在这一项之外，没有读入", cells=cells)
    if missing:
        return record, Ambiguous(row.place, text, f"这一项少一格，“{columns[0]}”按空白读入，请核对")
    return record, None


def is_item(row: Row, pattern: GroupedPattern) -> bool:
    """Whether the row begins with the mark of an item."""
    return bool(row.cells) and re.match(pattern.bullet, "".join(row.cells).strip()) is not None


def without_bullet(row: Row, pattern: GroupedPattern) -> Row:
    """The row without the marks of items."""
    return replace(
        row, cells=tuple(re.sub(f"^(?:{pattern.bullet})\\s*", "", cell.strip()) for cell in row.cells)
    )

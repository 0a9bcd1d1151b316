"""Names that slipped by a row against their figures: from some row on, to the end or to another row, each name stands one row
too low or too high."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import Finding
from yuebao.model.table import Cell, Table

_MOST: Final = 3
"""Names that may be the one that got lost."""


def propose(look: Look) -> Iterator[Hypothesis]:
    """The names of each table in which three rows are wrong, moved back by a row: from the first that is wrong, the one
    before, or a row without a name, to the last, the one behind, a row without a name, or the end."""
    for table in look.scope.tables.values():
        entity = look.schema(table).entity
        body = table.body()
        wrong = [row for row in look.wrong_rows(table) if row in body]
        if entity is None or entity.name not in table.texts or len(wrong) < 3:
            continue
        at = {row: place for place, row in enumerate(body)}
        blank = [place for row, place in at.items() if not table.texts[entity.name][row]][:1]
        starts = dict.fromkeys((*blank, at[wrong[0]], at[wrong[0]] - 1))
        ends = dict.fromkeys(
            (*blank, *((len(body) - 1,) if blank else ()), at[wrong[-1]], at[wrong[-1]] + 1, len(body) - 1)
        )
        for start, end in product(starts, ends):
            if start >= 0 and start + 1 < end < len(body):
                for down in (True, False):
                    yield from _moved(look, table, entity.name, body[start : end + 1], down=down)


def _moved(look: Look, table: Table, column: str, part: Sequence[int], *, down: bool) -> Iterator[Hypothesis]:
    """The names of these rows as they were before they moved ``down`` or up. The one that was pushed out stands at the other
    end, or is what the table does not list."""
    texts = table.texts[column]
    names = [texts[row] for row in part]
    kept, pushed = (names[1:], names[0]) if down else (names[:-1], names[-1])
    for lost in _lost(look, table, column) if not pushed or pushed in kept else [pushed]:
        meant = [*kept, lost] if down else [lost, *kept]
        if "" not in meant and len({*meant}) == len(meant):
            changed = {
                Cell(table.name, row, column): name
                for row, name in zip(part, meant, strict=True)
                if name != texts[row]
            }
            yield _told(look, table, column, part, changed, lost, down=down)


def _lost(look: Look, table: Table, column: str) -> list[str]:
    """The names that the table does not list; where nobody can say because one is blank, those that other tables
    of the issue list."""
    missing = [each.expected or "" for each in look.missing(table)]
    names = look.schema(table).field[column].names
    entities = {name: schema.entity for name, schema in look.scope.schemas.items()}
    known = [
        text
        for other in look.scope.tables.values()
        if (entity := entities[other.name]) is not None
        and entity.names == names
        and entity.name in other.texts
        for text in other.texts[entity.name]
    ]
    there = {*table.texts[column], ""}
    return (missing or [text for text in dict.fromkeys(known) if text not in there])[:_MOST]


def _told(
    look: Look,
    table: Table,
    column: str,
    part: Sequence[int],
    changed: Mapping[Cell, str],
    lost: str,
    *,
    down: bool,
) -> Hypothesis:
    way, first, last = ("下" if down else "上"), table.lines[part[0]], table.lines[part[-1]]
    return Hypothesis(
        message=f"“{column}”一列第 {first} 行至第 {last} 行像是向{way}错开了一行："
        f"各个名称写在了{way}一行的数字旁边，数字没有错",
        remedy=f"请对照原报告，只把这一列从第 {first} 行起移回一行（第 {table.lines[part[-1 if down else 0]]} 行是“{lost}”），"
        "数字不要动。",
        place=place_in(table, part[0], column),
        tables={table.name: with_cells(table, look.schema(table), changed)},
        least=3,
        own=tuple(each for each in look.open if _about(each, table, column, part)),
        texts=changed,
    )


def _about(finding: Finding, table: Table, column: str, part: Sequence[int]) -> bool:
    """Whether it says that a name of these rows is blank or stands there twice."""
    cell = finding.cell
    return (
        finding.rule == "structure"
        and cell is not None
        and (cell.table, cell.column) == (table.name, column)
        and cell.row in part
    )

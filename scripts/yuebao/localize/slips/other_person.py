"""A person's name that one list of the issue writes otherwise than another, where the last issue tells which is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from yuebao.localize.edited import with_cells
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import MISSING_NAME
from yuebao.model.table import Cell, Table

_NEAR: Final = 0.5
"""How much of two names is alike at least: one sign of two."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A name where it stands, with the organization of its row."""

    cell: Cell
    name: str
    unit: str | None


def propose(look: Look) -> Iterator[Hypothesis]:
    """For each person whom another list lacks: the one near name there that the last issue does not have in that unit, where
    it has this person; else the one near name there that it has, in place of this one. Nothing where several are."""
    before = {(each.name, each.unit) for each in _persons(look, look.scope.last)}
    now = list(_persons(look, look.scope.tables))
    told = {each.cell for each in look.open if each.breach == MISSING_NAME}
    for person in now:
        if person.cell in told and person.unit is not None:
            yield from _meant(look, person, now, before)


def _persons(look: Look, tables: Mapping[str, Table]) -> Iterator[_Person]:
    for table in tables.values():
        columns = [
            field.name for field in look.schema(table).fields if field.person and table.has(field.name)
        ]
        for column in columns:
            for row, name in enumerate(table.texts[column]):
                if name:
                    yield _Person(Cell(table.name, row, column), name, look.scope.identity(table, row))


def _meant(
    look: Look, person: _Person, now: list[_Person], before: set[tuple[str, str | None]]
) -> Iterator[Hypothesis]:
    here = {each.name for each in now if each.cell.table == person.cell.table and each.unit == person.unit}
    known = (person.name, person.unit) in before
    near = [
        each
        for each in now
        if each.cell.table != person.cell.table
        and each.unit == person.unit
        and each.name not in here
        and ((each.name, each.unit) in before) != known
        and SequenceMatcher(None, each.name, person.name, autojunk=False).ratio() >= _NEAR
    ]
    if len({each.name for each in near}) == 1:
        slipped, meant = (near[0], person) if known else (person, near[0])
        yield _written(look, slipped, meant)


def _written(look: Look, slipped: _Person, meant: _Person) -> Hypothesis:
    tables = look.scope.tables
    table, other = tables[slipped.cell.table], tables[meant.cell.table]
    texts = {slipped.cell: meant.name}
    return Hypothesis(
        message=f"这里写作“{slipped.name}”，《{look.schema(other).title}》和上一期都写作“{meant.name}”；多半就是“{meant.name}”",
        remedy="请对照原报告，写错了的改正；若报告原文如此，请在 errata.yaml 中说明原因。",
        place=place_in(table, slipped.cell.row, slipped.cell.column),
        tables={table.name: with_cells(table, look.schema(table), texts)},
        least=1,
        texts=texts,
    )

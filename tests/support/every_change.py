"""Every small change that a table of an issue can suffer: of a cell, a row, a column of two rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from yuebao.model.month import Month
from yuebao.model.table import KEY_SEPARATOR, Table
from yuebao.rules.kinds.as_printed import Params, in_table
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Break
from yuebao.workflows.judge import Standing, read_month, scope_of

Row = tuple[str, ...]
STRANGE = "〇"
"""A text that no report prints in a cell."""


@dataclass(frozen=True)
class Proven:
    """An issue with what its documents print."""

    month: Month
    scope: Scope

    @classmethod
    def of(cls, standing: Standing, name: str) -> Proven:
        """The issue as `validate` compares it."""
        month, previous = read_month(standing, name)
        scope = scope_of(standing, month, previous)
        return cls(month, replace(scope, printed=standing.sources.printed(month, scope.layout)))

    def breaks(self, table: Table) -> list[Break]:
        """What the rule finds when this is the table."""
        return [each for each in in_table(Params(), table, self.scope) if isinstance(each, Break)]

    def with_rows(self, table: Table, rows: list[Row]) -> Table:
        """The table with other rows."""
        places = [table.header.index(name) for name in self.scope.schemas[table.name].primary_key]
        return replace(
            table,
            texts={name: tuple(row[index] for row in rows) for index, name in enumerate(table.header)},
            lines=tuple(range(2, len(rows) + 2)),
            keys=tuple(KEY_SEPARATOR.join(filter(None, (row[at] for at in places))) or None for row in rows),
            numbers={},
        )


def rows_of(table: Table) -> list[Row]:
    """The rows as published."""
    return list(zip(*(table.texts[name] for name in table.header), strict=True))


def others(text: str) -> list[str]:
    """What may stand in a cell by mistake: nothing, a zero, a sign, a digit more or less, figures turned round, a stranger."""
    turned = text[::-1] if text[::-1] != text else text + "1"
    candidates = ["", "0", f"-{text}", turned, text[1:], text + "0", STRANGE]
    return [each for each in dict.fromkeys(candidates) if each != text]


def cells(rows: list[Row]) -> Iterator[list[Row]]:
    """Each cell with each other text."""
    for number, row in enumerate(rows):
        for index, text in enumerate(row):
            for other in others(text):
                yield [*rows[:number], (*row[:index], other, *row[index + 1 :]), *rows[number + 1 :]]


def lost(rows: list[Row]) -> Iterator[list[Row]]:
    """Each row left out."""
    return ([*rows[:number], *rows[number + 1 :]] for number in range(len(rows)))


def doubled(rows: list[Row]) -> Iterator[list[Row]]:
    """Each row twice."""
    return ([*rows[:number], rows[number], *rows[number:]] for number in range(len(rows)))


def moved(rows: list[Row]) -> Iterator[list[Row]]:
    """Each row at each other place."""
    for number, row in enumerate(rows):
        rest = [*rows[:number], *rows[number + 1 :]]
        for place in range(len(rows)):
            new = [*rest[:place], row, *rest[place:]]
            if new != rows:
                yield new


def swapped(rows: list[Row]) -> Iterator[list[Row]]:
    """Each two cells of a column, where they differ."""
    for index in range(len(rows[0]) if rows else 0):
        for one, other in combinations(range(len(rows)), 2):
            if rows[one][index] != rows[other][index]:
                new = list(rows)
                for to, of in ((one, other), (other, one)):
                    new[to] = (*rows[to][:index], rows[of][index], *rows[to][index + 1 :])
                yield new


CHANGES = {"cells": cells, "lost": lost, "doubled": doubled, "moved": moved, "swapped": swapped}


def findings_by_change(proven: Proven, name: str, every: int = 1) -> Counter[tuple[str, int]]:
    """How many changes of a table, one in ``every`` of them, lead to how many findings."""
    table = proven.month.tables[name]
    rows = rows_of(table)
    assert proven.breaks(table) == [], name
    found: Counter[tuple[str, int]] = Counter()
    for what, change in CHANGES.items():
        for number, new in enumerate(change(rows)):
            if number % every == 0:
                found[what, len(proven.breaks(proven.with_rows(table, new)))] += 1
    return found

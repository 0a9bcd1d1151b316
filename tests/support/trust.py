"""Which figures rules speak of, found out the long way: by judging the whole issue again without one cell after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.support.archive import ArchiveFolder
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.model.numbers import UNREADABLE
from yuebao.model.table import Cell
from yuebao.model.trust import Trust
from yuebao.rules.engine import check_month
from yuebao.rules.scope import Scope
from yuebao.rules.trust import checked
from yuebao.workflows.judge import judge_month, printed_scope, read_month, read_standing

_ONE_RULE: Final = """\
rules:
  - id: satisfaction
    kind: rate
    source: 示例
    column: 满意度
"""


def leave_one_rule(archive: ArchiveFolder) -> None:
    """Take away the rules of a table of four columns, but for one that reads one of them."""
    archive.edit("schemas/satisfaction.yaml", lambda text: text.partition("rules:")[0] + _ONE_RULE)


def judged(root: Path, name: str, printed: bool = True) -> tuple[Month, Scope, list[Finding]]:
    """The month, its scope with or without what its documents print, and its explained findings."""
    standing = read_standing(root, keep=False)
    month, previous = read_month(standing, name)
    scope = printed_scope(standing, month, previous)
    found = judge_month(standing, month, previous).findings
    explained = [finding for finding in found if finding.status is Status.EXPLAINED]
    return month, scope if printed else replace(scope, printed=()), explained


def without(month: Month, cell: Cell) -> Month:
    """The month in which nobody can read the cell."""
    table = month.tables[cell.table]
    numbers = list(table.numbers[cell.column])
    numbers[cell.row] = UNREADABLE
    lost = replace(
        table,
        numbers={**table.numbers, cell.column: tuple(numbers)},
        unreadable=table.unreadable | {(cell.row, cell.column)},
    )
    return replace(month, tables={**month.tables, cell.table: lost})


def figures(scope: Scope) -> Iterator[Cell]:
    for name, table in scope.tables.items():
        for field in scope.schemas[name].fields:
            if field.grammar and table.has(field.name):
                yield from (Cell(name, row, field.name) for row in range(len(table)))


def needed(month: Month, scope: Scope, cell: Cell) -> bool:
    """Whether fewer assertions can be told without the cell, by judging the whole issue again."""

    def told(one: Month) -> int:
        tallies = check_month(one, replace(scope, tables=one.tables)).tallies
        return sum(tally.passed + tally.failed for tally in tallies)

    return told(without(month, cell)) < told(month)


def wrongly_told(root: Path, name: str, every: int = 1) -> tuple[list[Cell], int]:
    """The figures of an issue without a document about which rules are said to speak, or not, although that is not so."""
    month, scope, explained = judged(root, name, printed=False)
    trust = checked(month, scope, explained)
    cells = [
        cell
        for cell in figures(scope)
        if trust.of(cell.table, cell.row, cell.column) in (Trust.RULES, Trust.NOTHING)
    ][::every]
    wrong = [
        cell
        for cell in cells
        if needed(month, scope, cell) != (trust.of(cell.table, cell.row, cell.column) is Trust.RULES)
    ]
    return wrong, len(cells)

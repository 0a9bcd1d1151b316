"""The total row taken for an ordinary one, an ordinary row taken for it, or one that stands in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from yuebao.localize.edited import with_cells, with_order
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import Finding
from yuebao.model.numbers import total
from yuebao.model.table import Cell, Table
from yuebao.rules.registry import totalled
from yuebao.schema.table_schema import TotalRow

_MOST: Final = 5


def propose(look: Look) -> Iterator[Hypothesis]:
    """Of each table that has a total row and in which something is found: the row that holds the sums called so, a row that is called so
    and does not hold them called by a name that is lacking, the total row at the end or the beginning."""
    wrong = {each.table for each in look.open}
    for table in look.scope.tables.values():
        label = look.schema(table).total_row
        if table.name in wrong and label is not None and label.column in table.texts and len(table) > 2:
            sums = _sums(look, table)
            yield from _uncalled(look, table, label, sums)
            yield from _miscalled(look, table, label, sums)
            yield from _misplaced(look, table, label)


def _sums(look: Look, table: Table) -> list[int]:
    """The rows of which every summed figure is half of what the whole column adds up to, and one at least is no blank."""
    summed = totalled(look.schema(table).rules)
    figures = [table.numbers[name] for name in summed if name in table.numbers]
    columns = [[each if isinstance(each, Decimal) else Decimal() for each in column] for column in figures]
    return [
        row
        for row in range(len(table))
        if any(column[row] for column in columns)
        and all(2 * column[row] == total(column) for column in columns)
    ]


def _uncalled(look: Look, table: Table, label: TotalRow, sums: list[int]) -> Iterator[Hypothesis]:
    """A row of sums; where there are none, as the report itself may print a wrong sum, one without a name that is known."""
    names = table.texts[label.column]
    nameless = {each.cell.row for each in look.unknown_names(table) if each.cell is not None}
    nameless |= {row for row, text in enumerate(names) if not text}
    for row in sums or ([] if table.totals else sorted(nameless)[-_MOST:]):
        if names[row] != label.label:
            why = "各数正是其余各行之和，应当是" if row in sums else "像是"
            message = f"第 {table.lines[row]} 行{why}“{label.label}”一行，名称写成了“{names[row] or '空白'}”"
            cell = Cell(table.name, row, label.column)
            yield replace(_called(look, table, cell, label.label, message), least=1)


def _miscalled(look: Look, table: Table, label: TotalRow, sums: list[int]) -> Iterator[Hypothesis]:
    names = [each.expected or "" for each in look.missing(table)][:_MOST]
    for row in table.totals:
        for name in names if row not in sums else ():
            message = (
                f"第 {table.lines[row]} 行写成了“{label.label}”，各数却不是其余各行之和；多半是“{name}”一行"
            )
            yield _called(look, table, Cell(table.name, row, label.column), name, message)


def _called(look: Look, table: Table, cell: Cell, name: str, message: str) -> Hypothesis:
    """The row with this name."""
    return Hypothesis(
        message=message,
        remedy=f"请对照原报告，把这一格改为“{name}”；数字不要动。",
        place=place_in(table, cell.row, cell.column),
        tables={table.name: with_cells(table, look.schema(table), {cell: name})},
        own=tuple(each for each in look.open if each.cell == cell),
        texts={cell: name},
    )


def _misplaced(look: Look, table: Table, label: TotalRow) -> Iterator[Hypothesis]:
    if table.total is None:
        return
    row, body = table.total, table.body()
    own = tuple(each for each in look.open if _about(each, table, row))
    for order, where in (([*body, row], "表末"), ([row, *body], "表头下面")):
        if order != [*range(len(table))]:
            yield Hypothesis(
                message=f"“{label.label}”一行写在了第 {table.lines[row]} 行，应在{where}",
                remedy=f"请把这一整行移到{where}；数字不要动。",
                place=place_in(table, row, label.column),
                tables={table.name: with_order(table, look.schema(table), order)},
                own=own,
                least=1,
            )


def _about(finding: Finding, table: Table, row: int) -> bool:
    """Whether it is of the row's place or name: a figure that is wrong is so wherever its row stands."""
    cell = finding.cell
    here = cell is not None and (cell.table, cell.row) == (table.name, row)
    return here and finding.column not in table.numbers

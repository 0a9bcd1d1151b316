"""How many rows of some sort there are: at least one, exactly one, at most so many; in the table or in each group of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.table import Cell, Table
from yuebao.rules.condition import Condition, holds, words
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Column

_LEADING: Final = 50


@dataclass(frozen=True, slots=True)
class Params:
    """In each group of rows with the same texts in ``per`` (without it: in the table), ``at_least`` and ``at_most`` so many
    rows in which all conditions ``where`` hold."""

    where: Annotated[tuple[Condition, ...], "数哪些行：都合乎这些条件的；不写则每一行"] = ()
    per: Annotated[tuple[Column, ...], "按这几列分组，每组各数各的；不写则全表"] = ()
    at_least: Annotated[int, "至少几行"] = 1
    at_most: Annotated[int | None, "至多几行，不写则不限"] = None

    def __post_init__(self) -> None:
        if not (self.where or self.per):
            raise ValueError("where、per 至少写一个")
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most 不应小于 at_least")


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Group by group in the order in which they occur; total rows are no rows of a group. Undecided where a cell that
    cannot be read could decide it."""
    groups: dict[tuple[str, ...], list[int]] = {} if params.per else {(): []}
    unplaced: list[int] = []
    for row in table.body():
        if all(table.readable(row, column) for column in params.per):
            groups.setdefault(tuple(table.texts[column][row] for column in params.per), []).append(row)
        else:
            unplaced.append(row)
    for group, rows in groups.items():
        yield _group(params, table, group, rows, unplaced)


def _group(
    params: Params, table: Table, group: tuple[str, ...], rows: list[int], unplaced: list[int]
) -> Verdict:
    told = {row: holds(params.where, table, row) for row in rows}
    found = [row for row, kept in told.items() if kept]
    unknown = [*(row for row, kept in told.items() if kept is None), *unplaced]
    column = params.where[0].column if params.where else params.per[0]
    name = " / ".join(group)
    most = params.at_most
    enough, few = len(found) >= params.at_least, len(found) + len(unknown) < params.at_least
    many = most is not None and len(found) > most
    if enough and not many and (most is None or len(found) + len(unknown) <= most):
        return PASSED
    columns = (*params.per, *(test.column for test in params.where))
    if not (few or many):
        cells = tuple(Cell(table.name, row, each) for row in unknown[:_LEADING] for each in columns)
        unread = tuple(cell for cell in cells if not table.readable(cell.row, cell.column))
        return Undecided(f"有的格无法读取，不能确定{_what(params, name)}有几行", evidence=unread or cells)
    wanted = _range(params)
    remedy = f"请对照原报告核对这些行；{EXPLAIN}"
    message = f"{_what(params, name)}有 {len(found)} 行，应{_range_words(params)}"
    evidence = tuple(Cell(table.name, row, column) for row in (found or rows)[:_LEADING])
    return Break(
        message,
        remedy,
        column=column,
        value=str(len(found)),
        expected=wanted,
        breach="count",
        against=name or None,
        evidence=evidence,
    )


def _range(params: Params) -> str:
    if params.at_most is None:
        return f"≥{params.at_least}"
    return (
        str(params.at_least) if params.at_least == params.at_most else f"{params.at_least}..{params.at_most}"
    )


def _range_words(params: Params) -> str:
    if params.at_most is None:
        return f"至少 {params.at_least} 行"
    if params.at_least == params.at_most:
        return f"恰好 {params.at_least} 行"
    return f"有 {params.at_least} 到 {params.at_most} 行"


def _what(params: Params, group: str) -> str:
    which = f"{words(params.where)}的" if params.where else ""
    return f"“{group}”里{which}" if group else which


EXAMPLE: Final = Example(
    rule="""\
id: one-leader
kind: exists
source: 每个单位恰好有一名负责人。
where:
  - {column: 职务, one_of: [负责人]}
per: [单位]
at_least: 1
at_most: 1""",
    files={
        "staff.csv": """\
单位,姓名,职务
甲,赵,负责人
甲,钱,成员
乙,孙,负责人""",
    },
    wrong=("staff.csv", "甲,钱,成员", "甲,钱,负责人"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="exists",
    meaning="合乎条件的行有几行：至少几行、至多几行、恰好一行；数全表，或按列分组各数各的。合计行不在内。",
    example=EXAMPLE,
    params=Params,
    about=("where", "per"),
    check=check,
)
"""What a rule of this kind can do."""

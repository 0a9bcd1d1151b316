"""What stands in some columns is listed in another table, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.finding import MISSING_NAME
from yuebao.model.table import Cell, Table
from yuebao.rules.condition import Condition, OtherCondition, holds
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Column, OtherColumn, OtherTable

_LEADING: Final = 20


@dataclass(frozen=True, slots=True)
class Params:
    """The ``columns`` of each row stand in one of the rows of the table ``of``; with ``complete``, those of that table
    stand here. ``where`` and ``among`` leave the rows in which the conditions hold."""

    of: Annotated[OtherTable, "另一张表"]
    columns: Annotated[Mapping[Column, OtherColumn], "本表的列，和它在另一张表里的列"]
    complete: Annotated[bool, "true：另一张表的每一行，本表也要有"] = False
    where: Annotated[tuple[Condition, ...], "只看本表合乎这些条件的行"] = ()
    among: Annotated[tuple[OtherCondition, ...], "只看另一张表合乎这些条件的行"] = ()


Key = tuple[str, ...]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row but total rows; names of organizations are the same where they mean the same. Undecided where a cell that
    cannot be read may be the missing one."""
    other = scope.tables[params.of]
    own, own_unread = _keys(table, list(params.columns), params.where, scope)
    listed, other_unread = _keys(other, list(params.columns.values()), params.among, scope)
    title = scope.schemas[other.name].title
    column = next(iter(params.columns))
    for row in own_unread:
        cells = tuple(Cell(table.name, row, each) for each in params.columns)
        yield Undecided("这一行无法读取，不知另一张表里有没有", row, column, cells)
    for key, rows in own.items():
        for row in rows:
            if key in listed:
                yield PASSED
            elif other_unread:
                cells = _cells(other, other_unread, list(params.columns.values()))
                yield Undecided(f"《{title}》里有的行无法读取，不能确定有没有这一行", row, column, cells)
            else:
                yield _unlisted(params, table, row, title)
    if params.complete:
        yield from _missing(params, (table, own, own_unread), (other, listed), title)


def _keys(
    table: Table, columns: Sequence[str], conditions: Sequence[Condition | OtherCondition], scope: Scope
) -> tuple[dict[Key, list[int]], list[int]]:
    """The rows by what stands in the columns, and those of which that cannot be told."""
    entity = scope.schemas[table.name].entity
    found: dict[Key, list[int]] = {}
    unread: list[int] = []
    for row in table.body():
        kept = holds(conditions, table, row)
        if kept is False:
            continue
        if kept is None or not all(table.readable(row, column) for column in columns):
            unread.append(row)
            continue
        name = scope.identity(table, row)
        key = tuple(
            f"\0{name}"
            if entity is not None and column == entity.name and name is not None
            else table.texts[column][row]
            for column in columns
        )
        found.setdefault(key, []).append(row)
    return found, unread


def _cells(table: Table, rows: Sequence[int], columns: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(table.name, row, column) for row in rows[:_LEADING] for column in columns)


def _name(table: Table, row: int, columns: Sequence[str]) -> str:
    return " / ".join(table.texts[column][row] for column in columns)


def _unlisted(params: Params, table: Table, row: int, title: str) -> Break:
    columns = list(params.columns)
    name = _name(table, row, columns)
    return Break(
        f"《{title}》里没有“{name}”",
        f"请对照原报告核对两张表；{EXPLAIN}",
        row,
        columns[0],
        value=name,
        breach=MISSING_NAME,
        evidence=_cells(table, [row], columns),
    )


def _missing(
    params: Params,
    here: tuple[Table, Mapping[Key, Sequence[int]], Sequence[int]],
    there: tuple[Table, Mapping[Key, Sequence[int]]],
    title: str,
) -> Iterator[Verdict]:
    (table, own, unread), (other, listed) = here, there
    columns = list(params.columns.values())
    for key, rows in listed.items():
        name = _name(other, rows[0], columns)
        evidence = _cells(other, [rows[0]], columns)
        if key in own:
            yield PASSED
        elif unread:
            cells = (*evidence, *_cells(table, unread, list(params.columns)))
            yield Undecided(f"有的行无法读取，不能确定是否缺“{name}”", evidence=cells)
        else:
            message = f"缺少“{name}”：《{title}》第 {other.lines[rows[0]]} 行有它"
            remedy = f"请补上这一行，或改正《{title}》；{EXPLAIN}"
            first = next(iter(params.columns))
            yield Break(message, remedy, column=first, expected=name, breach=MISSING_NAME, evidence=evidence)


EXAMPLE: Final = Example(
    rule="""\
id: topics-known
kind: listed-in
source: 明细里的类别都是汇总里列出的类别，一类不少。
of: topics
columns: {类别: 类别}
complete: true""",
    files={
        "letters.csv": """\
编号,类别
一,住房
二,交通
三,住房""",
        "topics.csv": """\
类别,单位
住房,甲
交通,乙""",
    },
    wrong=("letters.csv", "三,住房", "三,住屋"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="listed-in",
    meaning="几列的文字在另一张表里都有一行；可以要求另一张表的每一行本表也有。单位名称按所指的单位比。合计行不在内。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
)
"""What a rule of this kind can do."""

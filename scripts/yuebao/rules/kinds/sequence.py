"""Running numbers: 序号, 名次, 排名 run 1..n down the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.condition import Condition, holds, kept
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.verdict import PASSED, Break, Verdict
from yuebao.schema.rule import Figure


@dataclass(frozen=True, slots=True)
class Params:
    """The ``column`` of running numbers, blank in rows in which the conditions ``without`` hold."""

    column: Annotated[Figure, "编号的列"]
    without: Annotated[tuple[Condition, ...], "不编号的行，如小计：都合乎这些条件的；不写则各行都编"] = ()


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """1..n over the rows in their order; blank on a total row. Ties do not share a number, as in the report."""
    number, counted = 0, set(kept(table, params.without))
    for row in range(len(table)):
        if row not in counted:
            yield Derived(row, params.column, "")
        else:
            number += 1
            yield Derived(row, params.column, str(number))


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The position of the row."""
    left = row not in table.totals and bool(params.without) and holds(params.without, table, row) is True
    how = (
        "这样的行不编号，"
        if left
        else "合计行不编号，"
        if row in table.totals
        else "自上而下从 1 起连续编号，"
    )
    return Explanation(how, ())


DERIVATION: Final = Derivation("number", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The running numbers, then the total row where the schema has one."""
    yield from recomputed.check(DERIVATION, params, table, scope)
    total_row = scope.schemas[table.name].total_row
    if total_row is not None:
        yield from _total(table, total_row.column, total_row.label)


def _total(table: Table, column: str, label: str) -> Iterator[Verdict]:
    if not table.totals:
        remedy = f"请在表末加一行，“{column}”写“{label}”。"
        yield Break(f"没有{label}行", remedy, column=column, expected=label, breach="total-missing")
        return
    for row in table.totals[1:]:
        message = f"{label}行出现了不止一次，第一次在第 {table.lines[table.totals[0]]} 行"
        pair = (Cell(table.name, table.totals[0], column), Cell(table.name, row, column))
        yield Break(
            message, f"请只保留一个{label}行。", row, column, label, breach="total-twice", evidence=pair
        )
    row = table.totals[-1]
    if row == len(table) - 1:
        yield PASSED
    else:
        cells = (Cell(table.name, row, column),)
        message, remedy = f"{label}行不在最后", f"请把{label}行移到表末。"
        yield Break(message, remedy, row, column, label, breach="total-not-last", evidence=cells)


EXAMPLE: Final = Example(
    rule="""\
id: sequence
kind: sequence
source: “序号”一列自 1 起连续编号。
column: 序号""",
    files={
        "volume.csv": """\
序号,单位,受理件
1,甲,3
2,乙,4
,合计,7""",
    },
    wrong=("volume.csv", "2,乙,4", "3,乙,4"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="sequence",
    meaning="编号自上而下从 1 起，逐行加 1；合计行空白。表里写有 totalRow 的，合计行恰好一行，在最后。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
    derivation=DERIVATION,
    numbers=lambda params: (params.column,),
)
"""What a rule of this kind can do."""

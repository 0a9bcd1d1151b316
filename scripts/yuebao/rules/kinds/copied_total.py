"""Agreement of a summary row with the total row of the table that it sums up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.numbers import ZERO
from yuebao.model.table import Cell, Table
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.summary_row import check_summary, named
from yuebao.rules.verdict import Break, Undecided, Verdict
from yuebao.schema.rule import Column, Figure, OtherFigure, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """In the rows ``where``, ``columns`` repeat the total row of the table ``of``."""

    where: Annotated[Mapping[Column, str], "汇总表的哪一行：列的名称和那一列的文字"]
    of: Annotated[OtherTable, "被汇总的那张表，取它的合计行"]
    columns: Annotated[Mapping[Figure, OtherFigure], "本行的各列，与那张表的列一一对应"]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The total row's text. A blank there is 0 cases, which the summary prints as 0.

    Nothing when the other table has no single total row (that is `sequence`'s finding).
    """
    other = scope.tables[params.of]
    if other.total is None:
        return
    for row in selected(table, params.where):
        for column, source in params.columns.items():
            text = other.texts[source][other.total]
            if not other.readable(other.total, source):
                yield Derived(row, column, None)
            elif text:
                yield Derived(row, column, text)
            else:
                yield Derived(
                    row, column, "0" if scope.schemas[table.name].field[column].grammar == "count" else ""
                )


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """Where the total stands."""
    other = scope.tables[params.of]
    assert other.total is not None
    source = params.columns[Figure(column)]
    how = f"按《{scope.schemas[params.of].title}》合计行“{source}”（{other.address(other.total, source)}）"
    return Explanation(how, (Cell(params.of, other.total, source),))


DERIVATION: Final = Derivation("count", derive, explain)


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Every count of the rows that repeat the total row."""
    other = scope.tables[params.of]
    for row in selected(table, params.where) if other.total is not None else ():
        for column, source in params.columns.items():
            if other.total is not None and scope.schemas[table.name].field[column].grammar == "count":
                place = Cell(table.name, row, column)
                yield Equation(place, {place: PLUS, Cell(params.of, other.total, source): MINUS}, ZERO, place)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The summary row repeats the other table's total row; undecided where that has not exactly one."""
    other = scope.tables[params.of]
    title, row = scope.schemas[params.of].title, named(params.where)
    if other.total is None:
        yield Undecided(f"《{title}》的合计行不是恰好一行，{row}一行无法核验")
        return
    remedy, expected = f"请照《{title}》补上这一行。", row.strip("“”")
    missing = Break(f"缺少{row}一行", remedy, expected=expected, breach="missing-row")
    yield from check_summary(DERIVATION, params, table, scope, missing)


EXAMPLE: Final = Example(
    rule="""\
id: table-agreement
kind: copied-total
source: 汇总表的“全部”一行，即办件表的合计。
where: {范围: 全部}
of: volume
columns: {受理件: 受理件}""",
    files={
        "summary.csv": """\
范围,受理件
全部,7""",
        "volume.csv": """\
单位,受理件
甲,3
乙,4
合计,7""",
    },
    wrong=("summary.csv", "全部,7", "全部,8"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="copied-total",
    meaning="汇总表的一行照抄另一张表的合计行；那里空白，这里写 0。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
    derivation=DERIVATION,
    equations=equations,
)
"""What a rule of this kind can do."""

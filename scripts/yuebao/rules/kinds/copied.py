"""Agreement: a figure that another table states for the same organization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import UNREADABLE, ZERO, plain
from yuebao.model.table import Cell, Table
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind, compares
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import Figure, OtherFigure, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """``columns`` of this table repeat those of the table ``of``."""

    of: Annotated[OtherTable, "原来写着这些数的那张表"]
    columns: Annotated[Mapping[Figure, OtherFigure], "本表的各列，与那张表里原来的列一一对应"]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The other table's figure for each organization, and for the total row. 0 is written blank.

    An organization that the other table does not list cannot be compared; that it is missing there is a finding of
    `organization-known`.
    """
    other = scope.tables[params.of]
    for row, index in scope.pairs(table, other):
        for column, source in params.columns.items():
            value = UNREADABLE if index is None else other.numbers[source][index]
            if value is UNREADABLE:
                yield Derived(row, column, None)
            else:
                yield Derived(row, column, plain(value) if isinstance(value, Decimal) and value else "")


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """Where the figure stands in the other table."""
    other = scope.tables[params.of]
    source = params.columns[Figure(column)]
    title = scope.schemas[params.of].title
    index = scope.identities(other).get(scope.identity(table, row) or "")
    if index is None:
        return Explanation(f"《{title}》里没有与这一行对应的一行，", ())
    return Explanation(
        f"按《{title}》“{source}”一列（{other.address(index, source)}）", (Cell(params.of, index, source),)
    )


DERIVATION: Final = Derivation("count", derive, explain)


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Every row that both tables have."""
    for row, index in scope.pairs(table, scope.tables[params.of]):
        for column, source in params.columns.items():
            if index is not None:
                place = Cell(table.name, row, column)
                yield Equation(place, {place: PLUS, Cell(params.of, index, source): MINUS}, ZERO, place)


EXAMPLE: Final = Example(
    rule="""\
id: table-agreement
kind: copied
source: 对比表的“本地”一列，即办件表的办结件。
of: volume
columns: {本地: 办结件}""",
    files={
        "comparison.csv": """\
单位,本地
甲,3
合计,3""",
        "volume.csv": """\
单位,办结件
甲,3
合计,3""",
    },
    wrong=("comparison.csv", "甲,3", "甲,4"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="copied",
    meaning="本表照抄另一张表里同一单位的数，逐行核验，合计行也在内；两边的空白都算没有。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=compares(DERIVATION),
    derivation=DERIVATION,
    equations=equations,
)
"""What a rule of this kind can do."""

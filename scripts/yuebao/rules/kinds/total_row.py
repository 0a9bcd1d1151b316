"""The total row: each figure is the sum of the rows above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final, cast

from yuebao.model.numbers import ZERO, plain, total
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.condition import Condition, holds, kept
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.verdict import Undecided, Verdict
from yuebao.schema.rule import Figure, each


@dataclass(frozen=True, slots=True)
class Params:
    """The columns whose total row is a sum. Rows in which the conditions ``without`` hold are contained in others."""

    columns: Annotated[tuple[Figure, ...], "合计行里是各行之和的列"] = field(metadata=each())
    without: Annotated[
        tuple[Condition, ...], "不加进合计的行，如小计、其中：都合乎这些条件的；不写则各行都加"
    ] = ()


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The sum of every column over the rows above. Blank and ``-`` count as 0; a sum of 0 is blank ("no cases").

    Nothing without exactly one total row (that is `sequence`'s finding).
    """
    if table.total is None:
        return
    body, unsure = kept(table, params.without), _unsure(params, table)
    for column in params.columns:
        numbers = table.numbers[column]
        values = [numbers[row] for row in body]
        if unsure or not table.clear(values):
            yield Derived(table.total, column, None)
        else:
            result = total(cast("list[Decimal | None]", values))
            yield Derived(table.total, column, plain(result) if result else "")


def _unsure(params: Params, table: Table) -> bool:
    """Whether nobody knows if a row is to be added."""
    return bool(params.without) and any(holds(params.without, table, row) is None for row in table.body())


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The rows that were summed."""
    body = kept(table, params.without)
    columns = (column, *dict.fromkeys(test.column for test in params.without))
    cells = tuple(Cell(table.name, index, each) for index in body for each in columns)
    return Explanation(f"以上 {len(body)} 行之和", cells)


DERIVATION: Final = Derivation("count", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sum of each column; undecided without exactly one total row (that is a finding of `sequence`)."""
    if table.total is None:
        yield Undecided(f"表里的合计行不是恰好一行，{'、'.join(params.columns)}的合计无法核验")
    else:
        yield from recomputed.check(DERIVATION, params, table, scope)


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Each column of the total row; none without exactly one total row."""
    if table.total is None:
        return
    for column in params.columns:
        place = Cell(table.name, table.total, column)
        rows = {Cell(table.name, row, column): MINUS for row in kept(table, params.without)}
        yield Equation(place, {place: PLUS, **rows}, ZERO, place)


EXAMPLE: Final = Example(
    rule="""\
id: total-row
kind: total-row
source: 末行“合计”。
columns: [受理件]""",
    files={
        "volume.csv": """\
单位,受理件
甲,3
乙,4
合计,7""",
    },
    wrong=("volume.csv", "合计,7", "合计,8"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="total-row",
    meaning="合计行的数等于以上各行之和；空白算作 0。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
    derivation=DERIVATION,
    equations=equations,
    totals=lambda params: tuple(params.columns),
)
"""What a rule of this kind can do."""

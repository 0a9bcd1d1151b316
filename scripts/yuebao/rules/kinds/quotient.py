"""A share or a quotient of any two figures, printed with so many decimals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final, Literal

from yuebao.model.numbers import UNREADABLE, ZERO, ratio, round_half_up, written
from yuebao.model.table import Table
from yuebao.rules.amount import Amount, amounts
from yuebao.rules.kind import Example, RowFormula, TableKind, Value, compares
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_figures import Rows, rows_of
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.schema.rule import NO_TABLE, Figure, OtherTable

_TIMES: Final = {"plain": 1, "percent": 100, "per-mille": 1000}
_CALLED: Final = {"plain": "", "percent": "百分数", "per-mille": "千分数"}


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds ``value`` divided by ``by``, as a plain number, in percent or per mille (``scale``), to ``digits``
    decimals. ``of`` is the table of their ``other`` columns.

    ``without_divisor`` is printed where the divisor is blank or 0, ``without_value`` where the dividend is; without the
    latter the quotient is 0 there like any other.
    """

    column: Annotated[Figure, "放占比、平均数、倍数的列"]
    value: Annotated[Amount, "被除数，即分子"]
    by: Annotated[Amount, "除数，即分母"]
    of: Annotated[OtherTable, "被除数、除数里的 other 所在的表"] = NO_TABLE
    scale: Annotated[
        Literal["plain", "percent", "per-mille"], "印成什么：plain 原数，percent 百分数，per-mille 千分数"
    ] = "plain"
    digits: Annotated[int, "取几位小数，四舍五入"] = 0
    rows: Annotated[Rows, "核验哪些行：all 全部，body 合计行以外，total 只有合计行"] = "all"
    without_divisor: Annotated[str, "除数是空白或 0 时印什么，例如“-”"] = ""
    without_value: Annotated[str | None, '被除数是空白或 0 时印什么，例如空白（""）；不写则照算，得 0'] = None


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The exact quotient, rounded half up; compared as a number, so that decimals may be printed or not where they are 0."""
    value, by = (amounts(amount, params.of, table, scope) for amount in (params.value, params.by))
    grammar = scope.schemas[table.name].field[params.column].grammar
    for row in rows_of(table, params.rows):
        part, whole = value.at(row), by.at(row)
        if part is UNREADABLE or whole is UNREADABLE:
            yield Derived(row, params.column, None)
        else:
            yield Derived(row, params.column, _text(params, part or ZERO, whole or ZERO, grammar))


def _text(params: Params, part: Decimal, whole: Decimal, grammar: str) -> str:
    if not whole:
        return params.without_divisor
    if not part and params.without_value is not None:
        return params.without_value
    return written(round_half_up(ratio(part, whole) * _TIMES[params.scale], params.digits), grammar)


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The two figures that were divided."""
    value, by = (amounts(amount, params.of, table, scope) for amount in (params.value, params.by))
    part, whole = value.told(row), by.told(row)
    cells = tuple(dict.fromkeys((*part.cells, *whole.cells)))
    sides = f"{part.how} ÷ {whole.how}"
    if not by.at(row):
        return Explanation(f"{sides}，除数为 0，", cells)
    if params.without_value is not None and not value.at(row):
        return Explanation(f"{sides}，被除数为 0，", cells)
    exact = f" {params.digits} 位小数" if params.digits else "整"
    scale = _CALLED[params.scale]
    rounded = f"取{exact}{scale}" if not params.digits else f"取{scale}{exact}"
    return Explanation(f"{sides}，四舍五入{rounded}", cells)


DERIVATION: Final = Derivation("printed", derive, explain)


def row_formula(params: Params, value: Value) -> RowFormula | None:
    """True where a quotient is given and is another one, if both its figures stand in the row. A workbook reckons in
    binary fractions, so it leaves a billionth of room."""
    part, whole = (amount.formula(value) for amount in (params.value, params.by))
    if part is None or whole is None:
        return None
    quotient = f"ROUND({part}/{whole}*{_TIMES[params.scale]},{params.digits})"
    stated = value(params.column)
    columns = dict.fromkeys((params.column, *params.value.own, *params.by.own))
    return RowFormula(f"IF({whole}=0,FALSE,AND({stated}<>0,ABS({quotient}-{stated})>1E-9))", tuple(columns))


EXAMPLE: Final = Example(
    rule="""\
id: share
kind: quotient
source: 各类来信占来信总数的比例，取一位小数。
column: 比例
value: {column: 件数}
by: {column: 件数, take: sum}
scale: percent
digits: 1""",
    files={
        "topics.csv": """\
类别,件数,比例
住房,74,74.0
交通,26,26""",
    },
    wrong=("topics.csv", "交通,26,26", "交通,26,25"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="quotient",
    meaning="一列等于两个数相除，四舍五入到写明的位数：占比、比率、平均数、折算成万的数。按数比较，94.50% 与 94.5% 是同一个数。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=compares(DERIVATION),
    derivation=DERIVATION,
    row_formula=row_formula,
)
"""What a rule of this kind can do."""

"""A figure that another table states or gives: the same row, its total row, a sum, a count or the largest of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Final

from yuebao.model.numbers import UNREADABLE, ZERO, Number, in_percent, written
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.amount import AMONG, CHILDREN, MATCH, TAKE, Amount, Take, amounts
from yuebao.rules.condition import OtherCondition
from yuebao.rules.counterpart import counterparts
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_selection import named, selected
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.verdict import Break, Undecided, Verdict
from yuebao.schema.rule import Column, Figure, OtherColumn, OtherFigure, OtherTable, each


@dataclass(frozen=True)
class Params:
    """``columns`` repeat those of the table ``of``, or with ``take: count`` the one ``column`` counts its rows.

    Without ``where`` in every row, else in the rows that it names, one of which there has to be. ``take`` says what of
    the other table: ``row`` the row of the same organization (or key), ``total`` its total row, ``sum``, ``count`` and
    ``largest`` those of its rows that are no total rows, of which ``among`` leaves those in which the conditions hold,
    ``match`` those whose text is that of this row, ``children`` those whose organization belongs to that of this row.
    ``zero`` is how a 0 is printed.
    """

    of: Annotated[OtherTable, "另一张表"]
    columns: Annotated[Mapping[Figure, OtherFigure], "本表的列，和它在另一张表里的列"] = field(
        default_factory=dict, metadata=each()
    )
    column: Annotated[Figure | None, "放行数的列；只与 take: count 同用"] = None
    take: Annotated[Take, TAKE] = "row"
    where: Annotated[Mapping[Column, str], "只管本表的这些行：列，和它的文字；应当有这样一行"] = field(
        default_factory=dict
    )
    among: Annotated[tuple[OtherCondition, ...], AMONG] = ()
    match: Annotated[Mapping[Column, OtherColumn], MATCH] = field(default_factory=dict)
    children: Annotated[bool, CHILDREN] = False
    zero: Annotated[str, "推算出 0 时印什么，不写则空白；核验时空白与 0 相同"] = ""

    def __post_init__(self) -> None:
        if (self.take == "count") != (self.column is not None) or bool(self.columns) == bool(self.column):
            raise ValueError("数行数（take: count）写 column，其余写 columns")
        if self.take in ("row", "total") and (self.among or self.match or self.children):
            raise ValueError("among、match、children 只用于 sum、count、largest")

    @cached_property
    def amounts(self) -> Mapping[str, Amount]:
        """What each column holds."""
        rest = (self.take, (), self.among, self.match, self.children)
        if self.column is not None:
            return {self.column: Amount(None, (), OtherFigure(""), None, *rest)}
        return {own: Amount(None, (), other, None, *rest) for own, other in self.columns.items()}


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The other table's figure, as it prints it. A 0 of it is printed as ``zero``; of a rate that is none it is blank.

    A row without counterpart cannot be compared; that it is missing there is a finding of `organization-known`. Nothing
    where the other table has no single total row (that is `sequence`'s finding) and its total row is asked for. What a
    total row sums up is no group of its own: it is left out where rows are matched.
    """
    rows = _rows(params, table, scope)
    for column, amount in params.amounts.items():
        source = amounts(amount, params.of, table, scope)
        for row in rows:
            value = source.at(row)
            text = (
                None if value is UNREADABLE else _text(params, value, column, source.cells(row), table, scope)
            )
            yield Derived(row, column, text)


def _rows(params: Params, table: Table, scope: Scope) -> Sequence[int]:
    other = scope.tables[params.of]
    if params.take == "total" and other.total is None:
        return ()
    rows = selected(table, params.where)
    if params.match or params.children:
        totals = set(table.totals)
        return [row for row in rows if row not in totals]
    if params.take != "row":
        return rows
    compared = {row for row, _ in counterparts(table, other, scope)}
    return [row for row in rows if row in compared]


def _text(
    params: Params, value: Number, column: str, cells: Sequence[Cell], table: Table, scope: Scope
) -> str:
    grammar = scope.schemas[table.name].field[column].grammar
    if params.take in ("row", "total"):
        (cell,) = cells
        if scope.schemas[cell.table].field[cell.column].grammar == grammar and (value or in_percent(grammar)):
            return scope.tables[cell.table].texts[cell.column][cell.row]
    if not isinstance(value, Decimal) or not value:
        return "" if value is None and in_percent(grammar) else params.zero
    return written(value, grammar)


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """Where the figure stands, or what was taken together."""
    amount = params.amounts[column]
    source = amounts(amount, params.of, table, scope)
    cells, title = source.cells(row), scope.schemas[params.of].title
    if params.take in ("row", "total"):
        if not cells:
            return Explanation(f"《{title}》里没有与这一行对应的一行，", ())
        (cell,) = cells
        place = scope.tables[params.of].address(cell.row, cell.column)
        what = f"合计行“{cell.column}”" if params.take == "total" else f"“{cell.column}”一列"
        return Explanation(f"按《{title}》{what}（{place}）", cells)
    return Explanation(f"按{source.named(row)}", cells)


DERIVATION: Final = Derivation("count", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row, or the rows that ``where`` names: a break where there is none, undecided where one cannot be read.

    Of rules that count rows the missing row is undecided: the rule that copies figures into it tells of it.
    """
    if params.take == "total" and scope.tables[params.of].total is None:
        title = scope.schemas[params.of].title
        what = f"{named(params.where)}一行" if params.where else "、".join(params.amounts)
        yield Undecided(f"《{title}》的合计行不是恰好一行，{what}无法核验")
    elif not params.where or selected(table, params.where):
        yield from recomputed.check(DERIVATION, params, table, scope)
    elif any(not table.readable(row, column) for row in range(len(table)) for column in params.where):
        yield Undecided(f"有的行无法读取，不能确定是否缺{named(params.where)}一行")
    else:
        yield _missing(params, scope)


def _missing(params: Params, scope: Scope) -> Verdict:
    row = named(params.where)
    if params.take == "count":
        return Undecided(f"缺少{row}一行，“{params.column}”无法核验")
    remedy = f"请照《{scope.schemas[params.of].title}》补上这一行。"
    return Break(f"缺少{row}一行", remedy, expected=row.strip("“”"), breach="missing-row")


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Every figure that repeats or adds up figures; rates, counts of rows and the largest of several are none."""
    if params.take in ("count", "largest"):
        return
    for column, amount in params.amounts.items():
        if in_percent(scope.schemas[table.name].field[column].grammar):
            continue
        source = amounts(amount, params.of, table, scope)
        for row in _rows(params, table, scope):
            cells, place = source.all_cells(row), Cell(table.name, row, column)
            if cells and place not in cells:
                yield Equation(place, {place: PLUS, **dict.fromkeys(cells, MINUS)}, ZERO, place)


EXAMPLE: Final = Example(
    rule="""\
id: table-agreement
kind: agreement
source: 汇总里各科的件数之和，即办件表的合计。
where: {期间: 本月}
of: volume
take: sum
columns: {办结: 办结件}""",
    files={
        "summary.csv": """\
期间,办结
本月,7
今年以来,30""",
        "volume.csv": """\
单位,办结件
甲,3
乙,4""",
    },
    wrong=("summary.csv", "本月,7", "本月,8"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="agreement",
    meaning="本表的数照另一张表：同一单位（同一键）的行、合计行、各行之和、行数或最多者；空白与 0 相同。",
    example=EXAMPLE,
    params=Params,
    about=("columns", "column"),
    check=check,
    derivation=DERIVATION,
    equations=equations,
)
"""What a rule of this kind can do."""

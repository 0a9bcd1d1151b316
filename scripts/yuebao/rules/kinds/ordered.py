"""The order of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final, Literal

from yuebao.model.numbers import ZERO, ratio
from yuebao.model.table import Cell, Table
from yuebao.rules.condition import Condition, kept
from yuebao.rules.kind import Example, SortKey, TableKind
from yuebao.rules.row_figures import figures
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Figure, each


@dataclass(frozen=True, slots=True)
class Key:
    """One sort key: the figure in ``column``, or with ``among`` its exact share of the largest of them.

    ``blank`` says where rows without the figure (or, for a share, without any figure in ``among``) stand.
    """

    column: Annotated[Figure, "排序所看的数字列"]
    order: Annotated[Literal["ascending", "descending"], "由小到大（ascending）还是由大到小（descending）"]
    blank: Annotated[Literal["first", "last"], "没有数的行排在最前（first）还是最后（last）"] = "last"
    among: Annotated[tuple[Figure, ...], "写了，就按 column 占这几列中最大者的精确比例排"] = field(
        default=(), metadata=each()
    )


@dataclass(frozen=True, slots=True)
class Params:
    """The sort keys, most important first. Rows in which the conditions ``without`` hold stand anywhere."""

    by: Annotated[tuple[Key, ...], "排序的依据，要紧的在前"]
    without: Annotated[tuple[Condition, ...], "不论先后的行，如列在末尾的“其他”：都合乎这些条件的"] = ()


def sort_key(params: Params, table: Table, row: int) -> SortKey | None:
    """What the row is ordered by; ``None`` when a cell that it needs cannot be read.

    A share is exact, not the printed percentage; a column without cases has the share 0. Rows with equal keys
    may stand in any order.
    """
    parts = []
    for key in params.by:
        part = _part(key, table, row)
        if part is None:
            return None
        parts.append(part)
    return tuple(parts)


def _part(key: Key, table: Table, row: int) -> tuple[int, Decimal | Fraction] | None:
    values = figures(table, row, (key.column, *key.among))
    if values is None:
        return None
    figure = values[0]
    value: Decimal | Fraction | None = figure
    if key.among:
        largest = max(each or ZERO for each in values)
        value = ratio(figure or ZERO, largest) if largest else None
    if value is None:
        return (-1 if key.blank == "first" else 1, ZERO)
    return (0, value if key.order == "ascending" else _negated(value))


def _negated(value: Decimal | Fraction) -> Decimal | Fraction:
    """``-value``, which for a decimal would round to the context's digits."""
    return value.copy_negate() if isinstance(value, Decimal) else -value


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Compare each row with the row above it, the total row excluded."""
    body = kept(table, params.without)
    columns = tuple(dict.fromkeys(column for key in params.by for column in (key.column, *key.among)))
    keys = [sort_key(params, table, row) for row in body]
    for above, row, high, low in zip(body, body[1:], keys, keys[1:], strict=False):
        if high is None or low is None:
            cells = tuple(Cell(table.name, index, column) for index in (above, row) for column in columns)
            yield Undecided("与上一行的次序所依据的数字无法读取，这一项无法核验", row, columns[0], cells)
        elif high <= low:
            yield PASSED
        else:
            yield _break(params, table, above, row, columns)


def _break(params: Params, table: Table, above: int, row: int, columns: tuple[str, ...]) -> Break:
    first = params.by[0].column
    rule = "，再".join(_words(key) for key in params.by)
    return Break(
        f"次序不对：应{rule}；本行 {_row(table, row, columns)}，"
        f"上一行（第 {table.lines[above]} 行）{_row(table, above, columns)}",
        f"请核对这两行的数字与先后；{EXPLAIN}",
        row,
        first,
        value=table.texts[first][row],
        breach="order",
        against=table.row_name(above),
        evidence=tuple(Cell(table.name, index, column) for index in (row, above) for column in columns),
    )


def _words(key: Key) -> str:
    order = "从小到大" if key.order == "ascending" else "从大到小"
    what = f"“{key.column}”占最多者的比例" if key.among else f"“{key.column}”"
    return f"按{what}{order}"


def _row(table: Table, row: int, columns: tuple[str, ...]) -> str:
    return "、".join(f"{column} {table.texts[column][row] or '空'}" for column in columns)


EXAMPLE: Final = Example(
    rule="""\
id: sorted
kind: ordered
source: 各行按受理件由多到少排列。
by:
  - {column: 受理件, order: descending}""",
    files={
        "volume.csv": """\
单位,受理件
甲,4
乙,3""",
    },
    wrong=("volume.csv", "甲,4", "甲,2"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="ordered",
    meaning="各行照写明的依据排列；前一个依据相同的，看后一个。合计行不在内。",
    example=EXAMPLE,
    params=Params,
    about=("by",),
    check=check,
    sort_key=sort_key,
)
"""What a rule of this kind can do."""

"""A figure that a rule computes with: a cell of the row, several of them, or rows of a table taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final, Literal

from yuebao.model.numbers import UNREADABLE, ZERO, Number, plain
from yuebao.model.table import Cell, Table
from yuebao.rules.condition import OtherCondition, holds, words
from yuebao.rules.counterpart import counterparts
from yuebao.rules.kind import Value
from yuebao.rules.scope import Explanation, Scope
from yuebao.schema.rule import Column, Figure, OtherColumn, OtherFigure, each

Take = Literal["row", "total", "sum", "count", "largest"]
"""Of which cells: the one of the row, the one of the total row, or all of them together."""
TAKE: Final = (
    "取哪一格：row 本行（另一张表里是同一单位、同一键的行，只有一行的就是那一行），total 合计行，"
    "sum 各行之和，count 个数，largest 最多者；合计行不算在各行里"
)
AMONG: Final = "另一张表取各行时，只取合乎这些条件的行"
MATCH: Final = "另一张表取各行时，只取那一列（值）与本行这一列（键）文字相同的行"
CHILDREN: Final = "另一张表取各行时，只取所属单位是本行单位的行"
_LEADING: Final = 500
"""Cells that are named where very many are taken together: the first ones lead to the cause, however many there are."""
_NAMES: Final = {"sum": "之和", "largest": "最多者"}


@dataclass(frozen=True, slots=True)
class Amount:
    """One of: a ``column`` of the table, several ``columns`` of its row, a column ``other`` of the table ``of`` that the
    rule names, a ``number``.

    ``take`` says of which cells. Of ``columns``: ``sum``, ``count`` or ``largest`` of those of the row. Of ``column`` and
    ``other``: ``row`` is this row, in the other table its counterpart; ``total`` the total row; ``sum``, ``count`` and
    ``largest`` are over the rows that are no total rows, of which ``alike`` leaves those that have the same text in these
    columns, and in the other table ``where`` those in which the conditions hold, ``match`` those whose text is that of
    this row, ``children`` those whose organization belongs to that of this row.
    """

    column: Annotated[Figure | None, "本表的一列"] = None
    columns: Annotated[tuple[Figure, ...], "本行的几列，一起算"] = field(default=(), metadata=each())
    other: Annotated[OtherFigure | None, "另一张表（of）的一列"] = None
    number: Annotated[Decimal | None, "一个固定的数，如折算成万的 10000"] = None
    take: Annotated[Take, TAKE] = "row"
    alike: Annotated[tuple[Column, ...], "本表一列取各行时，只取这几列与本行相同的行，例如同一类"] = ()
    where: Annotated[tuple[OtherCondition, ...], AMONG] = ()
    match: Annotated[Mapping[Column, OtherColumn], MATCH] = field(default_factory=dict)
    children: Annotated[bool, CHILDREN] = False

    def __post_init__(self) -> None:
        given = (self.column is not None, bool(self.columns), self.other is not None, self.number is not None)
        if sum(given) != 1:
            raise ValueError("column、columns、other、number 应当恰好写一个")
        together = self.take not in ("row", "total")
        if self.columns and not together:
            raise ValueError("几列（columns）一起算，take 应为 sum、count 或 largest")
        if self.alike and (self.column is None or not together):
            raise ValueError("alike 只用于本表一列（column）各行之和、个数或最多者")
        if (self.where or self.match or self.children) and (self.other is None or not together):
            raise ValueError("where、match、children 只用于另一张表一列（other）各行之和、个数或最多者")

    @property
    def own(self) -> tuple[str, ...]:
        """The columns of the row that it is made of."""
        return (self.column,) if self.column is not None else tuple(self.columns)

    def formula(self, value: Value) -> str | None:
        """It as a workbook formula; ``None`` where it looks beyond the row."""
        if self.number is not None:
            return plain(self.number)
        if self.columns:
            figures = ",".join(map(value, self.columns))
            return {"sum": f"SUM({figures})", "count": str(len(self.columns))}.get(
                self.take, f"MAX({figures})"
            )
        return value(self.column) if self.column is not None and self.take == "row" else None


def amounts(amount: Amount, of: str, table: Table, scope: Scope) -> Amounts:
    """The amount at each row of the table; the same for everybody who asks within one scope."""
    key = (id(amount), id(table))
    kept = scope.kept.get(key)
    if kept is None:
        kept = scope.kept[key] = Amounts(amount, of, table, scope)
    assert isinstance(kept, Amounts)
    return kept


class Amounts:
    """An amount at each row of a table. What is taken together is added up once, however many rows ask for it."""

    def __init__(self, amount: Amount, of: str, table: Table, scope: Scope) -> None:
        self._amount, self._own, self._scope = amount, table, scope
        self._table = scope.tables[of] if amount.other is not None else table
        self._column = str(amount.other or amount.column or "")
        self._partner: Mapping[int, int | None] | None = None
        self._groups: dict[object, list[int]] | None = None
        self._unknown = False
        self._known: dict[object, Number] = {}

    def at(self, row: int) -> Number:
        """The figure; `UNREADABLE` where it cannot be told. A blank counts as 0 among others and is one alone."""
        amount = self._amount
        if amount.number is not None:
            return amount.number
        if amount.columns:
            return _together(amount.take, [self._own.numbers[column][row] for column in amount.columns])
        if amount.take in ("row", "total"):
            index = self._row(row)
            return UNREADABLE if index is None else self._table.numbers[self._column][index]
        group = self._group(row)
        if group not in self._known:
            self._known[group] = self._taken(self._rows(group)) if group is not None else UNREADABLE
        return self._known[group]

    def _taken(self, rows: Sequence[int]) -> Number:
        if self._unknown:
            return UNREADABLE
        if self._amount.take == "count":
            return Decimal(len(rows))
        return _together(self._amount.take, [self._table.numbers[self._column][index] for index in rows])

    def cells(self, row: int) -> tuple[Cell, ...]:
        """Where it stands, of very many cells the first."""
        return self.all_cells(row, _LEADING)

    def all_cells(self, row: int, most: int | None = None) -> tuple[Cell, ...]:
        """Where it stands; of a count, what says which rows are counted."""
        amount = self._amount
        if amount.number is not None:
            return ()
        if amount.columns:
            return tuple(Cell(self._own.name, row, column) for column in amount.columns)
        if amount.take in ("row", "total"):
            index = self._row(row)
            return () if index is None else (Cell(self._table.name, index, self._column),)
        rows = self._rows(self._group(row))[:most]
        columns = self._telling() if amount.take == "count" else [self._column]
        return tuple(Cell(self._table.name, index, column) for index in rows for column in columns)

    def told(self, row: int) -> Explanation:
        """In words with the figure: `甲 51`, `5 列之和 205`, `《某表》合计行“件数”（D12）139`."""
        amount, number = self._amount, self.at(row)
        figure = plain(number) if isinstance(number, Decimal) else "空白" if number is None else "？"
        if amount.number is not None:
            return Explanation(figure, ())
        if amount.columns and amount.take == "count":
            return Explanation(figure, ())
        if amount.columns:
            what = "最多者" if amount.take == "largest" else f"{len(amount.columns)} 列之和"
            return Explanation(f"{what} {figure}", self.cells(row))
        named = self.named(row)
        return Explanation(f"{named}{'' if named.endswith('）') else ' '}{figure}", self.cells(row))

    def named(self, row: int) -> str:
        """What it is, without the figure."""
        amount = self._amount
        title = (
            f"《{self._scope.schemas[self._table.name].title}》" if self._table.name != self._own.name else ""
        )
        if amount.take in ("row", "total"):
            index = self._row(row)
            place = f"（{self._table.address(index, self._column)}）" if title and index is not None else ""
            which = "合计行" if amount.take == "total" else ""
            return f"{title}{which}{self._quoted(title or which)}{place}"
        kept = f"里{words(amount.where)}的" if amount.where else ""
        if amount.take == "count":
            return f"{title}{kept or '所列'}行数"
        rows = f"{len(self._rows(self._group(row)))} 行"
        return f"{title}{kept}{rows}{self._quoted('“')}{_NAMES[amount.take]}"

    def _quoted(self, title: str) -> str:
        return f"“{self._column}”" if title else self._column

    def _row(self, row: int) -> int | None:
        if self._amount.take == "total":
            return self._table.total
        if self._amount.other is None:
            return row
        if self._partner is None:
            self._partner = dict(counterparts(self._own, self._table, self._scope))
        return self._partner.get(row)

    def _group(self, row: int) -> object:
        amount, own = self._amount, self._own
        if amount.alike:
            return tuple(own.texts[column][row] for column in amount.alike)
        if amount.match:
            return tuple(own.texts[column][row] for column in amount.match)
        return self._scope.identity(own, row) if amount.children else ()

    def _rows(self, group: object) -> Sequence[int]:
        if self._groups is None:
            self._groups = {}
            for index in self._table.body():
                kept = holds(self._amount.where, self._table, index)
                if not self._readable(index):
                    self._unknown = True
                if kept:
                    self._groups.setdefault(self._belongs(index), []).append(index)
        return self._groups.get(group, ())

    def _telling(self) -> Sequence[str]:
        """The columns that say whether a row is taken, and with which others."""
        amount = self._amount
        return [*amount.alike, *amount.match.values(), *(test.column for test in amount.where)]

    def _readable(self, index: int) -> bool:
        if self._amount.children and self._scope.identity(self._table, index) is None:
            return False
        return all(self._table.readable(index, column) for column in self._telling())

    def _grouping(self) -> Sequence[str]:
        return self._amount.alike or tuple(self._amount.match.values())

    def _belongs(self, index: int) -> object:
        if self._amount.children:
            identity = self._scope.identity(self._table, index)
            known = self._scope.registry.by_id
            return known[identity].parent if identity is not None and identity in known else None
        return tuple(self._table.texts[column][index] for column in self._grouping())


def _together(take: Take, values: Sequence[Number]) -> Number:
    """A blank counts as 0, and in a count as one."""
    if take == "count":
        return Decimal(len(values))
    if UNREADABLE in values:
        return UNREADABLE
    figures = [value if isinstance(value, Decimal) else ZERO for value in values]
    return max(figures, default=ZERO) if take == "largest" else sum(figures, ZERO)

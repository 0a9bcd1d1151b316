"""Subtotals inside a table: 小计 of the rows above, below or of a group, and 其中, which is a part of the row above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Annotated, Final, Literal, cast

from yuebao.model.numbers import UNREADABLE, ZERO, plain, total, written
from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.condition import Condition, holds
from yuebao.rules.equation import MINUS, PLUS, Equation
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.verdict import EXPLAIN, INAPPLICABLE, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Column, Figure, each


@dataclass(frozen=True, slots=True)
class Params:
    """In a row in which the conditions ``where`` hold, ``columns`` are the sums of its parts: the rows ``above`` it up to
    the subtotal before, ``below`` it up to the next, or those of its ``group``, with the same texts in ``per``. With
    ``parts``, the parts are those of these rows in which the conditions hold, as long as they follow each other. With
    ``partial``, the parts may be less than the whole."""

    columns: Annotated[tuple[Figure, ...], "小计的各列"] = field(metadata=each())
    where: Annotated[tuple[Condition, ...], "哪些行是小计（或其中各项所属的行）：都合乎这些条件的"]
    rows: Annotated[
        Literal["above", "below", "group"],
        "小计哪些行：above 它上面、上一个小计以下的行，below 它下面、下一个小计以上的行，group 同组的行",
    ] = "above"
    per: Annotated[tuple[Column, ...], "rows: group 时，这几列与小计相同的行是一组"] = ()
    parts: Annotated[tuple[Condition, ...], "只算紧接着的、都合乎这些条件的行，如以“其中”开头的"] = ()
    partial: Annotated[bool, "true：各项之和可以小于它，例如“其中”只列出一部分"] = False

    def __post_init__(self) -> None:
        if (self.rows == "group") != bool(self.per):
            raise ValueError("rows: group 要写 per，别的 rows 不写")


Groups = list[tuple[int, list[int]]]


def _groups(params: Params, table: Table, scope: Scope) -> Groups | None:
    """Told once a table."""
    key = (id(params), id(table))
    if key not in scope.kept:
        scope.kept[key] = _told(params, table)
    return cast("Groups | None", scope.kept[key])


def _told(params: Params, table: Table) -> Groups | None:
    """Each subtotal with its parts, those without parts left out; ``None`` where a cell that says which is which cannot be
    read."""
    body = table.body()
    said = {row: holds(params.where, table, row) for row in body}
    kept = {row: holds(params.parts, table, row) for row in body}
    readable = all(table.readable(row, column) for row in body for column in params.per)
    if None in said.values() or None in kept.values() or not readable:
        return None
    subtotals = [row for row in body if said[row]]
    if params.rows == "group":
        alike = _alike(params, table, said)
        found = [(row, alike.get(_key(params, table, row), [])) for row in subtotals]
    else:
        found = [(row, _beside(params.rows, body, row, said)) for row in subtotals]
    groups: Groups = []
    for row, parts in found:
        own = []
        for part in parts:
            if not kept[part]:
                break
            own.append(part)
        if own:
            groups.append((row, own))
    return groups


def _key(params: Params, table: Table, row: int) -> tuple[str, ...]:
    return tuple(table.texts[column][row] for column in params.per)


def _alike(params: Params, table: Table, said: dict[int, bool | None]) -> dict[tuple[str, ...], list[int]]:
    """The rows that are no subtotals, by their group."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row, subtotal in said.items():
        if not subtotal:
            found.setdefault(_key(params, table, row), []).append(row)
    return found


def _beside(rows: str, body: Sequence[int], row: int, said: dict[int, bool | None]) -> list[int]:
    place, found = bisect_left(body, row), []
    places = range(place + 1, len(body)) if rows == "below" else range(place - 1, -1, -1)
    for other in map(body.__getitem__, places):
        if said[other]:
            break
        found.append(other)
    return found


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The sum of the parts; blank and ``-`` count as 0, a sum of 0 is blank. Nothing where the parts may be less."""
    if params.partial:
        return
    for row, parts in _groups(params, table, scope) or ():
        for column in params.columns:
            values = [table.numbers[column][part] for part in parts]
            if UNREADABLE in values:
                yield Derived(row, column, None)
            else:
                amount = total(cast("list[None]", values))
                grammar = scope.schemas[table.name].field[column].grammar
                yield Derived(row, column, written(amount, grammar) if amount else "")


def _parts(params: Params, table: Table, scope: Scope, row: int) -> Sequence[int]:
    groups = _groups(params, table, scope) or []
    place = bisect_left(groups, row, key=itemgetter(0))
    return groups[place][1] if place < len(groups) and groups[place][0] == row else ()


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The rows that were summed."""
    parts = _parts(params, table, scope, row)
    lines = "、".join(str(table.lines[part]) for part in sorted(parts)[:5]) + ("……" if len(parts) > 5 else "")
    cells = tuple(Cell(table.name, part, column) for part in parts)
    return Explanation(f"第 {lines} 行（{len(parts)} 行）之和", cells)


DERIVATION: Final = Derivation("count", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every subtotal; inapplicable where the table has none. Undecided as a whole while nobody knows which rows they are."""
    groups = _groups(params, table, scope)
    columns = (*params.per, *(test.column for test in (*params.where, *params.parts)))
    if groups is None:
        unread = ((row, each) for row in table.body() for each in columns if not table.readable(row, each))
        yield unreadable(table, *next(unread))
    elif not groups:
        yield INAPPLICABLE
    elif not params.partial:
        yield from recomputed.check(DERIVATION, params, table, scope)
    else:
        for row, parts in groups:
            for column in params.columns:
                yield _at_most(table, row, parts, column)


def _at_most(table: Table, row: int, parts: Sequence[int], column: str) -> Verdict:
    cells = [Cell(table.name, each, column) for each in (row, *parts)]
    numbers = [table.numbers[column][each] for each in (row, *parts)]
    if UNREADABLE in numbers:
        unread = next(cell for cell, number in zip(cells, numbers, strict=True) if number is UNREADABLE)
        return unreadable(table, unread.row, column)
    whole, *values = cast("list[None]", numbers)
    amount, most = total(values), whole or ZERO
    if amount <= most:
        return PASSED
    names = "、".join(table.row_name(part) for part in parts)
    return Break(
        f"“{column}”{plain(most)}，其中各项（{names}）之和 {plain(amount)}，多出 {plain(amount - most)}",
        f"请对照原报告核对这几行；{EXPLAIN}",
        row,
        column,
        value=table.texts[column][row],
        expected=f"≥{plain(amount)}",
        difference=plain(most - amount),
        evidence=tuple(cells),
    )


def equations(params: Params, table: Table, scope: Scope) -> Iterator[Equation]:
    """Every subtotal that is the whole of its parts."""
    if params.partial:
        return
    for row, parts in _groups(params, table, scope) or ():
        for column in params.columns:
            place = Cell(table.name, row, column)
            terms = {Cell(table.name, part, column): MINUS for part in parts}
            yield Equation(place, {place: PLUS, **terms}, ZERO, place)


EXAMPLE: Final = Example(
    rule="""\
id: subtotal
kind: subtotal
source: 每片之后有小计。
columns: [件数]
where:
  - {column: 名称, one_of: [小计]}""",
    files={
        "cases.csv": """\
片区,名称,件数
东,一所,3
东,二所,4
东,小计,7
西,三所,5
西,小计,5""",
    },
    wrong=("cases.csv", "东,小计,7", "东,小计,8"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="subtotal",
    meaning="表里的小计等于它上面、下面或同组各行之和；“其中”各项之和不大于它所属的行。没有小计时不适用。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
    derivation=DERIVATION,
    equations=equations,
)
"""What a rule of this kind can do."""

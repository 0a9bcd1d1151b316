"""An item that states a place: the same place and points as the organization's row in the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import UNREADABLE, Number, plain
from yuebao.model.table import Cell, Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict, unreadable
from yuebao.schema.rule import Column, Figure, OtherFigure, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """``clause`` and ``text`` of an item state a place whose ``points`` are those of its parent organization's
    ``place`` and ``place_points`` in the table ``comparison``."""

    clause: Annotated[Column, "写条款的列，只看照名次计分的条款"]
    text: Annotated[Column, "写事由的列，从中读出名次"]
    points: Annotated[Figure, "加减分的列"]
    comparison: Annotated[OtherTable, "对比名次的那张表"]
    place: Annotated[OtherFigure, "那张表里名次的列"]
    place_points: Annotated[OtherFigure, "那张表里加分的列"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every item whose kind is scored by place. An organization stands for the one that it belongs to."""
    comparison = scope.tables[params.comparison]
    rows = scope.identities(comparison)
    for row in range(len(table)):
        if not (table.readable(row, params.clause) and table.readable(row, params.text)):
            yield unreadable(table, row, params.clause, params.text)
            continue
        kind = scope.scoring.item(table.texts[params.clause][row])
        identity = scope.identity(table, row)
        if kind is None or not kind.place:
            continue
        if identity is None:
            cells = scope.name_cell(table, row)
            yield Undecided("不知是哪个单位，名次与加分无法核验", row, params.text, cells)
            continue
        organization = scope.registry.by_id[identity]
        other = rows.get(organization.parent or organization.id)
        if other is None:
            yield Undecided(
                f"《{scope.schemas[comparison.name].title}》里没有它所属的单位，无法核验",
                row,
                params.text,
                scope.name_cell(table, row),
            )
            continue
        yield _place(params, table, row, comparison, other, kind.stated_place(table.texts[params.text][row]))
        yield _points(params, table, row, comparison, other)


def _place(
    params: Params, table: Table, row: int, comparison: Table, other: int, stated: int | None
) -> Verdict:
    cells = (Cell(table.name, row, params.text), Cell(comparison.name, other, params.place))
    place = comparison.numbers[params.place][other]
    if stated is None or place is UNREADABLE:
        return Undecided(
            "事项文字没有写明名次，或对比表名次无法读取，这一项无法核验", row, params.text, cells
        )
    if place == stated:
        return PASSED
    return Break(
        f"事项写明第 {stated} 名，对比表“{params.place}”（{comparison.address(other, params.place)}）为 {_shown(place)}",
        f"请对照原报告核对两处；{EXPLAIN}",
        row,
        params.text,
        value=table.texts[params.text][row],
        expected=_text(place),
        evidence=cells,
    )


def _points(params: Params, table: Table, row: int, comparison: Table, other: int) -> Verdict:
    cells = (Cell(table.name, row, params.points), Cell(comparison.name, other, params.place_points))
    points, wanted = table.numbers[params.points][row], comparison.numbers[params.place_points][other]
    if points is UNREADABLE or wanted is UNREADABLE:
        return Undecided("加分或对比表的加分无法读取，这一项无法核验", row, params.points, cells)
    if points == wanted:
        return PASSED
    return Break(
        f"“{params.points}”公布为 {table.texts[params.points][row]}，对比表“{params.place_points}”"
        f"（{comparison.address(other, params.place_points)}）为 {_shown(wanted)}",
        f"请对照原报告核对两处；{EXPLAIN}",
        row,
        params.points,
        value=table.texts[params.points][row],
        expected=f"{wanted:+f}" if isinstance(wanted, Decimal) else "",
        evidence=cells,
    )


def _text(value: Number) -> str:
    return plain(value) if isinstance(value, Decimal) else ""


def _shown(value: Number) -> str:
    return _text(value) or "空白"


EXAMPLE: Final = Example(
    rule="""\
id: rank-points-agreement
kind: place-agreement
source: 名次与加分见对比表。
clause: 条款
text: 事由
points: 加减分
comparison: comparison
place: 名次
place_points: 加分""",
    files={
        "items.csv": """\
单位,条款,事由,加减分
甲,办件量对比,本月排名第二,+2""",
        "comparison.csv": """\
单位,名次,加分
甲,2,2""",
        "scoring.yaml": """\
scales:
  month-points:
    title: 月考核加分
    source: 考核办法。
    points: {1: "2.5", 2: "2", 3: "1.5"}
items:
  - title: 办件量对比
    match: 办件量对比
    source: 考核办法。
    place: '第([一二三四五六七八九十]+)'
    scale: month-points""",
    },
    wrong=("items.csv", "排名第二", "排名第三"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="place-agreement",
    meaning="事由里写的名次和加分，与对比表里这个单位（或它所属的单位）的相同。",
    example=EXAMPLE,
    params=Params,
    about=(
        "text",
        "points",
    ),
    check=check,
)
"""What a rule of this kind can do."""

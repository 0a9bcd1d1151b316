"""An award that goes to the best of a ranking, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.table import Cell, Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict, unreadable
from yuebao.schema.rule import Column, OtherColumn, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """The rows ``where`` name in ``column`` the first ``count`` of the table ``ranking``, whose names stand in
    ``name``."""

    where: Annotated[Mapping[Column, str], "哪些行：列的名称和那一列的文字"]
    column: Annotated[Column, "这些行里写获奖者的列"]
    ranking: Annotated[OtherTable, "排名的那张表，照它的行序"]
    name: Annotated[OtherColumn, "那张表里写名称的列"]
    count: Annotated[int, "前几名获奖"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The winners one by one against the ranking, in its published order; then how many they are."""
    ranking = scope.tables[params.ranking]
    best = ranking.body()[: params.count]
    rows = selected(table, params.where)
    award = "、".join(params.where.values())
    for index, row in enumerate(rows[: params.count]):
        if not table.readable(row, params.column):
            yield unreadable(table, row, params.column)
            continue
        if index < len(best) and not ranking.readable(best[index], params.name):
            cell = Cell(ranking.name, best[index], params.name)
            yield Undecided(
                f"第 {index + 1} 名的名称无法读取，“{award}”无法核验", row, params.column, (cell,)
            )
            continue
        won = scope.identity(table, row)
        wanted = scope.identity(ranking, best[index]) if index < len(best) else None
        if won is not None and won == wanted:
            yield PASSED
        else:
            yield _break(params, table, row, ranking, best[index] if index < len(best) else None, award)
    if len(rows) == params.count:
        yield PASSED
    else:
        column = next(iter(params.where))
        cells = tuple(Cell(table.name, row, params.column) for row in rows)
        message = f"“{award}”有 {len(rows)} 个，应为 {params.count} 个"
        remedy = f"请对照原报告核对获奖名单；{EXPLAIN}"
        counts = (str(len(rows)), str(params.count))
        yield Break(message, remedy, None, column, *counts, breach="count", against=award, evidence=cells)


def _break(params: Params, table: Table, row: int, ranking: Table, place: int | None, award: str) -> Break:
    name = table.texts[params.column][row]
    wanted = "" if place is None else ranking.texts[params.name][place]
    cells = [Cell(table.name, row, params.column)]
    if place is not None:
        cells.append(Cell(ranking.name, place, params.name))
    return Break(
        f"“{award}”此处为“{name}”，按排名应为“{wanted}”",
        f"请对照原报告核对获奖名单与排名；{EXPLAIN}",
        row,
        params.column,
        value=name,
        expected=wanted,
        evidence=tuple(cells),
    )


EXAMPLE: Final = Example(
    rule="""\
id: award
kind: best-of
source: 先进单位是得分的前两名。
where: {奖项: 先进}
column: 单位
ranking: scores
name: 单位
count: 2""",
    files={
        "awards.csv": """\
奖项,单位
先进,甲
先进,乙""",
        "scores.csv": """\
单位,得分
甲,105.5
乙,103
丙,101""",
    },
    wrong=("awards.csv", "先进,乙", "先进,丙"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="best-of",
    meaning="一个奖项给排名的前几名，次序也相同，个数不多不少。",
    example=EXAMPLE,
    params=Params,
    about=(
        "column",
        "where",
    ),
    check=check,
)
"""What a rule of this kind can do."""

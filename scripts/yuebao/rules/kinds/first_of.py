"""The first so many of another table, named in order: winners of an award, or names in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final, Literal

from yuebao.model.table import Cell, Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict, unreadable
from yuebao.schema.rule import Column, OtherColumn, OtherFigure, OtherTable

_LEADING: Final = 20


@dataclass(frozen=True, slots=True)
class Params:
    """The rows ``where`` name in ``column`` the first ``count`` of the table ``ranking``, whose names stand in ``name``: the
    first in its published order, or with ``by`` those with the most (or least) there. With ``separator`` one cell names
    several."""

    column: Annotated[Column, "写名称的列"]
    ranking: Annotated[OtherTable, "排名的那张表"]
    name: Annotated[OtherColumn, "那张表里写名称的列"]
    count: Annotated[int, "前几名"]
    where: Annotated[Mapping[Column, str], "哪些行：列的名称和那一列的文字；不写则每一行"] = field(
        default_factory=dict
    )
    by: Annotated[OtherFigure | None, "照那张表哪一列的数排名，并列的先后不论；不写则照它的行序"] = None
    order: Annotated[Literal["descending", "ascending"], "by 从大到小，还是从小到大"] = "descending"
    separator: Annotated[str, "一格里写几个名称的，用什么隔开，如“、”；不写则一格一个"] = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name, where it stands, and whom it means."""

    row: int
    text: str
    who: str | None


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The names one by one against the ranking, then how many they are. Names of organizations are the same where they
    mean the same. Undecided where the name or the ranking cannot be read."""
    ranking = scope.tables[params.ranking]
    rows = selected(table, params.where)
    unread = [row for row in rows if not table.readable(row, params.column)]
    if params.separator and unread:
        yield unreadable(table, unread[0], params.column)
        return
    unknown = _unknown(params, ranking)
    if unknown:
        yield Undecided(f"《{scope.schemas[ranking.name].title}》的名次无法认定", evidence=unknown)
        return
    first = _first(params, ranking)
    due_to = _due(params, ranking, first, scope)
    named = list(_names(params, table, rows, scope))
    award = "、".join(params.where.values()) or scope.schemas[table.name].title
    seen: set[str | None] = set()
    for index, name in enumerate(named[: params.count]):
        if not table.readable(name.row, params.column):
            yield unreadable(table, name.row, params.column)
            continue
        due = first[index] if index < len(first) else None
        if due is not None and not ranking.readable(due, params.name):
            cell = Cell(ranking.name, due, params.name)
            yield Undecided(
                f"第 {index + 1} 名的名称无法读取，“{award}”无法核验", name.row, params.column, (cell,)
            )
            continue
        if name.who not in seen and name.who in due_to.get(due, ()):
            yield PASSED
        else:
            again = name.who is not None and name.who in seen
            yield _break(params, name, table, ranking, None if again else due, (award, index), again)
        seen.add(name.who)
    if len(named) == params.count:
        yield PASSED
    else:
        yield _count(params, named, table, award)


def _names(params: Params, table: Table, rows: Sequence[int], scope: Scope) -> Iterator[_Named]:
    for row in rows:
        text = table.texts[params.column][row]
        for part in text.split(params.separator) if params.separator else [text]:
            yield _Named(row, part, _who(params, part, scope, table.month))


def _who(params: Params, text: str, scope: Scope, month: str) -> str | None:
    """The organization that is meant; where the ranking names none, the text itself."""
    kinds = scope.schemas[params.ranking].field[params.name].names
    if not kinds:
        return text
    found = scope.registry.resolve(kinds, text, month)
    return None if found is None else found.id


def _unknown(params: Params, ranking: Table) -> tuple[Cell, ...]:
    if params.by is None:
        return ()
    unread = [row for row in ranking.body() if not ranking.readable(row, params.by)]
    return tuple(Cell(ranking.name, row, params.by) for row in unread[:_LEADING])


def _figure(params: Params, ranking: Table, row: int) -> Decimal | None:
    number = ranking.numbers[params.by][row] if params.by is not None else None
    return number if isinstance(number, Decimal) else None


def _first(params: Params, ranking: Table) -> list[int]:
    """The rows of the first; one without a figure is none of them."""
    if params.by is None:
        return ranking.body()[: params.count]
    figures = {row: _figure(params, ranking, row) for row in ranking.body()}
    known = {row: figure for row, figure in figures.items() if figure is not None}
    ordered = sorted(known, key=lambda row: known[row], reverse=params.order == "descending")
    return ordered[: params.count]


def _due(
    params: Params, ranking: Table, first: Sequence[int], scope: Scope
) -> Mapping[int | None, Collection[str | None]]:
    """Whom each place may go to: with figures, everybody who has as much."""
    names = ranking.texts[params.name]
    who = {row: _who(params, names[row], scope, ranking.month) for row in ranking.body()}
    if params.by is None:
        return {row: {who[row]} - {None} for row in first}
    alike: dict[Decimal | None, set[str | None]] = {}
    for row, meant in who.items():
        if meant is not None:
            alike.setdefault(_figure(params, ranking, row), set()).add(meant)
    return {row: alike.get(_figure(params, ranking, row), set()) for row in first}


def _break(
    params: Params,
    name: _Named,
    table: Table,
    ranking: Table,
    due: int | None,
    place: tuple[str, int],
    again: bool,
) -> Break:
    award, index = place
    wanted = "" if due is None else ranking.texts[params.name][due]
    cells = [Cell(table.name, name.row, params.column)]
    if due is not None:
        cells.append(Cell(ranking.name, due, params.name))
    if due is not None and params.by is not None:
        cells.append(Cell(ranking.name, due, params.by))
    return Break(
        f"“{award}”里“{name.text}”列了不止一次"
        if again
        else f"“{award}”此处为“{name.text}”，按排名应为“{wanted}”",
        f"请对照原报告核对名单与排名；{EXPLAIN}",
        name.row,
        params.column,
        value=name.text,
        expected=None if again else wanted,
        breach="place" if params.separator else None,
        against=f"第 {index + 1} 个" if params.separator else None,
        evidence=tuple(cells),
    )


def _count(params: Params, named: Sequence[_Named], table: Table, award: str) -> Break:
    column = next(iter(params.where), params.column)
    rows = dict.fromkeys(name.row for name in named)
    return Break(
        f"“{award}”有 {len(named)} 个，应为 {params.count} 个",
        f"请对照原报告核对名单；{EXPLAIN}",
        None,
        column,
        str(len(named)),
        str(params.count),
        breach="count",
        against=award,
        evidence=tuple(Cell(table.name, row, params.column) for row in rows),
    )


EXAMPLE: Final = Example(
    rule="""\
id: award
kind: first-of
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
    name="first-of",
    meaning="写出另一张表的前几名：一行一个，或一格里几个；次序也相同，个数不多不少。照它的行序排名，或照一列的数。",
    example=EXAMPLE,
    params=Params,
    about=(
        "column",
        "where",
    ),
    check=check,
)
"""What a rule of this kind can do."""

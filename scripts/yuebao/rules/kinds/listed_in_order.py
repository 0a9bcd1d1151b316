"""Awards to people: each is in the ranking with the same unit, once, and the awards follow the ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Final

from yuebao.model.finding import MISSING_NAME
from yuebao.model.table import Cell, Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Column, OtherColumn, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """Rows whose ``category`` is one of ``categories`` (best first) name a ``person`` of the organization in the row,
    who stands as ``listed`` in the table ``ranking``."""

    category: Annotated[Column, "写奖项的列"]
    categories: Annotated[tuple[str, ...], "各奖项，高的在前"]
    person: Annotated[Column, "写姓名的列"]
    ranking: Annotated[OtherTable, "人员排名的那张表，照它的行序"]
    listed: Annotated[OtherColumn, "那张表里写姓名的列"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Each winner, in published order: in the ranking with that unit, not named before, ranked below the one before.

    A better category stands wholly above a worse one because the order runs on from one to the next.
    """
    ranking = scope.tables[params.ranking]
    place = _places(ranking, params.listed, scope)
    unread = _unread(ranking, params.listed, scope)
    named: dict[tuple[str, str | None], int] = {}
    last = -1
    for category in params.categories:
        for row in [row for row in range(len(table)) if table.texts[params.category][row] == category]:
            if not table.readable(row, params.person) or scope.identity(table, row) is None:
                cells = (Cell(table.name, row, params.person), *scope.name_cell(table, row))
                yield Undecided("姓名或单位无法认定，这一项无法核验", row, params.person, cells)
                continue
            person = (table.texts[params.person][row], scope.identity(table, row))
            if person not in place and unread:
                cells = (Cell(table.name, row, params.person), *unread)
                yield Undecided("排名表里有姓名或单位无法认定，这一项无法核验", row, params.person, cells)
                continue
            if person not in place:
                title = scope.schemas[ranking.name].title
                near = _near(person, place)
                message = f"《{title}》里没有这个单位的“{person[0]}”{near}"
                yield _break(params, table, row, message, MISSING_NAME)
                continue
            if person in named:
                first = named[person]
                message = f"“{person[0]}”已在第 {table.lines[first]} 行获奖，重复列出"
                yield _break(params, table, row, message, "twice", table.row_name(first))
                continue
            named[person] = row
            if place[person] < last:
                above = ranking.texts[params.listed][last]
                message = f"次序不对：“{person[0]}”的排名在前面列出的“{above}”之前"
                yield _break(params, table, row, message, "order", above)
            else:
                yield PASSED
            last = max(last, place[person])


_SHOWN: Final = 20


def _near(person: tuple[str, str | None], place: Mapping[tuple[str, str | None], int]) -> str:
    """Whom the ranking has instead: the same name in other units, else the nearest name of this unit."""
    elsewhere = [who for name, who in place if name == person[0]]
    if elsewhere:
        return f"；有同名的人，但单位不同（第 {place[person[0], elsewhere[0]] + 1} 名）"
    names = [name for name, who in place if who == person[1]]
    close = get_close_matches(person[0], names, n=1, cutoff=0.5)
    return f"；最接近的是“{close[0]}”" if close else ""


def _places(ranking: Table, listed: str, scope: Scope) -> dict[tuple[str, str | None], int]:
    found: dict[tuple[str, str | None], int] = {}
    for row in range(len(ranking)):
        found.setdefault((ranking.texts[listed][row], scope.identity(ranking, row)), row)
    return found


def _unread(ranking: Table, listed: str, scope: Scope) -> tuple[Cell, ...]:
    """The first cells of the ranking that do not tell who stands there: they lead to the cause."""
    rows = [row for row in range(len(ranking)) if scope.identity(ranking, row) is None]
    names = [row for row in range(len(ranking)) if not ranking.readable(row, listed)]
    own = tuple(Cell(ranking.name, row, listed) for row in names)
    return (*own, *(cell for row in rows for cell in scope.name_cell(ranking, row)))[:_SHOWN]


def _break(
    params: Params, table: Table, row: int, message: str, breach: str, against: str | None = None
) -> Break:
    name = table.texts[params.person][row]
    cells = (Cell(table.name, row, params.person),)
    remedy = f"请对照原报告核对姓名、单位与次序；{EXPLAIN}"
    return Break(message, remedy, row, params.person, name, breach=breach, against=against, evidence=cells)


EXAMPLE: Final = Example(
    rule="""\
id: award
kind: listed-in-order
source: 一等奖、二等奖照人员排名评出。
category: 奖项
categories: [一等奖, 二等奖]
person: 姓名
ranking: staff
listed: 姓名""",
    files={
        "awards.csv": """\
奖项,姓名,单位
一等奖,张三,甲
二等奖,李四,乙""",
        "staff.csv": """\
姓名,单位,得分
张三,甲,105
李四,乙,103""",
    },
    wrong=("awards.csv", "二等奖,李四,乙", "二等奖,李四,甲"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="listed-in-order",
    meaning="获奖的人都在排名表里，单位也相同，每人只列一次；先后照排名，高的奖项整个排在低的前面。",
    example=EXAMPLE,
    params=Params,
    about=("person",),
    check=check,
)
"""What a rule of this kind can do."""

"""The points of an item follow from its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from yuebao.model.numbers import ZERO, plain
from yuebao.model.table import Cell, Table
from yuebao.rules.dates import WEEKDAYS, dates_in
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict, unreadable
from yuebao.schema.rule import Column, Figure
from yuebao.schema.scoring import ItemKind, Scoring

_TEXT: Final = "请对照原报告核对这段文字。"


@dataclass(frozen=True, slots=True)
class Params:
    """``points`` follow from the item's ``clause`` and ``text`` by the scoring rules."""

    clause: Annotated[Column, "写条款的列，照 scoring.yaml 的 items 认出是哪一项"]
    text: Annotated[Column, "写事由的列，从中读出分钟数、名次和日期"]
    points: Annotated[Figure, "加减分的列"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Each item's points, then its day of the week where the scoring rule names days.

    A clause that no scoring rule of the month covers, or a text without the number that the rule measures, is
    undecided.
    """
    for row in range(len(table)):
        if not (table.readable(row, params.clause) and table.readable(row, params.text)):
            yield unreadable(table, row, params.clause, params.text)
            continue
        clause, text = table.texts[params.clause][row], table.texts[params.text][row]
        kind = scope.scoring.item(clause)
        if kind is None:
            yield Undecided(
                f"计分规则（schemas/scoring.yaml）里没有与“{clause}”对应的项目，无法核验",
                row,
                params.clause,
                (Cell(table.name, row, params.clause),),
                "请对照原报告核对条款；若是新的规定，请在 schemas/scoring.yaml 中补上它的计分办法。",
            )
            continue
        yield _points(params, table, row, kind, scope)
        if kind.weekdays:
            yield _weekday(params, table, row, text, kind, scope.month)


def _expected(kind: ItemKind, text: str, scoring: Scoring) -> Decimal | None:
    if kind.points is not None:
        return kind.points
    if kind.steps:
        measure = kind.measured(text)
        reached = [step for step in kind.steps if measure is not None and measure >= step.at_least]
        return None if measure is None else max((step.points for step in reached), default=ZERO)
    place, points = kind.stated_place(text), scoring.scales[kind.scale].points
    return points.get(place, ZERO) if points and place is not None else None


def _points(params: Params, table: Table, row: int, kind: ItemKind, scope: Scope) -> Verdict:
    published = table.numbers[params.points][row]
    if not isinstance(published, Decimal):
        return unreadable(table, row, params.points)
    text = table.texts[params.text][row]
    expected = _expected(kind, text, scope.scoring)
    if published == expected:
        return PASSED
    cells = (Cell(table.name, row, params.points), Cell(table.name, row, params.text))
    if expected is None:
        message = f"文字里没有“{kind.title}”计分所需的数：“{text}”，无法核验"
        return Undecided(message, row, params.text, cells, _TEXT)
    shown = f"{expected:+f}"
    return Break(
        f"“{params.points}”公布为 {table.texts[params.points][row]}，按“{kind.title}”的规定，“{text}”应为 {shown}",
        f"请对照原报告核对文字与分数；{EXPLAIN}",
        row,
        params.points,
        value=table.texts[params.points][row],
        expected=shown,
        difference=plain(published - expected),
        evidence=cells,
    )


def _weekday(params: Params, table: Table, row: int, text: str, kind: ItemKind, month: str) -> Verdict:
    cells = (Cell(table.name, row, params.text),)
    dates = dates_in(text, month)
    if not dates or None in dates:
        message = f"文字里没有可读的日期：“{text}”，无法核验是否为规定的工作日"
        return Undecided(message, row, params.text, cells, _TEXT)
    off = [day for day in dates if day is not None and day.isoweekday() not in kind.weekdays]
    if not off:
        return PASSED
    return Break(
        f"{off[0].isoformat()} 是{WEEKDAYS[off[0].isoweekday()]}，“{kind.title}”只计{WEEKDAYS[min(kind.weekdays)]}至{WEEKDAYS[max(kind.weekdays)]}",
        f"请对照原报告核对日期；{EXPLAIN}",
        row,
        params.text,
        value=text,
        breach="weekday",
        against="、".join(day.isoformat() for day in off),
        evidence=cells,
    )


EXAMPLE: Final = Example(
    rule="""\
id: item-points
kind: item-points
source: “条款”一栏载明的加减分标准。
clause: 条款
text: 事由
points: 加减分""",
    files={
        "items.csv": """\
单位,条款,事由,加减分
甲,周一至周五延时服务,2月5日延时25分钟,+0.2""",
        "scoring.yaml": """\
items:
  - title: 延时服务
    match: 延时服务
    source: 考核办法：5分钟以上加0.1分，20分钟以上加0.2分。
    measure: '延时([0-9]+)分钟'
    steps:
      - {at_least: 20, points: "0.2"}
      - {at_least: 5, points: "0.1"}
    weekdays: [1, 2, 3, 4, 5]""",
    },
    wrong=("items.csv", "+0.2", "+0.1"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="item-points",
    meaning="加减分由条款和事由得出，计分办法写在 scoring.yaml 的 items；写明星期几的，事由里的日期要在那几天。",
    example=EXAMPLE,
    params=Params,
    about=(
        "points",
        "text",
    ),
    check=check,
)
"""What a rule of this kind can do."""

"""News and dated items lie in the period of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from yuebao.model.period import Period, period
from yuebao.model.table import Cell, Table
from yuebao.rules.dates import written_dates
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Column


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds an ISO date, or a text in which dates occur."""

    column: Annotated[Column, "日期列，或者文字里写有日期的列"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every date; a text without a date asserts nothing."""
    iso = scope.schemas[table.name].field[params.column].type == "date"
    own = period(scope.month)
    for row in range(len(table)):
        text = table.texts[params.column][row]
        if not table.readable(row, params.column):
            yield unreadable(table, row, params.column)
            continue
        if iso:
            yield PASSED if own.holds(date.fromisoformat(text)) else _break(params, table, row, text[:7], own)
            continue
        for written, day in _told_apart(written_dates(text, scope.month)):
            if day is not None and own.holds(day):
                yield PASSED
            else:
                month = day.isoformat()[:7] if day else None
                breach = "other-month" if month else "no-such-day"
                yield replace(_break(params, table, row, month, own), breach=breach, against=written)


def _told_apart(dates: Iterable[tuple[str, date | None]]) -> Iterator[tuple[str, date | None]]:
    """Dates that are written alike, by their number."""
    seen: Counter[str] = Counter()
    for written, day in dates:
        seen[written] += 1
        yield (written if seen[written] == 1 else f"{written}（第 {seen[written]} 处）"), day


def _break(params: Params, table: Table, row: int, month: str | None, own: Period) -> Break:
    text = table.texts[params.column][row]
    problem = f"日期在 {month}，不在{own.this}（{own.name}）" if month else "日期在日历上不存在"
    return Break(
        f"{problem}：“{text}”",
        f"请对照原报告核对日期；{EXPLAIN}",
        row,
        params.column,
        value=text,
        expected=own.name,
        evidence=(Cell(table.name, row, params.column),),
    )


EXAMPLE: Final = Example(
    rule="""\
id: date-in-month
kind: date-in-month
source: 工作动态所列是本月的工作。
column: 日期""",
    files={
        "news.csv": """\
日期,内容
2024-02-05,召开工作会议""",
    },
    wrong=("news.csv", "2024-02-05", "2024-03-05"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="date-in-month",
    meaning="日期都在统计期之内。文字里没有日期的，不核验。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
)
"""What a rule of this kind can do."""

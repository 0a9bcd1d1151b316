"""News and dated items lie in the month of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from yuebao.model.table import Cell, Table
from yuebao.rules.dates import written_dates
from yuebao.rules.kind import TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Column


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` holds an ISO date, or a text in which dates occur."""

    column: Column


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every date; a text without a date asserts nothing."""
    iso = scope.schemas[table.name].field[params.column].type == "date"
    for row in range(len(table)):
        text = table.texts[params.column][row]
        if not table.readable(row, params.column):
            yield unreadable(table, row, params.column)
            continue
        if iso:
            yield PASSED if text[:7] == scope.month else _break(params, table, row, text[:7], scope.month)
            continue
        for written, day in _told_apart(written_dates(text, scope.month)):
            month = day.isoformat()[:7] if day else None
            if month == scope.month:
                yield PASSED
            else:
                breach = "other-month" if month else "no-such-day"
                yield replace(_break(params, table, row, month, scope.month), breach=breach, against=written)


def _told_apart(dates: Iterable[tuple[str, date | None]]) -> Iterator[tuple[str, date | None]]:
    """Dates that are written alike, by their number."""
    seen: Counter[str] = Counter()
    for written, day in dates:
        seen[written] += 1
        yield (written if seen[written] == 1 else f"{written}（第 {seen[written]} 处）"), day


def _break(params: Params, table: Table, row: int, month: str | None, wanted: str) -> Break:
    text = table.texts[params.column][row]
    problem = f"日期在 {month}，不在本月（{wanted}）" if month else "日期在日历上不存在"
    return Break(
        f"{problem}：“{text}”",
        f"请对照原报告核对日期；{EXPLAIN}",
        row,
        params.column,
        value=text,
        expected=wanted,
        evidence=(Cell(table.name, row, params.column),),
    )


KIND: Final = TableKind(
    name="date-in-month",
    params=Params,
    about=("column",),
    check=check,
)
"""What a rule of this kind can do."""

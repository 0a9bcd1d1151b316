"""A part cannot exceed the whole: a month's count against the year to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yuebao.check.verdict import EXPLAIN, PASSED, Break, Undecided, Verdict
from yuebao.derive.scope import Scope
from yuebao.model.numbers import UNREADABLE, ZERO, plain
from yuebao.model.table import Cell, Table
from yuebao.spec.rule import Column, OtherColumn, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """``columns`` are at most those of the table ``whole``, for the same organization."""

    whole: OtherTable
    columns: Mapping[Column, OtherColumn]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every organization that both tables list, and the total rows; blank and ``-`` count as 0."""
    whole = scope.tables[params.whole]
    rows = scope.identities(whole)
    for identity, row in scope.identities(table).items():
        if identity not in rows:
            continue
        for column, other in params.columns.items():
            part, limit = table.numbers[column][row], whole.numbers[other][rows[identity]]
            cells = (Cell(table.name, row, column), Cell(whole.name, rows[identity], other))
            if part is UNREADABLE or limit is UNREADABLE:
                yield Undecided(f"“{column}”或其累计数无法读取，这一项无法核验", row, column, cells)
            elif (part or ZERO) <= (limit or ZERO):
                yield PASSED
            else:
                title = scope.schemas[whole.name].title
                yield _break(table, whole, title, cells, (part or ZERO, limit or ZERO))


def _break(
    table: Table, whole: Table, title: str, cells: tuple[Cell, Cell], figures: tuple[object, object]
) -> Break:
    here, there = cells
    part, limit = figures
    assert isinstance(part, Decimal) and isinstance(limit, Decimal)
    place = whole.address(there.row, there.column)
    return Break(
        f"“{here.column}”本月 {plain(part)}，多于《{title}》的累计 {plain(limit)}（{place}），多 {plain(part - limit)}",
        f"请对照原报告核对这两格；{EXPLAIN}",
        here.row,
        here.column,
        value=table.texts[here.column][here.row],
        expected=f"≤{plain(limit)}",
        difference=plain(part - limit),
        evidence=cells,
    )

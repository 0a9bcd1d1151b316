"""The whole archive as one tidy long table: one row a published figure, blank ones included. What was not published has no
row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from yuebao.model.numbers import plain
from yuebao.model.table import Table
from yuebao.model.trust import MEANING as STATES
from yuebao.printed.edition import Edition
from yuebao.rules.scope import TOTAL
from yuebao.schema.table_schema import TableSchema


class Figure(NamedTuple):
    """One figure. ``value`` is empty where the cell is blank or ``-``; a percentage counts in percent."""

    key: str
    period: str
    table: str
    cell: str
    row: str
    organization: str
    name: str
    total: str
    county: str
    measure: str
    header: str
    unit: str
    value: str
    published: str
    state: str
    basis: str


HEADER: Final = Figure._fields
MEANING: Final = {
    "key": "这个数字的标识，全档案里只有一个，永远不变：统计期#格的地址；网页上是 issues/统计期.html#格的地址",
    "period": "统计期：2020-07 是一个月，2021-Q4 一个季度，2024-H1 半年，2021 一年，2023-01_04 几个月合为一期",
    "table": "表的文件名",
    "cell": "这一格在这一期里的地址，版式变了也不变",
    "row": "这一行的名称；由几列组成时以“ / ”隔开，合计行为“合计”",
    "organization": "这一行所属单位的标识，见 organizations.csv（它属于哪个单位，看其中的 parent）；合计行为空",
    "name": "单位名称，照这一期的写法",
    "total": "是不是合计行：true 或 false；汇总时请先去掉合计行，以免重复",
    "county": "以单位为名的列，是哪个单位：它的标识；其余各列为空",
    "measure": "指标的标识，列名改了也不变",
    "header": "列名，照这一期的写法",
    "unit": "单位",
    "value": "数值；空白和“-”没有数值，百分数以 % 计",
    "published": "公布的文字，一字不改",
    "state": "核验的状态：" + "；".join(f"{state}，{text}" for state, text in STATES.items()),
    "basis": "已核的，凭什么：原件（照原件逐格对照），规则（没有原件可对照，只由规则核验）；其余为空",
}
"""What the columns hold, for the page of the files."""


def figures(edition: Edition) -> Iterator[Figure]:
    """Every published figure of an issue, table by table, column by column."""
    yield from (figure for figure, published in places(edition) if published)


def places(edition: Edition) -> Iterator[tuple[Figure, bool]]:
    """Every place for a figure in the tables of an issue, and whether it was published."""
    for name, table in edition.month.tables.items():
        yield from _table(edition, table, edition.layout.tables[name])


def _table(edition: Edition, table: Table, schema: TableSchema) -> Iterator[tuple[Figure, bool]]:
    rows = [_row(edition, table, schema, row) for row in range(len(table))]
    period, name, totals = edition.name, table.name, set(table.totals)
    addresses = edition.addresses.rows(name)
    for column in table.header:
        field = schema.field[column]
        if not field.grammar:
            continue
        about, part = edition.scope.named_after(field), edition.addresses.column(name, column)
        county = about.id if about else ""
        cells = zip(rows, addresses, table.texts[column], table.numbers[column], strict=True)
        for row, ((key, organization, called), address, text, number) in enumerate(cells):
            cell, trust = f"{name}.{address}.{part}", edition.checked.of(name, row, column)
            figure = Figure(
                f"{period}#{cell}", period, name, cell, key, organization, called,
                "true" if row in totals else "false", county, field.id, column, field.unit,
                plain(number) if isinstance(number, Decimal) else "", text,
                trust.state if trust else "", trust.basis if trust else "",
            )  # fmt: skip
            yield figure, table.published(row, column)


def _row(edition: Edition, table: Table, schema: TableSchema, row: int) -> tuple[str, str, str]:
    """The row's key, the id of its organization and its name as published."""
    identity = edition.scope.identity(table, row)
    name = table.texts[schema.entity.name][row] if schema.entity is not None else ""
    return table.keys[row] or "", "" if identity in (None, TOTAL) else str(identity), name

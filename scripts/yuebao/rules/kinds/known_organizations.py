"""Every name stands for an organization of the registry, and each active one is listed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Annotated, Final

from yuebao.model.finding import MISSING_NAME, UNKNOWN_NAME
from yuebao.model.organization import Organization
from yuebao.model.period import period
from yuebao.model.table import Cell, Table
from yuebao.rules.condition import Condition, kept
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Column, Named, each
from yuebao.schema.table_schema import Field

_GUESSED: Final = 50
_SHOWN: Final = 20
"""Cells that keep the missing names from being told: the first ones lead to the cause, however many there are."""
SHARED: Final = "shared-name"
"""A way to break that other kinds have as well."""
REGISTER: Final = "请改正名称，或把它作为正式名称或别名登记到 data/organizations.csv。"


@dataclass(frozen=True, slots=True)
class Params:
    """``column`` names organizations. With ``complete``, each active one is listed exactly once. ``named`` are
    columns that are themselves named after an organization. Rows in which the conditions ``without`` hold are about
    nobody."""

    column: Annotated[Named, "单位名称的列"]
    complete: Annotated[bool, "是否每个在册的单位都要列出，恰好一次"] = False
    named: Annotated[tuple[Column, ...], "本身以单位为列名的各列，列名也要在册"] = field(
        default=(), metadata=each(0)
    )
    without: Annotated[tuple[Condition, ...], "不是单位的行，如小计：都合乎这些条件的"] = ()


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Resolve each name in its month; blank cells are left to `structure`."""
    schema = scope.schemas[table.name]
    kinds = schema.field[params.column].names
    known = scope.registry.bearing(kinds, scope.month)
    shared = scope.registry.shared(kinds, scope.month)
    likely = _Likely.of(table, params.column, known)
    listed: dict[str, int] = {}
    for row in kept(table, params.without):
        name = table.texts[params.column][row]
        if not table.readable(row, params.column):
            continue
        found = known.get(name)
        if name in shared:
            yield _shared(table, row, params.column, shared[name])
        elif found is None:
            yield _unknown(table, row, params.column, name, likely)
        elif params.complete and found.id in listed:
            yield _twice(table, row, params.column, found, listed[found.id])
        else:
            listed[found.id] = row
            yield PASSED
    for column in params.named:
        yield _named(schema.field[column], scope)
    if params.complete:
        yield from _missing(params, table, scope, kinds, listed)


@dataclass(frozen=True, slots=True)
class _Likely:
    """What unknown names may have been meant for. Of a column in which there are more of them than anybody mistypes,
    nothing is guessed: to compare each of them with every name takes long and helps nobody."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, table: Table, column: str, known: Mapping[str, Organization]) -> _Likely:
        unknown = {name for name in table.texts[column] if name not in known}
        return cls(tuple(known) if len(unknown) <= _GUESSED else ())

    def close(self, name: str) -> list[str]:
        return get_close_matches(name, self.names, n=1, cutoff=0.5)


def _unknown(table: Table, row: int, column: str, name: str, likely: _Likely) -> Break:
    close = likely.close(name)
    hint = f"；最接近的是“{close[0]}”" if close else ""
    return Break(
        f"单位登记册里没有“{name}”{hint}",
        REGISTER,
        row,
        column,
        value=name,
        expected=close[0] if close else None,
        breach=UNKNOWN_NAME,
        evidence=(Cell(table.name, row, column),),
    )


def _shared(table: Table, row: int, column: str, bearers: tuple[Organization, ...]) -> Break:
    name = table.texts[column][row]
    ids = "、".join(f"{entry.id}（{entry.type}）" for entry in bearers)
    return Break(
        f"“{name}”同时是 {ids} 的名称，不能确定这一行是哪一个",
        "请在 data/organizations.csv 里给它们不同的名称或别名，或在 schemas/ 里让这一列只列一种单位。",
        row,
        column,
        value=name,
        breach=SHARED,
        evidence=(Cell(table.name, row, column),),
    )


def _twice(table: Table, row: int, column: str, found: Organization, first: int) -> Break:
    name = table.texts[column][row]
    return Break(
        f"“{name}”与第 {table.lines[first]} 行的“{table.texts[column][first]}”是同一单位（{found.name}），重复列出",
        "请删去重复的一行，或改正单位名称。",
        row,
        column,
        value=name,
        breach="twice",
        against=table.texts[column][first],
        evidence=(Cell(table.name, first, column), Cell(table.name, row, column)),
    )


def _named(field: Field, scope: Scope) -> Verdict:
    if scope.named_after(field) is not None:
        return PASSED
    column = field.name
    return Break(
        f"单位登记册里没有列名“{column}”所指的单位", REGISTER, None, column, column, breach=UNKNOWN_NAME
    )


def _missing(
    params: Params, table: Table, scope: Scope, kinds: tuple[str, ...], listed: dict[str, int]
) -> Iterator[Break | Undecided]:
    unread = [row for row in table.body() if not table.readable(row, params.column)]
    cells = tuple(Cell(table.name, row, params.column) for row in unread[:_SHOWN])
    for organization in scope.registry.active(kinds, scope.month):
        if organization.id in listed:
            continue
        if unread:
            yield Undecided(
                f"有单位名称无法读取，不能确定是否缺“{organization.name}”",
                unread[0],
                params.column,
                cells,
            )
        else:
            yield Break(
                f"缺少“{organization.name}”：它在{period(scope.month).this}有效，应当列出一次",
                "请补上这一行（无办件时数字留空），或在 data/organizations.csv 中登记其停用月份。",
                column=params.column,
                expected=organization.name,
                breach=MISSING_NAME,
            )


EXAMPLE: Final = Example(
    rule="""\
id: organization-known
kind: known-organizations
source: 表列全部在册单位，每个单位一行。
column: 单位
complete: true""",
    files={
        "volume.csv": """\
单位,受理件
甲,3
乙,4""",
        "organizations.csv": """\
id,type,name
jia,office,甲
yi,office,乙""",
    },
    wrong=("volume.csv", "乙,4", "丙,4"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="known-organizations",
    meaning="每个名称在单位登记册里都有，或是其中的别名，而且在统计期内有效。",
    example=EXAMPLE,
    params=Params,
    about=(
        "column",
        "named",
    ),
    check=check,
    lists_all=lambda params: bool(params.complete),
)
"""What a rule of this kind can do."""

"""Functional dependency: rows that agree in some columns agree in others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Final

from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.row_figures import cells
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, INAPPLICABLE, PASSED, Break, Verdict, unreadable
from yuebao.schema.rule import Column, each


@dataclass(frozen=True, slots=True)
class Params:
    """Rows with the same texts in ``by`` have the same text in each of ``columns``."""

    columns: Annotated[tuple[Column, ...], "应当相同的各列"] = field(metadata=each())
    by: Annotated[tuple[Column, ...], "这几列都相同的行"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Each row against the first one of its like, total rows left out. Inapplicable where no two rows are alike; a row
    that cannot be read is undecided."""
    first: dict[tuple[str, ...], int] = {}
    asserted = False
    for row in table.body():
        for column in params.columns:
            if not all(table.readable(row, each) for each in (column, *params.by)):
                yield unreadable(table, row, column, *params.by)
                asserted = True
                continue
            like = (column, *(table.texts[each][row] for each in params.by))
            other = first.setdefault(like, row)
            if other == row:
                continue
            asserted = True
            if table.texts[column][row] == table.texts[column][other]:
                yield PASSED
            else:
                yield _break(params, table, row, other, column)
    if not asserted:
        yield INAPPLICABLE


def _break(params: Params, table: Table, row: int, other: int, column: str) -> Break:
    text, wanted = table.texts[column][row], table.texts[column][other]
    like = "、".join(f"“{each}”同为“{table.texts[each][row]}”" for each in params.by)
    return Break(
        f"“{column}”为{_shown(text)}，第 {table.lines[other]} 行{like}，却为{_shown(wanted)}",
        f"请对照原报告核对这两行；{EXPLAIN}",
        row,
        column,
        value=text,
        expected=wanted,
        evidence=(
            *cells(table, row, (column, *params.by)),
            *cells(table, other, (column, *params.by)),
        ),
    )


def _shown(text: str) -> str:
    return f"“{text}”" if text else "空白"


EXAMPLE: Final = Example(
    rule="""\
id: one-clause
kind: depends-on
source: 同一项目的分值处处相同。
columns: [分值]
by: [项目]""",
    files={
        "items.csv": """\
单位,项目,分值
甲,加班,+1
乙,加班,+1
乙,投诉,-2""",
    },
    wrong=("items.csv", "乙,加班,+1", "乙,加班,+2"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="depends-on",
    meaning="几列都相同的行，另几列也相同；与第一次出现的那一行比。合计行不在内，没有两行相同时不适用。",
    example=EXAMPLE,
    params=Params,
    about=("columns",),
    check=check,
)
"""What a rule of this kind can do."""

"""How many organizations a table lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.table import Table
from yuebao.rules.kind import Example, TableKind
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Derived, Explanation, Scope
from yuebao.rules.summary_row import check_summary, named
from yuebao.rules.verdict import Undecided, Verdict
from yuebao.schema.rule import Column, Figure, OtherTable


@dataclass(frozen=True, slots=True)
class Params:
    """In the rows ``where``, ``column`` counts the rows of the table ``of``, the total row excluded."""

    where: Annotated[Mapping[Column, str], "汇总表的哪一行：列的名称和那一列的文字"]
    column: Annotated[Figure, "写单位数的列"]
    of: Annotated[OtherTable, "数哪一张表的行"]


def derive(params: Params, table: Table, scope: Scope) -> Iterator[Derived]:
    """The number of rows."""
    count = str(len(scope.tables[params.of].body()))
    for row in selected(table, params.where):
        yield Derived(row, params.column, count)


def explain(params: Params, table: Table, scope: Scope, row: int, column: str) -> Explanation:
    """The table whose rows were counted."""
    return Explanation(f"按《{scope.schemas[params.of].title}》所列单位数", ())


DERIVATION: Final = Derivation("number", derive, explain)


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The summary row states how many organizations the other table lists. Its absence is left to the rule that copies
    its totals; here it is undecided."""
    missing = Undecided(f"缺少{named(params.where)}一行，单位数无法核验")
    yield from check_summary(DERIVATION, params, table, scope, missing)


EXAMPLE: Final = Example(
    rule="""\
id: table-agreement
kind: row-count
source: 单位数即办件表所列的单位。
where: {范围: 全部}
column: 单位数
of: volume""",
    files={
        "summary.csv": """\
范围,单位数
全部,2""",
        "volume.csv": """\
单位,受理件
甲,3
乙,4
合计,7""",
    },
    wrong=("summary.csv", "全部,2", "全部,3"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="row-count",
    meaning="汇总表里的单位数，等于另一张表的行数，合计行不算。",
    example=EXAMPLE,
    params=Params,
    about=("column",),
    check=check,
    derivation=DERIVATION,
)
"""What a rule of this kind can do."""

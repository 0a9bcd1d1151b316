"""得分 = base + items; every ranked organization has its items, and items belong to a ranked one."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.table import Cell, Table
from yuebao.rules import recomputed
from yuebao.rules.kinds import score_sum_derived as score_sum
from yuebao.rules.kinds.known_organizations import MISSING
from yuebao.rules.kinds.score_sum_derived import Params
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, PASSED, Break, Verdict

__all__ = ["Params", "check"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sums, then who is missing on either side. Unknown names are left to `organization-known`."""
    yield from recomputed.check(score_sum, params, table, scope)
    items = scope.tables[params.items]
    owners = scope.rows_of(items)
    ranked = scope.identities(table)
    for identity, row in ranked.items():
        if identity in owners:
            yield PASSED
        else:
            yield Break(
                f"《{scope.schemas[items.name].title}》里没有这个单位的加减分项，得分无从核对",
                f"请补录加减分明细；{EXPLAIN}",
                row,
                params.column,
                value=table.texts[params.column][row],
                breach="missing-items",
                evidence=(Cell(table.name, row, params.column),),
            )
    entity = scope.schemas[items.name].entity
    for identity, rows in owners.items():
        if identity not in ranked and entity is not None:
            name = items.texts[entity.name][rows[0]]
            message = f"“{name}”在《{scope.schemas[items.name].title}》有 {len(rows)} 项（{items.file} 第 {items.lines[rows[0]]} 行起），本表却没有它的得分"
            evidence = (Cell(items.name, rows[0], entity.name),)
            yield Break(
                message,
                f"请补上这个单位，或改正明细中的名称；{EXPLAIN}",
                column=params.column,
                expected=name,
                breach=MISSING,
                evidence=evidence,
            )

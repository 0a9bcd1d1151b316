"""A row of a summary against the table that it sums up."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.table import Table
from yuebao.rules import recomputed
from yuebao.rules.kinds import copied_total, row_count
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Break, Undecided, Verdict


def check_totals(params: copied_total.Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The summary row repeats the other table's total row; undecided where that has not exactly one."""
    other = scope.tables[params.of]
    if other.total is None:
        yield Undecided(
            f"《{scope.schemas[params.of].title}》的合计行不是恰好一行，{_named(params)}一行无法核验"
        )
    else:
        yield from _check(copied_total, params, table, scope, _missing(params, scope))


def check_count(params: row_count.Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The summary row states how many organizations the other table lists. Its absence is left to the rule that copies
    its totals; here it is undecided."""
    yield from _check(row_count, params, table, scope, Undecided(f"缺少{_named(params)}一行，单位数无法核验"))


def _check(
    derivation: Derivation,
    params: copied_total.Params | row_count.Params,
    table: Table,
    scope: Scope,
    missing: Verdict,
) -> Iterator[Verdict]:
    if selected(table, params.where):
        yield from recomputed.check(derivation, params, table, scope)
    elif any(not table.readable(row, column) for row in range(len(table)) for column in params.where):
        yield Undecided(f"有的行无法读取，不能确定是否缺{_named(params)}一行")
    else:
        yield missing


def _missing(params: copied_total.Params, scope: Scope) -> Break:
    return Break(
        f"缺少{_named(params)}一行",
        f"请照《{scope.schemas[params.of].title}》补上这一行。",
        expected=_named(params).strip("“”"),
        breach="missing-row",
    )


def _named(params: copied_total.Params | row_count.Params) -> str:
    return f"“{' / '.join(params.where.values())}”"

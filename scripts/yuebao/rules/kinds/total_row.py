"""The total row against the sum of the rows above it."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.table import Table
from yuebao.rules import recomputed
from yuebao.rules.kinds import total_row_derived as total_row
from yuebao.rules.kinds.total_row_derived import Params
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Undecided, Verdict

__all__ = ["Params", "check"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sum of each column; undecided without exactly one total row (that is a finding of `sequence`)."""
    if table.total is None:
        yield Undecided(f"表里的合计行不是恰好一行，{'、'.join(params.columns)}的合计无法核验")
    else:
        yield from recomputed.check(total_row, params, table, scope)

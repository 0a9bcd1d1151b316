"""The total row against the sum of the rows above it."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.check import recomputed
from yuebao.check.verdict import Undecided, Verdict
from yuebao.derive import total_row
from yuebao.derive.scope import Scope
from yuebao.derive.total_row import Params
from yuebao.model.table import Table

__all__ = ["Params", "check"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sum of each column; undecided without exactly one total row (that is a finding of `sequence`)."""
    if table.total is None:
        yield Undecided(f"表里的合计行不是恰好一行，{'、'.join(params.columns)}的合计无法核验")
    else:
        yield from recomputed.check(total_row, params, table, scope)

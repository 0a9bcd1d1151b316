"""Year to date against the month before; inapplicable where the archive does not have that."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.check import recomputed
from yuebao.check.verdict import INAPPLICABLE, Verdict
from yuebao.derive import accumulated
from yuebao.derive.accumulated import Params
from yuebao.derive.scope import Scope
from yuebao.model.table import Table

__all__ = ["Params", "check"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sums; one inapplicable assertion where nothing can be summed, as no month of the year was there before."""
    if accumulated.applies(scope):
        yield from recomputed.check(accumulated, params, table, scope)
    else:
        yield INAPPLICABLE

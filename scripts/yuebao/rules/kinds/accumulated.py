"""Year to date against the month before; inapplicable where the archive does not have that."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.table import Table
from yuebao.rules import recomputed
from yuebao.rules.kinds import accumulated_derived as accumulated
from yuebao.rules.kinds.accumulated_derived import Params
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import INAPPLICABLE, Verdict

__all__ = ["Params", "check"]


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The sums; one inapplicable assertion where nothing can be summed, as no month of the year was there before."""
    if accumulated.applies(scope):
        yield from recomputed.check(accumulated, params, table, scope)
    else:
        yield INAPPLICABLE

"""A row of a summary against the table that it sums up: what the kinds about such rows share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from yuebao.model.table import Table
from yuebao.rules import recomputed
from yuebao.rules.recomputed import Derivation
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Undecided, Verdict
from yuebao.schema.rule import Column


class Selecting(Protocol):
    """Parameters that name rows of a summary."""

    @property
    def where(self) -> Mapping[Column, str]: ...


def check_summary(
    derivation: Derivation, params: Selecting, table: Table, scope: Scope, missing: Verdict
) -> Iterator[Verdict]:
    """The rows that the parameters name; ``missing`` where there is none, undecided where one cannot be read."""
    if selected(table, params.where):
        yield from recomputed.check(derivation, params, table, scope)
    elif any(not table.readable(row, column) for row in range(len(table)) for column in params.where):
        yield Undecided(f"有的行无法读取，不能确定是否缺{named(params.where)}一行")
    else:
        yield missing


def named(where: Mapping[Any, str]) -> str:
    """The row in words."""
    return f"“{' / '.join(where.values())}”"

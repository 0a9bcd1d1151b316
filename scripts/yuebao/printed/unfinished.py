"""A draft in print: what is left stands there as a word, so that nobody takes it for a blank that is none, or for 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yuebao.model.issue import DRAFT, DRAFT_MARK, LEFT_MARK
from yuebao.model.month import Month
from yuebao.model.table import Table


def draft_line(month: Month) -> str:
    """`草稿：整理中，还差 22 格（写着“待录”的）`; empty where the issue is no draft."""
    if not month.draft:
        return ""
    count = sum(month.left.values())
    left = f"还差 {count} 格（写着“{LEFT_MARK}”的）" if count else "已录全，待审核"
    return f"{DRAFT_MARK}：{DRAFT}，{left}"


def with_marks(tables: Mapping[str, Table]) -> Mapping[str, Table]:
    """The tables with a word in each cell that is left."""
    return {name: _with_marks(table) if table.left else table for name, table in tables.items()}


def _with_marks(table: Table) -> Table:
    texts = {
        name: tuple(LEFT_MARK if (row, name) in table.left else text for row, text in enumerate(column))
        for name, column in table.texts.items()
    }
    return replace(table, texts=texts, nothing=table.nothing - table.left)

"""A draft in print: what is left stands there as a word, so that nobody takes it for a blank that is none, or for 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from yuebao.model.issue import DRAFT, DRAFT_MARK, LEFT_MARK, Issue
from yuebao.model.month import Month
from yuebao.model.table import Table

_UNKNOWN: Final = date(1980, 1, 1)


def day_of(issue: Issue) -> date:
    """The day that a document bears: that of publication, and for a draft that does not say it yet the first that files know."""
    return _UNKNOWN if issue.published == date.min else issue.published


def draft_line(month: Month, open_: bool) -> str:
    """`草稿：整理中，还差 22 格（写着“待录”的）`; empty where the issue is no draft. ``open_``: something was found in it."""
    if not month.draft:
        return ""
    left = (
        f"{cells_left(month)}（写着“{LEFT_MARK}”的）{doubts_left(month)}"
        if month.left
        else how_far(month, open_)
    )
    return f"{DRAFT_MARK}：{DRAFT}，{left}"


def how_far(month: Month, open_: bool) -> str:
    """How far a draft is: `还差 22 格，存疑 4 处没有定`; `已录全，没有待处理的问题`. ``open_``: something was found in it."""
    if month.left:
        return f"{cells_left(month)}{doubts_left(month)}"
    if open_ or month.undecided:
        return f"已录全{doubts_left(month)}{'，还有问题要处理' if open_ else ''}"
    return "已录全，没有待处理的问题"


def cells_left(month: Month) -> str:
    """`还差 22 格`."""
    return f"还差 {sum(month.left.values())} 格"


def doubts_left(month: Month) -> str:
    """`，存疑 4 处没有定`; empty where all are settled."""
    return f"，存疑 {len(month.undecided)} 处没有定" if month.undecided else ""


def with_marks(tables: Mapping[str, Table]) -> Mapping[str, Table]:
    """The tables with a word in each cell that is left."""
    return {name: _with_marks(table) if table.left else table for name, table in tables.items()}


def _with_marks(table: Table) -> Table:
    texts = {
        name: tuple(LEFT_MARK if (row, name) in table.left else text for row, text in enumerate(column))
        for name, column in table.texts.items()
    }
    return replace(table, texts=texts, nothing=table.nothing - table.left)

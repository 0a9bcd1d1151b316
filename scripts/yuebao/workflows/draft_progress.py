"""How far an issue is that is still being transcribed, in a line."""

from __future__ import annotations

from yuebao.model.issue import TO_PUBLISH
from yuebao.model.month import Month
from yuebao.printed.unfinished import cells_left, doubts_left, how_far
from yuebao.schema.layout import Layout


def progress_of(month: Month, layout: Layout, open_: bool) -> str:
    """What is left of a draft, else what to do with it; ``open_``: something was found in it."""
    return _left(month, layout) or _whole(month, open_)


def _whole(month: Month, open_: bool) -> str:
    """What to do with a draft of which nothing is left; ``open_``: something was found in it."""
    said = how_far(month, open_)
    return said if open_ or month.undecided else f"{said}；审核之后，{TO_PUBLISH}，就可以公布"


def _left(month: Month, layout: Layout) -> str:
    """`还差 22 格：一张表 5、另一张表“一列” 17`: by table, and by column where all of a table's are in one; empty where
    nothing is left."""
    if not month.left:
        return ""
    parts = [f"{_place(month, layout, name)} {count}" for name, count in month.left.items()]
    return f"{cells_left(month)}：{'、'.join(parts)}{doubts_left(month)}"


def _place(month: Month, layout: Layout, name: str) -> str:
    if not name:
        return "刊头"
    table = month.tables.get(name)
    columns = {column for _, column in table.left} if table is not None else set()
    title = layout.tables[name].title
    return f"{title}“{columns.pop()}”" if len(columns) == 1 else title

"""How far an issue is that is still being transcribed, in a line."""

from __future__ import annotations

from yuebao.model.month import Month
from yuebao.schema.layout import Layout


def progress_of(month: Month, layout: Layout, open_: bool) -> str:
    """What is left of a draft, else what to do with it; ``open_``: something was found in it."""
    return _left(month, layout) or _whole(month, open_)


def _whole(month: Month, open_: bool) -> str:
    """What to do with a draft of which nothing is left; ``open_``: something was found in it."""
    if open_ or month.undecided:
        return f"已录全{_open_doubts(month)}{'，还有问题要处理' if open_ else ''}"
    more = "（连同 complete）" if month.issue is not None and month.issue.complete else ""
    return f"已录全，没有待处理的问题；审核之后，删去 issue.yaml 里的 state 一行{more}，就可以公布"


def _left(month: Month, layout: Layout) -> str:
    """`还差 22 格：一张表 5、另一张表“一列” 17`: by table, and by column where all of a table's are in one; empty where
    nothing is left."""
    if not month.left:
        return ""
    parts = [f"{_place(month, layout, name)} {count}" for name, count in month.left.items()]
    return f"还差 {sum(month.left.values())} 格：{'、'.join(parts)}{_open_doubts(month)}"


def _open_doubts(month: Month) -> str:
    return f"，存疑 {len(month.undecided)} 处没有定" if month.undecided else ""


def _place(month: Month, layout: Layout, name: str) -> str:
    if not name:
        return "刊头"
    table = month.tables.get(name)
    columns = {column for _, column in table.left} if table is not None else set()
    title = layout.tables[name].title
    return f"{title}“{columns.pop()}”" if len(columns) == 1 else title

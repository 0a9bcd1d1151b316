"""Headers that changed places while the figures below stayed."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.localize.edited import with_columns
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.table import Table


def propose(look: Look) -> Iterator[Hypothesis]:
    """Each table that has its columns in another order, with its columns called by their places."""
    for table in look.scope.tables.values():
        schema = look.schema(table)
        due = tuple(name for name in schema.header if name in table.header)
        if table.header != due and sorted(table.header) == sorted(due):
            yield _in_place(look, table, dict(zip(table.header, due, strict=True)))


def _in_place(look: Look, table: Table, called: dict[str, str]) -> Hypothesis:
    moved = [name for name, meant in called.items() if name != meant]
    names = "、".join(f"“{name}”" for name in moved)
    return Hypothesis(
        message=f"表头里{names}的位置写错了，下面的数字还是按规定的次序排的",
        remedy=f"请只改表头，把它写成：{','.join(called.values())}；数字不要动。",
        place=place_in(table, None, moved[0]),
        tables={table.name: with_columns(table, look.schema(table), called)},
        own=tuple(each for each in look.open if each.table == table.name and each.line == 1),
    )

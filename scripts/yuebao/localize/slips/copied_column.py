"""A column that holds the figures of another table or of an earlier issue: a block that was pasted in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.table import Table
from yuebao.outcome.problem import cells_of

_LEAST: Final = 3
"""Different figures that have to agree: fewer are alike by chance."""


def propose(look: Look) -> Iterator[Hypothesis]:
    """The columns of a table in which three rows are wrong and whose every figure stands, organization by organization, in
    a column that no rule says is equal."""
    copied: dict[tuple[str, str], list[tuple[Table, str, str]]] = {}
    for table, column in look.figures():
        for where, other in _others(look, table):
            for name in other.numbers:
                if not _due(look, table, column, other, name) and _alike(look, table, column, other, name):
                    copied.setdefault((table.name, where), []).append((table, column, name))
    for (_, where), columns in copied.items():
        alike = [each for each in columns if each[1] == each[2]]
        yield _pasted(look, where, alike or columns)


def _others(look: Look, table: Table) -> Iterator[tuple[str, Table]]:
    """Other tables of the issue, and the same table of earlier issues, each as it is called in a sentence."""
    for other in look.scope.tables.values():
        if other.name != table.name:
            yield f"《{look.scope.schemas[other.name].title}》", other
    earlier: Mapping[str, Mapping[str, Table]] = {
        each.month: tables
        for tables in (look.scope.before or {}, *look.scope.compared.values())
        for each in tables.values()
    }
    for month, tables in earlier.items():
        if table.name in tables:
            yield f" {month} 的同一张表", tables[table.name]


def _due(look: Look, table: Table, column: str, other: Table, name: str) -> bool:
    """Whether a rule says that the two columns are equal, or one that is as the first throughout."""
    alike = [own for own, texts in table.texts.items() if texts == table.texts[column]]
    return other.month == table.month and any(
        frozenset({(table.name, own), (other.name, name)}) in look.equal for own in alike
    )


def _alike(look: Look, table: Table, column: str, other: Table, name: str) -> bool:
    body = set(table.body())
    pairs = [(row, beside) for row, beside in look.scope.pairs(table, other) if row in body]
    if any(beside is None for _, beside in pairs):
        return False
    texts = [
        (table.texts[column][row], other.texts[name][beside]) for row, beside in pairs if beside is not None
    ]
    figures = {text for text, _ in texts if text}
    return len(figures) >= _LEAST and all(own == copied for own, copied in texts)


def _pasted(look: Look, where: str, columns: list[tuple[Table, str, str]]) -> Hypothesis:
    table = columns[0][0]
    own = "、".join(f"“{column}”" for column in dict.fromkeys(column for _, column, _ in columns))
    names = "、".join(f"“{name}”" for name in dict.fromkeys(name for _, _, name in columns))
    pasted = {(table.name, column) for _, column, _ in columns}
    settled = tuple(
        finding
        for finding in look.open
        if not pasted.isdisjoint((cell.table, cell.column) for cell in cells_of(finding))
    )
    return Hypothesis(
        message=f"{own}一列与{where}的{names}一列逐格相同，多半是贴错了地方",
        remedy="请照原报告重新填写这一列；其余各处多会一并消失。",
        place=place_in(table, None, columns[0][1]),
        tables={},
        own=settled,
    )

"""Rows that were left out: the running numbers below are off, the total lacks them, others look for them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from yuebao.localize.slips.edited import with_row
from yuebao.localize.slips.look import Hypothesis, Look, place_in
from yuebao.model.finding import Finding
from yuebao.model.numbers import ZERO, total, written
from yuebao.model.table import Table
from yuebao.rules.registry import TABLE_KINDS
from yuebao.schema.table_schema import TableSchema

_MOST: Final = 5


def propose(look: Look) -> Iterator[Hypothesis]:
    """One row for each organization that a table does not list, where the numbers jump; else at the end. The first of them
    gets what the total row has too much."""
    for table in look.scope.tables.values():
        missing = look.missing(table)
        if missing and len(missing) <= _MOST and len(table):
            yield _inserted(look, table, missing)


def _inserted(look: Look, table: Table, missing: tuple[Finding, ...]) -> Hypothesis:
    schema = look.schema(table)
    numbered = _numbered(schema)
    places = _jumps(table, numbered, len(missing)) or [table.totals[0] if table.totals else len(table)]
    made, unknown = table, set[tuple[str, str | None]]()
    lacking = _lacking(table, schema)
    for index, finding in enumerate(missing):
        before = places[min(index, len(places) - 1)] + index
        name = finding.expected or ""
        texts = {**(lacking if index == 0 else {}), finding.column or "": name}
        if numbered:
            texts[numbered] = str(before + 1)
        made = with_row(made, schema, before, texts)
        unknown.add((table.name, made.keys[before]))
    names = "、".join(f"“{each.expected}”" for each in missing)
    first = places[0]
    where = f"应在第 {table.lines[first]} 行之前" if first < len(table) else "应在表末"
    return Hypothesis(
        message=f"缺少{names}{len(missing) if len(missing) > 1 else '一'}行，{where}；编号、合计和别的表里的不符都由此而来",
        remedy=_remedy(lacking, len(missing)),
        place=place_in(table, None, missing[0].column),
        tables={table.name: made},
        least=len(missing) + 1,
        unknown=frozenset(unknown),
    )


def _remedy(lacking: dict[str, str], count: int) -> str:
    shown = "，".join(f"{name} {text}" for name, text in lacking.items())
    guess = f"（合计比各行之和多出：{shown}，供核对）" if shown and count == 1 else ""
    return f"请照原报告补上{'这一行' if count == 1 else '这几行'}{guess}，没有办件的数字留空；先补行，其余各处多会一并消失。"


def _numbered(schema: TableSchema) -> str:
    """The column of running numbers, empty where the table has none."""
    return next(
        (
            column
            for rule in schema.rules
            if (kind := TABLE_KINDS.get(rule.kind)) is not None and kind.numbers is not None
            for column in kind.numbers(rule.params)
        ),
        "",
    )


def _jumps(table: Table, numbered: str, most: int) -> list[int]:
    """The rows before which a running number is left out, once for each number, at most so many."""
    found: list[int] = []
    last = ZERO
    for row in table.body():
        number = table.numbers.get(numbered, (None,) * len(table))[row]
        if not isinstance(number, Decimal):
            continue
        found += [row] * min(most, max(0, int(number - last) - 1))
        last = number
    return found[:most]


def _lacking(table: Table, schema: TableSchema) -> dict[str, str]:
    """By how much the total row exceeds the sum of the rows, in each column that is summed and where it does."""
    if table.total is None:
        return {}
    found = {}
    summed = {
        column
        for rule in schema.rules
        if (kind := TABLE_KINDS.get(rule.kind)) is not None and kind.totals is not None
        for column in kind.totals(rule.params)
    }
    for name in schema.header:
        if name not in summed or not table.clear(table.numbers[name]):
            continue
        figures = [each for each in table.numbers[name] if isinstance(each, Decimal)]
        whole = table.numbers[name][table.total]
        more = whole * 2 - total(figures) if isinstance(whole, Decimal) else ZERO
        if more > 0:
            found[name] = written(more, schema.field[name].grammar)
    return found

"""Rows that were left out: the running numbers below are off, the total lacks them, others look for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from yuebao.localize.edited import with_row
from yuebao.localize.slips.look import Hypothesis, Look, left_by_total, place_in
from yuebao.model.finding import MISSING_ROW
from yuebao.model.numbers import ZERO
from yuebao.model.table import Table
from yuebao.rules.registry import numbered, totalled
from yuebao.schema.table_schema import TableSchema

_MOST: Final = 5


def propose(look: Look) -> Iterator[Hypothesis]:
    """One row for each organization that a table does not list, else for each running number that is left out, where the
    numbers jump or at the end. The first of them gets what the total row has too much. Where a name that nobody bears may be
    one of those organizations, fewer rows are lacking than names: each of these is tried."""
    for table in look.scope.tables.values():
        missing = [each.expected or "" for each in look.missing(table)]
        columns = numbered(look.schema(table).rules)
        jumps = [row for column in columns[:1] for row in _jumps(table, column)]
        count = _lacking_rows(len(missing), len(jumps), len(look.unknown_names(table)))
        if 0 < count <= _MOST and len(missing) <= _MOST and len(table):
            places = jumps or [table.totals[0] if table.totals else len(table)]
            for names in combinations(missing, count) if missing else [("",) * count]:
                yield _inserted(look, table, list(names), places)


def _lacking_rows(missing: int, jumps: int, unknown: int) -> int:
    """How many rows are lacking: as many as names, less those that stand there misspelt."""
    if not missing or not unknown:
        return missing or jumps
    return min(missing, jumps) or max(0, missing - unknown)


def _inserted(look: Look, table: Table, names: list[str], places: list[int]) -> Hypothesis:
    schema = look.schema(table)
    entity = schema.entity.name if schema.entity is not None and any(names) else None
    made, unknown = table, set[tuple[str, str | None]]()
    lacking = _lacking(table, schema)
    for index, name in enumerate(names):
        before = places[min(index, len(places) - 1)] + index
        texts = {**(lacking if index == 0 else {}), **({entity: name} if entity else {})}
        texts |= dict.fromkeys(numbered(schema.rules), str(before + 1))
        made = with_row(made, schema, before, texts)
        unknown.add((table.name, made.row_name(before)))
    first, count = places[0], len(names)
    where = f"应在第 {table.lines[first]} 行之前" if first < len(table) else "应在表末"
    printed = [each for each in look.open if (each.table, each.breach) == (table.name, MISSING_ROW)]
    called = names if any(names) else [each.against or "" for each in printed]
    said = "、".join(f"“{name}”" for name in called if name)
    rows = f"{count if count > 1 else '一'}行"
    return Hypothesis(
        message=f"{f'缺少{said}{rows}' if said else f'像是漏了{rows}'}，{where}；编号、合计和别的表里的不符都由此而来",
        remedy=_remedy(lacking, count),
        place=replace(place_in(table, None, entity), before=table.lines[min(first, len(table) - 1)])
        if entity
        else place_in(table, min(first, len(table) - 1), None),
        tables={table.name: made},
        least=2,
        unknown=frozenset(unknown),
        own=tuple(printed),
    )


def _remedy(lacking: dict[str, str], count: int) -> str:
    shown = "，".join(f"{name} {text}" for name, text in lacking.items())
    guess = f"（合计比各行之和多出：{shown}，供核对）" if shown and count == 1 else ""
    return f"请照原报告补上{'这一行' if count == 1 else '这几行'}{guess}，没有的数字留空；先补行，其余各处多会一并消失。"


def _jumps(table: Table, column: str) -> list[int]:
    """The rows before which a running number is left out, once for each number; none where there are too many."""
    found: list[int] = []
    last = ZERO
    for row in table.body():
        number = table.numbers.get(column, (None,) * len(table))[row]
        if isinstance(number, Decimal):
            found += [row] * min(_MOST + 1, max(0, int(number - last) - 1))
            last = number
    return found if len(found) <= _MOST else []


def _lacking(table: Table, schema: TableSchema) -> dict[str, str]:
    """By how much the total row exceeds the sum of the rows, in each column that is summed and where it does."""
    summed = totalled(schema.rules)
    found = {name: left_by_total(table, schema, name) for name in schema.header if name in summed}
    return {name: text for name, text in found.items() if text}

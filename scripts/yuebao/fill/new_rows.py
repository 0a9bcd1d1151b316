"""A month before its figures: the rows that every table will have, and what the masthead will say.

What follows from the registry and from the month before is filled in; everything else stays blank, for `validate` to
report until somebody fills it in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from yuebao.model.issue import Issue
from yuebao.model.organization import Registry
from yuebao.model.period import period
from yuebao.model.period_text import replaced_period
from yuebao.model.table import Table
from yuebao.rules.registry import lists_all
from yuebao.schema.masthead import Masthead
from yuebao.schema.table_schema import TableSchema

Rows = list[list[str]]


def opening_rows(schema: TableSchema, registry: Registry, month: str, last: Table | None) -> Rows:
    """The rows of a table, header first: this month's organizations in the order and under the names of the ``last``
    table, new ones after them in the order of the registry; the total row.

    A table that lists some organizations once each begins with those of the last table, or with all. A table whose
    rows are known otherwise (a fixed number, the values of a list) gets these. Any other begins empty.
    """
    body = _organizations(schema, registry, month, last) or _others(schema, last)
    rows = [list(schema.header), *(_row(schema, values) for values in body)]
    total = schema.total_row
    return [*rows, _row(schema, {total.column: total.label})] if total is not None else rows


def _row(schema: TableSchema, values: Mapping[str, str]) -> list[str]:
    return [values.get(name, "") for name in schema.header]


def is_complete(schema: TableSchema) -> bool:
    """Whether the table lists every organization of its type."""
    return any(map(lists_all, schema.rules))


def _organizations(
    schema: TableSchema, registry: Registry, month: str, last: Table | None
) -> list[dict[str, str]]:
    entity = schema.entity
    if entity is None or schema.primary_key != (entity.name,):
        return []
    active = {entry.id: entry.name for entry in registry.active(entity.names, month)}
    named: dict[str, str] = {}
    for row in last.body() if last is not None else ():
        text = last.texts[entity.name][row] if last is not None else ""
        before = registry.resolve(entity.names, text, last.month) if last is not None else None
        if before is None or before.id not in active:
            continue
        now = registry.resolve(entity.names, text, month)
        same = now is not None and now.id == before.id
        named.setdefault(before.id, text if same else active[before.id])
    if not named or is_complete(schema):
        named |= {identity: name for identity, name in active.items() if identity not in named}
    return [{entity.name: name} for name in named.values()]


def _others(schema: TableSchema, last: Table | None) -> list[dict[str, str]]:
    if schema.row_count is not None and not schema.primary_key:
        return [{}] * schema.row_count
    values = [schema.choices(name) for name in schema.primary_key]
    if not values or not all(values):
        return []
    if last is not None and len(last):
        return [{name: last.texts[name][row] for name in schema.primary_key} for row in last.body()]
    combinations = (parts[::-1] for parts in product(*values[::-1]))
    return [dict(zip(schema.primary_key, parts, strict=True)) for parts in combinations]


def opening_masthead(
    declared: Masthead, month: str, last: Issue | None, last_month: str | None, registry: Registry
) -> dict[str, str]:
    """The keys of `issue.yaml` that are known: the year, and from the issue before its next numbers, title, publisher
    and the place that it is of. The numbers stay blank where issues are missing in between. The place of the first
    issue is known where the registry has one alone."""
    values = {"year": str(period(month).year)}
    if last is None or last_month is None:
        places = registry.active(declared.home_kinds, month)
        values |= {"home": places[0].name} if len(places) == 1 else {}
    else:
        values |= {"publisher": last.publisher, "home": last.home, **dict(_numbers(month, last, last_month))}
        values["title"] = replaced_period(last.title, last_month, month) or ""
    return {declared.roles[role]: text for role, text in values.items() if role in declared.roles and text}


def _numbers(month: str, last: Issue, last_month: str) -> Iterator[tuple[str, str]]:
    if not period(month).follows(period(last_month)):
        return
    if last.total_number is not None:
        yield "total_number", str(last.total_number + 1)
    if last.number is not None:
        yield "number", str(last.number + 1 if last.year == period(month).year else 1)

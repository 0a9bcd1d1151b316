"""What an import would change in a month that stands already: cell by cell, rows by their key."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from yuebao.model.table import KEY_SEPARATOR
from yuebao.schema.table_schema import TableSchema


def differences(
    before: Mapping[str, str], after: Mapping[str, str], schemas: Mapping[str, TableSchema]
) -> Iterator[str]:
    """A line for each difference between two states of a month's files (name to text), tables in their order."""
    for name, schema in schemas.items():
        file = f"{name}.csv"
        old, new = before.get(file, ""), after.get(file, "")
        if old != new:
            yield from _table(file, _rows(old), _rows(new), schema)
    for file in sorted((before.keys() | after.keys()) - {f"{name}.csv" for name in schemas}):
        yield from _lines(file, before.get(file, ""), after.get(file, ""))


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _table(file: str, old: list[list[str]], new: list[list[str]], schema: TableSchema) -> Iterator[str]:
    if not old or not new or old[0] != new[0]:
        yield f"{file}：整张表重写（原来 {max(len(old) - 1, 0)} 行，现在 {max(len(new) - 1, 0)} 行）"
        return
    header = new[0]
    was, now = _by_key(old[1:], header, schema), _by_key(new[1:], header, schema)
    for key, row in was.items():
        if key not in now:
            yield f"{file} 行“{key}”：删去（{'，'.join(row)}）"
    for key, row in now.items():
        if key not in was:
            yield f"{file} 行“{key}”：新增（{'，'.join(row)}）"
            continue
        for column, one, other in zip(header, was[key], row, strict=False):
            if one != other:
                yield f"{file} 行“{key}” 列“{column}”：{one or '空白'} → {other or '空白'}"
    if list(was) != list(now) and sorted(was) == sorted(now):
        yield f"{file}：各行的次序不同"


def _by_key(
    rows: Sequence[Sequence[str]], header: Sequence[str], schema: TableSchema
) -> dict[str, Sequence[str]]:
    """The rows by the texts of their key; one that comes again is told apart by its number. Where no column is a key,
    rows are known by their place."""
    indexes = [header.index(column) for column in schema.primary_key if column in header]
    if not indexes:
        return {f"第 {number} 行": row for number, row in enumerate(rows, 2)}
    seen: Counter[str] = Counter()
    keyed = {}
    for row in rows:
        key = KEY_SEPARATOR.join(row[index] for index in indexes if index < len(row) and row[index])
        seen[key] += 1
        keyed[key if seen[key] == 1 else f"{key}（第 {seen[key]} 次）"] = row
    return keyed


def _lines(file: str, old: str, new: str) -> Iterator[str]:
    was, now = old.splitlines(), new.splitlines()
    for line in was:
        if line not in now:
            yield f"{file}：删去“{line.strip()}”"
    for line in now:
        if line not in was:
            yield f"{file}：新增“{line.strip()}”"

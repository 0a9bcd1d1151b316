"""A workbook that comes back: what was typed into it, and what was changed in the archive since it was made.

The rows of three states, as the workbook was made (base), as it comes back (typed), as the archive holds them now
(standing), become one. What only one side changed is taken from that side; where both changed a cell, the archive's stays
and the other is told. Rows are known by their key, where they have none by all their cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yuebao.schema.table_schema import TableSchema

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands otherwise in the archive than the workbook had it when it was made, and stays: a cell, or where ``column`` is
    empty a row that came, or that went (``now`` empty). ``typed`` is what the workbook says where it was changed there
    too, else ``None``; ``at`` is the row of the workbook, -1 where it has none."""

    row: str
    column: str
    before: str
    now: str
    typed: str | None = None
    at: int = -1


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows, for each the row of the workbook that it comes from (-1 for none), and what was kept."""

    rows: tuple[Texts, ...]
    origins: tuple[int, ...]
    kept: tuple[Kept, ...]


def three_way(
    base: Sequence[Texts], typed: Sequence[Texts], standing: Sequence[Texts], schema: TableSchema
) -> Merged:
    """The rows in the order of the side that changed it, else of the archive; a row that only one side has stands behind
    the row that it followed there."""
    was, new, now = (_by_key(rows, schema) for rows in (base, typed, standing))
    numbers = {key: at for at, key in enumerate(new)}
    rows: dict[str, Texts] = {}
    kept: list[Kept] = []
    for key in dict.fromkeys((*new, *now)):
        row = _row(key, was.get(key), new.get(key), now.get(key), kept, numbers.get(key, -1), schema)
        if row is not None:
            rows[key] = row
    moved = _common(new, was) != _common(was, new)
    first, second = (new, now) if moved else (now, new)
    order = _woven(list(first), list(second), rows)
    return Merged(
        tuple(rows[key] for key in order), tuple(numbers.get(key, -1) for key in order), tuple(kept)
    )


def _row(
    key: str,
    was: Texts | None,
    new: Texts | None,
    now: Texts | None,
    kept: list[Kept],
    at: int,
    schema: TableSchema,
) -> Texts | None:
    """The row as it is to stand; ``None`` where it goes."""
    name = key.partition("\n")[0]
    if new is not None and now is not None:
        return tuple(_cells(name, was or ("",) * len(new), new, now, kept, at, schema))
    if new is not None:
        if was is not None:
            kept.append(Kept(name, "", _told(was), "", None if new == was else _told(new), at))
        return None if new == was else new
    if now is not None and now != was:
        kept.append(
            Kept(name, "", "" if was is None else _told(was), _told(now), None if was is None else "")
        )
        return now
    return None


def _cells(
    name: str, was: Texts, new: Texts, now: Texts, kept: list[Kept], at: int, schema: TableSchema
) -> Iterator[str]:
    for column, before, typed, stands in zip(schema.header, was, new, now, strict=True):
        if stands in (typed, before):
            yield typed
            continue
        kept.append(Kept(name, column, before, stands, None if typed == before else typed, at))
        yield stands


def _told(row: Texts) -> str:
    return "，".join(filter(None, row))


def _by_key(rows: Sequence[Texts], schema: TableSchema) -> dict[str, Texts]:
    """The rows by their keys; equal ones are told apart by how often they came before."""
    columns = dict(zip(schema.header, zip(*rows, strict=True), strict=True)) if rows else {}
    seen: Counter[str] = Counter()
    found: dict[str, Texts] = {}
    for row, own in zip(rows, schema.row_keys(columns, len(rows)), strict=True):
        key = own or _told(row)
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key}\n{seen[key]}"] = row
    return found


def _common(one: Iterable[str], other: Mapping[str, Texts]) -> list[str]:
    return [key for key in one if key in other]


def _woven(first: list[str], second: list[str], rows: Mapping[str, Texts]) -> list[str]:
    """The keys of the rows in the order of the first list, those of the second alone each behind its neighbour there."""
    order = [key for key in first if key in rows]
    known = set(order)
    before = ""
    for key in second:
        if key in rows and key not in known:
            order.insert(order.index(before) + 1 if before else 0, key)
            known.add(key)
        before = key if key in known else before
    return order

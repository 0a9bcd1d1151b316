"""What an issue says besides its sums: places, people, points, sentences and the masthead, beside the issue before.

What a table is follows from its schema: one that states places is shown from the first on, one with several rows an
organization as a sum for each, one of a few rows figure by figure, any other row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from yuebao.model.month import Month
from yuebao.model.numbers import plain
from yuebao.model.table import Table
from yuebao.review.model import Listing
from yuebao.rules.registry import numbered, ranked, totalled
from yuebao.rules.scope import Scope
from yuebao.schema.table_schema import Field, TableSchema

_MOST: Final = 24
"""Rows of a list that are shown."""
_FIRST: Final = 6
"""Of a table of places that is longer."""
_LONGEST: Final = 60
"""Characters of a text."""
_FEW: Final = 6
"""Rows of a table that is shown figure by figure."""

Earlier = tuple[Table | None, Table | None]
"""The table of the issue before and of the year before."""


def listings(scope: Scope, month: Month, before: Month | None, year: Month | None) -> tuple[Listing, ...]:
    """Of each table that is more than sums of organizations, in the order of the layout."""
    found = []
    for name, table in month.tables.items():
        schema = scope.schemas[name]
        earlier = tuple(None if other is None else other.tables.get(name) for other in (before, year))
        listing = _listing(schema, table, (earlier[0], earlier[1]))
        if listing is not None:
            found.append(listing)
    return tuple(found)


def masthead(scope: Scope, month: Month, before: Month | None) -> tuple[tuple[str, str, str], ...]:
    """Each key by its title, what stands there, and what stood in the issue before."""
    return tuple(
        (key.title, month.written(key.key), "" if before is None else before.written(key.key))
        for key in scope.layout.masthead.keys
    )


def _listing(schema: TableSchema, table: Table, earlier: Earlier) -> Listing | None:
    places = ranked(schema.rules)
    numbers = numbered(schema.rules)
    if totalled(schema.rules):
        return _moved(schema, table, earlier[0], places[0]) if places and schema.lists_once else None
    if numbers and schema.total_row is None:
        return _from_the_first(schema, table, earlier[0], numbers[0])
    figures = [field for field in schema.fields if field.grammar and field.name not in numbers]
    if schema.entity is not None and not schema.lists_once and figures:
        return _summed(schema, table, earlier[0], figures[-1])
    if figures and len(table) <= _FEW:
        return _figure_by_figure(schema, table, earlier, figures)
    return _row_by_row(schema, table, earlier[0])


def _names(schema: TableSchema, table: Table) -> list[str]:
    """What tells each row from the others: its key, or its texts."""
    columns = [name for name in schema.primary_key if table.has(name)] or [
        field.name for field in schema.fields if not field.grammar and table.has(field.name)
    ]
    return [_joined(table, columns, row) for row in range(len(table))]


def _joined(table: Table, columns: Sequence[str], row: int) -> str:
    return " ".join(_short(text) for name in columns if (text := table.texts[name][row]))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _in_and_out(
    names: Sequence[str], others: Sequence[str] | None
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    if others is None:
        return None, None
    return _without(names, others), _without(others, names)


def _without(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Those of the names that the others have not, as often."""
    return tuple((Counter(names) - Counter(others)).elements())


def _moved(schema: TableSchema, table: Table, before: Table | None, column: str) -> Listing | None:
    """The organizations whose place is another one than in the issue before."""
    if before is None or not before.has(column) or not table.has(column):
        return None
    then = dict(zip(_names(schema, before), before.texts[column], strict=True))
    rows = [
        (name, then[name] or "—", text or "—")
        for name, text in zip(_names(schema, table), table.texts[column], strict=True)
        if name in then and then[name] != text
    ]
    title = f"{schema.title}：{column}有变的"
    entity = schema.entity.name if schema.entity is not None else ""
    header = (entity, f"上期{column}", column)
    return Listing(schema.name, title, header, tuple(rows[:_MOST]), max(0, len(rows) - _MOST))


def _from_the_first(schema: TableSchema, table: Table, before: Table | None, column: str) -> Listing:
    """Place by place, with the place before."""
    names, shown = _names(schema, table), [field.name for field in schema.fields if table.has(field.name)]
    then: Mapping[str, str] = {}
    if before is not None and before.has(column):
        then = dict(zip(_names(schema, before), before.texts[column], strict=True))
    most = len(table) if len(table) <= _MOST else _FIRST
    rows = tuple(
        (
            *(_short(table.texts[name][row]) for name in shown),
            then.get(names[row], "") if before is not None else "",
        )
        for row in range(most)
    )
    new, gone = _in_and_out(names, None if before is None else _names(schema, before))
    header = (*shown, f"上期{column}")
    return Listing(schema.name, schema.title, header, rows, len(table) - most, new, gone)


def _summed(schema: TableSchema, table: Table, before: Table | None, figure: Field) -> Listing:
    """For each organization how many rows it has and what they come to."""
    assert schema.entity is not None
    entity = schema.entity.name
    now, then = (
        _sums(table, entity, figure.name),
        {} if before is None else _sums(before, entity, figure.name),
    )
    rows = tuple(
        (name, str(count), plain(total), *_other(then.get(name), before))
        for name, (count, total) in now.items()
    )
    new, gone = _in_and_out([*now], None if before is None else [*then])
    header = (entity, "项数", f"{figure.name}合计", "上期项数", f"上期{figure.name}合计")
    return Listing(schema.name, schema.title, header, rows[:_MOST], max(0, len(rows) - _MOST), new, gone)


def _other(found: tuple[int, Decimal] | None, before: Table | None) -> tuple[str, str]:
    if found is None:
        return ("0" if before is not None else "", "")
    return str(found[0]), plain(found[1])


def _sums(table: Table, entity: str, figure: str) -> dict[str, tuple[int, Decimal]]:
    found: dict[str, tuple[int, Decimal]] = {}
    if not table.has(entity) or not table.has(figure):
        return found
    for name, number in zip(table.texts[entity], table.numbers[figure], strict=True):
        count, total = found.get(name, (0, Decimal(0)))
        found[name] = count + 1, total + (number if isinstance(number, Decimal) else 0)
    return found


def _figure_by_figure(
    schema: TableSchema, table: Table, earlier: Earlier, figures: Sequence[Field]
) -> Listing:
    """Each figure with what it was in the issue before and a year before: of several rows a line each, of one a line a
    figure."""
    names, columns = _names(schema, table), [field.name for field in figures if table.has(field.name)]
    places = [None if other is None else _rows(schema, other) for other in earlier]

    def then(row: int, column: str) -> list[str]:
        pairs = zip(earlier, places, strict=True)
        return [_then(other, at, names[row], row, column) for other, at in pairs]

    if len(table) == 1:
        rows = tuple((column, table.texts[column][0], *then(0, column)) for column in columns)
        return Listing(schema.name, schema.title, ("", "本期", "上期", "上年同期"), rows)
    rows = tuple(
        (name, *(_beside(table.texts[column][row], then(row, column)) for column in columns))
        for row, name in enumerate(names)
    )
    title = f"{schema.title}（括号内为上期；上年同期）" if any(earlier) else schema.title
    return Listing(schema.name, title, ("", *columns), rows)


def _beside(text: str, others: Sequence[str]) -> str:
    """`12（10；9）`; alone where there is nothing to compare with."""
    return f"{text}（{'；'.join(other or '—' for other in others)}）" if any(others) else text


def _rows(schema: TableSchema, table: Table) -> dict[str, int]:
    return {name: row for row, name in enumerate(_names(schema, table))}


def _then(table: Table | None, at: Mapping[str, int] | None, name: str, row: int, column: str) -> str:
    if table is None or at is None or not table.has(column):
        return ""
    place = at.get(name, row if row < len(table) and not any(at) else None)
    return "" if place is None else table.texts[column][place]


def _row_by_row(schema: TableSchema, table: Table, before: Table | None) -> Listing:
    """Rows under the first column where it says of several what they are, else one after the other."""
    columns = [field.name for field in schema.fields if table.has(field.name)]
    rows = tuple(_grouped(table, columns)) if schema.choices(columns[0]) else tuple(_plain(table, columns))
    names = [_joined(table, columns, row) for row in range(len(table))]
    then = (
        None
        if before is None
        else [_joined(before, [c for c in columns if before.has(c)], row) for row in range(len(before))]
    )
    new, gone = _in_and_out(names, then)
    header = (columns[0], "名单") if schema.choices(columns[0]) else tuple(columns)
    return Listing(schema.name, schema.title, header, rows[:_MOST], max(0, len(rows) - _MOST), new, gone)


def _plain(table: Table, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for row in range(len(table)):
        yield tuple(_short(table.texts[name][row]) for name in columns)


def _grouped(table: Table, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    first, rest = columns[0], columns[1:]
    groups: dict[str, list[str]] = {}
    for row, text in enumerate(table.texts[first]):
        said = [table.texts[name][row] for name in rest if table.texts[name][row]]
        groups.setdefault(text, []).append(
            f"{said[0]}（{'，'.join(said[1:])}）" if len(said) > 1 else "".join(said)
        )
    for text, names in groups.items():
        yield text, "、".join(names)

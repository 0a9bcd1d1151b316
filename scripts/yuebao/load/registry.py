"""`data/organizations.csv`: the registry, judged by its own schema like any table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from yuebao.load.fields import field_judges
from yuebao.load.names_in_time import out_of_time
from yuebao.load.problem import Problem, as_finding
from yuebao.load.table import read_table
from yuebao.model.finding import Finding
from yuebao.model.organization import Organization, Registry, in_order
from yuebao.model.table import Table
from yuebao.schema.organization_kinds import OrganizationKinds
from yuebao.schema.table_schema import TableSchema

FILE = "data/organizations.csv"
_SEPARATOR = "|"
_SEVERAL = ("aliases", "successors")
_COLUMNS = tuple(field.name for field in fields(Organization))
_DEVICES = (
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
)
_RESERVED = {
    "index": "它是单位一览那一页的名字",
    "total": "它是合计行的名字",
    **dict.fromkeys(_DEVICES, "Windows 不许文件叫这个名字"),
}
"""Ids that name something else already; the page of an organization is named by its id."""


def read_registry(
    content: bytes, schema: TableSchema, kinds: OrganizationKinds
) -> tuple[Registry, str, list[Finding]]:
    """The registry, its text, and its findings (with an empty month, since it belongs to all)."""
    table, text, findings = read_table(content, schema, field_judges(schema, {}), "", FILE)
    if table is None:
        return Registry(()), text, findings
    entries = [_organization(table, row) for row in range(len(table))]
    registry = Registry(in_order(entries, tuple(kinds.by_id)))
    problems = (
        *_unusable(entries, table),
        *_ambiguous(registry, entries, table),
        *_misplaced(registry, entries, table, kinds),
        *out_of_time(registry, entries, table),
    )
    return registry, text, findings + [as_finding(problem, "", None, FILE) for problem in problems]


def _organization(table: Table, row: int) -> Organization:
    return _of_cells({column: table.texts[column][row] for column in _COLUMNS if table.has(column)})


def _of_cells(cells: Mapping[str, str]) -> Organization:
    values = {column: cells.get(column, "") for column in _COLUMNS}
    several = {column: tuple(filter(None, values.pop(column).split(_SEPARATOR))) for column in _SEVERAL}
    return Organization(**several, **values)  # type: ignore[arg-type]


def organizations_of(rows: Sequence[Sequence[str]]) -> tuple[Organization, ...]:
    """The entries of a registry without findings, its header first, in the order of its rows."""
    return tuple(_of_cells(dict(zip(rows[0], cells, strict=True))) for cells in rows[1:])


def organization_cells(entry: Organization, header: Sequence[str]) -> list[str]:
    """The entry as a row of the registry."""
    values = {column: getattr(entry, column) for column in _COLUMNS}
    values |= {column: _SEPARATOR.join(values[column]) for column in _SEVERAL}
    return [values[column] for column in header]


def _unusable(entries: Sequence[Organization], table: Table) -> Iterator[Problem]:
    """Ids that cannot name a page, or not on every system: taken for something else, or told from another by case only."""
    first: dict[str, str] = {}
    for line, entry in zip(table.lines, entries, strict=True):
        name = entry.id.casefold()
        other = first.setdefault(name, entry.id)
        if name in _RESERVED:
            message = f"id“{entry.id}”不能用：{_RESERVED[name]}"
        elif other != entry.id:
            message = f"id“{entry.id}”与“{other}”只有大小写不同，有的系统分不清两者的网页"
        else:
            continue
        yield Problem(message, "请换一个 id。", line, column="id", value=entry.id)


def _ambiguous(registry: Registry, entries: Sequence[Organization], table: Table) -> list[Problem]:
    """Names that stand for two organizations at once, an id twice in one period, and parents that do not exist.

    Each entry is told once for each of its names, with one of the entries that it clashes with.
    """
    found: list[tuple[int, Problem]] = []
    for number, entry in enumerate(entries):
        if entry.parent and entry.parent not in registry.by_id:
            message = f"parent“{entry.parent}”不是登记册里的 id"
            found.append((number, Problem(message, "请改正 parent。", table.lines[number], column="parent")))
    clashing = set()
    for name, earlier, later in _clashes(entries, _names):
        clashing.add((earlier, later))
        message = f"名称“{name}”同时指 {entries[earlier].id} 和 {entries[later].id}"
        remedy = "请改正名称、别名或有效月份。"
        found.append((later, Problem(message, remedy, table.lines[later], column="name", value=name)))
    for id_, earlier, later in _clashes(entries, lambda entry: (("", entry.id),)):
        if (earlier, later) not in clashing:
            message = f"id“{id_}”在同一时期出现了两次"
            remedy = "请改正 id 或有效月份。"
            found.append((later, Problem(message, remedy, table.lines[later], column="id", value=id_)))
    return [problem for _, problem in sorted(found, key=lambda item: item[0])]


def _names(entry: Organization) -> Iterator[tuple[str, str]]:
    """Every name of the entry, apart by kind: one of another kind may bear it too."""
    return ((entry.type, name) for name in (entry.name, *entry.aliases))


def _misplaced(
    registry: Registry, entries: Sequence[Organization], table: Table, kinds: OrganizationKinds
) -> Iterator[Problem]:
    """Organizations that belong to one of a kind that theirs cannot belong to."""
    for line, entry in zip(table.lines, entries, strict=True):
        parent, kind = registry.by_id.get(entry.parent), kinds.by_id.get(entry.type)
        if parent is None or kind is None or parent.type in kind.parents:
            continue
        may = f"只能属于{kinds.titles(kind.parents)}" if kind.parents else "不属于别的单位"
        yield Problem(
            f"{kind.title}“{entry.name}”的 parent“{entry.parent}”是{kinds.title(parent.type)}：{kind.title}{may}",
            f"请改正 parent，或在 schemas/ 的登记册结构里把 {parent.type} 写进 {entry.type} 的 parents。",
            line,
            column="parent",
            value=entry.parent,
        )


def _clashes(
    entries: Sequence[Organization], words: Callable[[Organization], Iterable[tuple[str, str]]]
) -> Iterator[tuple[str, int, int]]:
    """Words that two entries have at one time, within what they are told apart by, with the numbers of the earlier and
    the later one.

    Sorted by when they begin, an entry overlaps an earlier one exactly if it overlaps the one that ends last.
    """
    bearing: dict[tuple[str, str], list[int]] = {}
    for number, entry in enumerate(entries):
        for key in dict.fromkeys(words(entry)):
            bearing.setdefault(key, []).append(number)
    for (_, word), numbers in bearing.items():
        last = None
        for number in sorted(numbers, key=lambda number: (entries[number].valid_from, number)):
            if last is not None and _overlap(entries[last], entries[number]):
                yield word, min(last, number), max(last, number)
            if last is None or _end(entries[number]) > _end(entries[last]):
                last = number


def _end(entry: Organization) -> str:
    return entry.valid_to or "9999-99"


def _overlap(one: Organization, other: Organization) -> bool:
    starts_before_end = not one.valid_from or not other.valid_to or one.valid_from <= other.valid_to
    ends_after_start = not one.valid_to or not other.valid_from or other.valid_from <= one.valid_to
    return starts_before_end and ends_after_start

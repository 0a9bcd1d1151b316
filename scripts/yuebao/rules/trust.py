"""Which figures of an issue a document proves, which only rules speak of, and which nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from yuebao.model.finding import EXTRA_ROW, SOURCES_DIFFER, Finding
from yuebao.model.month import Month
from yuebao.model.numbers import UNREADABLE
from yuebao.model.table import Cell, Table, figures_with
from yuebao.model.trust import UNTOLD, Checked, Trust
from yuebao.rules.comparison import Comparison
from yuebao.rules.registry import TABLE_KINDS
from yuebao.rules.scope import Scope
from yuebao.rules.unpublished import Unpublished
from yuebao.rules.verdict import INAPPLICABLE, Undecided, Verdict
from yuebao.schema.rule import Rule


def checked(month: Month, scope: Scope, explained: Iterable[Finding]) -> Checked:
    """The trust of every figure of an issue without open findings; ``explained`` are the others, ``scope`` holds what its
    documents print. Blanks are figures too: that nothing is printed can be compared. An erratum about a whole row that no
    document has is one about each of its figures. Nothing is told of a draft."""
    if month.draft:
        return UNTOLD
    doubted = _doubted(explained, scope)
    found: dict[tuple[str, str], str] = {}
    for name, table in scope.tables.items():
        columns = [
            field.name for field in scope.schemas[name].fields if field.grammar and table.has(field.name)
        ]
        proven = _proven(table, scope)
        for column in columns:
            trust = [
                _known(table, row, column, doubted, proven.get(column, frozenset()))
                for row in range(len(table))
            ]
            left = {row for row, each in enumerate(trust) if each is Trust.NOTHING}
            read = _read_by_rules(month, scope, name, column, left) if left else frozenset()
            found[name, column] = "".join(
                (Trust.RULES if row in read else each).value for row, each in enumerate(trust)
            )
    return Checked(found)


def _known(
    table: Table, row: int, column: str, doubted: Set[tuple[str, int, str]], proven: Set[int]
) -> Trust:
    """What is known without asking rules."""
    if not table.published(row, column):
        return Trust.ABSENT
    if (table.name, row, column) in doubted or (table.name, row, "") in doubted:
        return Trust.EXPLAINED
    return Trust.SOURCE if row in proven else Trust.NOTHING


def _doubted(explained: Iterable[Finding], scope: Scope) -> set[tuple[str, int, str]]:
    """The cells that errata are about, and with an empty column the rows that no document has."""
    found: set[tuple[str, int, str]] = set()
    for finding in explained:
        table = scope.tables.get(finding.table or "")
        if finding.cell is not None:
            found.add((finding.cell.table, finding.cell.row, finding.cell.column))
        elif table is not None and finding.breach == EXTRA_ROW and finding.line is not None:
            found.add((table.name, table.lines.index(finding.line), ""))
        elif table is not None and finding.breach == SOURCES_DIFFER and finding.column:
            rows = [row for row, key in enumerate(table.keys) if key == finding.against]
            found |= {(table.name, row, finding.column) for row in rows}
    return found


def _proven(table: Table, scope: Scope) -> dict[str, Set[int]]:
    """The rows, by column, whose cell is what the documents in force print."""
    compared = Comparison.of(table, scope)
    if compared is None:
        return {}
    own, rows = compared.own, compared.rows
    if own == rows:
        everything = frozenset(range(len(own)))
        return dict.fromkeys(compared.columns, everything)
    found: dict[str, set[int]] = {column: set() for column in compared.columns}
    for pair in compared.alignment.pairs:
        for column, one, other in zip(compared.columns, rows[pair.printed], own[pair.own], strict=True):
            if one == other:
                found[column].add(pair.own)
    return dict(found)


def _read_by_rules(month: Month, scope: Scope, name: str, column: str, rows: Set[int]) -> Set[int]:
    """Those of the rows whose cell an assertion needs that could be told: without the cell it could not."""
    left, found = set(rows), set[int]()
    for rule in scope.layout.all_rules():
        if left and rule.kind in TABLE_KINDS and (name, column) in rule.reads:
            read = _read(rule, month, scope, Cell(name, 0, column), left)
            found |= read
            left -= read
    return found


def _read(rule: Rule, month: Month, scope: Scope, place: Cell, rows: Set[int]) -> Set[int]:
    """The same for one rule. A verdict may name only the first of the cells that it lacks, so what it named is given back
    and it is asked again until it names no more."""
    if Unpublished.of(rule, month, scope).all or not rule.tables <= scope.tables.keys():
        return frozenset()
    whole = list(_verdicts(rule, scope))
    left, found = set(rows), set[int]()
    while left:
        table = _without(scope.tables[place.table], left, place.column)
        blind = replace(scope, tables={**scope.tables, place.table: table})
        lacked = {
            cell.row
            for verdict in _told(whole, list(_verdicts(rule, blind)), scope)
            for cell in verdict.evidence
            if (cell.table, cell.column) == (place.table, place.column)
        } & left
        if not lacked:
            break
        found |= lacked
        left -= lacked
    return found


def _verdicts(rule: Rule, scope: Scope) -> Iterator[Verdict]:
    return TABLE_KINDS[rule.kind].check(rule.params, scope.tables[rule.table], scope)


def _told(whole: list[Verdict], blind: list[Verdict], scope: Scope) -> Iterator[Undecided]:
    """The assertions that nobody can tell blindly although they could be told."""
    if len(whole) == len(blind):
        pairs = zip(whole, blind, strict=True)
        blind = [other for one, other in pairs if one is not INAPPLICABLE and not isinstance(one, Undecided)]
    for verdict in blind:
        if isinstance(verdict, Undecided) and all(_there(cell, scope) for cell in verdict.evidence):
            yield verdict


def _there(cell: Cell, scope: Scope) -> bool:
    """Whether the cell can be read, as far as it is one of this issue."""
    table = scope.tables.get(cell.table)
    return table is None or cell.row < 0 or table.readable(cell.row, cell.column)


def _without(table: Table, rows: Set[int], column: str) -> Table:
    """The table as if nobody could read these cells."""
    cells = {(row, column) for row in rows}
    return replace(
        table,
        numbers=figures_with(table.numbers, cells, UNREADABLE),
        unreadable=table.unreadable | cells,
    )

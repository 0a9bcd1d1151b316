"""Fill a month: total rows, derived cells, the order of rows, then their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from yuebao.fill.by_dependency import Filled, Unfilled, Wave, fill, moved
from yuebao.fill.order import order_of, unordered
from yuebao.fill.tables_in_progress import Draft, draft_of
from yuebao.fill.targets import derivation_of, derivations, explain, numbering, published
from yuebao.load.absence import mark_left
from yuebao.load.fields import FieldJudge, judges_of
from yuebao.load.tidied import tidied_table
from yuebao.model.csv_text import csv_text, table_rows
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.model.table import Cell, Table
from yuebao.outcome.errata import settle
from yuebao.rules import recomputed
from yuebao.rules.ambiguous import Ambiguous
from yuebao.rules.engine import ambiguous_rules, finding_of
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import Break
from yuebao.schema.layout import Layout
from yuebao.schema.rule import Rule
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A filled cell as it is shown: where, what, and how it came about."""

    cell: Cell
    address: str
    key: str
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What filling a month came to. ``blocked`` are findings that must be mended first; then nothing was filled.

    ``differing`` are filled cells that state something else than the rules give, explained ones included; ``waiting``
    those of a draft that follow from figures which are left.
    """

    month: str
    tables: Mapping[str, Table]
    blocked: tuple[Finding, ...] = ()
    filled: tuple[FilledCell, ...] = ()
    unfilled: tuple[Unfilled, ...] = ()
    differing: tuple[Finding, ...] = ()
    ordered: tuple[str, ...] = ()
    total_rows: tuple[str, ...] = ()
    waiting: tuple[Cell, ...] = ()

    @property
    def files(self) -> dict[str, bytes]:
        """Every table's file, to be written where it changed."""
        return {table.file: csv_text(table_rows(table)).encode() for table in self.tables.values()}


def fill_month(month: Month, scope: Scope) -> Completion:
    """Fill the empty derived cells of a month; filled ones are left alone and compared. What a document prints, a blank
    or an order, is never changed.

    A month with a table that is missing, or of which a column or a line cannot be read, is not touched: rewriting would
    lose it. A table that is only written otherwise comes out in the form of the archive.
    """
    layout = scope.layout
    blocked = _blocked(month, layout)
    if blocked:
        return Completion(month.month, {}, blocked)
    draft, added = _with_total_rows(draft_of(scope))
    rules = derivations(layout.all_rules())
    numbers = numbering(rules)

    def scope_of(draft: Draft) -> Scope:
        return replace(scope, tables=draft.tables)

    wave = fill([rule for rule in rules if rule not in numbers], draft, scope_of)
    wave, ordered = _ordered(wave)
    last = fill(numbers, wave.draft, scope_of)
    tables, final = last.draft.tables, scope_of(last.draft)
    known = {
        name: mark_left(table, layout.tables[name], ())[0] if month.tables[name].left else table
        for name, table in tables.items()
    }
    return Completion(
        month=month.month,
        tables=tables,
        filled=_shown((*wave.filled, *last.filled), final),
        unfilled=(*wave.unfilled, *last.unfilled),
        differing=_differing(
            replace(month, tables=tables), replace(final, tables=known), rules, ambiguous_rules(layout)
        ),
        ordered=ordered,
        total_rows=added,
        waiting=(*wave.waiting, *last.waiting),
    )


def _blocked(month: Month, layout: Layout) -> tuple[Finding, ...]:
    judges = judges_of(layout.tables)
    broken = {
        name
        for name, schema in layout.tables.items()
        if name not in month.nothing
        and (name not in month.tables or _would_lose(month, month.tables[name], schema, judges[name]))
    }
    found = tuple(finding for finding in month.problems if finding.table in broken)
    return found if found or not broken else month.problems  # a month that is no folder has no tables to name


def _would_lose(month: Month, table: Table, schema: TableSchema, judges: Mapping[str, FieldJudge]) -> bool:
    """Whether the table, written out, would be another one than the file holds."""
    if not table.texts.keys() >= set(table.header):
        return True
    tidied = tidied_table(month.texts[table.file].encode("utf-8", "surrogatepass"), schema, judges)
    return tidied.problem is not None or tidied.text != csv_text(table_rows(table))


def _with_total_rows(draft: Draft) -> tuple[Draft, tuple[str, ...]]:
    missing = [
        name
        for name, table in draft.tables.items()
        if draft.schemas[name].total_row is not None
        and not table.totals
        and len(table)
        and not draft.proven[name].without_total
    ]
    for name in missing:
        draft = draft.with_total_row(name)
    return draft, tuple(missing)


def _ordered(wave: Wave) -> tuple[Wave, tuple[str, ...]]:
    names = unordered(wave.draft)
    for name in names:
        order = order_of(wave.draft.tables[name], wave.draft.schemas[name].rules)
        assert order is not None
        wave = moved(wave, name, order)
    return wave, tuple(names)


def _shown(items: Iterable[Filled], scope: Scope) -> tuple[FilledCell, ...]:
    """As a reader goes through the tables: row by row, from left to right."""
    names = list(scope.tables)

    def place(item: Filled) -> tuple[int, int, int]:
        header = scope.tables[item.cell.table].header
        return names.index(item.cell.table), item.cell.row, header.index(item.cell.column)

    return tuple(_shown_cell(item, scope) for item in sorted(items, key=place))


def _shown_cell(item: Filled, scope: Scope) -> FilledCell:
    table = scope.tables[item.cell.table]
    row, column = item.cell.row, item.cell.column
    how = explain(item.rule, item.cell, scope).how.removesuffix("，")
    return FilledCell(item.cell, table.address(row, column) or "", table.row_name(row), item.text, how)


def _differing(month: Month, scope: Scope, rules: list[Rule], ambiguous: Ambiguous) -> tuple[Finding, ...]:
    found = []
    for rule in published(rules, scope):
        table = scope.tables[rule.table]
        for verdict in recomputed.check(derivation_of(rule), rule.params, table, scope):
            if isinstance(verdict, Break) and verdict.value:
                found.append(finding_of(rule, table, ambiguous.told(rule, verdict)))
    return tuple(item for item in settle(month, found) if item.status is not Status.STALE)

"""The workbook to type a draft into, as the draft stands now: written when the issue is opened, and again whenever
somebody asks for it, with what was found and what was worked out meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from yuebao.fill.new_rows import opening_rows
from yuebao.fill.targets import derivations, targets
from yuebao.model.fault import Fault, UsageError
from yuebao.model.finding import Finding, Status
from yuebao.model.issue import Issue, Source
from yuebao.model.month import Month
from yuebao.model.suggestion import Place
from yuebao.model.table import Cell
from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import gather
from yuebao.outcome.problem import Problem
from yuebao.printed.entry_grid import Entry, Found
from yuebao.printed.entry_workbook import ROOM, entry_workbook
from yuebao.printed.sentences import Questions, write
from yuebao.printed.unfinished import how_far
from yuebao.reports.wording import head, suggested
from yuebao.rules.addresses import Addresses
from yuebao.schema.table_schema import TableSchema
from yuebao.workflows.imported_masthead import known_sources
from yuebao.workflows.issue_file import masthead_values
from yuebao.workflows.judge import Standing, judge_month, newest_before, retold, scope_of
from yuebao.workflows.returned_workbook import base_rows
from yuebao.write.handed_out import hand_out, is_untouched

WORKBOOKS: Final = "build/new"


def place_of_workbook(root: Path, month: str) -> Path:
    """Where the workbook of an issue stands."""
    return root / WORKBOOKS / f"{month}.xlsx"


def write_entry_book(standing: Standing, read: Month) -> Path:
    """Write the workbook of a draft, which may stand aside, not placed yet. Raises `UsageError`, and nothing has changed,
    for an issue that is none, and for a workbook in which somebody typed what was not read in."""
    if not read.draft:
        raise UsageError(f"{read.month} 不在整理中：录入的工作簿只给整理中的一期；已公布的，改动用“更正”")
    read_in = _read_in(read)
    path = _replaceable(standing.root, read.month, read_in)
    entry = _entry(standing, read, newest_before(standing, read.month))
    content = entry_workbook(entry, standing.layout(read.month).tables, standing.registry)
    hand_out(standing.root, path.parent, {path.name: content}, read_in)
    return path


def renew_entry_book(standing: Standing, month: str) -> Path | None:
    """Write the workbook of a draft anew, where one stands that holds nothing that was not read in; ``None`` elsewhere. Raises
    `Fault`, which says that only the workbook is as it was: what it shows was written before."""
    path = place_of_workbook(standing.root, month)
    if not path.is_file():
        return None
    read = standing.reader.read(month)
    if not read.draft or not is_untouched(standing.root, path, _read_in(read)):
        return None
    try:
        return write_entry_book(standing, read)
    except Fault as fault:
        raise Fault(
            f"{fault}这里只说工作簿：这一期的各表已经写好；之后执行 yuebao workbook {month}，再写工作簿。"
        ) from fault


def _replaceable(root: Path, month: str, read_in: Collection[str]) -> Path:
    """The place of the workbook. Raises `UsageError` where one stands in which somebody typed what was not ``read_in``."""
    path = place_of_workbook(root, month)
    if path.exists() and not is_untouched(root, path, read_in):
        raise UsageError(
            f"{path} 里有还没有读入的改动，没有重写。请先保存、关闭它，执行 yuebao import {path} --period {month} --force，"
            "再来一次；不要那些改动的，把它移走"
        )
    return path


def _read_in(month: Month) -> frozenset[str]:
    """The documents that were read into the issue, by their SHA-256."""
    return frozenset(each.sha256 for each in known_sources(month))


def _entry(standing: Standing, read: Month, previous: Month | None) -> Entry:
    layout = standing.layout(read.month)
    last = _last(standing, read.month)
    outcome = gather([judge_month(standing, read, previous)]).asked_for((read.month,))
    found = [_found(each, read) for each in problems(outcome.blocking, outcome.suggestions)]
    values = {key: text for key, text in masthead_values(read, layout).items() if text}
    rows = {name: _rows(schema, read) for name, schema in layout.tables.items()}
    free = {
        name
        for name, schema in layout.tables.items()
        if len(opening_rows(schema, standing.registry, read.month, None)) == 1
    }
    return Entry(
        month=read.month,
        title=values.get(layout.masthead.roles["title"], read.month),
        masthead=_masthead(standing, read, last),
        rows=rows,
        derived=_derived(standing, read, last),
        free=free,
        last_month="" if last is None else last.month,
        last={} if last is None else _beside(standing, read, last, rows, free),
        told=how_far(read, bool(outcome.blocking)),
        found=found,
        base=base_rows(read, values),
    )


def _last(standing: Standing, month: str) -> Month | None:
    """The newest earlier issue that was not taken back."""
    for name in reversed(standing.before(month)):
        read = standing.reader.read(name)
        if not read.withdrawn:
            return read
    return None


def _rows(schema: TableSchema, read: Month) -> list[list[str]]:
    """The rows of a table as they stand, header first, in the columns of the layout; the total row is the last, and there."""
    table = read.typed.tables.get(schema.name)
    header = list(schema.header)
    if table is None:
        return [header, *([_total(schema)] if schema.total_row is not None else [])]
    body = [
        [table.texts[name][row] if table.has(name) else "" for name in header] for row in range(len(table))
    ]
    if schema.total_row is None:
        return [header, *body]
    last = body.pop(table.total) if table.total is not None else _total(schema)
    return [header, *body, last]


def _total(schema: TableSchema) -> list[str]:
    total = schema.total_row
    return [total.label if total is not None and name == total.column else "" for name in schema.header]


def _beside(
    standing: Standing,
    read: Month,
    last: Month,
    rows: Mapping[str, Sequence[Sequence[str]]],
    free: Collection[str],
) -> dict[str, list[list[str]]]:
    """The tables of the issue before, each row beside the one of this issue at the same address."""
    layout = standing.layout(read.month)
    own, before = Addresses(scope_of(standing, read, None)), Addresses(scope_of(standing, last, None))
    found = {}
    for name, table in retold(standing, last, layout).items():
        header = list(layout.tables[name].header)
        texts = [
            [table.texts[each][row] if table.has(each) else "" for each in header]
            for row in range(len(table))
        ]
        if name not in free and name in read.tables:
            by_address = dict(zip(before.rows(name), texts, strict=True))
            blank = [""] * len(header)
            texts = [by_address.get(address, blank) for address in own.rows(name)]
        found[name] = [header, *texts]
    return found


def _found(problem: Problem, read: Month) -> Found:
    said = head(problem)
    places: tuple[Finding | Place, ...] = problem.findings
    if problem.cause is not None:
        places = (problem.cause.place, *places)
    cells = tuple(dict.fromkeys(cell for each in places if (cell := _cell(each, read)) is not None))
    parts = (f"[{said.label}] {said.message}", said.numbers, *suggested(problem))
    undecided = all(each.status is Status.UNDECIDED for each in problem.findings)
    return Found(cells, said.where, "\n".join(filter(None, parts)), said.remedy, undecided)


def _cell(place: Finding | Place, read: Month) -> Cell | None:
    """The cell of the workbook; of a finding about a whole row that of its name, ``None`` where there is neither."""
    table = read.tables.get(place.table or "")
    if table is None or place.line not in table.lines:
        return None
    row = table.lines.index(place.line)
    column = place.column if place.column in table.header else table.header[0]
    return Cell(table.name, row, column or "")


def _derived(standing: Standing, read: Month, last: Month | None) -> frozenset[Cell]:
    """The cells that `derive` can work out once the others are filled in. A rule that shows none yet, because it waits
    for rows of another table, will fill its whole column."""
    scope = scope_of(standing, read.typed, last)
    cells: set[Cell] = set()
    for rule in derivations(scope.layout.all_rules()):
        now = {target.cell for target in targets([rule], scope)}
        column = getattr(rule.params, "column", None)
        if not now and column is not None:
            now = {
                Cell(rule.table, row, column) for row in range(len(scope.tables.get(rule.table, ())) or ROOM)
            }
        cells |= now
    return frozenset(cells)


def _masthead(standing: Standing, read: Month, last: Month | None) -> list[tuple[str, str]]:
    """The printed lines above the report; one that needs a key that is not known is blank, with a hint."""
    scope = scope_of(standing, read, last)
    form, declared = scope.layout.form, scope.layout.masthead
    known = {} if read.issue is None else {key: each for key, each in read.issue.values.items() if each != ""}
    questions = Questions(replace(scope, issue=Issue(known, declared.roles, (Source("", ""),))))
    lines = []
    for template in form.masthead:
        missing = [key for key in declared.keys if key.key not in known and f"issue.{key.key}" in template]
        if missing:
            lines.append(("", missing[0].hint or f"待填：{missing[0].title}"))
        else:
            lines.append(("".join(run.text for run in write(template, questions, "masthead")), ""))
    return lines

"""A published cell corrected: the new value, what follows from it, and the note of the publisher that says so.

The note is kept beside the issue as a document in force, 更正: it prints the tables as they read now, so that they are proven
by it, and all that it changed is told as one correction. The documents before stay in force for what it does not print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from yuebao.fill.again import Consequence, Recomputed, again, with_cells
from yuebao.load.month import ISSUE, SOURCE
from yuebao.model.csv_text import csv_text, table_rows
from yuebao.model.fault import Unready, UsageError
from yuebao.model.finding import Finding
from yuebao.model.issue import CORRECTION, Source
from yuebao.model.month import Month
from yuebao.model.table import Cell, Table
from yuebao.outcome.outcome import MonthVerdict
from yuebao.rules.addresses import Addresses
from yuebao.rules.scope import Scope
from yuebao.schema.layout import Layout
from yuebao.workflows.imported_masthead import known_sources, masthead_text
from yuebao.workflows.issue_file import masthead_values
from yuebao.workflows.judge import Standing, judge_month, printed_scope, read_month
from yuebao.workflows.later_issues import later_findings
from yuebao.write.checksums import of_bytes
from yuebao.write.files import write_files
from yuebao.write.staged import staged_month


@dataclass(frozen=True, slots=True)
class Asked:
    """Cells by their addresses, what each should read, why, and who says so on which day."""

    cells: Mapping[str, str]
    reason: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction comes to: the cells themselves first, then what follows; what an erratum keeps; the files that it writes, and
    how the issue is judged with them; and what is found in the issues after it that was not found there before."""

    changes: tuple[Consequence, ...]
    kept: tuple[Cell, ...]
    files: Mapping[str, bytes]
    verdict: MonthVerdict
    later: tuple[Finding, ...]


def recompute(scope: Scope, month: Month, cells: Iterable[Cell]) -> Recomputed:
    """What follows from cells that hold what they should."""
    return again(scope, cells, _explained(scope, month))


def cell_at(scope: Scope, address: str) -> Cell:
    """The cell of an address. Raises `UsageError` for one that the issue does not have."""
    wanted, addresses = address.strip().removeprefix("#"), Addresses(scope)
    for name, table in scope.tables.items():
        for column in table.header if wanted.startswith(f"{name}.") else ():
            for row in range(len(table)):
                if addresses.cell(Cell(name, row, column)) == wanted:
                    return Cell(name, row, column)
    raise UsageError(f"{scope.month} 没有地址为“{address}”的格；写作 #表的名称.行.列")


def foresee(standing: Standing, month: str, asked: Asked) -> Corrected:
    """What a correction would come to; nothing is written. Raises `UsageError` for an issue that is not published, a cell
    that there is not, a value that is there already, and a table that no note can print."""
    read, previous = read_month(standing, month)
    if read.gap or read.issue is None:
        raise UsageError(f"{month} 没有公布，不用更正：整理中的一期在“核对”里直接改")
    scope = printed_scope(standing, read, previous)
    own = _own(scope, asked)
    tables = with_cells(scope, {each.cell: each.new for each in own})
    followed = recompute(replace(scope, tables=tables), read, [each.cell for each in own])
    files = _files(standing, read, followed.tables, asked)
    with staged_month(standing.root, month, files) as staging:
        aside = standing.at(staging, {})
        made = aside.reader.read(month)
        verdict = judge_month(aside, made, previous)
        later = later_findings(standing, read, made)
    return Corrected((*own, *followed.changes), followed.kept, files, verdict, later)


def correct(standing: Standing, month: str, asked: Asked) -> Corrected:
    """Write what `foresee` says, all files or none. Raises `Unready` without a reason or a name."""
    for what, text in (("原因", asked.reason), ("更正人", asked.name)):
        if not text.strip():
            raise Unready(f"{what}不能为空")
    found = foresee(standing, month, asked)
    write_files(standing.root, {f"data/{month}/{name}": content for name, content in found.files.items()})
    return found


def _own(scope: Scope, asked: Asked) -> tuple[Consequence, ...]:
    """The cells that are asked for, each with what stands there."""
    if not asked.cells:
        raise UsageError("没有写是哪一格")
    found = []
    for address, text in asked.cells.items():
        cell = cell_at(scope, address)
        old = scope.tables[cell.table].texts[cell.column][cell.row]
        if old == text:
            raise UsageError(f"{address} 已经是“{text}”")
        found.append(Consequence(cell, old, text, "更正"))
    return tuple(found)


def _explained(scope: Scope, month: Month) -> frozenset[Cell]:
    """The cells that errata are about."""
    found = set()
    for erratum in month.errata:
        table = scope.tables.get(erratum.table)
        if table is None or not erratum.column:
            continue
        found |= {
            Cell(table.name, row, erratum.column)
            for row in range(len(table))
            if table.row_name(row) == erratum.row
        }
    return frozenset(found)


def _files(standing: Standing, month: Month, tables: Mapping[str, Table], asked: Asked) -> dict[str, bytes]:
    layout = standing.layout(month.month)
    changed = [table for name, table in tables.items() if table_rows(table) != table_rows(month.tables[name])]
    note = _note(month, changed, layout, asked).encode()
    name = _free(standing, month, asked.day)
    sources = (*known_sources(month), Source(name, of_bytes(note), CORRECTION, True))
    masthead = masthead_text(layout, masthead_values(month, layout), sources, month, ())
    return {
        **{f"{table.name}.csv": csv_text(table_rows(table)).encode() for table in changed},
        ISSUE: masthead.encode(),
        name: note,
    }


def _note(month: Month, changed: Iterable[Table], layout: Layout, asked: Asked) -> str:
    """The note as the publisher would print it: why, who, when, and each table that reads otherwise now."""
    assert month.issue is not None
    lines = [
        f"{month.issue.title}更正",
        f"原因：{_line(asked.reason)}",
        f"更正：{_line(asked.name)}　{asked.day}",
        "",
    ]
    for table in changed:
        lines += [
            layout.tables[table.name].title,
            *("\t".join(map(_cell, row)) for row in table_rows(table)),
            "",
        ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise UsageError(
            "这张表的一格里有换行或制表符，更正的说明印不出来；请用更正过的文件，经 import --correction 收入"
        )
    return text


def _free(standing: Standing, month: Month, day: date) -> str:
    folder = standing.root / month.folder
    names = (f"{SOURCE}/correction-{day}{f'-{number}' if number > 1 else ''}.txt" for number in count(1))
    return next(name for name in names if not (folder / name).exists())

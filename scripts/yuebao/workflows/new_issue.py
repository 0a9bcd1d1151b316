"""A new month: a draft with everything that is known already, and on request a workbook to type into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from yuebao.fill.new_rows import Rows, opening_masthead, opening_rows
from yuebao.fill.targets import derivations, targets
from yuebao.load.month import ISSUE
from yuebao.load.registry import FILE as REGISTRY
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import Unready, UsageError
from yuebao.model.issue import Issue, Source
from yuebao.model.issue_text import draft_text, issue_text
from yuebao.model.month import Month
from yuebao.model.period import FORMS, is_period
from yuebao.model.table import Cell
from yuebao.printed.entry_workbook import ROOM, Entry, entry_workbook
from yuebao.printed.sentences import Questions, write
from yuebao.schema.masthead import Masthead
from yuebao.workflows.judge import Standing, read_standing, require_free, retold, scope_of
from yuebao.write.handed_out import hand_out
from yuebao.write.staged import place_month, staged_month

WORKBOOKS: Final = "build/new"


@dataclass(frozen=True, slots=True)
class Opened:
    """A month that was opened: its rows by table, the keys of `issue.yaml` that are still blank, the month that it was
    modelled on, and the workbook, if one was asked for."""

    month: str
    rows: Mapping[str, Rows]
    blank: tuple[str, ...]
    last: str | None
    workbook: Path | None


def open_month(root: Path, month: str, *, workbook: bool = False) -> Opened:
    """Make the folder of a month. Raises `UsageError` for a month that is none or stands already, `Unready` where no
    organization is known, of which its tables are made; then nothing has changed."""
    standing = read_standing(root)
    _require_new(standing, month)
    _require_registry(standing)
    newest = next(reversed(standing.before(month)), None)
    last = None if newest is None else standing.reader.read(newest)
    layout = standing.layout(month)
    tables = {} if last is None else retold(standing, last, layout)
    rows = {
        name: opening_rows(schema, standing.registry, month, tables.get(name))
        for name, schema in layout.tables.items()
    }
    declared = layout.masthead
    values = opening_masthead(
        declared,
        month,
        None if last is None else last.issue,
        newest,
        standing.registry,
    )
    files = {f"{name}.csv": csv_text(table).encode() for name, table in rows.items()}
    files[ISSUE] = (issue_text(declared.names, values, [Source("", "")]) + draft_text(())).encode()
    with staged_month(root, month, files) as staging:
        made = standing.reader.at(staging).read(month).typed
        path = _write_workbook(standing, made, last, rows, values) if workbook else None
        place_month(staging, root, month)
    blank = tuple(key for key in declared.required if key not in values)
    return Opened(month, rows, blank, newest, path)


def _require_new(standing: Standing, month: str) -> None:
    if not is_period(month):
        raise UsageError(f"“{month}”不是统计期；请写作{FORMS}")
    if (standing.root / "data" / month).exists() or (standing.root / "data" / month).is_symlink():
        raise UsageError(f"data/{month} 已经存在，没有改动它")
    require_free(standing, month)


def _require_registry(standing: Standing) -> None:
    if standing.registry.organizations:
        return
    for finding in standing.findings:
        if finding.file == REGISTRY:
            raise Unready(
                f"没有建立月份：{finding.file}：{finding.message}。{finding.remedy}各表的单位要从登记册里取。"
            )


def _write_workbook(
    standing: Standing, made: Month, last: Month | None, rows: Mapping[str, Rows], values: Mapping[str, str]
) -> Path:
    entry = Entry(
        month=made.month,
        title=values.get(standing.layout(made.month).masthead.roles["title"], made.month),
        masthead=_masthead(standing, made, last, values),
        rows=rows,
        derived=_derived(standing, made, last),
    )
    content = entry_workbook(entry, standing.layout(made.month).tables, standing.registry)
    name = f"{made.month}.xlsx"
    hand_out(standing.root, standing.root / WORKBOOKS, {name: content})
    return standing.root / WORKBOOKS / name


def _derived(standing: Standing, made: Month, last: Month | None) -> frozenset[Cell]:
    """The cells that `derive` can work out once the others are filled in. A rule that shows none yet, because it waits
    for rows of another table, will fill its whole column."""
    scope = scope_of(standing, made, last)
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


def _masthead(
    standing: Standing, made: Month, last: Month | None, values: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The printed lines above the report; one that needs a key that is not known is blank, with a hint."""
    scope = scope_of(standing, made, last)
    form, declared = scope.layout.form, scope.layout.masthead
    questions = Questions(replace(scope, issue=_stand_in(declared, values)))
    lines = []
    for template in form.masthead:
        missing = [key for key in declared.keys if key.key not in values and f"issue.{key.key}" in template]
        if missing:
            lines.append(("", missing[0].hint or f"待填：{missing[0].title}"))
        else:
            lines.append(("".join(run.text for run in write(template, questions, "masthead")), ""))
    return lines


def _stand_in(declared: Masthead, values: Mapping[str, str]) -> Issue:
    """The known keys as an issue; the others are never printed."""
    known = {
        key.key: int(values[key.key]) if key.type == "integer" else values[key.key]
        for key in declared.keys
        if key.key in values
    }
    return Issue(known, declared.roles, (Source("", ""),))

"""A new month: a draft with everything that is known already, and on request a workbook to type into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yuebao.fill.new_rows import Rows, opening_masthead, opening_rows
from yuebao.load.month import ISSUE
from yuebao.load.registry import FILE as REGISTRY
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import Unready, UsageError
from yuebao.model.issue import Source
from yuebao.model.issue_text import draft_text, issue_text
from yuebao.model.period import FORMS, is_period
from yuebao.workflows.entry_book import write_entry_book
from yuebao.workflows.judge import Standing, read_standing, require_free, retold
from yuebao.write.staged import place_month, staged_month


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
        made = standing.reader.at(staging).read(month)
        path = write_entry_book(standing, made) if workbook else None
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

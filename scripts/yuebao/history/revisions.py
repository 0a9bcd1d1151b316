"""The revisions of published months, from what was published version by version and from the record beside the data.

The record speaks for what came before the first known version, and alone where no history is at hand.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from yuebao.history.cells import CellChange, masthead_changes, table_changes
from yuebao.history.git import run
from yuebao.history.objects import LARGEST, Objects, objects_of
from yuebao.history.published import ISSUE, MONTH, Past, Published, Step
from yuebao.history.tips import Line, line_of
from yuebao.model.fault import Fault
from yuebao.model.period import is_period, order_of
from yuebao.model.revision import AGAIN, RECORD, WHOLE, Revision
from yuebao.schema.layout import Layout
from yuebao.schema.table_schema import TableSchema

LayoutOf = Callable[[str], Layout]
"""The layout of the issue of a period."""
HEADER: Final = ("统计期", "日期", "表", "行", "列", "原来", "改为", "更正的文件")


@dataclass(frozen=True, slots=True)
class History:
    """The ``revisions``, by month and day, every month that was ever ``published``, and the days on which its documents
    ``arrived``, by month and SHA-256."""

    revisions: tuple[Revision, ...]
    published: Mapping[str, Published]
    arrived: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_history(root: Path, layout_of: LayoutOf) -> History:
    """The revisions and what was published. Raises `Fault` for a record that cannot be read."""
    line = line_of(root)
    recorded = tuple(read_record(root))
    if not line.tips:
        return History(_changes_of(recorded), _published(recorded))
    with _past(root, line) as (past, objects):
        found = [revision for step in past.steps() for revision in _revisions(step, objects, layout_of)]
        first = line.tips[0]
        then = objects.content(f"{first.commit}:{line.folder}{RECORD}") or b""
    begun = frozenset(_rows(then.decode("utf-8", "replace")))
    earlier = [each for each in recorded if each.when < first.when or each.written in begun]
    revisions = tuple(sorted({*_changes_of(earlier), *found}, key=_order))
    return History(revisions, {**_published(earlier), **past.published()}, past.arrived())


def read_published(root: Path) -> Mapping[str, Published]:
    """Every month that was ever published, as far as it is known here."""
    return {**_published(read_record(root)), **published_in(root, line_of(root).published())}


def published_in(folder: Path, line: Line) -> dict[str, Published]:
    """Every month that these versions published."""
    if not line.tips:
        return {}
    with _past(folder, line) as (past, _):
        for _ in past.steps():
            pass
        return dict(past.published())


def record_of(history: History) -> str:
    """The text of the record: since when each month is published, and the revisions."""
    first = (Revision(name, month.since, "", "", "", "", WHOLE) for name, month in history.published.items())
    return write_record(sorted({*first, *history.revisions}, key=_order))


def write_record(revisions: Iterable[Revision]) -> str:
    """The revisions as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(revision.written for revision in revisions)
    return stream.getvalue()


def read_record(root: Path) -> Iterator[Revision]:
    """The revisions in the record beside the data. Raises `Fault` for one that cannot be read."""
    path = root / RECORD
    if path.is_symlink() or not path.exists():  # a link is a finding
        return
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise Fault(
            f"{RECORD} 不是普通文件，或大得不像修订记录；请把它移走，再执行 yuebao revisions --record"
        )
    try:
        rows = list(csv.reader(_lines(path.read_bytes().decode("utf-8")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Fault(f"{RECORD} 无法读取：{error}") from error
    for line, row in enumerate(rows, 1):
        if not row or (line == 1 and tuple(row) == HEADER):
            continue
        if len(row) != len(HEADER) or not is_period(row[0]):
            raise Fault(
                f"{RECORD}:{line} 应为 {'、'.join(HEADER)} 八格；请改正这一行，或删去这个文件，再执行 yuebao revisions --record"
            )
        month, when, table, name, column, old, new, document = row
        yield Revision(month, when, table, name, column, old, new, document)


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    """The rows of a record of the past, as far as they can be read."""
    try:
        yield from map(tuple, csv.reader(_lines(text)))
    except csv.Error:
        return


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, which cells may hold."""
    return (f"{line}\n" for line in text.split("\n"))


def _order(revision: Revision) -> tuple[object, ...]:
    return order_of(revision.month), *revision.written


def _first(revision: Revision) -> bool:
    """Whether the entry says since when a month is published, which is no revision."""
    return (revision.table, revision.row, revision.column, revision.old) == ("", "", "", "") and (
        revision.new == WHOLE
    )


def _changes_of(entries: Iterable[Revision]) -> tuple[Revision, ...]:
    return tuple(sorted({entry for entry in entries if not _first(entry)}, key=_order))


def _published(entries: Iterable[Revision]) -> dict[str, Published]:
    """A month in the record was published, at the latest on the first day that it names."""
    found: dict[str, Published] = {}
    for entry in sorted(entries, key=_order):
        found.setdefault(entry.month, Published(entry.when, ()))
    return found


@contextmanager
def _past(folder: Path, line: Line) -> Iterator[tuple[Past, Objects]]:
    name = run(folder, "rev-parse", "--show-object-format").decode("ascii").strip()
    with objects_of(folder, 32 if name == "sha256" else 20) as objects:
        yield Past(line, objects), objects


def _revisions(step: Step, objects: Objects, layout_of: LayoutOf) -> Iterator[Revision]:
    if step.file == MONTH:
        yield Revision(
            step.month, step.when, "", "", "", WHOLE if step.old else "", AGAIN if step.new else ""
        )
        return
    table = "" if step.file == ISSUE else step.file.removesuffix(".csv")
    for change in _changes(step, objects, layout_of(step.month).tables.get(table)):
        old, new = change.spelled
        yield Revision(step.month, step.when, table, change.row, change.column, old, new, step.correction)


def _changes(step: Step, objects: Objects, schema: TableSchema | None) -> Iterable[CellChange]:
    """A table that the schemas do not know any more changed as a whole."""
    old, new = (None if name is None else _text(objects.content(name)) for name in (step.old, step.new))
    if step.file == ISSUE:
        return masthead_changes(old, new)
    if schema is not None:
        return table_changes(old, new, schema)
    return (CellChange("", "", "" if old is None else WHOLE, "" if new is None else WHOLE),)


def _text(content: bytes | None) -> str:
    return "" if content is None else content.decode("utf-8", "replace")

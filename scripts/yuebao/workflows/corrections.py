"""What was changed in published issues, and by whom: history, the kept documents and the tables brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from yuebao.history.cells import row_keys
from yuebao.history.corrections import Issued, Printed, corrections_of
from yuebao.history.documents import sources_in
from yuebao.history.revisions import History, read_history
from yuebao.load.files import read_bytes
from yuebao.load.month import ISSUE
from yuebao.model.csv_text import csv_text
from yuebao.model.issue import CORRECTION, Source
from yuebao.model.month import Month
from yuebao.model.period import order_of
from yuebao.model.revision import Correction, Revision
from yuebao.model.table import Cell
from yuebao.schema.layout import Layout
from yuebao.workflows.judge import Standing


def read_changes(standing: Standing, months: Iterable[Month]) -> tuple[tuple[Correction, ...], History]:
    """Everything that was changed after it was published: the corrections of these issues, the oldest issue first, and the
    history, each revision of theirs with the document by which the publisher made it, or none. Raises `Fault` for a record
    that cannot be read."""
    history = read_history(standing.root, standing.layout)
    revisions: list[Revision] = []
    corrections: list[Correction] = []
    by_month: dict[str, list[Revision]] = {}
    for revision in history.revisions:
        by_month.setdefault(revision.month, []).append(revision)
    for month in months:
        own = by_month.pop(month.month, [])
        arrived = history.arrived.get(month.month, {})
        found, settled = changes_of(standing, month, own, arrived)
        revisions += settled
        corrections += found
    revisions += (revision for left in by_month.values() for revision in left)
    revisions.sort(key=lambda revision: (order_of(revision.month), revision.written))
    return tuple(corrections), replace(history, revisions=tuple(revisions))


def read_settled(standing: Standing) -> History:
    """The history, each revision with the document by which the publisher made it, or none. Only issues that were corrected
    are read for it."""
    corrected = (name for name in standing.months if _lists_correction(standing.root / "data" / name / ISSUE))
    _, history = read_changes(standing, map(standing.reader.read, corrected))
    return history


def _lists_correction(path: Path) -> bool:
    content = read_bytes(path)
    return isinstance(content, bytes) and any(each.role == CORRECTION for each in sources_in(content))


def changes_of(
    standing: Standing, month: Month, revisions: Sequence[Revision], arrived: Mapping[str, str]
) -> tuple[tuple[Correction, ...], tuple[Revision, ...]]:
    """The corrections of one issue, and its revisions, each told by whom and placed where the issue shows it now."""
    layout = standing.layout(month.month)
    found: tuple[Correction, ...] = ()
    settled = tuple(revisions)
    if month.issue is not None and month.issue.corrected:
        documents = [(each, _printed(standing, month, each, layout)) for each in month.issue.sources]
        issued = Issued(month.month, documents, frozenset(month.tables), arrived)
        found, settled = corrections_of(issued, layout, revisions)
    keys = {
        name: row_keys(month.texts.get(f"{month.folder}/{name}.csv", ""), layout.tables[name])
        for name in dict.fromkeys(_tables(settled, found))
        if name in month.tables
    }

    def placed(changes: Iterable[Revision]) -> tuple[Revision, ...]:
        return tuple(replace(change, cell=_cell(change, layout, keys)) for change in changes)

    return tuple(replace(each, changes=placed(each.changes)) for each in found), placed(settled)


def _tables(revisions: Iterable[Revision], corrections: Iterable[Correction]) -> Iterator[str]:
    yield from (revision.table for revision in revisions)
    yield from (change.table for correction in corrections for change in correction.changes)


def _cell(change: Revision, layout: Layout, keys: Mapping[str, Sequence[str]]) -> Cell | None:
    """Where the change stands now; of a row that was added its first cell."""
    rows = keys.get(change.table, ())
    if change.row not in rows:
        return None
    schema = layout.tables[change.table]
    column = schema.column(change.column) if change.column else schema.header[0]
    return Cell(change.table, rows.index(change.row), column) if column in schema.field else None


def _printed(standing: Standing, month: Month, source: Source, layout: Layout) -> Printed | None:
    """What a kept document prints; ``None`` where it cannot be read, or holds no table."""
    document = standing.sources.document(month, source, layout)
    tables = {
        name: csv_text([table.columns, *(row.texts for row in table.rows)])
        for name, table in document.tables.items()
    }
    known = {key: text for key, text in document.masthead.items() if key in layout.masthead.names}
    return Printed(tables, known) if tables else None

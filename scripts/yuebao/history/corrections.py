"""What the publisher's corrections changed: told from the kept documents where they can be read again, else from the history
in which they arrived.

What two documents print alike was not corrected, whatever became of it in the archive: that is the archive's own revision.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yuebao.history.cells import header_of, table_changes
from yuebao.model.csv_text import csv_text
from yuebao.model.issue import CORRECTION, Source
from yuebao.model.printed import PrintedRow, PrintedTable
from yuebao.model.revision import Correction, Document, Proof, Revision, lists_documents
from yuebao.schema.layout import Layout
from yuebao.schema.printed_part import is_part, overlaid
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Printed:
    """What a kept document prints: the tables that it holds, as CSV, and the keys of the masthead that it states."""

    tables: Mapping[str, str]
    masthead: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether it is a whole report and not some tables of one."""
        return bool(self.masthead)


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue: each document in its order with what it prints (``None`` where it cannot be read again), the tables that
    the issue has now, and the day on which each document was first published, by SHA-256."""

    month: str
    documents: Sequence[tuple[Source, Printed | None]]
    tables: frozenset[str]
    arrived: Mapping[str, str]


def corrections_of(
    issued: Issued, layout: Layout, revisions: Iterable[Revision]
) -> tuple[tuple[Correction, ...], tuple[Revision, ...]]:
    """The corrections of an issue, the oldest first, and its revisions, each with the document by which the publisher made
    it, or none."""
    own = [revision for revision in revisions if revision.month == issued.month]
    compared = tuple(_compared(issued, layout))
    settled = tuple(_settled(revision, compared) for revision in own)
    return tuple(_with_history(each, settled) for each in compared), settled


def _compared(issued: Issued, layout: Layout) -> Iterator[Correction]:
    """Each correction beside what the documents before it print."""
    known: Printed | None = Printed({})
    earlier: Document | None = None
    for source, printed in issued.documents:
        after = _after(known, printed, issued.tables, layout)
        stated = "" if printed is None else printed.masthead.get(layout.masthead.roles["published"], "")
        document = Document(source.file, issued.arrived.get(source.sha256, ""), stated)
        if source.role == CORRECTION:
            partial = known is not None and printed is not None and _is_partial(known, printed)
            bare = Correction(issued.month, document, earlier, source.in_force, Proof.NONE, partial=partial)
            if known is None or after is None or printed is None or not _comparable(known, printed):
                yield bare
            else:
                of = Revision(issued.month, document.arrived, "", "", "", "", "", source.file)
                found = tuple(_changes(of, known, after, layout))
                yield replace(bare, proof=Proof.DOCUMENTS, changes=found)
        known, earlier = after, document


def _after(
    known: Printed | None, printed: Printed | None, tables: frozenset[str], layout: Layout
) -> Printed | None:
    """What holds after a document: what it does not print stays, but a table that a whole report dropped and that the
    issue does not have any more. ``None`` after one that cannot be read, until a whole report comes."""
    if printed is None or (known is None and not printed.whole):
        return None
    if known is None:
        return printed
    kept = {name: text for name, text in known.tables.items() if not printed.whole or name in tables}
    new = {
        name: _laid_over(kept.get(name), text, layout.tables[name]) for name, text in printed.tables.items()
    }
    return Printed({**kept, **new}, {**known.masthead, **printed.masthead})


def _laid_over(known: str | None, printed: str, schema: TableSchema) -> str:
    """A table after a document that prints it, perhaps in part: rows and columns that it has not stay. Where rows have no
    names nobody can tell which, and what is printed holds."""
    if known is None or not is_part(part := _table(printed), whole := _table(known)):
        return printed
    laid = overlaid(whole, part, schema)
    return printed if laid is whole else csv_text([laid.columns, *(row.texts for row in laid.rows)])


def _table(text: str) -> PrintedTable:
    columns, *rows = csv.reader(io.StringIO(text)) if text.strip() else [[]]
    return PrintedTable(tuple(columns), tuple(PrintedRow(tuple(row), "") for row in rows))


def _is_partial(known: Printed, printed: Printed) -> bool:
    """Whether a document prints less than what was printed before it."""
    if printed.tables.keys() < known.tables.keys() and not printed.whole:
        return True
    shared = printed.tables.keys() & known.tables.keys()
    return any(is_part(_table(printed.tables[name]), _table(known.tables[name])) for name in shared)


def _comparable(known: Printed, printed: Printed) -> bool:
    return known.whole or printed.tables.keys() <= known.tables.keys()


def _changes(of: Revision, known: Printed, after: Printed, layout: Layout) -> Iterator[Revision]:
    """The masthead first, then the tables in their order, each change written as ``of`` is."""
    for key in layout.masthead.names:
        old, new = known.masthead.get(key), after.masthead.get(key)
        if old is not None and new is not None and old != new:
            yield replace(of, column=key, old=old, new=new)
    for table, schema in layout.tables.items():
        before, now = known.tables.get(table), after.tables.get(table)
        for change in table_changes(before, now, schema):
            if change.column and change.column not in header_of(now or ""):
                continue  # a document that has not the column says nothing of it
            old, new = change.spelled
            yield replace(of, table=table, row=change.row, column=change.column, old=old, new=new)


def _settled(revision: Revision, corrections: Sequence[Correction]) -> Revision:
    """The revision as the newest document says it that prints so: from another figure where it arrived with a correction,
    else from the very figure that the document before printed. Where documents were compared and do not differ there,
    it is the archive's own; where they could not be, what arrived with a correction is taken for its."""
    arriving = bool(revision.document)
    for correction in reversed(corrections):
        if any(_made(change, revision, arriving) for change in correction.changes):
            return replace(revision, document=correction.document.file)
    proven = any(
        each.document.file == revision.document and each.proof is Proof.DOCUMENTS for each in corrections
    )
    return replace(revision, document="") if proven and not lists_documents(revision) else revision


def _made(change: Revision, revision: Revision, arriving: bool) -> bool:
    if change.place != revision.place:
        return False
    return change.new == revision.new and (arriving or change.old == revision.old)


def _with_history(correction: Correction, revisions: Iterable[Revision]) -> Correction:
    """The correction as history tells it, where the documents do not: what changed when it arrived."""
    if correction.proof is Proof.DOCUMENTS:
        return correction
    own = [revision for revision in revisions if revision.document == correction.document.file]
    if not own:
        return correction
    changes = tuple(revision for revision in own if not lists_documents(revision))
    return replace(correction, proof=Proof.HISTORY, changes=changes)

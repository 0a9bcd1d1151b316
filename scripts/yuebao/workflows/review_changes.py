"""What changed months say: read them with the months that they are compared with, and write it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from yuebao.history.cells import CellChange, masthead_changes, table_changes
from yuebao.history.documents import newest_correction, sources_in
from yuebao.history.git import contents, entries
from yuebao.load.errata import read_errata
from yuebao.load.month import ERRATA, ISSUE
from yuebao.model.issue import Erratum
from yuebao.model.month import Month
from yuebao.model.period import Span, in_order, period
from yuebao.model.revision import Revision
from yuebao.reports import review_html, review_markdown
from yuebao.reports.review_rows import Edit
from yuebao.review.compare import review
from yuebao.review.model import Review
from yuebao.schema.layout import Layout
from yuebao.workflows.corrections import changes_of
from yuebao.workflows.judge import Standing, printed_scope, read_standing

LIMIT: Final = 4
"""Months that are written out: a comment may have 65,536 characters on GitHub."""
OLDER_EDITS: Final = 200
"""Changed cells that are listed of all the other months together."""


def review_text(root: Path, months: Sequence[str], revision: str | None = None) -> str:
    """What the newest of the months say. With a revision, also which published cells differ from it, in every one of
    the months, and of the errata only those that it did not have."""
    standing = read_standing(root)
    chosen = in_order(set(months) & set(standing.months))
    older, newest = chosen[:-LIMIT], chosen[-LIMIT:]
    parts = [review_markdown.render(*read_review(standing, month, revision)) for month in newest]
    if older:
        parts.append(f"另有 {len(older)} 个较早的月份没有逐格列出。\n")
    if revision is not None:
        parts += _edits_alone(standing, older, revision)
    return "\n".join(parts)


def review_sections(root: Path, months: Sequence[str], revision: str | None = None) -> str:
    """The same of the newest of the months, as parts of a page."""
    standing = read_standing(root)
    chosen = in_order(set(months) & set(standing.months))[-LIMIT:]
    return "".join(review_html.render(*read_review(standing, month, revision)) for month in chosen)


def read_review(standing: Standing, name: str, revision: str | None = None) -> tuple[Review, list[Edit]]:
    """An issue beside the one before and the one a year before. With a revision, also which published cells differ from it,
    and of the errata only those that it did not have."""
    month = standing.reader.read(name)
    own = period(name)
    before, year = (_read(standing, span) for span in (own.span_before, own.span_a_year_before))
    earlier = {} if revision is None else _files_at(standing.root, revision, name)
    edits = _edits(standing, month, earlier)
    known: tuple[Erratum, ...] = read_errata(earlier.get(ERRATA, b""))[0]
    return review(printed_scope(standing, month, None), month, before, year, known), edits


def _edits_alone(standing: Standing, months: Sequence[str], revision: str) -> Iterator[str]:
    """The changed cells of these months, the newest month first, as many as may be listed."""
    left = OLDER_EDITS
    for name in reversed(months):
        edits = _edits(standing, standing.reader.read(name), _files_at(standing.root, revision, name))
        if edits:
            yield review_markdown.render_edits(name, edits, left)
            left = max(0, left - len(edits))


def _read(standing: Standing, span: Span) -> Month | None:
    """The issue of exactly these months."""
    name = next((name for name in standing.months if period(name).span == span), None)
    return None if name is None else standing.reader.read(name)


def _files_at(root: Path, revision: str, month: str) -> dict[str, bytes]:
    """The files of the month's folder in a revision, by name."""
    if not revision.strip("0"):
        return {}
    found = [entry for entry in entries(root, revision, f"data/{month}") if entry.path.count("/") == 2]
    texts = contents(root, (entry.object for entry in found))
    return {entry.path.rpartition("/")[2]: text for entry, text in zip(found, texts, strict=True)}


def _edits(standing: Standing, month: Month, earlier: dict[str, bytes]) -> list[Edit]:
    """The cells of a month that was there before which differ now, each with who changed it; none of a month that is new."""
    if not earlier:
        return []
    layout = standing.layout(month.month)
    found = list(_differences(layout, month, earlier))
    masthead = month.texts.get(f"{month.folder}/{ISSUE}", "").encode()
    known = {source.sha256 for source in sources_in(earlier.get(ISSUE, b""))}
    document = newest_correction(sources_in(masthead), known)
    revisions = [
        Revision(month.month, "", table, change.row, change.column, *change.spelled, document)
        for table, change in found
    ]
    _, settled = changes_of(standing, month, revisions, {})
    titles = {"": ISSUE, **{name: schema.title for name, schema in layout.tables.items()}}
    return [
        Edit(titles[table], change, bool(revision.document))
        for (table, change), revision in zip(found, settled, strict=True)
    ]


def _differences(
    layout: Layout, month: Month, earlier: Mapping[str, bytes]
) -> Iterator[tuple[str, CellChange]]:
    """Each change with its table, which is empty for the masthead."""
    before = {name: content.decode("utf-8", "replace") for name, content in earlier.items()}
    now = {path.rpartition("/")[2]: text for path, text in month.texts.items()}
    yield from (("", change) for change in masthead_changes(before.get(ISSUE), now.get(ISSUE)))
    for name, schema in layout.tables.items():
        file = f"{name}.csv"
        yield from ((name, change) for change in table_changes(before.get(file), now.get(file), schema))

"""The way in: a document is read, understood and judged aside; only then does its month stand in the archive.

A document that cannot be read, is of another month, or holds less than half of the tables is refused, and nothing is
written. What it does not hold is left as it is in a month that stands already, and is empty in a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from yuebao.importing.blocks import Document, Refused
from yuebao.importing.difference import differences
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.doubts import Doubts, addresses_of, doubts_of, settled
from yuebao.importing.draft_marks import told_of_marks
from yuebao.importing.loose_tables import why_loose
from yuebao.importing.masthead import complete_masthead
from yuebao.importing.remarks import Discrepancy, one_line
from yuebao.importing.result import Imported
from yuebao.importing.sources import sources_after
from yuebao.importing.to_tables import Understood, understand
from yuebao.importing.vocabulary import words_of
from yuebao.load.absence import tables_absent
from yuebao.load.month import DOUBTS, ISSUE, SOURCE
from yuebao.model.csv_text import csv_text
from yuebao.model.doubt import doubts_text
from yuebao.model.fault import UsageError
from yuebao.model.issue import Source
from yuebao.model.month import Month
from yuebao.model.period import FORMS, is_period
from yuebao.outcome.outcome import gather
from yuebao.rules.addresses import Addresses
from yuebao.rules.masked_text import text_without_numbers
from yuebao.schema.layout import Layout
from yuebao.schema.table_schema import TableSchema
from yuebao.workflows.compared_sentences import compared_sentences
from yuebao.workflows.corrected_tables import Corrected, corrected
from yuebao.workflows.imported_masthead import known_sources, masthead_text
from yuebao.workflows.judge import Standing, judge_month, newest_before, require_free, scope_of
from yuebao.workflows.kept_originals import place_of
from yuebao.workflows.opened_document import Dated, Opened, date_document, misnamed, open_document
from yuebao.workflows.returned_workbook import returned
from yuebao.write.files import write_files
from yuebao.write.staged import place_month, staged_month


def import_document(
    standing: Standing, file: Path, month: str = "", *, force: bool = False, correction: bool = False
) -> Imported:
    """`bring_in` of a file, into the period that it says where ``month`` says none."""
    if month and not is_period(month):
        raise UsageError(f"--period 应是统计期，现为“{month}”；写作{FORMS}")
    if month:
        _existing(standing, month, force)
    opened = open_document(file)
    return bring_in(
        standing, opened, date_document(standing, opened, month), force=force, correction=correction
    )


def bring_in(
    standing: Standing,
    opened: Opened,
    dated: Dated,
    *,
    force: bool = False,
    correction: bool = False,
    part: bool = False,
) -> Imported:
    """Bring a document into ``data/<month>``: a draft, or with ``force`` what stands there already, whose state, absences,
    errata and other documents stay. A ``correction`` takes the place of the documents that were in force, one that prints
    only some of the issue of nothing but that; a ``part`` of a new issue may hold few of its tables, since others follow.

    Raises `UsageError` for a month that is none or that stands already without ``force``, `Refused` for the document,
    `Fault` for the disk. In each case nothing has changed.
    """
    month, root, document = dated.month, standing.root, opened.document
    existing = _existing(standing, month, force)
    layout = standing.layout(month)
    understood = _understood(document, layout, month, part=part or existing is not None)
    understood, kept = returned(understood, document.base, None if correction else existing, layout)
    came = corrected(understood, existing if correction else None, layout.tables)
    previous = newest_before(standing, month)
    masthead, assumed = _masthead(standing, month, understood, existing)
    source, sources = _sources(root / "data" / month, opened, existing, came, correction)
    files = {
        ISSUE: masthead_text(layout, masthead, sources, existing, _complete(opened, understood)).encode(),
        **_tables(came.understood, layout.tables, existing),
        **({source: opened.content} if any(each.file == source for each in sources) else {}),
    }
    with staged_month(root, month, files) as staging:
        aside = standing.at(staging, {(opened.name, opened.sha256): document})
        made = aside.reader.read(month)
        told = (
            *misnamed(dated),
            *understood.discrepancies,
            *compared_sentences(understood, standing, made, previous),
        )
        doubts = _doubts(standing, Came(source, sources, document, came.understood, told), made, existing)
        files |= _put_doubts(staging / "data" / month, doubts)
        made = aside.reader.read(month)
        judged = judge_month(aside, made, previous)
        changed = _changed(existing, made, layout)
        _keep(staging, root, month, files, new=existing is None)
    return Imported(
        month=month, period_from=dated.told, name=opened.name, kind=document.kind, source=source,
        sha256=opened.sha256, understood=replace(understood, changes=came.understood.changes), declared=layout.masthead, masthead=masthead, assumed=assumed,
        discrepancies=told, remarks=(*told_of_marks(document), *document.remarks), doubts=doubts, changed=changed, kept=kept,
        draft=made.draft, left=sum(made.left.values()), outcome=gather([judged], standing.findings).asked_for((month,)),
    )  # fmt: skip


def _understood(document: Document, layout: Layout, month: str, *, part: bool) -> Understood:
    """What the document says. Raises `Refused` where that is no issue of the layout."""
    words = words_of(layout, month)
    found = understand(read_blocks(document, words), layout.tables, layout.form)
    _check(found, layout, why_loose([remark.text for remark in found.unplaced], words.headers), part=part)
    return found


def _complete(opened: Opened, understood: Understood) -> Collection[str]:
    """The tables whose blanks are none: those of a document that is no draft itself."""
    return () if opened.document.draft else understood.tables


@dataclass(frozen=True, slots=True)
class Came:
    """What came with a document: where it is kept, beside which others, and all that is to be told of it."""

    source: str
    sources: tuple[Source, ...]
    document: Document
    understood: Understood
    told: tuple[Discrepancy, ...]


def _doubts(standing: Standing, came: Came, made: Month, existing: Month | None) -> Doubts:
    """The doubts of the issue with those of the document, no personal number in them."""
    layout = standing.layout(made.month)
    addresses = _addresses(standing, made, came.understood)
    read = replace(came.understood, promised=()) if came.document.draft else came.understood
    found = doubts_of(came.source, read, came.told, came.document.remarks, layout.tables, addresses)
    return settled(
        came.source,
        () if existing is None else existing.doubts,
        [replace(each, read=text_without_numbers(each.read, layout)) for each in found],
        [each.file for each in came.sources if each.in_force],
    )


def _addresses(standing: Standing, made: Month, understood: Understood) -> dict[str, str]:
    addresses = Addresses(scope_of(standing, made, None))
    rows = {name: addresses.rows(name) for name in made.tables}
    return addresses_of(understood, rows, addresses.column)


def _put_doubts(folder: Path, doubts: Doubts) -> dict[str, bytes]:
    """Put the doubts into the staged month, and what else is to be written; a file of none is taken away."""
    (folder / DOUBTS).unlink(missing_ok=True)
    if not doubts.kept:
        return {}
    content = doubts_text(doubts.kept).encode()
    (folder / DOUBTS).write_bytes(content)
    return {DOUBTS: content}


def _keep(staging: Path, root: Path, month: str, files: Mapping[str, bytes], *, new: bool) -> None:
    """Put the staged month into the archive, or its files into the month that stands there. No file is kept of no doubt."""
    if new:
        place_month(staging, root, month)
        return
    write_files(root, {f"data/{month}/{name}": text for name, text in files.items()})
    if DOUBTS not in files:
        (root / "data" / month / DOUBTS).unlink(missing_ok=True)


def _sources(
    folder: Path, opened: Opened, existing: Month | None, came: Corrected, correction: bool
) -> tuple[str, tuple[Source, ...]]:
    """Where the document is kept, and the documents of the issue with it."""
    known = known_sources(existing)
    source = place_of(known, folder, opened.name, opened.content)
    tables = came.understood.tables.keys()
    new = Source(source, opened.sha256)
    renews = opened.name if existing is not None and existing.tables.keys() <= tables else ""
    return source, sources_after(known, new, correction=correction, whole=came.whole, renews=renews)


def _masthead(
    standing: Standing, month: str, understood: Understood, existing: Month | None
) -> tuple[dict[str, str], dict[str, str]]:
    """What `issue.yaml` is to hold of the masthead, and where it comes from that the document does not state."""
    declared, registry = standing.layout(month).masthead, standing.registry
    own, other = (None if read is None else read.issue for read in (existing, _nearest(standing, month)))
    return complete_masthead(declared, understood.masthead, own, other, registry, month)


def _nearest(standing: Standing, month: str) -> Month | None:
    """The newest earlier issue, else the first later one: drafts too, for they are of the same place."""
    earlier = standing.before(month)
    chosen = earlier[-1] if earlier else next((name for name in standing.months if name != month), None)
    return None if chosen is None else standing.reader.read(chosen)


def _tables(
    understood: Understood, schemas: Mapping[str, TableSchema], existing: Month | None
) -> dict[str, bytes]:
    """The tables that the document holds, and an empty one for each that is nowhere and not said to be absent."""
    there: Set[str] = set()
    if existing is not None:  # where its masthead cannot be read, nobody knows what is absent
        issue = existing.issue
        there = schemas.keys() if issue is None else existing.tables.keys() | tables_absent(issue.absent)
    return {
        f"{name}.csv": csv_text([schema.header, *understood.tables.get(name, ())]).encode()
        for name, schema in schemas.items()
        if name in understood.tables or name not in there
    }


def _existing(standing: Standing, month: str, force: bool) -> Month | None:
    folder = standing.root / "data" / month
    if not folder.exists() and not folder.is_symlink():
        require_free(standing, month)
        return None
    if folder.is_symlink() or not folder.is_dir():
        raise UsageError(f"data/{month} 不是文件夹，没有改动它；请先把它移走")
    if not force:
        raise UsageError(
            f"data/{month} 已经存在，没有改动它。确实要用这个文件重新导入，请加 --force（在工作台上勾选“也读”），并核对随后列出的差别"
        )
    existing = standing.reader.read(month)
    if existing.withdrawn:
        raise UsageError(
            f"{month} 已撤回，没有改动它；要重新公布，请先从 data/{month}/issue.yaml 删去 state 和 withdrawn"
        )
    return existing


def _check(understood: Understood, layout: Layout, loose: str, *, part: bool) -> None:
    """Refuse what is no report of this month; ``loose`` says why its tables cannot be read, where that is known."""
    if not understood.tables:
        why = loose or (
            "这不像一期月报。请确认选对了文件；若是月报，请核对各表的表头与 schemas/ 里的列名是否相同。"
        )
        raise Refused(f"没有从文件里认出任何一张表：{why}", *_seen(understood))
    count = len(layout.tables)
    if not part and 2 * len(understood.tables) < count:
        why = loose or (
            "文件像是被截断了，或不是整期月报。"
            "请取得完整的文件；只补其中几张表时，请先用 yuebao new 建立这个月，再加 --force 导入。"
        )
        found = f"只从文件里认出 {len(understood.tables)} 张表（应有 {count} 张），缺的超过一半"
        raise Refused(f"{found}：{why}", *_seen(understood))


def _seen(understood: Understood) -> list[str]:
    """Every place that was not understood, or could not be told apart, each a line."""
    remarks = (*understood.ambiguous, *understood.unplaced)
    return [f"  {remark.place}“{one_line(remark.text)}”：{remark.reason}。" for remark in remarks]


def _changed(existing: Month | None, made: Month, layout: Layout) -> tuple[str, ...] | None:
    """What differs from the month that stood there; ``None`` where none did."""
    return None if existing is None else tuple(differences(_texts(existing), _texts(made), layout.tables))


def _texts(month: Month) -> dict[str, str]:
    """The month's files by their names, less the documents that they were taken from, and the doubts, told by themselves."""
    texts = {file.removeprefix(f"{month.folder}/"): text for file, text in month.texts.items()}
    return {
        file: text for file, text in texts.items() if file != DOUBTS and not file.startswith(f"{SOURCE}/")
    }

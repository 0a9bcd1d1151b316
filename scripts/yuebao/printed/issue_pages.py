"""The pages of an issue in the order in which they are printed, whatever the document's format: what stands on them, not how.

`docx` and `pdf` draw them, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yuebao.model.issue import ARCHIVE_NOTE, Issue
from yuebao.model.trust import UNTOLD, Checked
from yuebao.printed.absence_notes import notes_of_table, notes_of_tables
from yuebao.printed.model import Attachment, Block, NameList, News, Report, Section
from yuebao.printed.printed_table import PrintedTable, printed_table
from yuebao.printed.table_fit import Fit, fit
from yuebao.printed.trust_notes import unproven_notes
from yuebao.printed.unsaid import unsaid
from yuebao.rules.scope import Scope


@dataclass(frozen=True, slots=True)
class Masthead:
    """The name of the publication, its numbers, who made it and when, the title. What the layout does not have is empty."""

    banner: str = ""
    numbers: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A table and how it fits its page."""

    table: PrintedTable
    fit: Fit


@dataclass(frozen=True, slots=True)
class AttachmentPages:
    """An attachment on pages of its own. One that the issue does not count has the number 0; ``content`` is ``None`` where the
    table is left of a draft."""

    number: int
    title: str
    content: FittedTable | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssuePages:
    """All of it: ``notes`` say what was not published and what no document proves; ``listed`` are the attachments that the
    report lists."""

    masthead: Masthead
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    listed: tuple[Attachment, ...]
    attachments: tuple[AttachmentPages, ...]


def issue_pages(issue: Issue, report: Report, scope: Scope, checked: Checked = UNTOLD) -> IssuePages:
    """The pages of a report that is written from the tables of ``scope``."""
    attachments = (*report.attachments, *unsaid(report, scope))
    attached = {item.form.table for item in attachments}
    unproven = (f"{ARCHIVE_NOTE}：{note}。" for note in unproven_notes(checked, scope.schemas))
    return IssuePages(
        _masthead(report.masthead),
        report.sections,
        (*notes_of_tables(issue.absent, scope.schemas, attached), *unproven),
        report.attachments,
        tuple(_attachments(issue, attachments, scope)),
    )


def _masthead(lines: Sequence[str]) -> Masthead:
    """The name of the publication first, the title last; of the lines between, the last two share a line."""
    if not lines:
        return Masthead()
    banner, *between = lines[:-1] or lines
    title = lines[-1] if len(lines) > 1 else ""
    return Masthead(banner, tuple(between[:-2]), tuple(between[-2:]), title)


def _attachments(issue: Issue, attachments: Sequence[Attachment], scope: Scope) -> Iterator[AttachmentPages]:
    for item in attachments:
        content: FittedTable | None = None
        notes: tuple[str, ...] = ()
        if item.form.table in scope.tables:
            table = printed_table(item, scope)
            notes = (*item.form.notes, *notes_of_table(issue.absent, item.form.table))
            content = FittedTable(table, fit(table, len(notes)))
        yield AttachmentPages(item.number, item.title, content, notes)


def sentences_of(block: Block) -> list[str]:
    """The paragraphs of a block, one for each piece of news; of a list of names its lines of people, parted by tabs."""
    if isinstance(block, NameList):
        people = people_of(block)
        return [
            "\t".join(people[start : start + block.abreast]) for start in range(0, len(people), block.abreast)
        ]
    if isinstance(block, News):
        return [f"{item.number}.{item.day}，{''.join(run.text for run in item.runs)}" for item in block.items]
    return [block.text]


def people_of(block: NameList) -> list[str]:
    """`甲　乙（单位）`: a name of two characters is set as wide as one of three."""
    return [f"{_spaced(name.text)}（{unit.text}）" for name, unit in block.people]


def _spaced(name: str) -> str:
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name

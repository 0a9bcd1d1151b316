"""The report as a Word document, in the form of the printed one: masthead, sections, attachments with their tables.

The form of masthead, sentences and attachments comes from `schemas/report.yaml`; this module only sets the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from yuebao.model.issue import ARCHIVE_NOTE, LEFT_MARK, Issue
from yuebao.model.trust import UNTOLD, Checked
from yuebao.printed.absence_notes import notes_of_table, notes_of_tables
from yuebao.printed.docx_package import document_bytes
from yuebao.printed.docx_styles import STYLES
from yuebao.printed.docx_table import table_xml
from yuebao.printed.docx_xml import paragraph, run, section, tabs
from yuebao.printed.model import Attachment, Block, NameList, News, Report, Section
from yuebao.printed.printed_table import printed_table
from yuebao.printed.table_fit import BOTTOM, LEFT, RIGHT, TOP, UPRIGHT, fit
from yuebao.printed.trust_notes import unproven_notes
from yuebao.printed.unsaid import unsaid
from yuebao.rules.scope import Scope

_End = Callable[[tuple[float, float], tuple[float, float, float, float]], str]
"""What ends a section, by its page and its margins."""
_BODY_MARGINS: Final = (37.0, RIGHT, 35.0, LEFT)
_TABLE_MARGINS: Final = (TOP, RIGHT, BOTTOM, LEFT)
"""Millimetres: those of an official document, and less above and below where a table must fit on the page."""
_WIDTH: Final = UPRIGHT[0] - LEFT - RIGHT
_CHARACTER: Final = next(style.size for style in STYLES if style.id == "Attachments") * 20
"""Twentieths of a point in a character of the list of attachments."""


def issue_document(
    issue: Issue, report: Report, scope: Scope, draft: str = "", checked: Checked = UNTOLD
) -> bytes:
    """The .docx of an issue. ``report`` is written from the tables of ``scope``. What ``draft`` says of an issue in progress
    stands at the head of each page. Which figures no document proves is said before the list of attachments."""
    end = partial(section, header=bool(draft))
    tables = (*report.attachments, *unsaid(report, scope))
    body = "".join(
        [
            *_masthead(report.masthead),
            *(part for item in report.sections for part in _section(item)),
            *_not_published(issue, tables, scope),
            *_unproven(checked, scope),
            *_list_of_attachments(report, end),
            *_attachments(issue, tables, scope, end),
        ]
    )
    return document_bytes(body, issue, draft)


def _masthead(lines: Sequence[str]) -> Iterator[str]:
    """The name of the publication first, the title last; of the lines between, the last two share a line."""
    if not lines:
        return
    banner, *between = lines[:-1] or lines
    title = lines[-1] if len(lines) > 1 else ""
    yield paragraph("Banner", run(banner))
    yield from (paragraph("Number", run(line)) for line in between[:-2])
    if between:
        imprint = "\t".join(between[-2:])
        yield paragraph("Imprint", run(imprint), tabs(("right", _WIDTH)))
    if title:
        yield paragraph("ReportTitle", run(title))


def _not_published(issue: Issue, tables: Sequence[Attachment], scope: Scope) -> Iterator[str]:
    """What the issue does not print, as far as it is not said under its table."""
    attached = {item.form.table for item in tables}
    for note in notes_of_tables(issue.absent, scope.schemas, attached):
        yield paragraph("BodyText1", run(note))


def _unproven(checked: Checked, scope: Scope) -> Iterator[str]:
    for note in unproven_notes(checked, scope.schemas):
        yield paragraph("BodyText1", run(f"{ARCHIVE_NOTE}：{note}。"))


def _section(item: Section) -> Iterator[str]:
    yield paragraph("SectionTitle", run(item.title))
    for block in item.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, NameList):
        yield from _names(block)
    elif isinstance(block, News):
        for item in block.items:
            text = "".join(part.text for part in item.runs)
            yield paragraph("BodyText1", run(f"{item.number}.{item.day}，{text}"))
    else:
        yield paragraph("BodyText1", run(block.text))


def _names(block: NameList) -> Iterator[str]:
    people = [f"{_spaced(name.text)}（{unit.text}）" for name, unit in block.people]
    stops = tabs(*(("left", _WIDTH * place / block.abreast) for place in range(1, block.abreast)))
    for start in range(0, len(people), block.abreast):
        yield paragraph("People", run("\t".join(people[start : start + block.abreast])), stops)


def _spaced(name: str) -> str:
    """A name of two characters is set as wide as one of three."""
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name


def _list_of_attachments(report: Report, end_of: _End) -> Iterator[str]:
    """附件：1.… 2.…, kept on one page; with its last line the report's own pages end."""
    last = len(report.attachments)
    for item in report.attachments:
        label = "附件：" if item.number == 1 else ""
        left, hanging = round(5 * _CHARACTER), round(len(label) * _CHARACTER)
        spacing = '<w:spacing w:before="480"/>' if label else ""
        indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        end = end_of(UPRIGHT, _BODY_MARGINS) if item.number == last else ""
        keep = "" if end else "<w:keepNext/>"
        yield paragraph(
            "Attachments", run(f"{label}{item.number}.{item.title}"), keep + spacing + indent + end
        )


def _attachments(
    issue: Issue, attachments: Sequence[Attachment], scope: Scope, end_of: _End
) -> Iterator[str]:
    """Each attachment on pages of its own. The end of a section stands in its last paragraph, but for the last one,
    which ends the document. One that the issue does not count has no number. In the place of a table that is left of a
    draft stands a mark."""
    for item in attachments:
        page = UPRIGHT
        if item.number:
            yield paragraph("AttachmentNumber", run(f"附件{item.number}"))
        yield paragraph("AttachmentTitle", run(item.title))
        if item.form.table in scope.tables:
            table = printed_table(item, scope)
            notes = (*item.form.notes, *notes_of_table(issue.absent, item.form.table))
            fitting = fit(table, len(notes))
            page = fitting.page
            yield table_xml(table, fitting)
            yield from (paragraph("TableNote", run(note)) for note in notes)
        else:
            yield paragraph("BodyText1", run(LEFT_MARK))
        end = end_of(page, _TABLE_MARGINS)
        last = item is attachments[-1]
        yield paragraph("SectionEnd", "") + end if last else paragraph("SectionEnd", "", end)

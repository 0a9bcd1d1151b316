"""The report as a Word document, in the form of the printed one: masthead, sections, attachments with their tables.

The form of masthead, sentences and attachments comes from `schemas/report.yaml`; this module only sets the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from yuebao.model.issue import LEFT_MARK, Issue
from yuebao.model.trust import UNTOLD, Checked
from yuebao.printed.docx_package import document_bytes
from yuebao.printed.docx_styles import STYLES
from yuebao.printed.docx_table import table_xml
from yuebao.printed.docx_xml import paragraph, run, section, tabs
from yuebao.printed.issue_pages import AttachmentPages, Masthead, issue_pages, sentences_of
from yuebao.printed.model import Attachment, NameList, Report, Section
from yuebao.printed.table_fit import BODY_MARGINS, LEFT, RIGHT, TABLE_MARGINS, UPRIGHT
from yuebao.rules.scope import Scope

_End = Callable[[tuple[float, float], tuple[float, float, float, float]], str]
"""What ends a section, by its page and its margins."""
_WIDTH: Final = UPRIGHT[0] - LEFT - RIGHT
_CHARACTER: Final = next(style.size for style in STYLES if style.id == "Attachments") * 20
"""Twentieths of a point in a character of the list of attachments."""


def issue_document(
    issue: Issue, report: Report, scope: Scope, draft: str = "", checked: Checked = UNTOLD
) -> bytes:
    """The .docx of an issue. ``report`` is written from the tables of ``scope``. What ``draft`` says of an issue in progress
    stands at the head of each page. Which figures no document proves is said before the list of attachments."""
    end = partial(section, header=bool(draft))
    pages = issue_pages(issue, report, scope, checked)
    body = "".join(
        [
            *_masthead(pages.masthead),
            *(part for item in pages.sections for part in _section(item)),
            *(paragraph("BodyText1", run(note)) for note in pages.notes),
            *_list_of_attachments(pages.listed, end),
            *_attachments(pages.attachments, end),
        ]
    )
    return document_bytes(body, issue, draft)


def _masthead(masthead: Masthead) -> Iterator[str]:
    if masthead.banner:
        yield paragraph("Banner", run(masthead.banner))
    yield from (paragraph("Number", run(line)) for line in masthead.numbers)
    if masthead.imprint:
        yield paragraph("Imprint", run("\t".join(masthead.imprint)), tabs(("right", _WIDTH)))
    if masthead.title:
        yield paragraph("ReportTitle", run(masthead.title))


def _section(item: Section) -> Iterator[str]:
    yield paragraph("SectionTitle", run(item.title))
    for block in item.blocks:
        if isinstance(block, NameList):
            stops = tabs(*(("left", _WIDTH * place / block.abreast) for place in range(1, block.abreast)))
            yield from (paragraph("People", run(line), stops) for line in sentences_of(block))
        else:
            yield from (paragraph("BodyText1", run(sentence)) for sentence in sentences_of(block))


def _list_of_attachments(listed: Sequence[Attachment], end_of: _End) -> Iterator[str]:
    """附件：1.… 2.…, kept on one page; with its last line the report's own pages end."""
    last = len(listed)
    for item in listed:
        label = "附件：" if item.number == 1 else ""
        left, hanging = round(5 * _CHARACTER), round(len(label) * _CHARACTER)
        spacing = '<w:spacing w:before="480"/>' if label else ""
        indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        end = end_of(UPRIGHT, BODY_MARGINS) if item.number == last else ""
        keep = "" if end else "<w:keepNext/>"
        yield paragraph(
            "Attachments", run(f"{label}{item.number}.{item.title}"), keep + spacing + indent + end
        )


def _attachments(attachments: Sequence[AttachmentPages], end_of: _End) -> Iterator[str]:
    """Each attachment on pages of its own. The end of a section stands in its last paragraph, but for the last one,
    which ends the document. One that the issue does not count has no number. In the place of a table that is left of a
    draft stands a mark."""
    for item in attachments:
        page = UPRIGHT
        if item.number:
            yield paragraph("AttachmentNumber", run(f"附件{item.number}"))
        yield paragraph("AttachmentTitle", run(item.title))
        if item.content is not None:
            page = item.content.fit.page
            yield table_xml(item.content.table, item.content.fit)
            yield from (paragraph("TableNote", run(note)) for note in item.notes)
        else:
            yield paragraph("BodyText1", run(LEFT_MARK))
        end = end_of(page, TABLE_MARGINS)
        last = item is attachments[-1]
        yield paragraph("SectionEnd", "") + end if last else paragraph("SectionEnd", "", end)

"""The report as a PDF: the pages of the Word document, tagged, with the fonts in it, the same bytes for the same content.

`typst/report.typ` sets the pages, from the data that is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from yuebao.model.issue import ARCHIVE_NOTE, LEFT_MARK, Issue
from yuebao.model.trust import UNTOLD, Checked
from yuebao.printed.docx_styles import HEAD_FONT, RED, STYLES, TITLE_FONT, Style
from yuebao.printed.issue_pages import (
    AttachmentPages,
    FittedTable,
    IssuePages,
    issue_pages,
    people_of,
    sentences_of,
)
from yuebao.printed.model import NameList, Report, Section
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.printed.printed_table import PrintedCell, PrintedRow
from yuebao.printed.table_fit import BODY_MARGINS, TABLE_MARGINS
from yuebao.printed.unfinished import day_of
from yuebao.printed.width import ems, most_ems
from yuebao.rules.scope import Scope

_WORD: Final = re.compile(r"[^\s\u2e80-\ufaff\U00020000-\U0003ffff]+")
"""What is not broken at the end of a line: no space and no Chinese in it."""


def issue_pdf(
    issue: Issue,
    report: Report,
    scope: Scope,
    typesetter: Typesetter,
    draft: str = "",
    checked: Checked = UNTOLD,
) -> bytes:
    """The .pdf of an issue, of what `issue_document` prints. Characters that the fonts lack are printed as 〓 and told.

    Raises `Fault` where the pages cannot be set.
    """
    pages = issue_pages(issue, report, scope, checked)
    return typesetter.pdf(_data(issue, pages, draft), _lacking)


def _lacking(characters: Sequence[str]) -> str:
    """What is said of characters that the fonts lack."""
    listed = "、".join(f"U+{ord(each):04X}" for each in characters)
    return (
        f"{ARCHIVE_NOTE}：这份 PDF 的字体里没有以下的字，印作“〓”，原字见同一期的网页和 Word 文件：{listed}。"
    )


def _data(issue: Issue, pages: IssuePages, draft: str) -> dict[str, Any]:
    day, masthead = day_of(issue), pages.masthead
    return {
        "title": f"{draft}　{issue.title}" if draft else issue.title,
        "author": issue.publisher,
        "day": (day.year, day.month, day.day),
        "draft": draft,
        "red": f"#{RED}",
        "styles": {style.id: _style(style) for style in STYLES},
        "margins": BODY_MARGINS,
        "table_margins": TABLE_MARGINS,
        "words": {"attachments": "附件：", "attachment": "附件", "left": LEFT_MARK},
        "banner": masthead.banner,
        "numbers": masthead.numbers,
        "imprint": masthead.imprint,
        "heading": masthead.title,
        "sections": [_section(section) for section in pages.sections],
        "notes": pages.notes,
        "listed": [{"number": item.number, "title": item.title} for item in pages.listed],
        "attachments": [_attachment(item) for item in pages.attachments],
    }


def _style(style: Style) -> dict[str, Any]:
    """A style of the Word document: ``heavy`` stands for the bold face of a title, ``hei`` for a face without serifs."""
    return {
        "size": style.size,
        "line": style.line,
        "before": style.before,
        "after": style.after,
        "indent": style.indent,
        "justified": style.align == "both",
        "centred": style.align == "center",
        "red": bool(style.color),
        "hei": style.font == HEAD_FONT,
        "heavy": style.font == TITLE_FONT,
    }


def _section(section: Section) -> dict[str, Any]:
    return {"title": section.title, "parts": list(_parts(section))}


def _parts(section: Section) -> Iterator[dict[str, Any]]:
    """Sentences; people with their units, so many ``abreast``."""
    for block in section.blocks:
        if isinstance(block, NameList):
            yield {"abreast": block.abreast, "words": people_of(block)}
        else:
            yield from ({"abreast": 0, "words": [sentence]} for sentence in sentences_of(block))


def _attachment(item: AttachmentPages) -> dict[str, Any]:
    content = item.content
    return {
        "number": item.number,
        "title": item.title,
        "across": content is not None and content.fit.page[0] > content.fit.page[1],
        "content": None if content is None else _table(content),
        "notes": item.notes,
    }


def _table(content: FittedTable) -> dict[str, Any]:
    table, fit = content.table, content.fit
    room = [width / (fit.size * 25.4 / 72) for width in fit.widths]
    head, body = list(_rows(table.head, room)), list(_rows(table.body, room))
    return {
        "size": fit.size,
        "height": fit.height,
        "widths": fit.widths,
        "lines": 2 if any(cell["wraps"] for row in head for cell in row["cells"]) else 1,
        "head": head,
        "body": body,
    }


def _rows(rows: Sequence[PrintedRow], room: Sequence[float]) -> Iterator[dict[str, Any]]:
    """``room`` are the widths of the columns in characters. A cell of several rows pushes those below it aside."""
    held = [0] * len(room)
    for row in rows:
        cells, column = [], 0
        for cell in row.cells:
            while held[column] > 0:
                column += 1
            end = column + cell.columns
            cells.append(_cell(cell, sum(room[column:end])))
            held[column:end] = [cell.rows] * cell.columns
            column = end
        held = [left - 1 for left in held]
        yield {"heading": row.with_next, "cells": cells}


def _cell(cell: PrintedCell, room: float) -> dict[str, Any]:
    """``split`` where a word is wider than its cell."""
    return {
        "text": cell.text,
        "align": cell.align,
        "columns": cell.columns,
        "rows": cell.rows,
        "strong": cell.strong,
        "wraps": ems(cell.text) > room,
        "split": most_ems(_WORD.findall(cell.text)) > room,
    }

"""In words what was changed in an issue after it came out, where, by whom, and how that is known: for pages, feeds and
reports alike."""

from __future__ import annotations

import re
from typing import Final

from yuebao.model.issue import CORRECTION, REVISION
from yuebao.model.revision import WHOLE, Correction, Document, Proof, Revision
from yuebao.printed.edition import Edition

_NUMBERED: Final = re.compile(r"\.[0-9]+\.")
PARTS: Final = {
    "sources.file": "原始文件",
    "sources.sha256": "原始文件的 SHA-256",
    "sources.role": "原始文件是原件还是更正",
    "sources.in_force": "原始文件是否有效",
    "state": "状态",
    "withdrawn.reason": "撤回的理由",
    "withdrawn.reviewer": "撤回的审核人",
    "withdrawn.reviewed": "撤回的日期",
}
"""The other parts of `issue.yaml` by their keys."""


def table_title(edition: Edition, table: str) -> str:
    """How a table is called on the page: the number and title of the attachment, else its own title; empty for one that the
    layout does not have."""
    schema = edition.layout.tables.get(table)
    titles = {str(attachment.form.table): attachment for attachment in edition.report.attachments}
    printed = titles.get(table)
    if printed:
        return f"附件{printed.number}《{printed.title}》"
    return f"《{schema.title}》" if schema else ""


def change_words(edition: Edition, change: Revision) -> str:
    """A change in one line."""
    values = (
        f"原来 {change.old or '空白'}，改为 {change.new or '空白'}" if change.column else whole_words(change)
    )
    return f"{place_words(edition, change)}：{values}"


def changed_by(revision: Revision) -> str:
    """Who made a revision: the publisher, or the archive itself."""
    return CORRECTION if revision.document else REVISION


def correction_words(correction: Correction) -> str:
    """Which document took the place of which, or of what part of it, when, and how it is known what it changed."""
    earlier = correction.earlier
    instead = f"代替了 {_document(earlier)}" if earlier else "更正了本期"
    if earlier and correction.partial:
        instead = f"更正了 {_document(earlier)} 的一部分，没有印的仍以原来的为准"
    force = "" if correction.in_force else "，后来又被代替"
    return f"出刊的单位用 {_document(correction.document)}{instead}{force}。{_known(correction)}"


def _document(document: Document) -> str:
    stated = f"所印出刊日期 {document.stated}" if document.stated else ""
    arrived = f"{document.arrived} 收入" if document.arrived else ""
    days = "，".join(filter(None, (stated, arrived)))
    return f"{document.file}（{days}）" if days else document.file


def _known(correction: Correction) -> str:
    count = len(correction.changes)
    if correction.proof is Proof.DOCUMENTS:
        found = f"两份文件所印有以下 {count} 处不同" if count else "两份文件所印的各格相同，没有改动"
        return f"{found}（由留存的文件重新读出、逐格对照）。"
    if correction.proof is Proof.HISTORY:
        found = f"收入这份文件时改动了以下 {count} 处" if count else "收入这份文件时各格没有改动"
        return f"{found}（留存的文件不能逐格对照，取自档案的历史）。"
    return "改了哪些无从得知：留存的文件不能逐格对照，档案的历史里也没有。"


def whole_words(revision: Revision) -> str:
    """What became of a whole row, table or month, with the figures of a row."""
    if not revision.table:
        return "整期删去" if revision.old else "重新收入"
    if not revision.row:
        words = {(True, False): "整张表删去", (False, True): "新增整张表"}
        return words.get((bool(revision.old), bool(revision.new)), "整张表有改动")
    cells = revision.old or revision.new
    figures = "" if cells == WHOLE else f"：{cells}"
    return f"{'整行删去' if revision.old else '新增一行'}{figures}"


def place_words(edition: Edition, revision: Revision) -> str:
    """Where a revision was made: the table, the row and the column, or the part of the masthead."""
    if not revision.table and not revision.column:
        return "本期"
    if not revision.table:
        return f"刊头的{_masthead_part(edition, revision.column)}"
    row = f"“{revision.row}”行" if revision.row else ""
    column = f"“{revision.column}”列" if revision.column else ""
    return f"{table_title(edition, revision.table)}{row}{column}"


def _masthead_part(edition: Edition, key: str) -> str:
    declared = edition.layout.masthead.by_name
    entry = _NUMBERED.sub(".", key)
    return declared[key].title if key in declared else PARTS.get(entry, key)

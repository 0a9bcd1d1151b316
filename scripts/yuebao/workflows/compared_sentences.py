"""The sentences of a document beside those which its tables give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from yuebao.importing.compact_text import squeeze, squeezed
from yuebao.importing.remarks import Discrepancy
from yuebao.importing.to_tables import Understood
from yuebao.model.fault import Fault
from yuebao.model.month import Month
from yuebao.printed.entry_workbook import guide_lines
from yuebao.printed.model import Paragraph
from yuebao.printed.write_report import write_report
from yuebao.schema.intake_form import IntakeForm
from yuebao.workflows.judge import Standing, scope_of

_ALIKE: Final = 0.3


def compared_sentences(
    understood: Understood, standing: Standing, month: Month, previous: Month | None
) -> Iterator[Discrepancy]:
    """Paragraphs of the document that are not the ones which its tables give, and all of them where that cannot be
    known. A sentence that was read as a row says what the table says, in whatever words; each other one has to be the
    very sentence that the tables give."""
    layout = standing.layout(month.month)
    guide = {squeezed(line) for line in guide_lines(month.month, layout.tables)}
    sentences = [each for each in understood.sentences if squeezed(each.text) not in guide]
    if not sentences:
        return
    try:
        written = _written(standing, month, previous)
    except Fault as fault:
        for sentence in sentences:
            yield Discrepancy(sentence.place, sentence.text, f"没有与表对照：{fault}")
        return
    given = {part.text for words in written for part in squeeze(words).sentences()}
    for sentence in sentences:
        words = squeezed(sentence.text)
        others = [
            part.text for part in squeeze(sentence.text).sentences() if not _is_row(part.text, layout.intake)
        ]
        if words not in written and not given.issuperset(others):
            close = get_close_matches(words, written, n=1, cutoff=_ALIKE)
            told = f"由各表推出的是“{written[close[0]]}”" if close else "由各表推不出这一句"
            yield Discrepancy(sentence.place, sentence.text, told, tuple(written[each] for each in close))


def _is_row(sentence: str, form: IntakeForm) -> bool:
    return any(re.fullmatch(pattern.pattern, sentence) for pattern in form.sentences)


def _written(standing: Standing, month: Month, previous: Month | None) -> dict[str, str]:
    """The paragraphs that the tables give, by their squeezed words. Raises `Fault` where they give none."""
    tables = standing.layout(month.month).tables
    missing = [f"《{tables[name].title}》" for name in tables if name not in month.tables]
    if missing or month.issue is None:
        raise Fault(f"缺少{'、'.join(missing) or '刊头'}")
    report = write_report(scope_of(standing, month, previous))
    return {
        squeezed(block.text): block.text
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    }

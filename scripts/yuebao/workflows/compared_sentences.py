"""What an imported document says in sentences that its tables do not give."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.importing.compact_text import squeezed
from yuebao.importing.remarks import Discrepancy
from yuebao.importing.to_tables import Understood
from yuebao.model.fault import Fault
from yuebao.model.month import Month
from yuebao.model.printed import PrintedSentence
from yuebao.printed.compared_sentences import compared
from yuebao.printed.entry_workbook import guide_lines
from yuebao.workflows.judge import Standing, scope_of


def compared_sentences(
    understood: Understood, standing: Standing, month: Month, previous: Month | None
) -> Iterator[Discrepancy]:
    """Paragraphs of the document that are not the ones which its tables give, and all of them where that cannot be
    known."""
    guide = {squeezed(line) for line in guide_lines(month.month, standing.layout(month.month).tables)}
    sentences = [
        PrintedSentence(each.text, each.place)
        for each in understood.sentences
        if squeezed(each.text) not in guide
    ]
    if not sentences:
        return
    try:
        found = list(compared(sentences, scope_of(standing, month, previous)))
    except Fault as fault:
        for sentence in sentences:
            yield Discrepancy(sentence.place, sentence.text, f"没有与表对照：{fault}")
        return
    for (text, place), given in found:
        if given != text:
            told = f"由各表推出的是“{given}”" if given else "由各表推不出这一句"
            yield Discrepancy(place, text, told, (given,) if given else ())

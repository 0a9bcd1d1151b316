"""The sentences of a document beside those which the tables give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from yuebao.importing.compact_text import squeeze, squeezed
from yuebao.model.fault import Fault
from yuebao.model.printed import ComparedSentence, PrintedSentence
from yuebao.printed.model import Paragraph
from yuebao.printed.write_report import write_report
from yuebao.rules.scope import Scope
from yuebao.schema.intake_form import IntakeForm

_ALIKE: Final = 0.3


def compared(sentences: Iterable[PrintedSentence], scope: Scope) -> Iterator[ComparedSentence]:
    """Each paragraph with the one that the tables give in its place. A sentence that was read as a row says what the table
    says, in whatever words; each other one has to be the very sentence that the tables give.

    Raises `Fault` where the tables give none, as one of them is missing or the form cannot be carried out.
    """
    written = _written(scope)
    given = {part.text for words in written for part in squeeze(words).sentences()}
    for sentence in sentences:
        words = squeezed(sentence.text)
        others = [
            part.text
            for part in squeeze(sentence.text).sentences()
            if not _is_row(part.text, scope.layout.intake)
        ]
        if words in written or given.issuperset(others):
            yield ComparedSentence(sentence, sentence.text)
            continue
        close = get_close_matches(words, written, n=1, cutoff=_ALIKE)
        yield ComparedSentence(sentence, written[close[0]] if close else "")


def _is_row(sentence: str, form: IntakeForm) -> bool:
    return any(re.fullmatch(pattern.pattern, sentence) for pattern in form.sentences)


def _written(scope: Scope) -> dict[str, str]:
    """The paragraphs that the tables give, by their squeezed words."""
    missing = [f"《{schema.title}》" for name, schema in scope.schemas.items() if name not in scope.tables]
    if missing or scope.issue is None:
        raise Fault(f"缺少{'、'.join(missing) or '刊头'}")
    return {
        squeezed(block.text): block.text
        for section in write_report(scope).sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    }

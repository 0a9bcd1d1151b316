"""A pattern for sentences that no pattern knows: the nearest one that is declared, in the words of the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from yuebao.importing.compact_text import squeezed
from yuebao.schema.intake_form import IntakeForm

_GROUP: Final = re.compile(r"\(\?P<(?P<name>[^>]+)>(?P<inner>[^()]*)\)")
_SYNTAX: Final = re.compile(r"\(\?:|[()?|^$\\]|\[[^\]]*\][*+]?(?:\{[0-9,]+\})?")
_FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_NEAR: Final = 0.5


def known_pattern(reads: Sequence[str], names: Iterable[str]) -> str:
    """A pattern for set phrases, which hold no figure and none of the ``names``; empty for any other words."""
    texts = {squeezed(read) for read in reads}
    names = tuple(names)
    if len(texts) != 1 or any(_FIGURE.search(text) or any(name in text for name in names) for text in texts):
        return ""
    return _escaped(texts.pop())


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a declared pattern of sentences says, in other words."""

    table: str
    values: Mapping[str, str]
    pattern: str


def sentence_pattern(reads: Sequence[str], form: IntakeForm) -> Sentence | None:
    """The pattern of a sentence that states a row, by the nearest that is declared: its figures and named words in the
    same order. ``None`` where none is near, or where it would not read each of the sentences."""
    texts = [squeezed(read) for read in reads]
    near = sorted(form.sentences, key=lambda each: -_likeness(texts[0], each.pattern))
    for declared in near:
        if _likeness(texts[0], declared.pattern) < _NEAR:
            return None
        pattern = _in_words_of(texts[0], declared.pattern)
        if pattern and all(re.fullmatch(pattern, text) for text in texts):
            values = {str(key): value for key, value in declared.values.items()}
            return Sentence(declared.table, values, pattern)
    return None


def _likeness(text: str, pattern: str) -> float:
    literal = _SYNTAX.sub("", _GROUP.sub("", pattern))
    return SequenceMatcher(None, _FIGURE.sub("", text), literal, autojunk=False).ratio()


def _in_words_of(text: str, pattern: str) -> str:
    """The groups of the pattern, in their order, in the text; empty where their numbers differ. What the pattern has
    before its first group stays where the text begins with it, as with a month."""
    groups = list(_GROUP.finditer(pattern))
    if not groups:
        return ""
    head = pattern[: groups[0].start()]
    lead = re.match(head, text) if _is_whole(head) else None
    made, body = ("", text) if lead is None else (head, text[lead.end() :])
    found = list(_places(body, groups))
    if len(found) != len(groups):
        return ""
    end = 0
    for (start, stop), group in zip(found, groups, strict=True):
        made += _escaped(body[end:start]) + group.group()
        end = stop
    return "" if _FIGURE.search(body[end:]) else made + _escaped(body[end:])


def _is_whole(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _places(text: str, groups: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Where each group stands: a figure at the next figure, no figure passed over."""
    end = 0
    for group in groups:
        figure = _FIGURE.search(text, end)
        if re.fullmatch(group["inner"], figure.group() if figure else ""):
            match = figure
        else:
            match = re.compile(group["inner"]).search(text, end)
        if match is None or not match.group() or (figure is not None and figure.start() < match.start()):
            return
        yield match.span()
        end = match.end()


def _escaped(text: str) -> str:
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", text)

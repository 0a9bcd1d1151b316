"""Text squeezed for comparison, with the way back to the words as published.

Documents differ in spaces, full-width digits and punctuation, and copies from a PDF in characters that look alike;
patterns and headings are compared without these differences, and what is kept is cut from the original text. Raised
figures, and other marks of notes between a digit and a word, belong to a note and count as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from yuebao.importing.note_marks import marks_within, without_mark_of_name
from yuebao.model.lookalikes import FORMS, IDEOGRAPHS, UNSEEN, without_lookalikes

_WIDE: Final = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code) not in ",():;?!"}
_NARROW: Final = dict(zip(",():;?!", "，（）：；？！", strict=True))
_PLAIN: Final = {**_WIDE, **_NARROW, "−": "-"}
_SAME: Final = {
    **_PLAIN,
    **IDEOGRAPHS,
    **{form: "".join(_PLAIN.get(each, each) for each in plain) for form, plain in FORMS.items()},
}
_THOUSANDS: Final = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_INVISIBLE: Final = re.compile(rf"[\s\x00-\x1f\x7f]|{UNSEEN.pattern}")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """``text`` is ``source`` squeezed; ``index`` says where in the source each of its characters stands."""

    source: str
    text: str
    index: tuple[int, ...]

    def original(self, start: int, end: int) -> str:
        """The source of a part of the squeezed text."""
        return self.source[self.index[start] : self.index[end - 1] + 1] if start < end else ""

    @property
    def whole(self) -> str:
        """The source of all of the text."""
        return self.original(0, len(self.text))

    def sentences(self) -> Iterator[Squeezed]:
        """The text cut after each full stop."""
        start = 0
        for match in re.finditer("[^。]*。|[^。]+$", self.text):
            yield self.part(start, match.end())
            start = match.end()

    def ends(self, match: re.Match[str]) -> dict[str, int]:
        """Where in the source each named group that took part in a match of the squeezed text ends."""
        return {
            name: self.index[match.end(name) - 1] + 1
            for name in match.re.groupindex
            if match.start(name) < match.end(name)
        }

    def groups(self, match: re.Match[str]) -> dict[str, str]:
        """The source of each named group that took part in a match of the squeezed text."""
        return {
            name: self.original(*match.span(name)) for name in match.re.groupindex if match.start(name) >= 0
        }

    def part(self, start: int, end: int) -> Squeezed:
        """A part of the text as a squeezed text of its own."""
        return Squeezed(self.source, self.text[start:end], self.index[start:end])


def squeeze(source: str) -> Squeezed:
    """Without spaces, marks of notes behind figures and thousands separators, digits and signs half-width, commas, colons
    and brackets full-width, look-alikes as what they look like."""
    characters, index = [], []
    marks = {position for mark in marks_within(source) for position in range(*mark.span())}
    for position, character in enumerate(source):
        if position not in marks and not _INVISIBLE.match(character):
            same = _SAME.get(character, character)
            characters.append(same)
            index += [position] * len(same)
    text = "".join(characters)
    for comma in reversed([match.start() for match in _THOUSANDS.finditer(text)]):
        text = text[:comma] + text[comma + 1 :]
        del index[comma]
    return Squeezed(source, text, tuple(index))


@lru_cache(maxsize=8_192)
def squeezed(text: str) -> str:
    """The squeezed text alone. Tables repeat their words, so the newest are kept."""
    return squeeze(text).text


def unspaced(text: str) -> str:
    """A name without any white space, invisible character or mark of a note, ideographs in place of their look-alikes."""
    return without_mark_of_name(_INVISIBLE.sub("", without_lookalikes(text)))[0]


def visible(text: str) -> str:
    """The text on one line, ideographs in place of their look-alikes, without invisible characters, the spaces inside
    kept."""
    line = without_lookalikes(text).replace("\r", "").replace("\n", "").replace("\t", " ")
    return "".join(
        character for character in line if character in " \u3000\xa0" or not _INVISIBLE.match(character)
    ).strip()

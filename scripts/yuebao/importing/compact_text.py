"""Text squeezed for comparison, with the way back to the words as published.

Documents differ in spaces, full-width digits and punctuation; patterns and headings are compared without these
differences, and what is kept is cut from the original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WIDE: Final = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code) not in ",():;?!"}
_NARROW: Final = dict(zip(",():;?!", "，（）：；？！", strict=True))
_SAME: Final = {**_WIDE, **_NARROW, "−": "-", "﹣": "-", "﹢": "+", "﹪": "%"}
_TABLE: Final = str.maketrans(_SAME)
_THOUSANDS: Final = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_INVISIBLE: Final = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x1f\x7f]")


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

    def groups(self, match: re.Match[str]) -> dict[str, str]:
        """The source of each named group that took part in a match of the squeezed text."""
        return {
            name: self.original(*match.span(name)) for name in match.re.groupindex if match.start(name) >= 0
        }

    def part(self, start: int, end: int) -> Squeezed:
        """A part of the text as a squeezed text of its own."""
        return Squeezed(self.source, self.text[start:end], self.index[start:end])


def squeeze(source: str) -> Squeezed:
    """Without spaces and thousands separators, digits and signs half-width, commas, colons and brackets full-width."""
    characters, index = [], []
    for position, character in enumerate(source):
        if not _INVISIBLE.match(character):
            characters.append(_SAME.get(character, character))
            index.append(position)
    text = "".join(characters)
    for comma in reversed([match.start() for match in _THOUSANDS.finditer(text)]):
        text = text[:comma] + text[comma + 1 :]
        del index[comma]
    return Squeezed(source, text, tuple(index))


@lru_cache(maxsize=8_192)
def squeezed(text: str) -> str:
    """The squeezed text alone. Tables repeat their words, so the newest are kept."""
    return _THOUSANDS.sub("", _INVISIBLE.sub("", text).translate(_TABLE))


def unspaced(text: str) -> str:
    """The text without any white space or invisible character."""
    return _INVISIBLE.sub("", text)


def visible(text: str) -> str:
    """The text on one line, without invisible characters, the spaces inside kept."""
    line = text.replace("\r", "").replace("\n", "").replace("\t", " ")
    return "".join(
        character for character in line if character in " \u3000\xa0" or not _INVISIBLE.match(character)
    ).strip()

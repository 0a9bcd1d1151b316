"""Marks that lead from a figure to a note: `12603¹`, `12603①`, `12603*`, `12603(1)`, `12603[注2]`. They belong to no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

RAISED: Final = "\u00b2\u00b3\u00b9\u2070\u2071\u2074-\u207f"
"""Figures and signs set high, as part of a class of characters: Unicode has them as characters of their own."""
_NUMBER: Final = "[0-9０-９①-⑳]"
_MARK: Final = (
    f"(?:[{RAISED}①-⑳❶-❿⓵-⓾*＊※★☆△▲#＃†‡]"
    rf"|[(（\[［〔【](?:注{_NUMBER}{{0,2}}|{_NUMBER}{{1,2}})[)）\]］〕】]|注{_NUMBER}?)"
)
_MARK_BACKWARDS: Final = (
    f"(?:[{RAISED}①-⑳❶-❿⓵-⓾*＊※★☆△▲#＃†‡]"
    rf"|[)）\]］〕】](?:{_NUMBER}{{0,2}}注|{_NUMBER}{{1,2}})[(（\[［〔【]|[0-9０-９]?注)"
)
"""A mark read backwards: its first letter tells which one it is, so that there is one way alone through many of them."""
_MARKED_BACKWARDS: Final = re.compile(rf"({_MARK_BACKWARDS}(?:\s*{_MARK_BACKWARDS})*?)\s*[0-9０-９%％分]")
_WITHIN: Final = re.compile(
    rf"(?<=[0-9０-９%％]){_MARK}+(?![0-9０-９.．,，%％A-Za-z])|[{RAISED}]+|(?<![*＊※①-⑳])[*＊※①-⑳]+$"
)
_OF_NAME_BACKWARDS: Final = re.compile(rf"\n?[{RAISED}①-⑳*＊※][\s{RAISED}①-⑳*＊※]*")
_HIGH: Final = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")


def without_mark(text: str) -> tuple[str, str]:
    """A cell's text without the marks of notes behind its figure, and the marks; empty when there are none."""
    match = _MARKED_BACKWARDS.match(text[::-1])
    return (text, "") if match is None else (text[: len(text) - match.end() + 1], match[1][::-1])


def marks_within(text: str) -> Iterator[re.Match[str]]:
    """The marks of notes behind figures in running text (a figure may not go on behind one), all that is set high, and
    stars at the end."""
    return _WITHIN.finditer(text)


def without_mark_of_name(text: str) -> tuple[str, str]:
    """A name without the marks of notes behind it, and the marks: figures set high, stars, circled figures."""
    match = _OF_NAME_BACKWARDS.match(text[::-1])
    return (text, "") if match is None else (text[: len(text) - match.end()].rstrip(), match[0][::-1].strip())


def raised(text: str) -> str:
    """A text that is set high, in characters that are high by themselves where Unicode has them."""
    return text.translate(_HIGH)

"""A regular expression as positions and the steps between them, each counted as often as it can be taken.

Python's engine tries one way through a pattern after the other; how many ways there are for a text is what its time grows
with. What cannot be told is taken for more ways, never for fewer: an assertion holds anywhere, a reference to a group is any
text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from re import _constants as op  # type: ignore[attr-defined]  # there is no public way to a parsed pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

_MOST_POSITIONS: Final = 3000
_COPIED: Final = 8
"""Repetitions that differ by fewer than this are written out; the others are loops."""
_SAMPLE: Final = [chr(code) for code in range(0x180)] + list(
    "一丁零龥，。、；：（）·—０９Ａｚ㐀\u2028\u3000\ud7ff😀٣"
)
"""Letters of each sort that `\\d`, `\\s`, `\\w` and the two cases tell apart."""
_CATEGORIES: Final[dict[Any, Callable[[str], bool]]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    op.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    op.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}
_STRANGE: Final = "龘\U0001f600"
"""Letters that no pattern names; one that takes them takes any."""
_FIGURES: Final = ("0123456789", "零一二三四五六七八九十")
_REPEATS: Final = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class Slow(Exception):
    """The pattern takes too many ways; the text says which part of it, in Chinese."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the pattern: in how many ways it is empty, and the positions where it begins and ends."""

    empty: int
    first: Counter[int]
    last: Counter[int]


_NOTHING: Final = _Part(1, Counter(), Counter())
_ANYTHING: Final = parser.parse("(?s:.*)")


@dataclass
class Automaton:
    """``letters[p]`` are the letters at position ``p``, as bits of an index of letters that no class tells apart."""

    first: Counter[int] = field(default_factory=Counter)
    follow: list[Counter[int]] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    asserted: list[Automaton] = field(default_factory=list)

    def all_letters(self) -> int:
        """Every letter that any position accepts."""
        found = 0
        for bits in self.letters:
            found |= bits
        return found


def automaton(pattern: str) -> Automaton:
    """The automaton of a pattern that compiles. Raises `Slow` for what has no use in being looked at further."""
    parsed = parser.parse(pattern)
    fold = bool(parsed.state.flags & re.IGNORECASE) or re.search(r"\(\?[a-z]*i", pattern) is not None
    sorts = _SAMPLE if fold or re.search(r"\\[dswDSW]", pattern) else ["\0"]
    sample = sorted({*sorts, *_named(parsed)})
    return _Builder(sample, fold=fold).whole(parsed)


def reads_freely(pattern: str) -> bool:
    """Whether a place of the pattern takes letters that it does not name one by one, or one of several figures: `.`,
    `[^，]`, `[0-9]`, `[一二三]`. Raises `re.error`."""
    return _reads_freely(parser.parse(pattern))


def _reads_freely(parsed: Any) -> bool:
    for kind, value in parsed:
        inner = [] if kind is op.IN else list(_inner(kind, value))
        if any(map(_reads_freely, inner)):
            return True
        if kind is op.GROUPREF or (
            kind in (op.IN, op.ANY, op.NOT_LITERAL, op.CATEGORY) and _is_free(kind, value)
        ):
            return True
    return False


def _is_free(kind: Any, value: Any) -> bool:
    if kind is op.ANY:
        return True
    strange = any(_accepts(kind, value, letter) for letter in _STRANGE)
    return strange or any(sum(_accepts(kind, value, letter) for letter in row) > 1 for row in _FIGURES)


def _named(parsed: Any) -> Iterable[str]:
    """The characters that the pattern names, and those beside them."""
    for kind, value in parsed:
        if kind in (op.LITERAL, op.NOT_LITERAL):
            codes = [value]
        elif kind is op.RANGE:
            codes = [value[0] - 1, *value, value[1] + 1]
        else:
            codes = []
            for inner in _inner(kind, value):
                yield from _named(inner)
        yield from (chr(code) for code in codes if 0 <= code < 0x110000)


def _inner(kind: Any, value: Any) -> Iterable[Any]:
    """The parts inside a part."""
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    if kind is op.IN or kind is op.ATOMIC_GROUP:
        return [value]
    if kind in _REPEATS or kind in (op.SUBPATTERN, op.ASSERT, op.ASSERT_NOT):
        return [value[-1]]
    return []


class _Builder:
    def __init__(self, sample: list[str], *, fold: bool) -> None:
        self._sample = sample
        self._fold = fold
        self._made = Automaton()
        self._known: dict[str, int] = {}

    def whole(self, parsed: Any) -> Automaton:
        """The automaton of the whole pattern."""
        self._made.first = self._sequence(parsed).first
        return self._made

    def _sequence(self, parsed: Any) -> _Part:
        done = _NOTHING
        for kind, value in parsed:
            done = self._joined(done, self._part(kind, value))
        return done

    def _part(self, kind: Any, value: Any) -> _Part:
        if kind in _REPEATS:
            return self._repeated(*value)
        if kind is op.BRANCH or kind is op.GROUPREF_EXISTS:
            return self._either([self._sequence(part) for part in _inner(kind, value)])
        if kind is op.SUBPATTERN or kind is op.ATOMIC_GROUP:
            return self._sequence(*_inner(kind, value))
        if kind is op.GROUPREF:
            return self._sequence(_ANYTHING)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            inside = _Builder(self._sample, fold=self._fold)
            self._made.asserted.append(inside.whole(value[1]))
            return _NOTHING
        if kind is op.AT:
            return _NOTHING
        return self._position(kind, value)

    def _position(self, kind: Any, value: Any) -> _Part:
        if len(self._made.letters) >= _MOST_POSITIONS:
            raise Slow("展开以后太长")
        self._made.letters.append(self._bits(kind, value))
        self._made.follow.append(Counter())
        here = Counter({len(self._made.letters) - 1: 1})
        return _Part(0, here, here)

    def _bits(self, kind: Any, value: Any) -> int:
        key = f"{kind} {value}"
        if key not in self._known:
            bits = 0
            for index, letter in enumerate(self._sample):
                forms = {letter, letter.lower(), letter.upper()} if self._fold else (letter,)
                if any(len(form) == 1 and _accepts(kind, value, form) for form in forms):
                    bits |= 1 << index
            self._known[key] = bits
        return self._known[key]

    def _joined(self, one: _Part, two: _Part) -> _Part:
        self._connect(one.last, two.first)
        return _Part(
            one.empty * two.empty,
            one.first + _times(two.first, one.empty),
            two.last + _times(one.last, two.empty),
        )

    def _connect(self, ends: Counter[int], begins: Counter[int]) -> None:
        for end, ways in ends.items():
            for begin, more in begins.items():
                self._made.follow[end][begin] += ways * more

    def _either(self, parts: list[_Part]) -> _Part:
        first: Counter[int] = Counter()
        last: Counter[int] = Counter()
        for part in parts:
            first, last = first + part.first, last + part.last
        return _Part(sum(part.empty for part in parts), first, last)

    def _repeated(self, least: int, most: int, inside: Any) -> _Part:
        if most == 0:
            return _NOTHING
        shortest, longest = inside.getwidth()
        written_out = most < _COPIED or (shortest == longest and most - least < _COPIED)
        if most != parser.MAXREPEAT and written_out:
            return self._copies(least, most, inside)
        body = self._sequence(inside)
        if body.empty:
            raise Slow("重复的部分可以是空的")
        self._connect(body.last, body.first)
        return _Part(0 if least else 1, body.first, body.last)

    def _copies(self, least: int, most: int, inside: Any) -> _Part:
        done = _NOTHING
        for _ in range(most - least):
            one = self._joined(self._sequence(inside), done)
            done = _Part(one.empty + 1, one.first, one.last)
        for _ in range(least):
            done = self._joined(self._sequence(inside), done)
        return done


def _times(counts: Counter[int], ways: int) -> Counter[int]:
    return Counter({key: count * ways for key, count in counts.items()}) if ways else Counter()


def _accepts(kind: Any, value: Any, letter: str) -> bool:
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        return negated != any(
            _accepts(sort, part, letter) for sort, part in (value[1:] if negated else value)
        )
    if kind is op.LITERAL:
        return ord(letter) == int(value)
    if kind is op.NOT_LITERAL:
        return ord(letter) != int(value)
    if kind is op.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if kind is op.CATEGORY:
        return _CATEGORIES[value](letter)
    return kind is not op.FAILURE

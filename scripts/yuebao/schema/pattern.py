"""Declared regular expressions: the one place where they are compiled, after it is clear that none can run away.

A pattern may take time in proportion to the square of a text's length, no more: whatever the text, it is read at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from yuebao.schema.automaton import Automaton, Slow, automaton

_MOST_LENGTH: Final = 4000
_MOST_LOOPS: Final = 2
"""Loops one after the other that can share one text among them, the search for a place to begin included."""
_MOST_IN_LOOP: Final = 300
_LETTERS: Final = 64
"""Length of the texts on which ways are counted."""
_MOST_WAYS: Final = 200_000
_START: Final = -1


@lru_cache(maxsize=1024)
def compiled(pattern: str, *, whole: bool) -> re.Pattern[str]:
    """The pattern; a ``whole`` one is only ever compared with all of a text, others are looked for anywhere in it.

    Raises `ValueError`, in Chinese, for what is no regular expression or could take without end.
    """
    if len(pattern) > _MOST_LENGTH:
        raise ValueError(f"正则表达式太长（{len(pattern)} 个字符，上限 {_MOST_LENGTH}）")
    try:
        made = re.compile(pattern)
        _require_bounded(automaton(pattern), searching=not whole)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"不是合法的正则表达式：{error}") from error
    except Slow as slow:
        raise ValueError(
            f"这个模式太慢：{slow}，遇到某些文字会算不完。请改写得只有一种读法，"
            "例如 (a+)+ 写作 a+，.*.*x 写作 [^x]*x"
        ) from slow
    return made


def _require_bounded(made: Automaton, *, searching: bool) -> None:
    if _power(made, searching=searching) > _MOST_LOOPS:
        raise Slow("接连几处重复能分同一段文字")


def _power(made: Automaton, *, searching: bool) -> int:
    """The power of a text's length that the time may grow with. Raises `Slow` where there is none."""
    within = max((_power(inside, searching=False) for inside in made.asserted), default=0)
    loops = list(_loops(made))
    if _is_decided(made):
        return within + bool(loops) + searching
    for loop in loops:
        _require_one_way(made, loop)
    _require_few_ways(made)
    return within + _longest_chain(made, loops, searching=searching)


def _is_decided(made: Automaton) -> bool:
    """Whether each letter of any text leads to one place at most."""
    for follow in [made.first, *made.follow]:
        taken = 0
        for position, ways in follow.items():
            if ways > 1 or made.letters[position] & taken:
                return False
            taken |= made.letters[position]
    return True


def _loops(made: Automaton) -> Iterator[frozenset[int]]:
    """The sets of positions that lead to one another."""
    done: set[int] = set()
    for position in range(len(made.follow)):
        if position in done:
            continue
        ahead = _reached(made, made.follow[position])
        if position in ahead:
            loop = frozenset(each for each in ahead if position in _reached(made, made.follow[each]))
            done |= loop
            yield loop


def _reached(made: Automaton, begin: Iterable[int], letters: int = -1) -> set[int]:
    """The positions that can be reached, through these letters alone."""
    waiting = [each for each in begin if made.letters[each] & letters]
    found = set(waiting)
    while waiting:
        for each in made.follow[waiting.pop()]:
            if each not in found and made.letters[each] & letters:
                found.add(each)
                waiting.append(each)
    return found


def _require_one_way(made: Automaton, loop: frozenset[int]) -> None:
    """No text leads round the loop in two ways: each turn would double the work."""
    if len(loop) > _MOST_IN_LOOP:
        raise Slow("重复的部分太复杂")
    ahead: dict[tuple[int, int], set[tuple[int, int]]] = {}
    behind: dict[tuple[int, int], set[tuple[int, int]]] = {}
    waiting = [(each, each) for each in loop]
    seen = set(waiting)
    while waiting:
        one, two = pair = waiting.pop()
        for after in _steps(made, loop, one, two):
            ahead.setdefault(pair, set()).add(after)
            behind.setdefault(after, set()).add(pair)
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    waiting = [(each, each) for each in loop]
    back = set(waiting)
    while waiting:
        for before in behind.get(waiting.pop(), ()):
            if before not in back:
                back.add(before)
                waiting.append(before)
    if any(one != two for one, two in back):
        raise Slow("重复里又有重复，或有两种读法")


def _steps(made: Automaton, loop: frozenset[int], one: int, two: int) -> Iterator[tuple[int, int]]:
    for first, ways in made.follow[one].items():
        if first not in loop:
            continue
        if ways > 1:
            raise Slow("重复里又有重复，或有两种读法")
        for second in made.follow[two]:
            if second in loop and made.letters[first] & made.letters[second]:
                yield first, second


def _longest_chain(made: Automaton, loops: list[frozenset[int]], *, searching: bool) -> int:
    """How many loops can share one text: the power of its length that the time may grow with."""
    sets = [_letters(made, loop) for loop in loops]
    begins: list[Iterable[int]] = [
        [each for position in loop for each in made.follow[position]] for loop in loops
    ]
    if searching:
        loops, sets, begins = [*loops, frozenset([_START])], [*sets, -1], [*begins, made.first]
    after = {
        index: [
            other
            for other, loop in enumerate(loops)
            if other != index and loop & _reached(made, begins[index], sets[index] & sets[other])
        ]
        for index in range(len(loops))
    }
    lengths: dict[int, int] = {}

    def length(index: int) -> int:
        if index not in lengths:
            lengths[index] = 1 + max((length(other) for other in after[index]), default=0)
        return lengths[index]

    return max((length(index) for index in after), default=0)


def _letters(made: Automaton, loop: frozenset[int]) -> int:
    found = 0
    for position in loop:
        found |= made.letters[position]
    return found


def _require_few_ways(made: Automaton) -> None:
    """Count the ways on texts of one letter, and on one that takes the most ways at each letter: many small choices one
    after the other multiply without a loop."""
    classes = set(made.letters)
    kinds = {both & -both for one in classes for two in classes if (both := one & two)}
    for letter in [*kinds, 0]:
        now, total = made.first, 0
        for _ in range(_LETTERS):
            now, total = _best(made, now, kinds if letter == 0 else {letter}), total + sum(now.values())
            if total > _MOST_WAYS:
                raise Slow("可有可无的部分太多，或重复能分同一段文字")
            if not now:
                break


def _best(made: Automaton, now: Counter[int], letters: set[int]) -> Counter[int]:
    """Where the ways lead by the letter that keeps the most of them."""
    kept = max(
        ({each: ways for each, ways in now.items() if made.letters[each] & letter} for letter in letters),
        key=lambda ways: sum(ways.values()),
        default={},
    )
    after: Counter[int] = Counter()
    for position, ways in kept.items():
        for each, more in made.follow[position].items():
            after[each] += ways * more
    return after

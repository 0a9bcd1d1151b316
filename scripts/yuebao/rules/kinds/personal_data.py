"""No identity-card, mobile or bank-card number anywhere in the month, however people write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from yuebao.model.finding import Finding
from yuebao.rules.digits import IN_CELL, cells_whole, han_digits, plain_digits
from yuebao.rules.kind import Example, Hit, IssueKind
from yuebao.schema.rule import WholeRegex

_BETWEEN: Final = r"[ \v./\\_()\[\]{}【】〔〕《》〈〉「」（）~‐-―−·•・‧∙。-]"
"""What people put between the digits of one number; commas, colons and tabs part numbers."""
_GROUP: Final = re.compile(r"[0-9]+(?:[Xx](?![0-9A-Za-z]))?|(?<![0-9A-Za-z])[Xx](?![0-9A-Za-z])")
_CHAIN: Final = re.compile(rf"[0-9]+(?:{_BETWEEN}{{1,6}}(?=[0-9Xx])[0-9]*)*(?:[Xx](?![0-9A-Za-z]))?")
_LONG: Final = re.compile(rf"[0-9](?:{_BETWEEN}{{0,6}}[0-9]){{10}}")
"""What every personal number holds. Clears most texts by itself."""
_GLUED: Final = re.compile(r"[0-9][A-Za-z]+\Z")
_MOST: Final = 23
"""Digits of the longest number, its country code included."""


@dataclass(frozen=True, slots=True)
class NumberKind:
    """One kind of number: its ``digits`` alone; how many stand together where it is written in groups, as `3-4-4`, by
    ``grouped``, none where it is known only in one piece; and whether the last is a Luhn check digit."""

    name: Annotated[str, "这种号码叫什么"]
    digits: Annotated[WholeRegex, "去掉间隔之后的数字"]
    grouped: Annotated[WholeRegex | None, "分开写时各段的位数，如 3-4-4；不写则只认连着写的"] = None
    luhn: Annotated[bool, "末位是不是 Luhn 校验位"] = False


@dataclass(frozen=True, slots=True)
class Params:
    """The kinds of numbers, those that are told first in front."""

    numbers: Annotated[tuple[NumberKind, ...], "各种号码，先说的在前"]


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    start: int
    end: int
    digits: str


def hits(params: Params, text: str, file: str = "") -> Iterator[Hit]:
    """Every personal number in the text, each once a line; ``file`` says which line ends lie inside a cell.

    Digits of every script and Chinese numerals count; up to six spaces, dots, dashes, slashes or brackets between two
    groups do not hide a number, nor do letters in front. A run of groups is a number where nothing of the same kind goes
    on before or after it. What is returned is masked, so that no log repeats it.
    """
    plain = plain_digits(cells_whole(file, text))
    told: set[tuple[str, int]] = set()
    for written in (plain, han_digits(plain)):
        for found in _numbers(params, written):
            line = sum(written.count(end, 0, found.start) for end in ("\n", IN_CELL)) + 1
            if (found.digits, line) not in told:
                told.add((found.digits, line))
                yield Hit(found.name, line, _masked(found.digits))


def without_numbers(params: Params, text: str) -> str:
    """The text with the middle of every personal number masked; the very text where there is none."""
    plain = plain_digits(text)
    for written in (plain, han_digits(plain)):
        found = list(_numbers(params, written))
        if found:
            for number in reversed(found):
                written = f"{written[: number.start]}{_masked(number.digits)}{written[number.end :]}"
            return written
    return text


def finding_without_numbers(params: Params, finding: Finding) -> Finding:
    """The finding with every personal number in it masked, also in the name of its file."""
    said: dict[str, Any] = {
        name: without_numbers(params, text)
        for name in ("file", "message", "row", "value", "expected", "column", "anchor")
        if (text := getattr(finding, name))
    }
    return replace(finding, **said)


def _numbers(params: Params, text: str) -> Iterator[_Found]:
    if _LONG.search(text) is None:
        return
    for chain in _CHAIN.finditer(text):
        if len(chain.group()) > 10:
            groups = [
                (match.start(), match.end()) for match in _GROUP.finditer(text, chain.start(), chain.end())
            ]
            yield from _in_chain(params, text, groups)


def _in_chain(params: Params, text: str, groups: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    """The longest number from each group on; what was found is not looked at again."""
    first, free = 0, True
    while first < len(groups):
        found, last = None, first
        for last in range(_reach(groups, first), first, -1):
            found = _number(params, text, groups[first:last])
            if found and _apart(params, text, groups, first, last, free):
                break
            found = None
        if found:
            yield found
        first, free = (last, True) if found else (first + 1, False)


def _reach(groups: Sequence[tuple[int, int]], first: int) -> int:
    """The end of the longest run of groups that one number could have."""
    last, digits = first, 0
    while last < len(groups):
        digits += groups[last][1] - groups[last][0]
        if digits > _MOST:
            break
        last += 1
    return last


def _number(params: Params, text: str, groups: Sequence[tuple[int, int]]) -> _Found | None:
    start, end = groups[0][0], groups[-1][1]
    if text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return None
    if _GLUED.search(text, max(0, start - 20), start):
        return None
    digits = "".join(text[begin:stop] for begin, stop in groups)
    sizes = "-".join(str(stop - begin) for begin, stop in groups)
    for number in params.numbers:
        if len(groups) > 1 and not (number.grouped and re.fullmatch(number.grouped, sizes)):
            continue
        if re.fullmatch(number.digits, digits) and not (number.luhn and not _luhn(digits)):
            return _Found(number.name, start, end, digits)
    return None


def _apart(
    params: Params, text: str, groups: Sequence[tuple[int, int]], first: int, last: int, free: bool
) -> bool:
    """Whether the groups are a number by themselves and no part of a longer row of figures."""
    if last - first == 1:
        return True
    inner = {_kind(text, groups, index) for index in range(first, last - 1)}
    before = free or _kind(text, groups, first - 1) not in inner
    after = (
        last == len(groups)
        or _kind(text, groups, last - 1) not in inner
        or any(_number(params, text, groups[last:end]) for end in range(last + 1, _reach(groups, last) + 1))
    )
    return before and after


def _kind(text: str, groups: Sequence[tuple[int, int]], index: int) -> str:
    """What stands after the group: its signs but for spaces, or a space."""
    return text[groups[index][1] : groups[index + 1][0]].strip(" ") or " "


def _masked(text: str) -> str:
    return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}"


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


EXAMPLE: Final = Example(
    rule="""\
id: personal-data
kind: personal-data
source: 公开的月报不得载有个人号码。
numbers:
  - {name: 手机, digits: '1[3-9][0-9]{9}', grouped: '3-4-4'}""",
    files={
        "news.csv": """\
日期,内容
2024-02-05,咨询请拨 12345 热线""",
    },
    wrong=("news.csv", "12345 热线", "138 0000 0000"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = IssueKind(
    name="personal-data",
    meaning="任何一格、一段文字、文件名和文档属性里都没有个人号码，隔着空格、横线、括号，用全角或汉字数字写的也算。不能用勘误说明。",
    example=EXAMPLE,
    params=Params,
    hits=hits,
    masked=finding_without_numbers,
)
"""What a rule of this kind can do."""

"""No identity-card, mobile or bank-card number anywhere in the month."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.spec.rule import Regex

_LONG: Final = re.compile(r"[0-9][0-9 ‐-―·-]{10}")
"""What every personal number holds: eleven digits, spaces or hyphens in a row. Clears most texts by itself."""
UNFAMILIAR: Final = re.compile(r"[^\t\n -~一-鿿、。《》“”‘’，：；（）！？—…·●≤≥]")
"""Whatever might become a digit, a space or a hyphen when full-width forms are folded, and more: of all other characters
it is known that they do not."""


@dataclass(frozen=True, slots=True)
class Params:
    """``patterns`` by name; ``luhn`` lists the names whose numbers also carry a Luhn check digit."""

    patterns: Mapping[str, Regex]
    luhn: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in self.luhn:
            if name not in self.patterns:
                raise ValueError(f"luhn 所列的“{name}”不在 patterns 里")


@dataclass(frozen=True, slots=True)
class Hit:
    """A number found: the kind, the physical line, and its text with the middle masked."""

    name: str
    line: int
    masked: str


def hits(params: Params, text: str) -> Iterator[Hit]:
    """Every personal number in the text. Full-width digits count as digits; spaces and hyphens inside a number do
    not hide it. What is returned is masked, so that no log repeats it."""
    if _LONG.search(text) is None and UNFAMILIAR.search(text) is None:
        return
    text = unicodedata.normalize("NFKC", text)
    if _LONG.search(text) is None:
        return
    patterns = {name: re.compile(pattern) for name, pattern in params.patterns.items()}
    for number, folded in enumerate(text.split("\n"), 1):
        if _LONG.search(folded) is None:
            continue
        joined = re.sub(r"(?<=[0-9])[ ‐-―·-](?=[0-9Xx])", "", folded)
        found: dict[str, None] = {}
        for name, pattern in patterns.items():
            for match in [*pattern.finditer(folded), *pattern.finditer(joined)]:
                if (name not in params.luhn or _luhn(match.group())) and match.group() not in found:
                    found[match.group()] = None
                    yield Hit(name, number, _masked(match.group()))


def _masked(text: str) -> str:
    return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}"


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0

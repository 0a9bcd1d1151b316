"""The number formats of a workbook, taken apart: sections by sign or condition, each a row of tokens.

What the formats of a Chinese Excel or WPS hold is understood: `G/通用格式`, `0!.0,"万"`, `[DBNum1]`, `上午/下午`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

GENERAL: Final = "General"
BUILT_IN: Final = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0 ;-#,##0 ", 38: "#,##0 ;[Red]-#,##0 ", 39: "#,##0.00 ;-#,##0.00 ", 40: "#,##0.00 ;[Red]-#,##0.00 ",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a workbook names by number alone, as a Chinese Excel shows them."""

_TOKEN: Final = re.compile(
    r'"(?P<text>[^"]*)"?|[\\!](?P<escaped>.?)|_(?P<pad>.?)|\*(?P<fill>.?)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|G/通用格式|通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?)|(?P<digit>[0#?])|(?P<mark>[.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_NUMERALS: Final = re.compile(r"DBNum([12])", re.IGNORECASE)
_OF_THE_SYSTEM: Final = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
"""Day and time as the settings of the machine have them, whatever follows."""


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: `text`, `general`, `noon`, `exponent`, `date`, `elapsed`, `digit`, or a mark itself (`.` `,` `%` `/` `@`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """``condition`` is an operator and a number, ``None`` where the sign decides; ``numerals`` is 1 for 一二三, 2 for 壹贰叁."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    numerals: int = 0

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds is in it."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time."""
        return self.has("date", "elapsed")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The sections for numbers, and the one for texts, ``None`` where they are shown as they are."""

    numbers: tuple[Section, ...]
    texts: Section | None

    def section(self, value: Decimal) -> tuple[Section, bool]:
        """The section that shows a number, and whether the sign of a negative one is put before it."""
        if any(section.condition for section in self.numbers):
            return self._conditional(value)
        count = len(self.numbers)
        if value < 0 and count > 1:
            return self.numbers[1], False
        return self.numbers[2 if value == 0 and count > 2 else 0], value < 0

    def _conditional(self, value: Decimal) -> tuple[Section, bool]:
        for section in self.numbers:
            if section.condition is None or _holds(value, *section.condition):
                return section, value < 0 and section.condition != ("<", Decimal(0))
        return Section((Token("text", "########"),)), False


def _holds(value: Decimal, operator: str, other: Decimal) -> bool:
    return {
        "<": value < other, "<=": value <= other, ">": value > other, ">=": value >= other, "=": value == other,
        "<>": value != other,
    }[operator]  # fmt: skip


@lru_cache(maxsize=512)
def number_format(code: str) -> NumberFormat:
    """The format taken apart. An empty one is `General`; sections beyond the fourth are ignored, as Excel does."""
    code = _OF_THE_SYSTEM.get(code[:8].upper(), code)
    sections = [_section(tokens) for tokens in _split(code or GENERAL)][:4]
    texts = None
    if len(sections) == 4 or (len(sections) > 1 and sections[-1].has("@")):
        texts = sections.pop()
    elif sections[0].has("@"):
        texts, sections = sections[0], [Section((Token("general", ""),))]
    return NumberFormat(tuple(sections), texts)


def _split(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(match)
    return sections


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    condition, numerals = None, 0
    for match in matches:
        kind = match.lastgroup or "text"
        text = match[kind]
        if kind == "bracket":
            condition = _condition(text) or condition
            chosen = _NUMERALS.fullmatch(text)
            numerals = int(chosen[1]) if chosen else numerals
            tokens += _bracketed(text)
        elif kind in ("text", "escaped", "other"):
            tokens.append(Token("text", text))
        elif kind == "mark":
            tokens.append(Token(text, text))
        elif kind not in ("pad", "fill"):
            tokens.append(Token(kind, text))
    return Section(tuple(tokens), condition, numerals)


def _condition(text: str) -> tuple[str, Decimal] | None:
    match = _CONDITION.fullmatch(text)
    try:
        return None if match is None else (match[1], Decimal(match[2]))
    except InvalidOperation:
        return None


def _bracketed(text: str) -> list[Token]:
    """The sign of a currency, or time without end; colours, languages and numerals show nothing."""
    if _ELAPSED.fullmatch(text):
        return [Token("elapsed", text)]
    if text.startswith("$"):
        return [Token("text", text[1:].partition("-")[0])]
    return []

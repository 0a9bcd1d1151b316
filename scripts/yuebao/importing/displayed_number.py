"""A workbook's value as its cell shows it: the published figure is what was read off the sheet or its print.

Thousands separators are left out, padding and fill too; everything else is shown, the words of a format included. As in
Excel, 15 digits of a number count, halves go away from zero, and `General` shows 11 places at most. Fractions (`# ?/?`)
are shown in decimals. How wide the column is does not matter: `####` is never shown for a number that is too long.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from yuebao.importing.blocks import Stored
from yuebao.importing.displayed_day import day_of, shown_day
from yuebao.importing.number_format import Section, Token, number_format
from yuebao.model.numbers import plain, round_half_up

_PLACES: Final = 11
_PRECISE: Final = Context(prec=15, rounding=ROUND_HALF_UP)


def shown_number(exact: Decimal, code: str, *, from_1904: bool = False, raw: str = "") -> tuple[str, Stored]:
    """The text of a number, and what is kept beneath it, written as the file has it when ``raw`` says how."""
    if not exact.is_finite():
        return str(exact), Stored(raw or str(exact), code)
    number = _PRECISE.plus(exact)
    section, signed = number_format(code).section(number)
    day = day_of(number, from_1904=from_1904) if section.is_date else ""
    return _shown(number, section, signed, from_1904).strip(), Stored(raw or plain(exact), code, day)


def shown_text(text: str, code: str) -> str:
    """A text as its cell shows it: alone, among the words of its format, or not at all (`;;;`)."""
    section = number_format(code).texts
    if section is None:
        return text
    return "".join(text if token.kind == "@" else token.text for token in section.tokens)


def _shown(value: Decimal, section: Section, signed: bool, from_1904: bool) -> str:
    if section.is_date:
        return shown_day(value, section, from_1904=from_1904)
    sign = "-" if signed else ""
    if section.has("general"):
        words = ["" if token.kind == "," else token.text for token in section.tokens]
        number = general(abs(value))
        texts = [
            number if token.kind == "general" else word
            for token, word in zip(section.tokens, words, strict=True)
        ]
        return sign + "".join(texts)
    if section.has("/") and section.has("digit"):
        return sign + general(abs(value))
    if section.has("exponent"):
        return sign + _scientific(abs(value), section)
    if not section.has("digit"):
        return "".join(token.text for token in section.tokens if token.kind != ",")
    text = _fixed(abs(value), section.tokens)
    return text if text.strip("0.%") == "" else sign + text


def general(value: Decimal) -> str:
    """A number of no sign in the format `General`: 11 places at most with the point, else with an exponent."""
    whole = len(str(int(value)))
    rounded = round_half_up(value, max(0, _PLACES - 1 - whole))
    small = 0 < value < Decimal("0.0001") and rounded != value
    if len(str(int(rounded))) > _PLACES or small:
        return _with_exponent(value, 5, 2)
    return plain(rounded)


def _with_exponent(value: Decimal, decimals: int, width: int) -> str:
    power = value.adjusted() if value else 0
    mantissa = round_half_up(value.scaleb(-power), decimals)
    if mantissa >= 10:
        power, mantissa = power + 1, mantissa / 10
    return f"{plain(mantissa)}E{'-' if power < 0 else '+'}{abs(power):0{width}d}"


def _scientific(value: Decimal, section: Section) -> str:
    kinds = [token.kind for token in section.tokens]
    end = kinds.index("exponent")
    point = kinds.index(".") if "." in kinds[:end] else end
    decimals = kinds[point:end].count("digit")
    width = max(1, kinds[end:].count("digit"))
    power = value.adjusted() if value else 0
    mantissa = round_half_up(value.scaleb(-power), decimals)
    if mantissa >= 10:
        power, mantissa = power + 1, mantissa / 10
    sign = "-" if power < 0 else "+" if section.tokens[end].text[1] == "+" else ""
    return f"{mantissa:.{decimals}f}E{sign}{abs(power):0{width}d}"


def _fixed(value: Decimal, tokens: tuple[Token, ...]) -> str:
    """Digits into their places: those before the point from the right, those behind it from the left."""
    point = next((index for index, token in enumerate(tokens) if token.kind == "."), len(tokens))
    before, behind = tokens[:point], tokens[point + 1 :]
    value = value.scaleb(2 * sum(token.kind == "%" for token in tokens) - 3 * _scale(before, behind))
    decimals = sum(token.kind == "digit" for token in behind)
    digits = f"{round_half_up(value, decimals):.{decimals}f}"
    whole, _, part = digits.partition(".")
    text = _whole("" if whole == "0" else whole, before)
    if point == len(tokens):
        return text
    return f"{text}.{_part(part, behind)}"


def _scale(before: tuple[Token, ...], behind: tuple[Token, ...]) -> int:
    """How many commas stand right behind the last digit: each divides by a thousand."""
    count = 0
    for tokens in (before, behind):
        last = max((index for index, token in enumerate(tokens) if token.kind == "digit"), default=None)
        if last is None:
            continue
        for token in tokens[last + 1 :]:
            if token.kind != ",":
                break
            count += 1
    return count


def _whole(digits: str, tokens: tuple[Token, ...]) -> str:
    parts: list[str] = []
    left = list(digits)
    places = sum(token.kind == "digit" for token in tokens)
    for token in reversed(tokens):
        if token.kind == "digit":
            places -= 1
            parts.append(left.pop() if left else "0" if token.text == "0" else "")
            if places == 0:
                parts += reversed(left)
        elif token.kind != ",":
            parts.append(token.text)
    return "".join(reversed(parts))


def _part(digits: str, tokens: tuple[Token, ...]) -> str:
    significant = len(digits.rstrip("0"))
    parts, place = [], 0
    for token in tokens:
        if token.kind == "digit":
            parts.append(digits[place] if token.text == "0" or place < significant else "")
            place += 1
        elif token.kind != ",":
            parts.append(token.text)
    return "".join(parts)

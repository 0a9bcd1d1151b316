"""Text with every way of writing a digit made plain, for whoever looks for numbers in it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from yuebao.model.characters import UNFIT

UNFAMILIAR: Final = re.compile(r"[^\t\n -~一-鿿、。《》“”‘’，：；（）！？—…·●≤≥]")
"""Whatever might become a digit or part one when it is folded, and more: of all other characters it is known that they
do not."""
_HAN: Final = {
    ord(sign): str(value)
    for value, signs in enumerate(
        ("〇零", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_HAN_NUMBER: Final = re.compile(
    rf"(?:[0-9{''.join(map(chr, _HAN))}][^\w\n]{{0,3}}){{10}}[0-9{''.join(map(chr, _HAN))}]"
)
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_HASH: Final = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[A-Za-z])[0-9A-Za-z]{32,}(?![0-9A-Za-z])")
IN_CELL: Final = "\v"
"""Stands for a line end that parts no cells."""


def plain_digits(text: str) -> str:
    """The text with full-width, circled, mathematical and other digits as 0 to 9, and without marks and characters that
    nobody sees. Line ends stay."""
    if UNFAMILIAR.search(text) is not None:
        text = "".join(map(_plain, unicodedata.normalize("NFKC", text)))
    return _HASH.sub("#", text)


def _plain(sign: str) -> str:
    if sign in "\n\t\v" or " " <= sign <= "~":
        return sign
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    unseen = UNFIT.match(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc")
    return "" if unseen else sign


def han_digits(text: str) -> str:
    """The text with Chinese numerals as digits, where so many stand in a row that they may be a personal number; else
    empty."""
    return text.translate(_HAN) if _HAN_NUMBER.search(text) else ""


def cells_whole(file: str, text: str) -> str:
    """The text of a file in which the line ends inside a cell or a value are told from those between them."""
    if file.endswith(".csv"):
        return _QUOTED.sub(lambda cell: cell[0].replace("\n", IN_CELL), text) if '"' in text else text
    return text.replace("\n", IN_CELL) if file.endswith(".yaml") else text

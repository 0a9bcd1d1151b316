"""Characters that look like another one: copies from a PDF hold radicals and compatibility forms in place of letters.

One rule. In matching, each counts as the character that it looks like, and characters that nobody sees count as none.
In what is kept, radicals and compatibility ideographs become the ideograph, unseen characters go, and both are told
with their code points; marks in brackets, with a stop or of another width stay as published. What is lost or private
(U+FFFD, U+E000…) cannot be known: it stays, told as well, and `validate` refuses it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_SUPPLEMENT: Final = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬"
    "⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角"
    "⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾"
    "⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Radicals of the supplement, each before its ideograph, as the Unicode database has them (Equivalent_Unified_Ideograph)."""
_IDEOGRAPHS: Final = ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1D))
"""Kangxi radicals and compatibility ideographs: their compatibility decomposition is the ideograph."""
_FORMS: Final = (
    *((0x2474, 0x249B), (0x3220, 0x3243), (0x32C0, 0x32CB), (0x3358, 0x3370), (0x33E0, 0x33FE)),
    *((0xFB00, 0xFB06), (0xFE10, 0xFE19), (0xFE30, 0xFE4F), (0xFE50, 0xFE6B)),
)
"""Numbers in brackets and with a stop, months, hours and days in one character, ligatures, vertical and small forms."""
UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
"""Characters that take no room on paper: where they stand, nobody can have meant anything by them."""
LOST: Final = re.compile("[\ufffc\ufffd\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]")
"""Characters of which only whoever has the original knows what they were."""


def _decomposed(ranges: tuple[tuple[int, int], ...]) -> dict[str, str]:
    """The characters of the ranges that have a compatibility decomposition, which Unicode never changes."""
    characters = (chr(code) for first, last in ranges for code in range(first, last + 1))
    return {
        character: plain
        for character in characters
        if (plain := unicodedata.normalize("NFKC", character)) != character and " " not in plain
    }


IDEOGRAPHS: Final[Mapping[str, str]] = {
    **dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)),
    **_decomposed(_IDEOGRAPHS),
}
"""Each look-alike of an ideograph and the ideograph, one character each."""
FORMS: Final[Mapping[str, str]] = _decomposed(_FORMS)
"""Other compatibility forms and what they are read as, one character or several."""
_ODD: Final = re.compile(f"[{''.join(IDEOGRAPHS)}]|{UNSEEN.pattern}|{LOST.pattern}")
_KEPT: Final = str.maketrans(dict(IDEOGRAPHS))


def without_lookalikes(text: str) -> str:
    """The text as it is kept: ideographs in place of their look-alikes, without unseen characters."""
    return text if text.isascii() else UNSEEN.sub("", text.translate(_KEPT))


def odd_characters(text: str) -> list[str]:
    """The look-alikes, unseen and lost characters of a text, in order, as often as they come."""
    return [] if text.isascii() else _ODD.findall(text)


def what_became(character: str) -> str:
    """What the rule makes of an odd character, with its code point: `U+2F83 读作“自”`."""
    code = f"U+{ord(character):04X}"
    if character in IDEOGRAPHS:
        return f"{code} 读作“{IDEOGRAPHS[character]}”（U+{ord(IDEOGRAPHS[character]):04X}）"
    if UNSEEN.fullmatch(character):
        return f"{code} 看不见，去掉"
    return f"{code} 认不得原来的字，照录"
